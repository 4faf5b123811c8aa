"""Memory that is let go of is given back, and threads have no heaps of their own."""

import ctypes
import re
import subprocess
import sys

import pytest

from render import memory

glibc = pytest.mark.skipif(
    not hasattr(ctypes.CDLL(None), "malloc_info"), reason="this C library does not hoard"
)
HEAPS = """
import ctypes, sys, threading
from render import memory
if sys.argv[1] == "one":
    memory.one_heap()
libc = ctypes.CDLL(None)
libc.fopen.restype = libc.malloc.restype = ctypes.c_void_p
together = threading.Barrier(4)
def work():
    libc.malloc(1000)
    together.wait()
threads = [threading.Thread(target=work) for _ in range(4)]
for each in threads:
    each.start()
for each in threads:
    each.join()
file = ctypes.c_void_p(libc.fopen(b"/dev/stdout", b"w"))
libc.malloc_info(0, file)
libc.fclose(file)
"""
HELD = """
import ctypes, os
from render import memory
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
blocks = [libc.malloc(4000) for _ in range(20_000)]
for each in blocks:
    ctypes.memset(ctypes.c_void_p(each), 1, 4000)
for each in blocks[:-1]:  # the last one keeps the heap from shrinking by itself
    libc.free(ctypes.c_void_p(each))
before = resident()
memory.give_back()
print(before - resident())
"""


def run(program, *arguments):
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True
    )
    return done.stdout


@glibc
@pytest.mark.parametrize(("wanted", "one"), [("one", True), ("many", False)])
def test_threads_share_one_heap_if_that_is_asked_for(wanted, one):
    heaps = re.findall("<heap nr=", run(HEAPS, wanted))

    assert (len(heaps) == 1) == one


@glibc
def test_what_is_gone_is_given_back():
    assert int(run(HELD)) > 60_000_000


def test_where_the_c_library_does_not_hoard_nothing_is_done(monkeypatch):
    monkeypatch.setattr(ctypes, "CDLL", lambda name: object())
    memory.one_heap()
    memory.give_back()
