"""What lies in the store is shown, and what has long been of no use goes first."""

import os
import time

import pytest

from render import cli, store, upkeep
from render.locks import DAY
from render.store import Store

DAYS = (40, 20, 10, 0)  # since the entries of `filled` were last of use


@pytest.fixture
def filled(tmp_path, monkeypatch):
    """The user's store: three segments and a voice, the older the earlier, and foreign things."""
    monkeypatch.setenv("PROOFREEL_STORE", str(tmp_path / "store"))
    found = store.default()
    for number, days in enumerate(DAYS):
        key = store.key("voice" if days == 10 else "segment", number=number)
        found.keep(key, bytes(1_000_000))
        used = time.time() - days * DAY
        os.utime(found.folder / store._shelf_of(key) / key, (used, used))
    shelf = found.folder / store._shelf_of(key)
    (found.folder / "ab.txt").write_text("foreign")
    (found.folder / "photos").mkdir()
    (found.folder / "photos" / key).write_text("foreign")
    (shelf / "foreign").write_text("foreign")
    (shelf / store.key("link")).symlink_to(found.folder / "ab.txt")
    (found.folder / store.UNDER_WAY / store.key("segment", killed=True)).write_bytes(b"half")
    return found


def left(found):
    """How many days ago the entries that are left were of use."""
    return [round((time.time() - each.used) / DAY) for each in upkeep.survey(found)]


def test_a_survey_begins_with_what_has_been_of_no_use_for_longest(filled):
    found = upkeep.survey(filled)

    assert left(filled) == list(DAYS)
    assert [each.kind for each in found] == ["segment", "segment", "voice", "segment"]
    assert {each.path.stat().st_size for each in found} == {each.size for each in found}


def test_a_store_that_is_not_there_is_empty(tmp_path):
    assert upkeep.survey(Store(tmp_path / "none")) == ()
    assert upkeep.prune(Store(tmp_path / "none"), to_size=0) == 0


def test_an_entry_that_goes_meanwhile_is_not_counted(filled, monkeypatch):
    listed, oldest = upkeep._listed, upkeep.survey(filled)[0].path

    def gone(folder):
        entries = listed(folder)
        oldest.unlink(missing_ok=True)
        return entries

    monkeypatch.setattr(upkeep, "_listed", gone)

    assert left(filled) == list(DAYS[1:])


@pytest.mark.parametrize(
    ("arguments", "days"),
    [
        (["--prune"], (20, 10, 0)),
        (["--prune", "--older-than", "15"], (10, 0)),
        (["--prune", "--older-than", "100"], DAYS),
        (["--prune", "--to-size", "3"], (10, 0)),
        (["--prune", "--to-size", "5"], DAYS),
        (["--prune", "--older-than", "15", "--to-size", "2"], (0,)),
        (["--prune", "--to-size", "0"], ()),
        (["--clear"], ()),
    ],
)
def test_the_oldest_go_first_and_what_is_foreign_stays(filled, capsys, arguments, days):
    code = cli.main(["store", *arguments])

    assert code == 0
    assert left(filled) == list(days)
    assert capsys.readouterr().out.startswith(f"removed: {4 - len(days)}\n")
    assert list((filled.folder / store.UNDER_WAY).iterdir()) == []
    assert len([*filled.folder.rglob("foreign"), *filled.folder.rglob("ab.txt")]) == 2
    assert len(list((filled.folder / "photos").iterdir())) == 1


def test_the_store_is_shown_by_kind(filled, capsys):
    code = cli.main(["store"])
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    day = time.strftime("%Y-%m-%d", time.localtime(time.time() - 40 * DAY))
    voice = time.strftime("%Y-%m-%d", time.localtime(time.time() - 10 * DAY))

    assert code == 0
    assert rows == [
        [str(filled.folder)],
        ["kind", "entries", "size", "oldest", "use"],
        ["segment", "3", "3.0", "MB", day],
        ["voice", "1", "1.0", "MB", voice],
        ["all", "4", "4.0", "MB", day],
    ]


def test_an_empty_store_is_shown_too(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PROOFREEL_STORE", str(tmp_path / "none"))

    assert cli.main(["store"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].split() == ["all", "0", "0", "bytes"]
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--prune", "--clear"], "--prune and --clear cannot be used together"),
        (["--older-than", "3"], "--older-than and --to-size need --prune"),
        (["--clear", "--to-size", "3"], "--older-than and --to-size need --prune"),
        (["--prune", "--older-than", "-1"], "'--older-than': -1 is not in the range"),
        (["--prune", "--to-size", "nan"], "'--to-size': 'nan' is not a valid integer"),
    ],
)
def test_a_wrong_command_removes_nothing(filled, capsys, arguments, sentence):
    code = cli.main(["store", *arguments])

    assert code == 2
    assert sentence in capsys.readouterr().err
    assert left(filled) == list(DAYS)


def test_a_store_that_is_a_file_is_one_sentence(tmp_path, monkeypatch, capsys):
    (tmp_path / "file").write_bytes(b"x")
    monkeypatch.setenv("PROOFREEL_STORE", str(tmp_path / "file"))

    assert cli.main(["store", "--clear"]) == 1
    assert capsys.readouterr().err == f"proofreel: {tmp_path / 'file'}: Not a directory\n"
