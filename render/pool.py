"""Work for all cores: one forked process a piece of work, so that manim is imported once.

A piece that raises, or dies, or takes too long over one step, fails alone. One whose parent has
gone ends soon, but not at once; so whatever is lasting is for the parent to do.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
import time
import traceback
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any

from render.steps import Say, Step

Work = Callable[[Say], Any]
LIMIT = 600.0  # seconds that one step of a piece may take
_WATCH = 0.5  # seconds between two looks at whether the parent is still there
_SIGNALS = {signal.SIGINT, signal.SIGTERM}


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a piece of work has no result: one sentence, and the traceback for who asks."""

    sentence: str
    traceback: str = ""


@dataclass(frozen=True, slots=True)
class News:
    """Something happened to the piece called `name`: it said something, or it ended."""

    name: str
    said: Step | None = None
    result: Any = None
    failure: Failure | None = None

    @property
    def ended(self) -> bool:
        """Whether this is the last that is heard of the piece."""
        return self.said is None


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(slots=True)
class _Running:
    """A piece under way, the step that it takes, and when it has to be over that."""

    name: str
    process: Any
    step: Step
    until: float


def run(work: Mapping[str, Work], jobs: int, limit: float = LIMIT) -> Generator[News, None, None]:
    """Do all pieces, at most `jobs` at a time, and tell what happens as it happens.

    Every piece ends with exactly one News that has ended. If the caller stops listening, or is
    interrupted, the pieces that are running are stopped; so is one that takes a step longer than
    `limit` seconds.
    """
    waiting = list(work)
    running: dict[Connection, _Running] = {}
    try:
        while waiting or running:
            while waiting and len(running) < jobs:
                name = waiting.pop(0)
                until = time.monotonic() + limit
                with signals_wait():
                    pipe, process = _fork(work[name])
                    running[pipe] = _Running(name, process, Step("starting"), until)
            first = min(each.until for each in running.values())
            for ready in wait(list(running), max(first - time.monotonic(), 0.0)):
                yield _read(ready, running, limit)  # type: ignore[arg-type]
            for pipe in [p for p, each in running.items() if each.until <= time.monotonic()]:
                late = running[pipe]
                late.process.kill()
                _end(pipe, running)
                sentence = f"{late.step.name} took longer than {limit:g} s"
                yield News(late.name, failure=Failure(sentence))
    finally:
        for each in running.values():
            each.process.kill()
        for pipe in list(running):
            _end(pipe, running)


def _fork(work: Work) -> tuple[Connection, Any]:
    fork = multiprocessing.get_context("fork")
    ours, theirs = fork.Pipe(duplex=False)
    process = fork.Process(target=_child, args=(work, theirs, os.getpid()), daemon=True)
    process.start()
    theirs.close()
    return ours, process


def _end(pipe: Connection, running: dict[Connection, _Running]) -> None:
    running[pipe].process.join()
    pipe.close()
    del running[pipe]


def _read(pipe: Connection, running: dict[Connection, _Running], limit: float) -> News:
    piece = running[pipe]
    try:
        kind, content = pipe.recv()
    except (EOFError, OSError):  # at the end of its life, or in the middle of a word
        piece.process.join()
        kind, content = "failed", Failure(f"its process died with code {piece.process.exitcode}")
    if kind == "said":
        if not content.continues(piece.step):
            piece.until = time.monotonic() + limit
        piece.step = content
        return News(piece.name, said=content)
    _end(pipe, running)
    if kind == "failed":
        return News(piece.name, failure=content)
    return News(piece.name, result=content)


def _child(work: Work, pipe: Connection, parent: int) -> None:
    gc.freeze()  # what the parent has loaded is never looked through again, and stays shared
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it too, and stops us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()

    def say(step: Step) -> None:
        pipe.send(("said", step))

    try:
        pipe.send(("done", work(say)))
    except Exception as error:  # the boundary: whatever it is, only this piece fails
        pipe.send(("failed", Failure(sentence(error), traceback.format_exc())))
    finally:
        pipe.close()


def _end_with(parent: int) -> None:
    """End this process soon after its parent, however that came to its end."""
    while os.getppid() == parent:
        time.sleep(_WATCH)
    os._exit(1)


def sentence(error: BaseException) -> str:
    """What went wrong, as one sentence; a fault of ours is named by its type too."""
    text = " ".join(str(error).split()) or "no reason given"
    if isinstance(error, OSError) and error.strerror:
        text = f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    text = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return text if isinstance(error, ValueError | OSError) else f"{type(error).__name__}: {text}"


@contextmanager
def signals_wait() -> Iterator[None]:
    """Ctrl-C and the like wait for the end of what may not be done by half, such as a birth.

    A child that nobody knows of yet would be forgotten, or unwind as well.
    """
    heard: list[int] = []  # not a mask: the signal might come to another thread

    def note(number: int, _: Any) -> None:
        heard.append(number)

    before = {each: signal.signal(each, note) for each in _SIGNALS}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
        for number in dict.fromkeys(heard):
            signal.raise_signal(number)


class Terminated(SystemExit):
    """The program was asked to end; `code` is the one to end with."""


@contextmanager
def terminated_like_interrupted() -> Iterator[None]:
    """SIGTERM unwinds the stack, as Ctrl-C does, so that nothing is left behind."""

    def leave(number: int, _: Any) -> None:
        raise Terminated(128 + number)

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
