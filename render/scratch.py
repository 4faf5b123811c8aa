"""A folder to work in, beside the films: gone when the run ends, or swept up by the next run."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import mkdtemp

from render.pool import signals_wait

PREFIX = ".proofreel-"


@contextmanager
def scratch(out: Path) -> Iterator[Path]:
    """A new folder within `out`, on the same disk, for this process and those that it forks.

    It is locked while one of them lives. Folders without a lock are what killed runs have left:
    they are removed first.
    """
    with ExitStack() as stack:
        # Nobody sweeps between the making of a folder and its locking.
        with _locked(out):
            _sweep(out)
            with signals_wait():
                folder = Path(mkdtemp(prefix=PREFIX, dir=out))
                stack.callback(_remove, folder)
                stack.enter_context(_locked(folder))
        yield folder


def sweep(out: Path) -> None:
    """Remove what killed runs have left, where there is nothing else to do."""
    with _locked(out):
        _sweep(out)


def _remove(folder: Path) -> None:
    with signals_wait():
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(out: Path) -> None:
    for folder in out.glob(f"{PREFIX}*"):
        try:
            with _locked(folder, wait=False):
                shutil.rmtree(folder, ignore_errors=True)
        except OSError:
            continue  # in use, or no folder of ours


@contextmanager
def _locked(folder: Path, *, wait: bool = True) -> Iterator[None]:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | (0 if wait else os.O_NOFOLLOW))
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        yield
    finally:
        os.close(handle)
