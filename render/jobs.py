"""All films of a run: what is whole is left alone, the rest is made side by side."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console

from render import ahead, edition, manifest, memory, pool, prospect, publishing, store, take
from render.job import Job
from render.lectures import words
from render.pool import LIMIT, Failure, Work
from render.progress import Progress
from render.scratch import scratch, sweep
from render.steps import Say, Step
from render.store import Store
from scenes.stage.script import ScriptError

if TYPE_CHECKING:
    from scenes.stage.verdicts import Report

_CLIPS = ("voice", "recording")  # the kinds of entries of the store that are read aloud


@dataclass(frozen=True, slots=True)
class Made:
    """A film whose files are written: its entry for the manifest, and what was new in it."""

    entry: dict[str, Any]
    drawn: int
    read: int
    reread: int

    def __str__(self) -> str:
        """As the line of a lecture shows it."""
        beats = self.entry["beats"]
        new = f"{self.drawn} of {beats} beats drawn" if self.drawn else "no beat drawn"
        return f"{self.entry['seconds']:.0f} s of film, {new},"


def render(
    jobs: Sequence[Job], out: Path, at_once: int, console: Console, limit: float = LIMIT
) -> dict[str, Failure]:
    """Make the films that are not there yet, or no longer whole; returns what failed, by name.

    Args:
        jobs: one for each film.
        out: the folder of the films; it is made if need be.
        at_once: how many processes work at a time.
        console: where progress is shown.
        limit: how long a beat may take, in seconds.
    """
    out.mkdir(parents=True, exist_ok=True)
    kept, began = store.default(), time.monotonic()
    basis, known = {job.name: manifest.basis(job) for job in jobs}, manifest.read(out)
    due = [
        job
        for job in jobs
        if not manifest.whole(out, known.get(job.name), basis[job.name]["digest"])
    ]
    for job in jobs:
        if job not in due:
            console.print(f"{job.name}: nothing to do", highlight=False)
    if not due:
        sweep(out)
        return {}
    films: list[Made] = []

    # Work where the films go: what is ready is moved, not copied, into its place.
    with scratch(out) as folder:
        work: dict[str, Work] = {
            job.name: partial(_make, job, kept, folder / job.name) for job in due
        }

        def keep(name: str, made: Made) -> str:
            manifest.enter(out, name, basis[name] | made.entry, folder / name)
            films.append(made)
            return str(made)

        # manim takes seconds to load: not before something has to be drawn.
        drawing = not all(_taken(job, kept) for job in due)
        verbose = any(job.verbose for job in due)
        failed = _follow(
            work, at_once, console, keep, limit=limit, drawing=drawing, live=not verbose
        )
    console.print(summary(films, len(failed), time.monotonic() - began), highlight=False)
    return failed


def summary(films: Sequence[Made], failed: int, seconds: float) -> str:
    """What a run has done, as one line."""
    drawn, read = sum(each.drawn for each in films), sum(each.read for each in films)
    beats = sum(each.entry["beats"] for each in films)
    lost = f", {failed} failed" if failed else ""
    return (
        f"films: {len(films)} made{lost}; beats: {drawn} drawn, {beats - drawn} found; "
        f"clips: {read} read, {sum(each.reread for each in films)} found; {seconds:.1f} s"
    )


def foretell(jobs: Sequence[Job], out: Path, console: Console) -> dict[str, Failure]:
    """Say what a run would do for every film, and why; returns what could not be made, by name."""
    failed: dict[str, Failure] = {}
    for job in jobs:
        try:
            text = str(prospect.of(job, out, store.default()))
        except ScriptError as error:
            failed[job.name] = Failure(pool.sentence(error))
            text = f"{job.name}: cannot be made"
        console.print(text, markup=False, highlight=False, soft_wrap=True)
    return failed


def _taken(job: Job, kept: Store) -> bool:
    """Whether all pictures of a film are there."""
    with suppress(ScriptError):
        return take.find(job, words(job.entry, job.language, job.scripts), kept) is not None
    return True  # there are no words, which is found without a picture


def check(
    jobs: Sequence[Job], at_once: int, console: Console, limit: float = LIMIT
) -> tuple[dict[str, Report], dict[str, Failure]]:
    """Rehearse and judge every lecture; returns the reports and what failed, by name."""
    reports: dict[str, Report] = {}

    def keep(name: str, report: Report) -> str:
        reports[name] = report
        return f"{report.proved} of {report.claims} claims proved"

    work: dict[str, Work] = {job.name: partial(_check, job) for job in jobs}
    verbose = any(job.verbose for job in jobs)
    failed = _follow(work, at_once, console, keep, limit=limit, live=not verbose)
    return {job.name: reports[job.name] for job in jobs if job.name in reports}, failed


def _follow(
    work: dict[str, Work],
    at_once: int,
    console: Console,
    keep: Callable[[str, Any], str],
    *,
    limit: float,
    live: bool,
    drawing: bool = True,
) -> dict[str, Failure]:
    if drawing:
        import render.filming  # noqa: F401, PLC0415  (heavy: loaded once, before the processes fork)

    failed: dict[str, Failure] = {}
    with (
        Progress(console, list(work), live=live) as progress,
        closing(pool.run(work, at_once, limit)) as running,
    ):
        for news in running:
            if news.said is not None:
                progress.says(news.name, news.said)
                continue
            text, failure = "", news.failure
            if failure is None:
                try:
                    text = keep(news.name, news.result)
                except OSError as error:  # its files cannot be put in their places
                    failure = Failure(pool.sentence(error))
            if failure is not None:
                failed[news.name] = failure
            progress.ended(
                news.name, failure.sentence if failure else text, failed=failure is not None
            )
    return failed


def _make(job: Job, kept: Store, folder: Path, say: Say) -> Made:
    memory.one_heap()
    folder.mkdir()
    kept.forget()
    found = take.find(job, words(job.entry, job.language, job.scripts), kept)
    if found is None:
        from render import filming  # noqa: PLC0415  (see _follow)

        with ahead.reading(job, kept) as read:
            found = filming.make(job, kept, say, read)
        gc.collect()  # a scene is a circle of references: it would stay while the film is joined
        memory.give_back()
    say(Step("reading aloud"))
    edited = edition.edit(job, *found, kept)
    say(Step("joining"))
    entry = publishing.write(edited, *found, folder)
    clips = len(edited.sounds)
    new = min(clips, sum(kept.made[each] for each in _CLIPS))
    return Made(entry, kept.made["segment"], new, clips - new)


def _check(job: Job, say: Say) -> Report:
    from render import filming  # noqa: PLC0415  (see _follow)

    return filming.check(job, say)[1]
