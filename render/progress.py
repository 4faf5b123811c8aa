"""Progress: one live line a lecture on a terminal, plain lines elsewhere."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text

from render.steps import Step

_MARK = {
    "waiting": "[dim]·[/]",
    "running": "[cyan]▸[/]",
    "done": "[green]✓[/]",
    "failed": "[red]✗[/]",
}


@dataclass(slots=True)
class _Line:
    """What is shown of one piece; `began` and `since` are when it and its present doing began."""

    state: str = "waiting"
    text: str = ""
    doing: str = ""
    began: float = 0.0
    since: float = 0.0


class Progress:
    """Shows what every piece of work is doing."""

    def __init__(self, console: Console, names: Sequence[str], *, live: bool = True) -> None:
        """Begin with every piece waiting; where lines of a log come too, nothing should be live."""
        self._console = console
        self._lines = {name: _Line() for name in names}
        # No thread of rich's own: the process forks while this is shown.
        moving = live and console.is_terminal
        self._live = Live(console=console, auto_refresh=False) if moving else None

    def __enter__(self) -> Self:
        """Start showing."""
        if self._live is not None:
            self._live.start()
        self._show()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave the last state on screen."""
        if self._live is not None:
            self._live.stop()

    def says(self, name: str, step: Step) -> None:
        """A piece of work tells what it does now."""
        line, now = self._lines[name], time.monotonic()
        if line.state == "waiting":
            line.state, line.began = "running", now
            self._plain(name, "started")
        if line.doing != step.doing:
            line.doing, line.since = step.doing, now
        line.text = str(step) + _left(step, now - line.since)
        self._show()

    def ended(self, name: str, text: str, *, failed: bool = False) -> None:
        """A piece of work has ended."""
        line = self._lines[name]
        if line.state == "running" and not failed:
            text = f"{text} in {time.monotonic() - line.began:.0f} s"
        line.state, line.text = ("failed" if failed else "done"), text
        self._plain(name, text)
        self._show()

    def _plain(self, name: str, text: str) -> None:
        if self._live is None:
            self._console.print(f"{name}: {text}", markup=False, highlight=False, soft_wrap=True)

    def _show(self) -> None:
        if self._live is None:
            return
        table = Table.grid(padding=(0, 1))
        for name, line in self._lines.items():
            text = Text(line.text, "" if line.state == "failed" else "dim")
            table.add_row(_MARK[line.state], name, text)
        self._live.update(table, refresh=True)


def _left(step: Step, seconds: float) -> str:
    """How long the beats that are left will take, if they take as long as those before."""
    if step.number < 2:
        return ""
    rest = seconds / (step.number - 1) * (step.of - step.number + 1)
    return f", {rest:.0f} s left"
