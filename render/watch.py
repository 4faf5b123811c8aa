"""Watching a lecture that is being written: on every save, what changed is judged and filmed.

The program has manim and all that changes seldom. For every save it forks a child that imports
the lecture afresh, rehearses it, and says of each beat that changed what `check` would say, as
soon as that beat has been played; then it draws these beats. When the program itself changes,
which is `mathcore`, `scenes.stage` and `render`, it starts again.
"""

from __future__ import annotations

import importlib
import os
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from render import film, pool
from render.job import Job
from render.lectures import prepare, words, words_path
from render.steps import Say, Step
from render.timing import shown_alone

if TYPE_CHECKING:
    from render.segments import Segment
    from scenes.stage.record import Record

PAUSE = 0.5  # seconds between two looks at the files
Stamps = dict[Path, tuple[int, int] | None]  # when each file was written, and its size in bytes
Digests = Mapping[str, str]  # of what each beat draws


class _EnoughError(Exception):
    """Not a fault: the beat that is watched has been played."""


def follow(
    choose: Callable[[], Job], beat: str | None, folder: Path, console: Console, limit: float
) -> None:
    """Judge and film what changes, until the program is interrupted.

    Args:
        choose: reads the course and names the lecture, anew for every save.
        beat: the only one that matters; None for all that change.
        folder: where the films of the beats go.
        console: where to say what is found.
        limit: how long a beat may take, in seconds.
    """
    import render.filming  # noqa: F401, PLC0415  (heavy: loaded once, before the processes fork)

    begun, job = stamps(_program()), choose()
    drawn: Digests | None = None
    while True:
        before = stamps([*begun, *_sources(job)])
        try:
            job = choose()
            drawn = _round(job, beat, drawn, folder, console, limit, before)
        except Exception as error:  # the boundary: it is mended, and saved again
            _tell(console, pool.sentence(error))
        _tell(console, "watching")
        while stamps(before) == before:
            time.sleep(PAUSE)
        _start_again(begun, console)


def _round(
    job: Job,
    beat: str | None,
    drawn: Digests | None,
    folder: Path,
    console: Console,
    limit: float,
    before: Stamps,
) -> Digests | None:
    """One child; returns the digests of what is drawn by now. A save ends it at once."""
    work = partial(refilm, job, beat, drawn, folder)
    with closing(pool.run({job.name: work}, 1, limit)) as running:
        for news in running:
            if news.said is None:
                if news.failure is None:
                    return dict(news.result)
                _tell(console, news.failure.sentence)
                break
            for finding in news.said.findings:
                _tell(console, finding)
            if stamps(before) != before:
                break
    return drawn


def refilm(job: Job, beat: str | None, drawn: Digests | None, folder: Path, say: Say) -> Digests:
    """Rehearse a lecture, judge it beat by beat, and film the beats that changed.

    Args:
        job: the lecture.
        beat: the only one that is judged and filmed, and the last that is played; None for all.
        drawn: the digests of what was drawn before; None if nothing was, and then only a beat
            that is named is filmed.
        folder: where the films go.
        say: told what is found.

    Returns:
        the digests of what is drawn now.
    """
    from render import filming, shooting  # noqa: PLC0415  (heavy; see follow)

    sys.dont_write_bytecode = True  # two saves in one second look alike to Python's cache
    importlib.invalidate_caches()
    now: dict[str, str] = {}
    say(Step("preparing"))
    play = prepare(job)  # once: for the rehearsal, and for what is drawn after it

    def seen(name: str, record: Record) -> None:
        if beat in (None, name):
            now[name] = record.drawn[name]
            told = _judged(job, name, record)
            if len(told) > 1 or beat or (drawn is not None and drawn.get(name) != now[name]):
                say(Step("judging", name, findings=tuple(told)))
        if beat == name:
            raise _EnoughError

    try:
        report = filming.check(job, say, seen, play)[1]
        rest = [f"no words for {each}" for each in report.missing]
        rest += [f"stale words: {each}" for each in report.stale]
        told = [f"{report.proved} of {report.claims} claims proved in {report.beats} beats", *rest]
        say(Step("judging", findings=tuple(told)))
    except _EnoughError:
        pass
    due = [each for each in now if (drawn or {}).get(each) != now[each]]
    if due and (beat or drawn is not None):

        def keep(segment: Segment, _: str) -> None:
            say(Step("filming", segment.beat, findings=(str(save(job, segment, folder)),)))

        shooting.shoot(job, keep, due, say, play)
    return now


def _judged(job: Job, beat: str, record: Record) -> list[str]:
    """What is to be said of a beat: how many claims are proved, then what is wrong."""
    from scenes.stage.record import Record  # noqa: PLC0415  (heavy; see follow)
    from scenes.stage.verdicts import judge  # noqa: PLC0415  (heavy; see follow)

    part = Record(
        record.beats[-1:],
        claims=[each for each in record.claims if each.beat == beat],
        layout=[each for each in record.layout if each.startswith(f"{beat}: ")],
    )
    own, english = (words(job.entry, each, job.scripts) for each in (job.language, "en"))
    report = judge(job.entry.film, part, own, english)
    found = [f"{beat}: {report.proved} of {report.claims} claims proved"]
    found += [*report.failed, *report.layout]
    found += [f"no words for {each}" for each in report.missing if each in (beat, f"{beat}.see")]
    return found + [f"stale words: {each}" for each in report.stale if each == beat]


def save(job: Job, segment: Segment, folder: Path) -> Path:
    """Write the film of one beat; one that is being watched stays whole until then."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{job.name}.{segment.beat}.mp4"
    new = path.with_name(f".{os.getpid()}.{path.name}")
    lasts = shown_alone(segment.ticks, job.quality.rate)
    try:
        title = f"{job.entry.film}: {segment.beat}"
        film.join([(segment, lasts)], new, job.quality.rate, title=title)
        os.replace(new, path)
    finally:
        new.unlink(missing_ok=True)
    return path


def stamps(paths: Iterable[Path]) -> Stamps:
    """By which it is seen that a file was saved; None for one that is not there."""
    found: Stamps = {}
    for path in paths:
        try:
            state = path.stat()
            found[path] = (state.st_mtime_ns, state.st_size)
        except OSError:
            found[path] = None
    return found


def _sources(job: Job) -> list[Path]:
    """The files that make a lecture what it is, apart from the program."""
    scene, props = _file(f"scenes.{job.entry.scene}"), _file("scenes").parent / "props"
    spoken = [words_path(job.entry, each, job.scripts) for each in {job.language, "en"}]
    return [scene, job.file, *spoken, *props.rglob("*.py")]


def _program() -> list[Path]:
    """The files that are loaded once."""
    packages = ("mathcore", "scenes.stage", "render")
    return [path for each in packages for path in _file(each).parent.rglob("*.py")]


def _file(module: str) -> Path:
    """Where a module lies; it is not imported for that."""
    found = find_spec(module)
    assert found is not None
    return Path(str(found.origin))


def _start_again(begun: Stamps, console: Console) -> None:
    """Start the program again if it changed, unless it could not even be read."""
    changed = [path for path, stamp in stamps(begun).items() if stamp != begun[path]]
    for path in changed:
        try:
            compile(path.read_bytes(), path.name, "exec")
        except (SyntaxError, ValueError, OSError) as error:
            return _tell(console, pool.sentence(error))
    if changed:
        _tell(console, "the program changed: starting again")
        os.execv(sys.executable, sys.orig_argv)  # noqa: S606  (the same command as before)
    return None


def _tell(console: Console, sentence: str) -> None:
    console.print(sentence, markup=False, highlight=False, soft_wrap=True)
