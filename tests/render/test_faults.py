"""Whatever happens to a run, the films before it stand, and the next run makes what it should.

Seldom moments are found by trying many: ``make faults`` tries a hundred, and all kinds of faults;
among the other tests only a handful of them stand.
"""

import json
import os
import random
import resource
import signal
import sys
import time
from multiprocessing import get_context
from pathlib import Path

import pytest

from render import cli, course, manifest
from render.scratch import PREFIX

TRIES = int(os.environ.get("FAULTS", "5"))
ALL = None if "FAULTS" in os.environ else 1  # how many kinds of a fault
HOSTILE = json.loads((Path(__file__).parents[1] / "data" / "hostile.json").read_text())["cases"]
NAMES = [case["input"] for case in HOSTILE if case["category"] == "name"]
WORDS = ("And it goes.", "And away it goes.")
_WHOLE = {}  # the files of an undisturbed run, by the words that it was made from


class Run:
    """One `proofreel render` in a process of its own; what it prints goes into a file."""

    def __init__(self, home, *arguments, before=lambda: None):
        self.told = home / "told"
        command = [
            "render",
            *arguments,
            "--quality",
            "draft",
            "--course",
            str(home / "course.toml"),
        ]

        def run():
            with self.told.open("w", buffering=1) as told:
                sys.stdout = sys.stderr = told
                os.dup2(told.fileno(), 2)
                signal.signal(signal.SIGINT, signal.default_int_handler)
                before()
                os._exit(cli.main(command))

        self.process = get_context("fork").Process(target=run)
        self.process.start()

    def end(self):
        """Its exit code, and the last line that it printed."""
        self.process.join(120)
        self.process.kill()
        return self.process.exitcode, (self.told.read_text().splitlines() or [""])[-1]


@pytest.fixture
def home(tiny):
    """The folder of the tiny course; its films go into `build`, and are ten pictures a second."""
    return tiny.parent


def say(home, words):
    """Let the lecture end with these words."""
    path = home / "scripts" / "tiny.en.toml"
    path.write_text(path.read_text().replace(WORDS[0], words).replace(WORDS[1], words))


def forget(home):
    """Empty the store, so that everything is drawn again."""
    for entry in (home / "store").rglob("*-*"):
        entry.unlink()


def films(home, folder="build"):
    return {
        path.name: path.read_bytes()
        for path in (home / folder).iterdir()
        if not path.name.startswith(PREFIX)
    }


def undisturbed(home, words):
    """What a run makes that nothing happens to."""
    if words not in _WHOLE:
        say(home, words)
        started = time.monotonic()
        assert Run(home, "--out", "undisturbed").end()[0] == 0
        _WHOLE[words] = films(home, "undisturbed"), time.monotonic() - started
    return _WHOLE[words]


@pytest.mark.parametrize(
    ("number", "code", "sentence"),
    [
        (signal.SIGKILL, -9, None),
        (signal.SIGINT, 130, "proofreel: interrupted"),
        (signal.SIGTERM, 143, "proofreel: terminated"),
    ],
)
def test_a_run_may_be_ended_at_any_moment(home, number, code, sentence):
    whole, seconds = zip(*(undisturbed(home, words) for words in WORDS), strict=True)
    say(home, WORDS[0])
    Run(home).end()
    dice = random.Random(f"moments of {number}")
    for turn in range(1, (TRIES if ALL is None or number == signal.SIGKILL else 1) + 1):
        old, new = whole[(turn + 1) % 2], whole[turn % 2]
        say(home, WORDS[turn % 2])
        if dice.random() < 0.7:
            forget(home)
        run = Run(home)
        time.sleep(dice.uniform(0.0, max(seconds)))
        os.kill(run.process.pid, number)
        ended, told = run.end()

        assert ended in (0, code)
        assert ended == 0 or sentence in (None, told)
        found = films(home)
        assert found.keys() == old.keys()
        for name in found.keys() - {manifest.FILE}:
            assert found[name] in (old[name], new[name])
        assert Run(home).end()[0] == 0
        assert films(home) == new
        assert number == signal.SIGKILL or list((home / "build").glob(f"{PREFIX}*")) == []


@pytest.mark.parametrize("largest", [3000, 300, 0][:ALL])
def test_a_disk_that_is_full_costs_only_time(home, largest):
    whole, _ = undisturbed(home, WORDS[1])
    say(home, WORDS[0])
    Run(home).end()
    before = films(home)
    say(home, WORDS[1])
    forget(home)
    full = (largest, resource.getrlimit(resource.RLIMIT_FSIZE)[1])
    ours, theirs = os.pipe()  # what a full disk prevents from being written is read from a pipe

    def fill():
        os.dup2(theirs, 2)
        sys.stdout = sys.stderr = open(2, "w", buffering=1, closefd=False)  # noqa: SIM115
        resource.setrlimit(resource.RLIMIT_FSIZE, full)

    run = Run(home, before=fill)
    os.close(theirs)
    with os.fdopen(ours) as pipe:
        told = pipe.read().splitlines()
    code, _ = run.end()

    assert code == 1
    assert told[-1].startswith("proofreel: ")
    assert "too large" in told[-1] or "space" in told[-1]
    assert "Traceback" not in " ".join(told)
    assert films(home) == before
    assert Run(home).end()[0] == 0
    assert films(home) == whole


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become somebody else")
def test_a_place_that_may_not_be_written_is_one_sentence(home, tmp_path_factory):
    Run(home).end()
    before = films(home)
    say(home, WORDS[1])
    folder = home
    while folder != folder.parent and folder.stat().st_mode & 0o005 != 0o005:
        folder.chmod(0o755)
        folder = folder.parent
    code, told = Run(home, before=lambda: os.setuid(65534)).end()

    assert code == 1
    assert told.startswith("proofreel: ")
    assert told.endswith("Permission denied")
    assert films(home) == before
    assert Run(home).end()[0] == 0


def damage(kind, entries, elsewhere):
    """Do something to the entries of a store."""
    contents = [entry.read_bytes() for entry in entries]
    for entry, other in zip(entries, contents[1:] + contents[:1], strict=True):
        match kind:
            case "truncated":
                entry.write_bytes(entry.read_bytes()[:-7])
            case "swapped":
                entry.write_bytes(other)
            case "foreign":
                entry.write_bytes(b"\x89PNG something else")
            case "turned":
                entry.write_bytes(bytes([*entry.read_bytes()[:-1], 0]))
            case "folder":
                entry.unlink()
                entry.mkdir()
            case "link":
                entry.unlink()
                entry.symlink_to(elsewhere)


KINDS = ["swapped", "truncated", "foreign", "turned", "folder", "link"]


@pytest.mark.parametrize("kind", KINDS[:ALL])
def test_whatever_lies_in_the_store_the_films_are_the_same(home, kind):
    whole, _ = undisturbed(home, WORDS[0])
    say(home, WORDS[0])
    Run(home, "--out", "first").end()
    elsewhere = home / "elsewhere"
    elsewhere.write_text("of somebody else")
    damage(kind, [path for path in (home / "store").rglob("*-*") if path.is_file()], elsewhere)
    code, told = Run(home).end()

    assert code == 0
    assert told.startswith("films: 2 made")
    assert films(home) == whole
    assert elsewhere.read_text() == "of somebody else"


@pytest.mark.parametrize("many", [2, 6][:ALL])
def test_runs_into_one_place_at_the_same_time_do_no_harm(home, many):
    whole, _ = undisturbed(home, WORDS[0])
    say(home, WORDS[0])
    runs = [Run(home) for _ in range(many)]

    assert [run.end()[0] for run in runs] == [0] * many
    assert films(home) == whole
    assert list((home / "build").glob(f"{PREFIX}*")) == []


@pytest.mark.parametrize(
    ("start", "sentence"),
    [
        ("101.0", "other.en: RuntimeError: the lecture has a fault"),
        ("99.0", "other.en: the beat 'number' took longer than 3 s"),
        ("-1.0", "other.en: other: start = -1.0: must be positive"),
        ("nan", "course.toml: modules.0.lectures.1.parameters: start = nan: not a finite number"),
        ("inf", "course.toml: modules.0.lectures.1.parameters: start = inf: not a finite number"),
    ][:ALL],
)
def test_a_lecture_with_a_fault_leaves_the_films_that_stand(home, start, sentence):
    Run(home).end()
    before = films(home)
    text = (home / "course.toml").read_text()
    (home / "course.toml").write_text(text.replace("3.0", start))
    code, told = Run(home, "--beat-limit", "3").end()

    assert (code, told) == (1, f"proofreel: {sentence}")
    assert films(home) == before
    assert list((home / "build").glob(f"{PREFIX}*")) == []


@pytest.mark.parametrize(
    ("scene", "parameters"),
    [
        ("DerivativeLimit", 'function = "1/x", at = 0.0'),
        ("NewtonIterations", 'function = "1/x"'),
        ("RiseOverRun", 'function = "1/x"'),
        ("TaylorConvergence", 'function = "1/(x - x)"'),
        ("GradientField", 'function = "x^2/(y - y)"'),
    ],
)
def test_a_pole_is_refused_in_one_sentence(tmp_path, monkeypatch, capsys, scene, parameters):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "course.toml").write_text(
        f'title = "Poles"\n[[modules]]\ntitle = "One"\n[[modules.lectures]]\n'
        f'scene = "{scene}"\nparameters = {{ {parameters} }}\n'
    )
    code = cli.main(["render", "--course", "course.toml", "--quality", "draft"])
    told = capsys.readouterr().err

    assert code == 1
    assert told.startswith(f"proofreel: {course.snake_case(scene)}.en: ")
    assert told.count("\n") == 1
    assert [path.name for path in (tmp_path / "build").iterdir()] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_name_is_refused_and_touches_nothing(home, name, capsys, monkeypatch):
    text = (home / "course.toml").read_text()
    (home / "course.toml").write_text(text.replace('"other"', json.dumps(name)))
    before = sorted(home.rglob("*"))
    code = cli.main(["render", "--course", "course.toml"])
    told = capsys.readouterr().err

    assert code == 1
    assert told.startswith("proofreel: course.toml: ")
    assert told.count("\n") == 1
    assert told.strip().isprintable()
    assert cli.main(["render", "--course", "course.toml", "--", name]) in (1, 2)
    assert sorted(home.rglob("*")) == before


@pytest.mark.parametrize(
    "out", ["/dev/null/films", "/proc/films", "a\x00b", "a" * 300, "course.toml", "\x1b[31m" * 99]
)
def test_a_hostile_place_is_one_sentence(home, out, capsys):
    before = sorted(home.rglob("*"))
    code = cli.main(["render", "--course", "course.toml", "--out", out])
    told = capsys.readouterr().err

    assert code in (1, 2)
    assert told.startswith("proofreel: ")
    assert told.count("\n") == 1
    assert told.strip().isprintable()
    assert sorted(home.rglob("*")) == before


def test_a_link_in_the_place_of_a_film_is_replaced_and_not_followed(home):
    (home / "build").mkdir()
    (home / "precious").write_text("of somebody else")
    (home / "build" / "tiny.en.mp4").symlink_to(home / "precious")
    (home / "build" / manifest.FILE).symlink_to(home / "precious")

    assert Run(home).end()[0] == 0
    assert (home / "precious").read_text() == "of somebody else"
    assert not (home / "build" / "tiny.en.mp4").is_symlink()
