"""A course of two tiny lectures, filmed in seconds: one is well, one can be made to fail."""

import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import manim
import pytest

from mathcore.quantity import exact
from render import course, jobs
from render.quality import Quality
from scenes.stage.lecture import Lecture

WORDS = """
title = "Tiny"
[beats.circle]
say = "A circle is drawn."
chapter = "Drawing"
[beats.number]
say = "It begins at {start}."
[beats.away]
say = "And it goes."
chapter = "Leaving"
"""

COURSE = """
title = "Two tiny lectures"
scripts = "scripts"
[[modules]]
title = "Only"
[[modules.lectures]]
scene = "Tiny"
[[modules.lectures]]
scene = "Tiny"
name = "other"
parameters = { start = 3.0 }
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TinyParameters:
    """Where it begins; below zero it refuses, at 99 it never ends, above 100 it has a fault."""

    start: float = 2.0

    def __post_init__(self) -> None:
        if self.start < 0:
            raise ValueError(f"start = {self.start}: must be positive")


class Tiny(Lecture):
    """A circle comes, a number comes, the circle goes."""

    parameters_type = TinyParameters

    def construct(self) -> None:
        with self.beat("circle"):
            self.add(self.title())
            circle = manim.Circle(color=self.colour("function"))
            self.trace(circle, run_time=0.4)
        with self.beat("number"):
            if self.parameters.start == 99:
                time.sleep(600)
            if self.parameters.start > 100:
                raise RuntimeError("the lecture has a fault")
            self.claim("start", exact(self.parameters.start))
            self.appear(self.formula("x = {start}").move_to((4, 1, 0)), run_time=0.4)
        with self.beat("away"):
            self.leave(circle, run_time=0.4)


@pytest.fixture(scope="session")
def small() -> Quality:
    """A size at which filming takes no time."""
    return Quality("small", 256, 144, 10)  # whole blocks of 16: x264 is exact to the bit there


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, small: Quality) -> Path:
    """The file of a course of two tiny lectures; `draft` is smaller than it is."""
    module = ModuleType("scenes.tiny")
    module.Tiny = Tiny
    monkeypatch.setitem(sys.modules, "scenes.tiny", module)
    monkeypatch.setattr(course, "known_scenes", lambda: frozenset({"tiny"}))
    monkeypatch.setitem(jobs.manifest.__dict__, "known_scenes", lambda: frozenset({"tiny"}))
    monkeypatch.setitem(sys.modules["render.quality"].QUALITIES, "draft", small)
    monkeypatch.setenv("PROOFREEL_STORE", str(tmp_path / "store"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts" / "tiny.en.toml").write_text(WORDS)
    file = tmp_path / "course.toml"
    file.write_text(COURSE)
    return file
