"""What the C library does with memory: glibc would hoard a quarter of all that filming takes.

On other systems nothing is done, and nothing need be.
"""

from __future__ import annotations

import ctypes

_ARENAS = -8  # M_ARENA_MAX of glibc's malloc.h


def one_heap() -> None:
    """Have all threads of this process share one heap: each of their own would hoard as much."""
    _call("mallopt", _ARENAS, 1)


def give_back() -> None:
    """Return the memory of what is gone."""
    _call("malloc_trim", 0)


def _call(name: str, *numbers: int) -> None:
    function = getattr(ctypes.CDLL(None), name, None)
    if function is not None:
        function(*numbers)
