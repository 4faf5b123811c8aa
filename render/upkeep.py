"""What lies in the store, and how it is made smaller: what has long been of no use goes first."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from render.locks import DAY
from render.store import Store, kind_of


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry of the store: its size in bytes, and when it was last of use, since the epoch."""

    kind: str
    path: Path
    size: int
    used: float


def survey(store: Store) -> tuple[Kept, ...]:
    """All entries, the one that has been of no use for longest first."""
    return tuple(sorted(_entries(store.folder), key=lambda each: (each.used, each.path)))


def prune(store: Store, *, older_than: float | None = None, to_size: int | None = None) -> int:
    """Remove entries, and what killed processes left; returns how many entries were removed.

    Args:
        store: which one.
        older_than: in days; what was last of use longer ago goes.
        to_size: in bytes; of what is left, the oldest go until the rest is no larger.

    Raises:
        OSError: an entry may not be removed.
    """
    store.sweep()
    entries = survey(store)
    least = float("-inf") if older_than is None else time.time() - older_than * DAY
    rest = sum(each.size for each in entries if each.used >= least)
    removed = 0
    for each in entries:
        if each.used >= least:
            if to_size is None or rest <= to_size:
                break
            rest -= each.size
        each.path.unlink(missing_ok=True)
        removed += 1
    return removed


def _entries(folder: Path) -> Iterator[Kept]:
    """Nothing but entries: whatever else somebody keeps in the same folder is not ours."""
    for shelf in _listed(folder):
        if len(shelf.name) == 2 and shelf.is_dir(follow_symlinks=False):
            for each in _listed(Path(shelf)):
                kind = kind_of(each.name)
                if kind is not None and each.is_file(follow_symlinks=False):
                    with suppress(FileNotFoundError):  # another process may have removed it
                        found = each.stat(follow_symlinks=False)
                        yield Kept(kind, Path(each), found.st_size, found.st_mtime)


def _listed(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return list(found)
    except FileNotFoundError:
        return []
