"""Work for all cores: one forked process a piece of work, so that manim is imported once.

A piece that raises, or dies, fails alone. Nothing that a piece does outlives its parent.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any

Say = Callable[[str], None]  # how a piece of work tells its progress
Work = Callable[[Say], Any]


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a piece of work has no result: one sentence, and the traceback for who asks."""

    sentence: str
    traceback: str = ""


@dataclass(frozen=True, slots=True)
class News:
    """Something happened to the piece called `name`: it said something, or it ended."""

    name: str
    said: str = ""
    result: Any = None
    failure: Failure | None = None

    @property
    def ended(self) -> bool:
        """Whether this is the last that is heard of the piece."""
        return not self.said


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run(work: Mapping[str, Work], jobs: int) -> Iterator[News]:
    """Do all pieces, at most `jobs` at a time, and tell what happens as it happens.

    Every piece ends with exactly one News that has ended. If the caller stops listening, or is
    interrupted, the pieces that are running are stopped.
    """
    fork = multiprocessing.get_context("fork")
    waiting = list(work)
    running: dict[Connection, tuple[str, Any]] = {}
    try:
        while waiting or running:
            while waiting and len(running) < jobs:
                name = waiting.pop(0)
                ours, theirs = fork.Pipe(duplex=False)
                process = fork.Process(target=_child, args=(work[name], theirs, os.getpid()))
                with _interrupts_wait():
                    process.start()
                theirs.close()
                running[ours] = name, process
            for pipe in wait(list(running)):
                yield from _read(pipe, running)  # type: ignore[arg-type]
    finally:
        for _, process in running.values():
            process.kill()
        for pipe, (_, process) in running.items():
            process.join()
            pipe.close()


def _read(pipe: Connection, running: dict[Connection, tuple[str, Any]]) -> Iterator[News]:
    name, process = running[pipe]
    try:
        kind, content = pipe.recv()
    except EOFError:
        process.join()
        kind, content = "failed", Failure(f"its process died with code {process.exitcode}")
    if kind == "said":
        yield News(name, said=content)
        return
    process.join()
    pipe.close()
    del running[pipe]
    if kind == "failed":
        yield News(name, failure=content)
    else:
        yield News(name, result=content)


def _child(work: Work, pipe: Connection, parent: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it too, and stops us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})

    def say(text: str) -> None:
        if os.getppid() != parent:
            os._exit(1)  # nobody is left who wants the result
        pipe.send(("said", text))

    try:
        pipe.send(("done", work(say)))
    except Exception as error:  # the boundary: whatever it is, only this piece fails
        pipe.send(("failed", Failure(sentence(error), traceback.format_exc())))
    finally:
        pipe.close()


def sentence(error: BaseException) -> str:
    """What went wrong, as one sentence; a fault of ours is named by its type too."""
    text = " ".join(str(error).split()) or "no reason given"
    if isinstance(error, OSError) and error.strerror:
        text = f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return text if isinstance(error, ValueError | OSError) else f"{type(error).__name__}: {text}"


@contextmanager
def _interrupts_wait() -> Iterator[None]:
    """Ctrl-C waits until a child is born and deaf to it: else both would unwind."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


@contextmanager
def terminated_like_interrupted() -> Iterator[None]:
    """SIGTERM unwinds the stack, as Ctrl-C does, so that nothing is left behind."""

    def leave(number: int, _: Any) -> None:
        raise SystemExit(128 + number)

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
