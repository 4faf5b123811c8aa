"""``python -m mutation COUNT``: a sample of mutants by seed, each against the tests of its module.

A mutant that its own tests let live meets the tests of the modules that use its module. Nothing
is written into the folder of mathcore: a process of its own imports the mutant in place of the
module.
"""

from __future__ import annotations

import argparse
import ast
import importlib.abc
import importlib.util
import os
import random
import sys
import time
import warnings
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import flint  # noqa: F401
import hypothesis  # noqa: F401
import numpy  # noqa: F401
import pytest
import sympy.printing.pycode  # noqa: F401

from mutation.mutants import Mutant, of

HOUSE = Path(__file__).parents[2]
MODULES = sorted((HOUSE / "mathcore").glob("*.py"))
TESTS = HOUSE / "tests" / "mathcore"
PATIENCE = 4
LEAST_SECONDS = 20.0
MOST_TESTS = 8


class Loader(importlib.abc.MetaPathFinder, importlib.abc.SourceLoader):
    """Gives the mutant when its module is asked for."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    def find_spec(self, name, path, target=None):
        if name != f"mathcore.{self.mutant.module}":
            return None
        return importlib.util.spec_from_loader(name, self, origin=self.get_filename(name))

    def get_filename(self, name):
        return str(HOUSE / "mathcore" / f"{self.mutant.module}.py")

    def get_data(self, path):
        return self.mutant.source.encode()


def passes(tests: Iterable[Path], mutant: Mutant | None, seconds: float) -> bool:
    """Whether all tests pass in a process of their own, within so many seconds."""
    child = os.fork()
    if not child:
        code = 1
        try:
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, 1)
            os.dup2(null, 2)
            if mutant:
                sys.meta_path.insert(0, Loader(mutant))
            # hypothesis is here already, before pytest could look into it
            options = [
                "-W",
                "ignore::pytest.PytestAssertRewriteWarning",
                "-x",
                "-q",
                "--no-header",
                "-p",
                "no:cacheprovider",
                "--tb=no",
            ]
            code = int(pytest.main([*options, *map(str, tests)]))
        finally:
            os._exit(code)
    last = time.monotonic() + seconds
    while time.monotonic() < last:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status) == 0
        time.sleep(0.05)
    os.kill(child, 9)
    os.waitpid(child, 0)
    return False


@cache
def imports(path: Path) -> frozenset[str]:
    """The modules of mathcore that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("mathcore"):
            found |= {node.module.removeprefix("mathcore").lstrip(".")}
            found |= {each.name for each in node.names} if node.module == "mathcore" else set()
    return frozenset(found)


def named(module: str) -> tuple[Path, ...]:
    """The test files that bear the name of a module, such as test_parse and test_parse_nesting."""
    others = {f"test_{each.stem}" for each in MODULES if each.stem != module}
    further = sorted(TESTS.glob(f"test_{module}_*.py"))
    first = TESTS / f"test_{module}.py"
    return (first, *(e for e in further if e.stem not in others)) if first.exists() else ()


def own(module: str) -> tuple[Path, ...]:
    """The test files of a module, or else those that import it, or those of what imports it."""
    return named(module) or wider(module)


def wider(module: str) -> tuple[Path, ...]:
    """Tests that import the module, then tests of modules that do."""
    direct = [each for each in sorted(TESTS.glob("test_*.py")) if module in imports(each)]
    users = [each.stem for each in MODULES if module in imports(each)]
    found = dict.fromkeys([*direct, *(test for each in users for test in named(each))])
    return tuple(each for each in found if each.stem not in ("test_fuzz", "test_readme"))[
        :MOST_TESTS
    ]


def judged(mutant: Mutant) -> str:
    """Who kills the mutant: "its tests", "wider tests" or nobody, "lives"."""
    if not passes(own(mutant.module), mutant, allowed(own(mutant.module))):
        return "its tests"
    others = tuple(each for each in wider(mutant.module) if each not in own(mutant.module))
    if others and not passes(others, mutant, allowed(others)):
        return "wider tests"
    return "lives"


@cache
def allowed(tests: tuple[Path, ...]) -> float:
    """Some times as many seconds as the tests take without a fault; they must pass then."""
    begun = time.monotonic()
    if not passes(tests, None, 600):
        raise SystemExit(f"without any fault, these do not pass: {[each.name for each in tests]}")
    return max(LEAST_SECONDS, PATIENCE * (time.monotonic() - begun))


def main() -> int:
    """Judge a sample; print those that live, and the score."""
    parser = argparse.ArgumentParser(prog="mutation", description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--minutes", type=float, default=600.0, help="when to stop at the latest")
    parser.add_argument("--cores", type=int, default=os.cpu_count())
    parser.add_argument("--modules", nargs="*", help="only these")
    asked = parser.parse_args()
    last = time.monotonic() + 60 * asked.minutes
    paths = [each for each in MODULES if not asked.modules or each.stem in asked.modules]
    every = [mutant for path in paths for mutant in of(path)]
    chosen = random.Random(asked.seed).sample(every, min(asked.count, len(every)))
    print(f"{len(chosen)} of {len(every)} mutants of {len(paths)} modules", flush=True)
    counts: Counter[str] = Counter()

    def judge(mutant: Mutant) -> None:
        if time.monotonic() < last:
            verdict = judged(mutant)
            counts[verdict] += 1
            if verdict == "lives":
                print(f"lives: {mutant}", flush=True)
            if counts.total() % 25 == 0:
                print(score(counts), flush=True)

    warnings.simplefilter("ignore", DeprecationWarning)
    with ThreadPoolExecutor(asked.cores) as threads:
        list(threads.map(judge, chosen))
    print(score(counts))
    return 0


def score(counts: Counter[str]) -> str:
    """What share was killed, and by whom."""
    killed = counts["its tests"] + counts["wider tests"]
    share = 100 * killed / max(1, counts.total())
    return (
        f"{killed} of {counts.total()} killed, {share:.1f} %"
        f" ({counts['its tests']} by the tests of their module)"
    )


if __name__ == "__main__":
    sys.exit(main())
