"""A small lecture to put on stage: one beat, played by a function of the test's own."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from scenes.stage import script
from scenes.stage.lecture import Lecture
from scenes.stage.record import Record
from scenes.stage.rehearsal import rehearse
from scenes.stage.verdicts import Report, judge

WORDS = """
title = "Trial"
[beats.only]
say = "This is said while the picture stands, long enough for every word to be read."
[labels]
root = "root"
many = "one two three four five six seven eight nine ten eleven twelve thirteen"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoParameters:
    """A trial has nothing to set."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of a trial: its record, and the verdict on it."""

    record: Record
    report: Report


@pytest.fixture(scope="session")
def stage() -> Callable[..., Trial]:
    """Play `beat(lecture)` as the only beat of a lecture, and judge what it leaves."""

    def run(beat: Callable[[Lecture], object], words: str = WORDS, theme: str = "dark") -> Trial:
        class TrialLecture(Lecture):
            parameters_type = NoParameters

            def construct(self) -> None:
                with self.beat("only"):
                    beat(self)

        read = script.parse(words, "en", "trial.en.toml")
        record = rehearse(TrialLecture, None, read, theme)
        return Trial(record, judge("trial", record, read, read))

    return run
