"""A folder to work in is gone at the end; what killed runs have left is swept, and nothing else."""

import os
import signal
from multiprocessing import get_context

import pytest

from render import pool
from render import scratch as scratch_module
from render.scratch import PREFIX, scratch, sweep


def names(out):
    return sorted(each.name for each in out.iterdir())


def test_the_folder_is_there_for_the_run_only(tmp_path):
    with scratch(tmp_path) as folder:
        (folder / "segment").write_bytes(b"x")

        assert names(tmp_path) == [folder.name]
        assert folder.name.startswith(PREFIX)
    assert names(tmp_path) == []


def test_a_run_that_fails_leaves_nothing(tmp_path):
    with pytest.raises(RuntimeError, match="fault"), scratch(tmp_path):
        raise RuntimeError("fault")

    assert names(tmp_path) == []


def test_what_is_in_use_or_not_ours_is_not_swept(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "precious").write_bytes(b"x")
    (tmp_path / f"{PREFIX}link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / f"{PREFIX}file").write_bytes(b"x")
    (tmp_path / f"{PREFIX}left").mkdir()
    with scratch(tmp_path) as first, scratch(tmp_path) as second:
        kept = ["elsewhere", f"{PREFIX}file", f"{PREFIX}link", first.name, second.name]

        assert names(tmp_path) == sorted(kept)
    assert (tmp_path / "elsewhere" / "precious").exists()


def test_a_killed_run_is_swept_by_the_next_when_its_children_are_gone(tmp_path):
    fork = get_context("fork")
    ours, theirs = fork.Pipe(duplex=False)

    def run():
        with scratch(tmp_path) as folder:
            child = os.fork()
            if child:
                theirs.send((child, folder.name))
            signal.pause()

    process = fork.Process(target=run)
    process.start()
    theirs.close()
    child, left = ours.recv()
    process.kill()
    process.join()
    with scratch(tmp_path) as folder:
        assert names(tmp_path) == sorted([left, folder.name])

    os.kill(child, signal.SIGKILL)
    with pytest.raises(EOFError):  # the child is gone: nobody holds the other end
        ours.recv()
    with scratch(tmp_path) as folder:
        assert names(tmp_path) == [folder.name]
    ours.close()


def test_what_is_being_removed_is_removed_to_its_end(tmp_path, monkeypatch):
    """A signal that comes meanwhile is heard afterwards."""
    rmtree = scratch_module.shutil.rmtree

    def interrupted(*args, **kwargs):
        os.kill(os.getpid(), signal.SIGTERM)
        rmtree(*args, **kwargs)

    monkeypatch.setattr(scratch_module.shutil, "rmtree", interrupted)
    with (
        pytest.raises(pool.Terminated),
        pool.terminated_like_interrupted(),
        scratch(tmp_path),
    ):
        assert names(tmp_path) != []

    assert list(tmp_path.iterdir()) == []


def test_a_run_with_nothing_to_do_sweeps_all_the_same(tmp_path):
    (tmp_path / f"{PREFIX}left").mkdir()
    sweep(tmp_path)

    assert list(tmp_path.iterdir()) == []
