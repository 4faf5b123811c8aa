"""What the commands have in common: their options, and from options to the films that are meant."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from render import course as courses
from render import lectures
from render.course import Course, Entry
from render.job import SILENT, Job
from render.pool import LIMIT, Failure
from render.quality import QUALITIES
from render.voices.reader import VOICES
from scenes.stage.languages import LANGUAGES
from scenes.stage.look import THEMES

FOLDER = Path("build")

course = click.option(
    "--course", "file", type=click.Path(path_type=Path), default=None, help="A course of your own."
)
theme = click.option("--theme", type=click.Choice(list(THEMES)), default="dark")
language = click.option("--language", type=click.Choice([*LANGUAGES, "all"]), default="en")
one_language = click.option("--language", type=click.Choice(LANGUAGES), default="en")
voice = click.option(
    "--voice", type=click.Choice([*VOICES, SILENT]), default=VOICES[0], help="Who reads."
)
processes = click.option(
    "--jobs", "at_once", type=click.IntRange(1, 256), default=None, help="Processes."
)
verbose = click.option(
    "--verbose",
    is_flag=True,
    callback=lambda context, option, value: _log(context, value),
    help="Show tracebacks, and the logs of manim and of the store.",
)
limit = click.option(
    "--beat-limit",
    "limit",
    type=click.FloatRange(0, min_open=True),
    default=LIMIT,
    show_default=True,
    help="Seconds that a beat may take.",
)
for_programs = click.option("--json", "as_json", is_flag=True, help="For programs.")
names = click.argument("names", metavar="[LECTURE]...", nargs=-1)


def quality(default: str) -> Callable[[Any], Any]:
    """The option for the size of a film."""
    return click.option("--quality", type=click.Choice(list(QUALITIES)), default=default)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a command was asked for, as far as it concerns films."""

    names: tuple[str, ...]
    language: str
    theme: str
    file: Path | None
    verbose: bool
    quality: str = "standard"
    voice: str = VOICES[0]
    still: bool = False
    described: bool = False

    def course(self) -> Course:
        """The course that is meant."""
        return load(self.file)

    def jobs(self) -> list[Job]:
        """The films that are meant."""
        plan = self.course()
        return [
            self.job(plan, entry, each)
            for entry in select(plan, self.names)
            for each in (
                lectures.languages(entry, plan.scripts)
                if self.language == "all"
                else [self.language]
            )
        ]

    def job(self, plan: Course, entry: Entry, language: str) -> Job:
        """One of them."""
        return Job(
            entry,
            language,
            QUALITIES[self.quality],
            self.theme,
            plan.scripts,
            self.file or courses.OURS,
            self.voice,
            self.verbose,
            self.still,
            self.described,
        )


def load(file: Path | None) -> Course:
    """The course that is named, or ours."""
    return courses.load(file or courses.OURS)


def find(plan: Course, name: str) -> Entry:
    """The lecture that is named."""
    try:
        return plan.find(name)
    except KeyError:
        known = courses.listed(each.film for each in plan.entries())
        raise click.UsageError(f"there is no lecture {name!r}; there are {known}") from None


def select(plan: Course, wanted: Sequence[str]) -> list[Entry]:
    """The lectures that are named, or all; each once, in the order of the course."""
    films = {find(plan, name).film for name in wanted}
    return [each for each in plan.entries() if not films or each.film in films]


def _log(context: click.Context, verbosely: bool) -> bool:
    """Write what the store finds and makes to the standard error, if that is wanted."""
    if verbosely:
        log, handler = logging.getLogger("proofreel"), logging.StreamHandler()
        before = log.level, log.propagate
        log.addHandler(handler)
        log.setLevel(logging.INFO)
        log.propagate = False  # manim writes whatever comes up to it

        def end() -> None:
            log.removeHandler(handler)
            log.setLevel(before[0])
            log.propagate = before[1]

        context.call_on_close(end)
    return verbosely


def tell(failed: Mapping[str, Failure], verbosely: bool) -> None:
    """Say what failed, a sentence each."""
    for name, failure in failed.items():
        if verbosely:
            sys.stderr.write(failure.traceback)
        sys.stderr.write(f"proofreel: {name}: {failure.sentence}\n")
