"""The command line: what it prints, and with which code it ends."""

import json
import os
import signal
import sys
import time
from multiprocessing import get_context

import pytest
from PIL import Image

from render import cli, jobs, readback


@pytest.fixture
def call(tiny, capsys):
    """Run a command on the course of two tiny lectures: code, output, errors."""

    def run(command, *arguments):
        code = cli.main([command, *arguments, "--course", str(tiny)])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def size_of(path):
    with Image.open(path) as picture:
        return picture.size


def test_list_tells_programs_what_there_is(call):
    code, out, _ = call("list", "--json")

    assert code == 0
    assert json.loads(out)["lectures"][1] == {
        "name": "other",
        "scene": "Tiny",
        "title": "Tiny",
        "languages": ["en"],
        "parameters": {"start": {"type": "float", "default": 3.0}},
        "beats": ["circle", "number", "away"],
    }


def test_list_tells_people_too(call):
    _, out, _ = call("list")

    assert "other  Tiny\n  en; 3 beats\n  start: float = 3.0\n" in out


def test_check_prints_what_the_contract_says(call):
    code, out, _ = call("check", "--json", "--jobs", "2")
    told = json.loads(out)["lectures"]

    assert code == (0 if not told[0]["layout"] else 1)
    assert [each["name"] for each in told] == ["tiny", "other"]
    assert told[1].keys() == {
        "name",
        "language",
        "seconds",
        "beats",
        "claims",
        "curves",
        "layout",
        "words",
    }
    assert told[1]["claims"] == {"total": 1, "proved": 1, "failed": []}
    assert told[1]["curves"] == {"total": 0, "worst_px": 0.0}
    assert told[1]["words"] == {"missing": [], "stale": []}


def test_check_shows_people_a_table(call):
    _, out, _ = call("check", "tiny")

    assert "curves" in out
    assert "1/1" in out


def test_a_lecture_that_cannot_be_checked_is_reported_in_the_same_shape(call, tiny):
    tiny.write_text(tiny.read_text().replace("3.0", "101.0"))
    code, out, err = call("check", "--json")
    told = json.loads(out)["lectures"][1]

    assert code == 1
    assert told["claims"]["failed"] == ["RuntimeError: the lecture has a fault"]
    assert "proofreel: other.en: RuntimeError: the lecture has a fault\n" in err


def test_render_makes_the_films_that_are_named(call, tmp_path):
    code, _, _ = call("render", "Other", "--quality", "draft", "--out", "films")

    assert code == 0
    assert readback.decode(tmp_path / "films" / "other.en.mp4").frames > 10
    assert not (tmp_path / "films" / "tiny.en.mp4").exists()


def test_render_of_all_languages_makes_those_that_there_are(call, tmp_path):
    words = (tmp_path / "scripts" / "tiny.en.toml").read_text()
    (tmp_path / "scripts" / "tiny.es.toml").write_text(words.replace("Tiny", "Pequeña"))
    code, _, _ = call("render", "tiny", "--language", "all", "--quality", "draft")

    assert code == 0
    assert sorted(path.name for path in (tmp_path / "build").glob("*.mp4")) == [
        "tiny.en.mp4",
        "tiny.es.mp4",
    ]


def test_a_lecture_that_fails_is_one_sentence_and_exit_1(call, tiny):
    tiny.write_text(tiny.read_text().replace("3.0", "101.0"))
    code, _, err = call("render", "--quality", "draft")

    assert code == 1
    assert err == "proofreel: other.en: RuntimeError: the lecture has a fault\n"


def test_verbose_adds_the_traceback(call, tiny):
    tiny.write_text(tiny.read_text().replace("3.0", "101.0"))
    _, _, err = call("render", "other", "--quality", "draft", "--verbose")

    assert "Traceback" in err


def test_preview_films_one_beat(call, tmp_path):
    code, out, _ = call("preview", "tiny", "--beat", "number")

    assert code == 0
    assert out == "build/tiny.en.number.mp4\n"
    assert readback.decode(tmp_path / out.strip()).seconds < 4


def test_preview_without_a_name_takes_the_first_beat(call):
    assert call("preview", "tiny")[1] == "build/tiny.en.circle.mp4\n"


def test_preview_can_give_the_last_picture_alone(call, tmp_path, small):
    _, out, _ = call("preview", "tiny", "--beat", "number", "--still")

    assert out == "build/tiny.en.number.png\n"
    assert size_of(tmp_path / out.strip()) == (small.width, small.height)


@pytest.mark.parametrize("name", ["sheets", "sheet.gif"])
def test_a_sheet_is_a_png_file_and_nothing_else(call, tmp_path, name):
    code, _, err = call("sheet", "tiny", "--out", name)

    assert code
    assert f"--out names a PNG file, NAME.png, got '{name}'" in err
    assert not (tmp_path / name).exists()


def test_sheet_lays_out_every_beat(call, tmp_path):
    code, out, _ = call("sheet", "tiny", "--out", "sheet.png")

    assert (code, out) == (0, "sheet.png\n")
    assert size_of(tmp_path / "sheet.png") == (4 * 656 + 16, 406 + 16)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["render", "nobody"], "there is no lecture 'nobody'; there are other, tiny"),
        (["check", "nobody"], "there is no lecture 'nobody'; there are other, tiny"),
        (["preview", "tiny", "--beat", "x"], "tiny has no beat 'x'; it has circle, number, away"),
        (["check", "--language", "fr"], "Invalid value for '--language': 'fr' is not one of"),
        (["render", "--quality", "best"], "Invalid value for '--quality': 'best' is not one of"),
        (["render", "--jobs", "0"], "Invalid value for '--jobs': 0 is not in the range"),
        (["rendr"], "No such command 'rendr'"),
    ],
)
def test_a_wrong_command_is_one_sentence_and_exit_2(call, arguments, sentence):
    code, _, err = call(*arguments)

    assert code == 2
    assert err.startswith(f"proofreel: {sentence}")
    assert err.count("\n") == 1


@pytest.mark.parametrize("command", ["list", "check", "render"])
def test_a_course_that_cannot_be_read_is_one_sentence_and_exit_1(call, tiny, command):
    tiny.write_text("title = 3")
    code, _, err = call(command)

    assert code == 1
    assert err == "proofreel: course.toml: title: input should be a valid string, got 3\n"


def test_words_that_are_not_there_are_one_sentence_and_exit_1(call):
    code, _, err = call("preview", "tiny", "--language", "el")

    assert code == 1
    assert err == "proofreel: tiny.el.toml: there are no words for tiny in 'el'\n"


def test_ctrl_c_ends_with_130(call, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(jobs, "render", interrupted)
    code, _, err = call("render")

    assert code == 130
    assert err.strip() == "proofreel: interrupted"


def test_an_interrupted_run_leaves_what_was_whole_and_nothing_else(call, tiny, tmp_path):
    call("render", "other", "--quality", "draft")
    before = {path.name: path.read_bytes() for path in (tmp_path / "build").iterdir()}
    tiny.write_text(tiny.read_text().replace("3.0", "99.0"))
    arguments = ["render", "other", "--quality", "draft", "--course", str(tiny)]

    def run():
        # a shell's background jobs are started deaf to Ctrl-C, and so would be this test's
        signal.signal(signal.SIGINT, signal.default_int_handler)
        sys.exit(cli.main(arguments))

    process = get_context("fork").Process(target=run)
    process.start()
    deadline = time.monotonic() + 60
    while not list((tmp_path / "build").glob(".proofreel-*/other.en")):
        assert time.monotonic() < deadline, "the run never began to film"
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGINT)
    process.join(60)
    process.kill()

    assert process.exitcode == 130
    assert {path.name: path.read_bytes() for path in (tmp_path / "build").iterdir()} == before


def test_a_place_that_cannot_be_written_is_one_sentence(call, tmp_path):
    (tmp_path / "taken").write_text("a file")
    code, _, err = call("render", "--out", "taken")

    assert code == 1
    assert err == "proofreel: taken: File exists\n"
