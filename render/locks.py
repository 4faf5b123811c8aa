"""Files that are locked as long as they have their name: one process makes what others wait for.

The lock is the file's own. A process that dies lets go of it, and leaves a file without a holder,
for the next one to take over or sweep away.
"""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import ExitStack, suppress

DAY = 86_400.0  # seconds
_PAUSE = 0.02  # seconds between two tries to get a lock


def claim(shelf: int, name: str, until: float) -> int | None:
    """A file of an open folder, made if need be, opened for writing and locked.

    Args:
        shelf: the handle of the folder; no link in it is followed.
        name: of the file.
        until: how long to wait for the lock, on the monotonic clock.

    Returns:
        its handle, for `release`; None if another holds the lock for longer.
    """
    while True:
        with ExitStack() as stack:
            handle = os.open(name, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644, dir_fd=shelf)
            stack.callback(os.close, handle)
            if not locked(handle, until):
                return None
            # Whoever held it before may have moved or removed the file.
            if _is_named(shelf, name, handle):
                stack.pop_all()
                return handle


def remove(shelf: int, name: str, handle: int) -> None:
    """Remove a claimed file, unless it has been moved away."""
    with suppress(OSError):
        if _is_named(shelf, name, handle):
            os.unlink(name, dir_fd=shelf)


def release(handle: int) -> None:
    """Let go of a claimed file."""
    fcntl.flock(handle, fcntl.LOCK_UN)  # closing is not enough where a child has the file too
    os.close(handle)


def sweep(shelf: int, name: str) -> None:
    """Remove a file that nobody holds, or that is older than a day."""
    handle = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=shelf)
    try:
        old = time.time() - os.fstat(handle).st_mtime > DAY
        if (old or locked(handle, until=0.0)) and _is_named(shelf, name, handle):
            os.unlink(name, dir_fd=shelf)
    finally:
        os.close(handle)


def locked(handle: int, until: float) -> bool:
    """Wait for the lock of an open file, but not beyond `until` on the monotonic clock."""
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(_PAUSE)
        else:
            return True


def _is_named(shelf: int, name: str, handle: int) -> bool:
    """Whether an open file still has its name."""
    try:
        found = os.stat(name, dir_fd=shelf, follow_symlinks=False)
    except FileNotFoundError:
        return False
    return os.path.samestat(found, os.fstat(handle))
