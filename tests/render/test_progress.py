"""Progress is one live line a lecture on a terminal, and plain lines elsewhere."""

import io

from rich.console import Console

from render import progress as lines
from render.progress import Progress
from render.steps import Step


def shown(*, terminal, live=True):
    console = Console(file=io.StringIO(), width=80, force_terminal=terminal, color_system=None)
    with Progress(console, ["one", "two"], live=live) as progress:
        progress.says("one", Step("drawing", "[circle]", 1, 2))
        progress.says("one", Step("drawing", "away", 2, 2, rate=61.3))
        progress.ended("one", "5 s of film")
        progress.ended("two", "it refused", failed=True)
    return console.file.getvalue()


def test_plain_lines_say_when_a_lecture_begins_and_ends():
    assert shown(terminal=False) == "one: started\none: 5 s of film in 0 s\ntwo: it refused\n"


def test_a_terminal_shows_every_step_of_every_lecture():
    written = shown(terminal=True)

    assert "▸ one drawing 1/2 [circle]" in written
    assert "▸ one drawing 2/2 away, 61 frames/s, 0 s left" in written
    assert "✓ one 5 s of film in 0 s" in written
    assert "✗ two it refused" in written


def test_nothing_is_live_among_the_lines_of_a_log():
    assert shown(terminal=True, live=False) == shown(terminal=False)


def test_the_beats_that_are_left_take_as_long_as_those_before(monkeypatch):
    console = Console(file=io.StringIO(), width=80, force_terminal=True, color_system=None)
    seconds = iter((0.0, 10.0, 20.0))
    monkeypatch.setattr(lines.time, "monotonic", lambda: next(seconds))
    with Progress(console, ["one"]) as progress:
        progress.says("one", Step("rehearsing", "a", 1, 5))
        progress.says("one", Step("rehearsing", "b", 2, 5))
        progress.says("one", Step("drawing", "b", 2, 5))

    assert "rehearsing 2/5 b, 40 s left" in console.file.getvalue()
    assert "drawing 2/5 b, 0 s left" in console.file.getvalue()
