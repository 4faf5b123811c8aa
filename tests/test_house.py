"""The rules of the house that no tool knows."""

import re
import tomllib
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
LONGEST = 250  # lines of a file: one idea each


@pytest.mark.parametrize("folder", ["mathcore", "scenes"])
def test_no_file_is_longer_than_one_idea(folder):
    lengths = {
        str(path.relative_to(HOUSE)): len(path.read_text(encoding="utf-8").splitlines())
        for path in (HOUSE / folder).rglob("*.py")
    }

    assert {path: length for path, length in lengths.items() if length > LONGEST} == {}


def test_the_lock_names_every_dependency_with_hashes_and_no_address():
    lock = (HOUSE / "requirements.lock").read_text(encoding="utf-8")
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    names = {re.match(r"[a-z-]+", each)[0] for each in wanted}

    assert names <= set(re.findall(r"^([a-z0-9-]+)==", lock, flags=re.MULTILINE))
    assert re.findall(r"^[^ #\n].*[^\\\n]$", lock, flags=re.MULTILINE) == []
    assert "://" not in lock


def test_every_command_that_the_readme_names_exists():
    readme = (HOUSE / "README.md").read_text(encoding="utf-8")
    makefile = (HOUSE / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, flags=re.MULTILINE))
    lectures = {path.stem for path in (HOUSE / "scenes").glob("*.py")}

    assert set(re.findall(r"^make (\w+)", readme, flags=re.MULTILINE)) <= targets | lectures


def test_the_top_of_the_house_is_kept():
    allowed = {"mathcore", "scenes", "render", "tests", "build"}
    found = {path.name for path in HOUSE.iterdir() if path.is_dir() and path.name[0] not in "._"}

    assert found <= allowed | {"dist", "media"}
