"""A folder to work in is gone at the end; what killed runs have left is swept, and nothing else."""

import os
import signal
from multiprocessing import get_context

import pytest

from render.scratch import PREFIX, scratch


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
