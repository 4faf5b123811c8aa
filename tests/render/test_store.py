"""The store finds what was kept, and takes no harm from any fault that can be planted in it."""

import errno
import io
import os
import random
import resource
import signal
import sys
import tempfile
import time
from contextlib import ExitStack
from multiprocessing import get_context
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from render import store
from render.store import Store

KEY = store.key("segment", beat="circle")
OTHER = store.key("voice", words="A circle is drawn.")
CONTENT = b"frames of a circle\n" * 3
LENGTH = len(store._header(KEY, CONTENT) + CONTENT)


@pytest.fixture
def kept(tmp_path):
    """A store with one entry."""
    found = Store(tmp_path / "store")
    found.keep(KEY, CONTENT)
    return found


def place(found, key=KEY):
    return found.folder / store._shelf_of(key) / key


def left(found):
    return sorted(each.name for each in (found.folder / store.UNDER_WAY).iterdir())


def children(number, work):
    """What each of so many forked processes returns from `work`."""
    fork = get_context("fork")

    def tell(pipe):
        pipe.send(work())
        pipe.close()

    running = []
    for _ in range(number):
        ours, theirs = fork.Pipe(duplex=False)
        process = fork.Process(target=tell, args=(theirs,))
        process.start()
        theirs.close()
        running.append((ours, process))
    told = []
    for ours, process in running:
        told.append(ours.recv())
        ours.close()
        process.join()
    return told


def test_what_is_kept_is_found_by_its_key_only(kept):
    kept.keep(OTHER, b"")
    again = Store(kept.folder)

    assert again.find(KEY) == CONTENT
    assert again.find(OTHER) == b""
    assert again.find(store.key("segment", beat="number")) is None
    assert left(kept) == []


def test_what_is_fetched_is_made_once(tmp_path):
    found, made = Store(tmp_path), []
    for _ in range(3):
        assert found.fetch(KEY, lambda: made.append("once") or CONTENT) == CONTENT

    assert made == ["once"]


def test_a_maker_that_fails_leaves_nothing(tmp_path):
    found = Store(tmp_path)

    with pytest.raises(OSError, match="not the store's"):
        found.fetch(KEY, lambda: (_ for _ in ()).throw(OSError("not the store's")))
    assert left(found) == []
    assert found.fetch(KEY, lambda: CONTENT) == CONTENT


def test_a_key_depends_on_kind_and_values_but_not_on_their_order():
    keys = {
        store.key("segment", a=1, b=[1, 2]),
        store.key("segment", b=(1, 2), a=1),
        store.key("segment", a=1, b=[2, 1]),
        store.key("segment", a=1.0, b=[1, 2]),
        store.key("segment", a="1", b=[1, 2]),
        store.key("voice", a=1, b=[1, 2]),
        store.key("voice", kind=1),
    }

    assert len(keys) == 6
    assert {store.kind_of(each) for each in keys} == {"segment", "voice"}


@pytest.mark.parametrize("kind", ["", "Segment", "a-b", "../x", "x" * 32])
def test_a_kind_is_a_word(kind):
    with pytest.raises(ValueError, match="must be a kind and a digest"):
        store.key(kind)


def test_a_value_that_json_does_not_know_makes_no_key():
    with pytest.raises(TypeError, match="not JSON serializable"):
        store.key("segment", path=Path("x"))


@pytest.mark.parametrize("key", ["", "k", "../../etc/passwd", KEY + "\n", KEY.upper(), f"/{KEY}"])
def test_a_name_that_is_no_key_is_refused(tmp_path, key):
    found = Store(tmp_path / "store")
    for ask in (
        found.find,
        lambda name: found.keep(name, b""),
        lambda name: found.fetch(name, bytes),
    ):
        with pytest.raises(ValueError, match="must be a kind and a digest"):
            ask(key)

    assert not found.folder.exists()


def test_the_store_is_where_the_environment_says(monkeypatch, tmp_path):
    monkeypatch.setenv("PROOFREEL_STORE", str(tmp_path / "mine"))
    mine = store.default()
    monkeypatch.delenv("PROOFREEL_STORE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))

    assert mine.folder == tmp_path / "mine"
    assert store.default().folder.is_relative_to(tmp_path)
    assert store.default().folder.name == "proofreel"
    assert store.default() is store.default()


def test_an_entry_tells_when_it_was_last_of_use(kept):
    os.utime(place(kept), (1.0, 1.0))
    kept.find(KEY)

    assert time.time() - place(kept).stat().st_mtime < 60


# What may stand in the place of an entry.


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, LENGTH - 1), bit=st.integers(0, 7))
def test_a_flipped_bit_is_found(kept, capsys, at, bit):
    kept.keep(KEY, CONTENT)
    damaged = bytearray(place(kept).read_bytes())
    damaged[at] ^= 1 << bit
    place(kept).write_bytes(damaged)

    assert kept.find(KEY) is None
    assert not place(kept).exists()
    assert kept.fetch(KEY, lambda: CONTENT) == CONTENT
    assert capsys.readouterr().err == ""


def test_every_flipped_byte_is_found(kept):
    whole = place(kept).read_bytes()
    for at in range(LENGTH):
        place(kept).write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])

        assert kept.find(KEY) is None


def test_every_truncation_is_found(kept):
    whole = place(kept).read_bytes()
    for length in range(LENGTH):
        place(kept).write_bytes(whole[:length])

        assert kept.find(KEY) is None


def put_longer(path, found):
    path.write_bytes(path.read_bytes() + b"\n")


def put_empty(path, found):
    path.write_bytes(b"")


def put_foreign(path, found):
    path.write_bytes(random.Random(1).randbytes(5000))


def put_swapped(path, found):
    found.keep(OTHER, b"another content")
    path.write_bytes(place(found, OTHER).read_bytes())


def put_later_format(path, found):
    path.write_bytes(path.read_bytes().replace(b"proofreel 1 ", b"proofreel 2 "))


def put_empty_folder(path, found):
    path.unlink()
    path.mkdir()


def put_folder(path, found):
    put_empty_folder(path, found)
    (path / "within").mkdir()
    (path / "within" / "file").write_bytes(b"x")


def put_pipe(path, found):
    path.unlink()
    os.mkfifo(path)


def put_link(path, found):
    target = found.folder.parent / "target"
    path.rename(target)  # a whole entry, but elsewhere
    path.symlink_to(target)


def put_dangling_link(path, found):
    path.unlink()
    path.symlink_to("nowhere")


def put_link_to_folder(path, found):
    path.unlink()
    (found.folder.parent / "precious").mkdir(exist_ok=True)
    (found.folder.parent / "precious" / "file").write_bytes(b"precious")
    path.symlink_to(found.folder.parent / "precious")


@pytest.mark.parametrize(
    "put",
    [
        put_longer,
        put_empty,
        put_foreign,
        put_swapped,
        put_later_format,
        put_empty_folder,
        put_folder,
        put_pipe,
        put_link,
        put_dangling_link,
        put_link_to_folder,
    ],
)
def test_what_is_not_the_entry_is_removed_and_made_again(kept, capsys, put):
    put(place(kept), kept)

    assert kept.find(KEY) is None
    assert not os.path.lexists(place(kept))

    kept.keep(KEY, CONTENT)
    put(place(kept), kept)

    assert kept.fetch(KEY, lambda: CONTENT) == CONTENT
    assert Store(kept.folder).find(KEY) == CONTENT
    assert capsys.readouterr().err == ""


def test_what_a_link_leads_to_is_left_alone(kept):
    put_link_to_folder(place(kept), kept)
    kept.find(KEY)

    assert (kept.folder.parent / "precious" / "file").read_bytes() == b"precious"


def test_versions_that_share_a_store_leave_each_other_alone(kept, monkeypatch):
    monkeypatch.setattr(store, "FORMAT", 2)
    later = store.key("segment", beat="circle")
    kept.keep(later, b"the content of a later version")
    monkeypatch.undo()

    assert later != KEY
    assert kept.find(KEY) == CONTENT
    assert place(kept, later).exists()


# A store that cannot be used.


def a_file(folder):
    folder.write_bytes(b"x")


def a_link_to_itself(folder):
    folder.symlink_to(folder)


def files_within(folder):
    folder.mkdir()
    for name in (store.UNDER_WAY, store._shelf_of(KEY)):
        (folder / name).write_bytes(b"x")


def link_to_work(folder):
    link_within(folder, store.UNDER_WAY)


def link_to_entries(folder):
    link_within(folder, store._shelf_of(KEY))


def link_to_one_work(folder):
    (folder / store.UNDER_WAY).mkdir(parents=True)
    (folder / store.UNDER_WAY / KEY).symlink_to(folder.parent / "precious")
    (folder.parent / "precious").write_bytes(b"precious")


def folder_as_one_work(folder):
    (folder / store.UNDER_WAY / KEY).mkdir(parents=True)


def link_within(folder, name):
    folder.mkdir()
    (folder.parent / "elsewhere").mkdir()
    (folder / name).symlink_to(folder.parent / "elsewhere")


PLANTS = [
    a_file,
    a_link_to_itself,
    files_within,
    link_to_work,
    link_to_entries,
    link_to_one_work,
    folder_as_one_work,
]


@pytest.mark.parametrize("plant", PLANTS)
def test_a_store_that_cannot_be_used_is_told_once_and_done_without(tmp_path, capsys, plant):
    plant(tmp_path / "store")
    found = Store(tmp_path / "store")
    for _ in range(3):
        assert found.fetch(KEY, lambda: CONTENT) == CONTENT
        found.keep(OTHER, b"")

    told = capsys.readouterr().err

    assert told.startswith(f"proofreel: the store {found.folder} cannot be ")
    assert told.count("\n") == 1
    assert list(tmp_path.glob("elsewhere/*")) == []
    assert [each.read_bytes() for each in tmp_path.glob("precious")] in ([], [b"precious"])


def test_forked_processes_tell_it_once_among_them(tmp_path, capfd):
    (tmp_path / "store").write_bytes(b"x")
    found = Store(tmp_path / "store")

    assert children(3, lambda: found.fetch(KEY, lambda: CONTENT)) == [CONTENT] * 3
    assert found.find(KEY) is None
    assert capfd.readouterr().err.count("cannot be") == 1


@pytest.mark.parametrize("fails", ["write", "fsync", "rename", "ftruncate"])
def test_a_full_disk_is_told_and_done_without(kept, monkeypatch, capsys, fails):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, fails, full)
    kept.keep(OTHER, b"x")
    kept.keep(OTHER, b"x")
    monkeypatch.undo()

    assert capsys.readouterr().err == (
        f"proofreel: the store {kept.folder} cannot be written, "
        "so the work goes on without it: No space left on device\n"
    )
    assert kept.find(OTHER) is None
    assert kept.find(KEY) == CONTENT
    assert left(kept) == []


def test_a_write_that_is_cut_short_is_continued(kept, monkeypatch):
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, part: write(handle, part[:7]))
    kept.keep(OTHER, CONTENT)

    assert kept.find(OTHER) == CONTENT


def test_a_file_that_may_not_grow_is_no_harm(kept):
    def work():
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        sys.stderr = io.StringIO()
        content = kept.fetch(OTHER, lambda: bytes(10_000))
        return content == bytes(10_000), kept.find(KEY), sys.stderr.getvalue()

    ((made, found, told),) = children(1, work)

    assert made
    assert found == CONTENT
    assert told.count("\n") == 1
    assert "cannot be written, so the work goes on without it: File too large" in told
    assert kept.find(OTHER) is None
    assert left(kept) == []


def as_nobody():
    """Nothing is forbidden to root."""
    if os.geteuid() == 0:
        os.seteuid(65_534)


@pytest.mark.parametrize("mode", [0o555, 0o000])
def test_a_store_that_may_not_be_written_or_read_is_no_harm(mode):
    def work():
        as_nobody()
        sys.stderr = io.StringIO()
        read = found.find(KEY)
        made = found.fetch(OTHER, lambda: b"made")
        return read, made, sys.stderr.getvalue()

    with tempfile.TemporaryDirectory() as top, ExitStack() as stack:
        os.chmod(top, 0o755)
        found = Store(Path(top) / "store")
        found.keep(KEY, CONTENT)
        for path in [found.folder, *found.folder.iterdir()]:
            stack.callback(path.chmod, 0o755)
        for path in [*found.folder.iterdir(), found.folder]:
            path.chmod(mode)
        ((read, made, told),) = children(1, work)

    assert read == (CONTENT if mode else None)
    assert made == b"made"
    assert told.count("\n") == 1
    assert told.endswith("so the work goes on without it: Permission denied\n")


# Several at once, and some of them killed.


@pytest.mark.parametrize("number", [2, 6])
def test_processes_that_want_the_same_at_once_make_it_once(tmp_path, number):
    found, count = Store(tmp_path / "store"), tmp_path / "count"

    def make():
        with count.open("a") as file:
            file.write("made\n")
        time.sleep(0.1)
        return CONTENT

    assert children(number, lambda: found.fetch(KEY, make)) == [CONTENT] * number
    assert count.read_text() == "made\n"
    assert left(found) == []


def test_who_waits_for_another_thread_finds_what_it_made(tmp_path):
    found, told = Store(tmp_path), []
    waiting = Thread(target=lambda: told.append(found.fetch(KEY, lambda: b"made twice")))
    with found._claimed(KEY) as claimed:
        waiting.start()
        time.sleep(0.05)
        found._write(KEY, CONTENT, claimed)
    waiting.join()

    assert told == [CONTENT]


def test_who_has_waited_too_long_makes_it_alone(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(store, "PATIENCE", 0.05)
    asleep, awake = Store(tmp_path), Store(tmp_path)
    with asleep._claimed(KEY):
        assert awake.fetch(KEY, lambda: CONTENT) == CONTENT
        assert left(awake) == [KEY]

    assert awake.find(KEY) is None
    assert left(awake) == []
    assert capsys.readouterr().err == ""


def test_only_what_is_left_by_the_dead_or_older_than_a_day_is_swept(kept):
    keys = [store.key("segment", number=number) for number in range(3)]
    under_way = kept.folder / store.UNDER_WAY
    (under_way / keys[0]).write_bytes(b"left by a process that was killed")
    (under_way / "foreign").write_bytes(b"x")
    (under_way / OTHER).mkdir()
    with kept._claimed(keys[1]), kept._claimed(keys[2]):
        os.utime(under_way / keys[2], (1.0, 1.0))
        kept.sweep()

        assert left(kept) == sorted(["foreign", OTHER, keys[1]])

        Store(kept.folder).keep(KEY, CONTENT)  # sweeps too, before it keeps the first entry

    assert left(kept) == sorted(["foreign", OTHER])


def contents(number):
    return random.Random(number).randbytes(200_000)


def write_for_ever(found):
    for number in range(10_000):
        found.fetch(store.key("segment", number=number), lambda number=number: contents(number))


def test_a_writer_that_is_killed_harms_nothing(tmp_path):
    moments, fork = random.Random(7), get_context("fork")
    Store(tmp_path).keep(OTHER, CONTENT)
    for _ in range(20):
        process = fork.Process(target=write_for_ever, args=(Store(tmp_path),))
        process.start()
        time.sleep(moments.uniform(0.005, 0.04))
        os.kill(process.pid, signal.SIGKILL)
        process.join()

        assert len(left(Store(tmp_path))) <= 1

    found, number = Store(tmp_path), 0
    while place(found, store.key("segment", number=number)).exists():
        assert found.find(store.key("segment", number=number)) == contents(number)
        number += 1
    assert number > 0
    found.sweep()
    assert left(found) == []
    assert len([*tmp_path.glob("??/segment-*")]) == number
