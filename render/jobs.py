"""All films of a run: what is whole is left alone, the rest is made side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console

from render import edition, manifest, pool, store, take
from render.job import Job
from render.lectures import words
from render.pool import Failure, Say, Work
from render.progress import Progress
from render.scratch import scratch
from render.store import Store
from scenes.stage.script import ScriptError

if TYPE_CHECKING:
    from scenes.stage.verdicts import Report


def render(jobs: Sequence[Job], out: Path, at_once: int, console: Console) -> dict[str, Failure]:
    """Make the films that are not there yet, or no longer whole; returns what failed, by name.

    Args:
        jobs: one for each film.
        out: the folder of the films; it is made if need be.
        at_once: how many processes work at a time.
        console: where progress is shown.
    """
    out.mkdir(parents=True, exist_ok=True)
    kept = store.default()
    digests = {job.name: manifest.digest(job) for job in jobs}
    made = manifest.read(out)
    due = [job for job in jobs if not manifest.whole(out, made.get(job.name), digests[job.name])]
    for job in jobs:
        if job not in due:
            console.print(f"{job.name}: nothing to do", highlight=False)
    if not due:
        return {}

    def keep(name: str, entry: dict[str, Any]) -> str:
        manifest.enter(out, name, {"digest": digests[name]} | entry)
        return f"{entry['seconds']:.0f} s of film"

    # Work where the films go: what is ready is moved, not copied, into its place.
    with scratch(out) as folder:
        work: dict[str, Work] = {
            job.name: partial(_make, job, kept, out, folder / job.name) for job in due
        }
        # manim takes seconds to load: not before something has to be drawn.
        drawing = not all(_taken(job, kept) for job in due)
        return _follow(work, at_once, console, keep, drawing=drawing)


def _taken(job: Job, kept: Store) -> bool:
    """Whether all pictures of a film are there."""
    with suppress(ScriptError):
        return take.find(job, words(job.entry, job.language, job.scripts), kept) is not None
    return True  # there are no words, which is found without a picture


def check(
    jobs: Sequence[Job], at_once: int, console: Console
) -> tuple[dict[str, Report], dict[str, Failure]]:
    """Rehearse and judge every lecture; returns the reports and what failed, by name."""
    reports: dict[str, Report] = {}

    def keep(name: str, report: Report) -> str:
        reports[name] = report
        return f"{report.proved} of {report.claims} claims proved"

    failed = _follow({job.name: partial(_check, job) for job in jobs}, at_once, console, keep)
    return {job.name: reports[job.name] for job in jobs if job.name in reports}, failed


def _follow(
    work: dict[str, Work],
    at_once: int,
    console: Console,
    keep: Callable[[str, Any], str],
    *,
    drawing: bool = True,
) -> dict[str, Failure]:
    if drawing:
        import render.filming  # noqa: F401, PLC0415  (heavy: loaded once, before the processes fork)

    failed: dict[str, Failure] = {}
    with Progress(console, list(work)) as progress:
        for news in pool.run(work, at_once):
            if not news.ended:
                progress.says(news.name, news.said)
            elif news.failure is None:
                progress.ended(news.name, keep(news.name, news.result))
            else:
                failed[news.name] = news.failure
                progress.ended(news.name, news.failure.sentence, failed=True)
    return failed


def _make(job: Job, kept: Store, out: Path, folder: Path, say: Say) -> dict[str, Any]:
    folder.mkdir()
    found = take.find(job, words(job.entry, job.language, job.scripts), kept)
    if found is None:
        from render import filming  # noqa: PLC0415  (see _follow)

        found = filming.make(job, kept, say)
    say("reading aloud")
    edited = edition.edit(job, *found, kept)
    say("joining")
    return edition.write(edited, *found, out, folder)


def _check(job: Job, say: Say) -> Report:
    from render import filming  # noqa: PLC0415  (see _follow)

    return filming.check(job, say)[1]
