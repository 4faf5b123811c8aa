"""Locks on files: let go of with their process, and never held on a file that has moved away."""

import os
import signal
from multiprocessing import get_context

from render import locks, store
from render.store import Store

KEY, CONTENT = store.key("segment", number=1), b"a segment"


def test_a_lock_is_let_go_though_a_forked_process_has_it_too(tmp_path):
    found, process = Store(tmp_path), get_context("fork").Process(target=signal.pause)
    with found._claimed(KEY):
        process.start()
        waiting = os.open(tmp_path / store.UNDER_WAY / KEY, os.O_RDWR)
    locked = locks.locked(waiting, until=0.0)
    os.close(waiting)
    process.kill()
    process.join()

    assert locked


def test_a_lock_that_moves_away_while_one_waits_for_it_is_asked_for_again(tmp_path, monkeypatch):
    found, lock, tries = Store(tmp_path), locks.locked, []

    def moved(handle, until):
        if not tries:
            (tmp_path / store.UNDER_WAY / KEY).unlink()
        tries.append("try")
        return lock(handle, until)

    monkeypatch.setattr(locks, "locked", moved)
    found.keep(KEY, CONTENT)

    assert len(tries) == 2
    assert found.find(KEY) == CONTENT
