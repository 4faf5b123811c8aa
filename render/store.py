"""What was made once is kept, and found again by the digest of all that it depends on.

An entry is one file: a line that names the format, the key and the checksum of the content, then
the content. It is checked whenever it is read, so that nothing in a store can do more harm than
cost time: what is damaged, or not what its name says, is removed and made again.

An entry is written under the name that it has while it is under way, which is also its lock:
whoever holds the lock makes the entry, and who waits for the lock finds it (see `render.locks`).
"""

from __future__ import annotations

import hashlib
import json
import logging
import mmap
import os
import re
import shutil
import stat
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

import platformdirs

from render import locks

FORMAT = 1
UNDER_WAY = "underway"  # the folder of what is being made
PATIENCE = 600.0  # seconds that one process waits for what another one is making
_log = logging.getLogger("proofreel")
_log.setLevel(logging.WARNING)  # until it is asked for: once manim is there, all is written
_KEY = re.compile(r"([a-z][a-z0-9_]{0,30})-[0-9a-f]{64}")


def key(kind: str, /, **depends: Any) -> str:
    """The key of an entry: its kind, and the SHA-256 of kind and dependencies as canonical JSON.

    Args:
        kind: what sort of thing it is, as a lower-case word; `proofreel store` counts by kind.
        depends: all that the content depends on, as values that JSON knows.

    Raises:
        ValueError: `kind` is not such a word.
        TypeError: JSON does not know a value.
    """
    # The format takes part, so that versions of ours which share a store leave each other alone.
    text = json.dumps([FORMAT, kind, depends], sort_keys=True, separators=(",", ":"))
    return _checked(f"{kind}-{hashlib.sha256(text.encode()).hexdigest()}")


def kind_of(name: str) -> str | None:
    """The kind in a key; None for what is no key."""
    found = _KEY.fullmatch(name)
    return found[1] if found else None


def default() -> Store:
    """The user's store: at $PROOFREEL_STORE, else in the user's cache folder."""
    named = os.environ.get("PROOFREEL_STORE")
    return _at(Path(named).absolute() if named else platformdirs.user_cache_path("proofreel"))


class Store:
    """Contents by their keys, in a folder that other processes may use at the same time.

    Trouble with the folder is told once, in one sentence, and then the work goes on without it.
    Processes that are forked from one that has a store tell it only once among them.
    """

    def __init__(self, folder: Path) -> None:
        """Use `folder`; it is made when something is to be kept."""
        self.folder = folder
        self._told = mmap.mmap(-1, 1)  # memory that forked processes share
        self._swept = False
        self.found: Counter[str] = Counter()  # how many entries of each kind were found
        self.made: Counter[str] = Counter()  # and how many had to be made

    def find(self, key: str) -> bytes | None:
        """The content of an entry, or None; an entry that is not whole is removed."""
        try:
            with self._shelf(_shelf_of(key)) as shelf:
                content = _read(shelf, key)
                if content is None:
                    _remove(shelf, key)
                else:
                    self.found[key.partition("-")[0]] += 1
                    _log.info("found %s", key)
                return content
        except FileNotFoundError:
            return None
        except OSError as error:
            self._tell("read", error)
            return None

    def keep(self, key: str, content: bytes) -> None:
        """Make an entry, or replace it; a reader sees the old one or the new one, both whole."""
        with self._claimed(key) as place:
            self._write(key, content, place)

    def fetch(self, key: str, make: Callable[[], bytes]) -> bytes:
        """The content of an entry, which is made if there is none.

        Processes that want the same entry at the same time make it once. One that has waited for
        `PATIENCE` makes it for itself: the other may be asleep.
        """
        found = self.find(key)
        if found is not None:
            return found
        with self._claimed(key) as place:
            found = self.find(key)  # another process may have made it while this one waited
            if found is not None:
                return found
            content = make()
            self._write(key, content, place)
        return content

    def forget(self) -> None:
        """Begin to count anew what is found and made."""
        self.found.clear()
        self.made.clear()

    def sweep(self) -> None:
        """Remove what was under way in processes that are gone, or began more than a day ago."""
        with suppress(OSError), self._shelf(UNDER_WAY) as shelf:
            for name in filter(kind_of, os.listdir(shelf)):
                with suppress(OSError):
                    locks.sweep(shelf, name)

    @contextmanager
    def _shelf(self, name: str, *, make: bool = False) -> Iterator[int]:
        """Open a folder in the store; no link is followed, so nothing outside is touched."""
        path = self.folder / name
        if make:
            path.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            yield handle
        finally:
            os.close(handle)

    @contextmanager
    def _claimed(self, key: str) -> Iterator[int | None]:
        """Hold the lock of an entry; None where the store cannot be used, or patience ended."""
        handle = self._claim(_checked(key))
        try:
            yield handle
        finally:
            if handle is not None:
                self._release(key, handle)

    def _claim(self, key: str) -> int | None:
        if not self._swept:
            self._swept = True
            self.sweep()
        try:
            with self._shelf(UNDER_WAY, make=True) as shelf:
                return locks.claim(shelf, key, time.monotonic() + PATIENCE)
        except OSError as error:
            self._tell("written", error)
            return None

    def _release(self, key: str, handle: int) -> None:
        with suppress(OSError), self._shelf(UNDER_WAY) as shelf:
            locks.remove(shelf, key, handle)
        locks.release(handle)

    def _write(self, key: str, content: bytes, place: int | None) -> None:
        self.made[key.partition("-")[0]] += 1
        _log.info("made %s", key)
        if place is None:
            return
        try:
            os.ftruncate(place, 0)
            for part in (_header(key, content), content):
                rest = memoryview(part)
                while rest:
                    rest = rest[os.write(place, rest) :]
            os.fsync(place)
            shelf = self._shelf(_shelf_of(key), make=True)
            with self._shelf(UNDER_WAY) as source, shelf as target:
                os.rename(key, key, src_dir_fd=source, dst_dir_fd=target)
        except OSError as error:
            self._tell("written", error)

    def _tell(self, action: str, error: OSError) -> None:
        if self._told[0]:
            return
        self._told[0] = 1
        reason = error.strerror or str(error)
        sys.stderr.write(
            f"proofreel: the store {self.folder} cannot be {action}, "
            f"so the work goes on without it: {reason}\n"
        )


@cache
def _at(folder: Path) -> Store:
    return Store(folder)


def _checked(key: str) -> str:
    if kind_of(key) is None:
        raise ValueError(f"key = {key!r}: must be a kind and a digest, as `key` makes it")
    return key


def _shelf_of(key: str) -> str:
    """The folder of an entry, by the first two digits of its digest."""
    return _checked(key).rpartition("-")[2][:2]


def _header(key: str, content: bytes) -> bytes:
    return f"proofreel {FORMAT} {key} {hashlib.sha256(content).hexdigest()}\n".encode()


def _read(shelf: int, key: str) -> bytes | None:
    """The content of an entry; None unless it is a file, whole, of this key and format."""
    if not stat.S_ISREG(os.stat(key, dir_fd=shelf, follow_symlinks=False).st_mode):
        return None
    handle = os.open(key, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=shelf)
    with open(handle, "rb") as file:
        header = file.read(len(_header(key, b"")))
        content = file.read()
        if header != _header(key, content):
            return None
        with suppress(OSError):
            os.utime(handle)  # when it was last of use
    return content


def _remove(shelf: int, key: str) -> None:
    with suppress(OSError):
        if stat.S_ISDIR(os.stat(key, dir_fd=shelf, follow_symlinks=False).st_mode):
            shutil.rmtree(key, dir_fd=shelf)
        else:
            os.unlink(key, dir_fd=shelf)
