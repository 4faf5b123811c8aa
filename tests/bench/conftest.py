"""Hold what is measured against a bar, print the table, and keep it in build/bench.json.

The file has one entry for each test file: `test_mathcore.py` writes "mathcore" and leaves the
other entries as they are. A missed bar is printed, and is no failure: it may be the machine's.
"""

import json
import os
import platform
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from time import perf_counter

import pytest

FILE = Path(__file__).parents[2] / "build" / "bench.json"
PACKAGES = ("numpy", "sympy", "python-flint", "mpmath", "manim", "av")
ROUNDS = 15


@dataclass(frozen=True)
class Measure:
    """What was measured, in `unit`, where no more than `bar` is wanted.

    `peer` is what the same question costs the program `against`, in the same unit.
    """

    name: str
    bar: float
    measured: float
    unit: str
    peer: float | None = None
    against: str | None = None

    @property
    def met(self) -> bool:
        """Whether the bar is met."""
        return self.measured <= self.bar

    @property
    def ratio(self) -> float | None:
        """What was measured over what it costs the peer."""
        return None if self.peer is None else self.measured / self.peer

    def __str__(self) -> str:
        """A line of the table."""
        held = f"{self.measured:9.2f} of {self.bar:6.1f} {self.unit:5}"
        peer = "" if self.ratio is None else f"{self.ratio:8.2f} x {self.against}"
        return f"{'met   ' if self.met else 'MISSED'} {held} {self.name:44}{peer}".rstrip()


MEASURES = pytest.StashKey[dict[str, list[Measure]]]()


def pytest_configure(config):
    config.stash[MEASURES] = {}


@pytest.fixture
def note(request):
    """Put a measure into the table of this file."""
    part = request.path.stem.removeprefix("test_")
    return request.config.stash[MEASURES].setdefault(part, []).append


@pytest.fixture
def measure():
    """The class of what is noted: tests cannot import this file."""
    return Measure


@pytest.fixture
def hold(benchmark, note):
    """Hold the time of a call against its bar: so many milliseconds, or times the peer's.

    Call and peer take turns, so that a busy machine slows both alike; of each the quickest round
    counts, since whatever else the machine does can only add to it.
    `fresh` is called before each round of the call, and is not timed.
    """

    def held(name, bar, call, *, unit="ms", peer=None, against=None, fresh=None, rounds=ROUNDS):
        theirs = []

        def turn():
            if peer:
                theirs.append(_seconds(peer))
            if fresh:
                fresh()

        benchmark.pedantic(call, setup=turn, rounds=rounds, warmup_rounds=1)
        size = 1e-3 if unit == "ms" else min(theirs)
        other = min(theirs) / size if theirs else None
        note(Measure(name, bar, benchmark.stats.stats.min / size, unit, other, against))

    return held


def pytest_terminal_summary(terminalreporter, config):
    for part, rows in config.stash[MEASURES].items():
        environment = _environment()
        terminalreporter.section(part)
        terminalreporter.line(", ".join(f"{what} {which}" for what, which in environment.items()))
        for each in rows:
            terminalreporter.line(str(each), red=not each.met)
        _keep(part, environment, rows)


def _seconds(call: Callable[[], object]) -> float:
    begun = perf_counter()
    call()
    return perf_counter() - begun


def _environment() -> dict[str, str]:
    machine = f"{platform.machine()} with {os.cpu_count()} cores, {platform.system()}"
    return {
        "machine": machine,
        "load": f"{os.getloadavg()[0]:.1f}",  # beyond the number of cores, others slow us
        "Python": platform.python_version(),
        **{each: version(each) for each in PACKAGES},
    }


def _keep(part: str, environment: dict[str, str], rows: list[Measure]) -> None:
    """Write this part's entry beside those that other parts have written."""
    kept = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    measures = [{**asdict(each), "ratio": each.ratio, "met": each.met} for each in rows]
    kept[part] = {"environment": environment, "measures": measures}
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
