"""Progress is one live line a lecture on a terminal, and plain lines elsewhere."""

import io

from rich.console import Console

from render.progress import Progress


def shown(*, terminal):
    console = Console(file=io.StringIO(), width=80, force_terminal=terminal, color_system=None)
    with Progress(console, ["one", "two"]) as progress:
        progress.says("one", "1/2 [circle]")
        progress.says("one", "2/2 away")
        progress.ended("one", "5 s of film")
        progress.ended("two", "it refused", failed=True)
    return console.file.getvalue()


def test_plain_lines_say_when_a_lecture_begins_and_ends():
    assert shown(terminal=False) == "one: started\none: 5 s of film in 0 s\ntwo: it refused\n"


def test_a_terminal_shows_every_step_of_every_lecture():
    written = shown(terminal=True)

    assert "1/2 [circle]" in written
    assert "✓ one 5 s of film in 0 s" in written
    assert "✗ two it refused" in written
