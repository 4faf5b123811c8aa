"""A lecture that is being written is judged and filmed on every save."""

import io
import os
import signal
import sys
import time
from multiprocessing import get_context

import pytest
from rich.console import Console

import scenes
from render import cli, course, pool, readback, watch
from render.job import Job

SCENE = """
from dataclasses import dataclass
import manim
from mathcore.quantity import exact
from scenes.stage.lecture import Lecture

@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedParameters:
    start: float = 2.0

class Watched(Lecture):
    parameters_type = WatchedParameters

    def construct(self) -> None:
        with self.beat("circle"):
            self.add(manim.Circle(radius=1))
        with self.beat("number"):
            self.claim("start", exact(self.parameters.start))
        with self.beat("away"):
            self.add(manim.Circle(radius=2))
"""


@pytest.fixture
def written(tiny, small, tmp_path, monkeypatch):
    """The job of a lecture whose scene is a file; nothing of it is imported."""
    known = frozenset({"watched"})
    monkeypatch.setattr(scenes, "__path__", [*scenes.__path__, str(tmp_path)])
    monkeypatch.setattr(course, "known_scenes", lambda: known)
    (tmp_path / "watched.py").write_text(SCENE)
    (tmp_path / "scripts" / "tiny.en.toml").rename(tmp_path / "scripts" / "watched.en.toml")
    text = tiny.read_text().replace("Tiny", "Watched").split("[[modules.lectures]]")[:2]
    tiny.write_text("[[modules.lectures]]".join(text))
    plan = course.load(tiny)
    return Job(plan.find("watched"), "en", small, "dark", plan.scripts, tiny)


def edit(path, before, after):
    assert before in path.read_text()
    path.write_text(path.read_text().replace(before, after))


def refilm(job, beat, drawn, folder):
    """One round in a process of its own: what it told, and its result."""
    told = []

    def work(say):
        return watch.refilm(job, beat, drawn, folder, say)

    for news in pool.run({"a": work}, 1):
        told += news.said.findings if news.said else [news.failure or news.result]
    return told[:-1], told[-1]


def test_only_beats_that_changed_are_judged_and_filmed(written, tmp_path):
    told, drawn = refilm(written, None, None, tmp_path / "out")

    assert told == ["1 of 1 claims proved in 3 beats"]
    assert not (tmp_path / "out").exists()
    edit(tmp_path / "watched.py", "radius=2", "radius=3")
    told, again = refilm(written, None, drawn, tmp_path / "out")

    path = tmp_path / "out" / "watched.en.away.mp4"
    assert told == ["away: 0 of 0 claims proved", "1 of 1 claims proved in 3 beats", str(path)]
    assert {beat for beat in drawn if drawn[beat] != again[beat]} == {"away"}
    assert readback.decode(path).seconds > 0
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_beat_that_is_named_is_judged_and_nothing_after_it_is_played(written, tmp_path):
    edit(tmp_path / "watched.py", "radius=2", "radius=broken")
    told, drawn = refilm(written, "number", None, tmp_path / "out")

    path = tmp_path / "out" / "watched.en.number.mp4"
    assert told == ["number: 1 of 1 claims proved", str(path)]
    assert list(drawn) == ["number"]
    path.unlink()

    assert refilm(written, "number", drawn, tmp_path / "out")[0] == told[:1]
    assert not path.exists()


def test_what_is_wrong_with_a_beat_is_said(written, tmp_path):
    edit(tmp_path / "watched.py", "manim.Circle(radius=1)", 'self.formula("x").shift((7, 0, 0))')
    scripts = tmp_path / "scripts"
    (scripts / "watched.el.toml").write_text(
        (scripts / "watched.en.toml").read_text().replace('say = "A', 'of = "x"\nsay = "A')
    )
    greek = Job(written.entry, "el", written.quality, "dark", written.scripts, written.file)
    told, _ = refilm(greek, None, None, tmp_path / "out")

    assert told[0] == "circle: 0 of 0 claims proved"
    assert told[1].startswith("circle: 'x' ")
    assert "stale words: circle" in told


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("radius=1", "radius=(", "SyntaxError: '(' was never closed (watched.py, line 16)"),
        ("radius=1", "radius=x", "NameError: name 'x' is not defined"),
        ('"circle"', '"ring"', "watched.en: the lecture plays the beat 'ring', but in the script"),
    ],
)
def test_a_fault_is_a_sentence(written, tmp_path, before, after, sentence):
    edit(tmp_path / "watched.py", before, after)
    _, failure = refilm(written, None, None, tmp_path / "out")

    assert failure.sentence.startswith(sentence)


class Watching:
    """The command in a process of its own; what it prints goes into a file."""

    def __init__(self, command, path):
        self.path, self._heard = path, 0

        def run():
            with path.open("w", buffering=1) as told:
                sys.stdout = sys.stderr = told
                signal.signal(signal.SIGINT, signal.default_int_handler)
                code = cli.main(command)
            os._exit(code)

        self.process = get_context("fork").Process(target=run)
        self.process.start()

    def until(self, wanted):
        """The lines that are new, as soon as one of them begins so."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            lines = self.path.read_text().splitlines() if self.path.exists() else []
            new = lines[self._heard :]
            if any(line.startswith(wanted) for line in new):
                self._heard = len(lines)
                return new
            time.sleep(0.02)
        raise AssertionError(f"{wanted!r} was never said: {lines}")


def test_every_save_is_seen_until_ctrl_c(written, tmp_path):
    command = ["preview", "watched", "--watch", "--course", str(written.file)]
    watching = Watching(command, tmp_path / "told")
    scene = tmp_path / "watched.py"
    try:
        first = watching.until("watching")
        edit(scene, "radius=2", "radius=3")
        second = watching.until("watching")
        edit(scene, "radius=3", "radius=(")
        third = watching.until("watching")
        edit(written.file, "title", "headline")
        fourth = watching.until("watching")
        os.kill(watching.process.pid, signal.SIGINT)
        last = watching.until("proofreel: interrupted")
        watching.process.join(20)
    finally:
        watching.process.kill()

    assert first == ["1 of 1 claims proved in 3 beats", "watching"]
    assert "build/watched.en.away.mp4" in second
    assert third == ["SyntaxError: '(' was never closed (watched.py, line 20)", "watching"]
    assert fourth[0].startswith("course.toml: ")
    assert last[-1] == "proofreel: interrupted"
    assert watching.process.exitcode == 130


def test_a_save_ends_the_round_that_it_overtakes(written, tmp_path):
    job, console = written, Console(file=io.StringIO())
    before = watch.stamps([tmp_path / "watched.py"]) | {tmp_path / "new": (1, 1)}
    kept = {"circle": "as it was"}

    assert watch._round(job, None, kept, tmp_path, console, 60.0, before) is kept


def test_the_program_starts_again_when_it_changed_and_can_be_read(tmp_path, monkeypatch):
    path, started = tmp_path / "stage.py", []
    path.write_text("a = 1")
    begun, console = watch.stamps([path]), Console(file=io.StringIO())
    monkeypatch.setattr(os, "execv", lambda *command: started.append(command))
    watch._start_again(begun, console)
    path.write_text("a = (")
    watch._start_again(begun, console)

    assert started == []
    assert console.file.getvalue() == "SyntaxError: '(' was never closed (stage.py, line 1)\n"
    path.write_text("a = (2)")
    watch._start_again(begun, console)

    assert started == [(sys.executable, sys.orig_argv)]


def test_what_is_watched_is_all_that_a_lecture_is_made_of(written, tmp_path):
    watched = {path.name for path in [*watch._sources(written), *watch._program()]}

    assert {"watched.py", "course.toml", "watched.en.toml"} <= watched
    assert {"lecture.py", "newton.py", "watch.py", "driving.py"} <= watched
    assert "newton_iterations.py" not in watched
    assert watch.stamps([tmp_path / "nowhere"]) == {tmp_path / "nowhere": None}
