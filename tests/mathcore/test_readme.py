"""The page on mathcore names every module, nothing else, and its lines of code run."""

import doctest
import re
from pathlib import Path

MATHCORE = Path(__file__).parents[2] / "mathcore"
PAGE = (MATHCORE / "README.md").read_text(encoding="utf-8")


def test_every_module_stands_in_the_table_once():
    named = re.findall(r"^\| `(\w+)` \|", PAGE, flags=re.MULTILINE)
    there = {path.stem for path in MATHCORE.glob("*.py")} - {"__init__"}

    assert sorted(named) == sorted(there)


def test_the_lines_of_code_run():
    results = doctest.testfile(str(MATHCORE / "README.md"), module_relative=False)

    assert results.attempted > 10
    assert results.failed == 0


def test_every_test_that_is_named_is_there():
    for name in re.findall(r"`(test_\w+\.py)`", PAGE):
        assert (Path(__file__).parent / name).exists()
