"""Progress: one live line a lecture on a terminal, plain lines elsewhere."""

from __future__ import annotations

import time
from collections.abc import Sequence
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text

_MARK = {
    "waiting": "[dim]·[/]",
    "running": "[cyan]▸[/]",
    "done": "[green]✓[/]",
    "failed": "[red]✗[/]",
}


class Progress:
    """Shows what every piece of work is doing."""

    def __init__(self, console: Console, names: Sequence[str]) -> None:
        """Begin with every piece waiting."""
        self._console = console
        self._state = dict.fromkeys(names, ("waiting", ""))
        self._began: dict[str, float] = {}
        # No thread of rich's own: the process forks while this is shown.
        self._live = Live(console=console, auto_refresh=False) if console.is_terminal else None

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

    def says(self, name: str, text: str) -> None:
        """A piece of work tells what it does now."""
        if name not in self._began:
            self._began[name] = time.monotonic()
            self._plain(name, "started")
        self._state[name] = ("running", text)
        self._show()

    def ended(self, name: str, text: str, *, failed: bool = False) -> None:
        """A piece of work has ended."""
        seconds = time.monotonic() - self._began.get(name, time.monotonic())
        text = text if failed or name not in self._began else f"{text} in {seconds:.0f} s"
        self._state[name] = ("failed" if failed else "done", text)
        self._plain(name, text)
        self._show()

    def _plain(self, name: str, text: str) -> None:
        if self._live is None:
            self._console.print(f"{name}: {text}", markup=False, highlight=False, soft_wrap=True)

    def _show(self) -> None:
        if self._live is None:
            return
        table = Table.grid(padding=(0, 1))
        for name, (state, text) in self._state.items():
            table.add_row(_MARK[state], name, Text(text, "" if state == "failed" else "dim"))
        self._live.update(table, refresh=True)
