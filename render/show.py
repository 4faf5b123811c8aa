"""What the commands print for people: calm tables, and what is wrong below them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich import filesize
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from render.pool import Failure
from render.upkeep import Kept

if TYPE_CHECKING:
    from scenes.stage.verdicts import Report


def reports(console: Console, found: Iterable[Report], failed: Mapping[str, Failure]) -> None:
    """The table of `proofreel check`."""
    table = Table(box=None, header_style="dim", pad_edge=False)
    for heading in ("", "lecture", ""):
        table.add_column(heading, no_wrap=True)
    for heading in ("s", "beats", "proved", "curves", "px", "layout", "words"):
        table.add_column(heading, justify="right", no_wrap=True)
    faults: list[str] = []
    for report in found:
        table.add_row(
            "[green]✓[/]" if report.clean else "[red]✗[/]",
            report.name,
            report.language,
            f"{report.seconds:.0f}",
            str(report.beats),
            f"{report.proved}/{report.claims}",
            str(report.curves),
            f"{report.worst_px:.2f}",
            _count(report.layout),
            _count([*report.missing, *report.stale]),
        )
        named = f"{report.name}.{report.language}"
        faults += [f"{named}: claim: {each}" for each in report.failed]
        faults += [f"{named}: layout: {each}" for each in report.layout]
        faults += [f"{named}: no words for {each}" for each in report.missing]
        faults += [f"{named}: stale words: {each}" for each in report.stale]
    for name in failed:
        table.add_row("[red]✗[/]", *name.rsplit(".", 1))
    console.print(table)
    for fault in faults:
        console.print(f"[red]✗[/] {escape(fault)}", highlight=False)


def lectures(console: Console, listed: Iterable[Mapping[str, Any]]) -> None:
    """The text of `proofreel list`."""
    for each in listed:
        console.print(f"[bold]{each['name']}[/]  {escape(each['title'])}", highlight=False)
        console.print(
            f"  {', '.join(each['languages'])}; {len(each['beats'])} beats", highlight=False
        )
        for name, parameter in each["parameters"].items():
            text = escape(f"{parameter['type']} = {parameter['default']}")
            console.print(f"  [cyan]{name}[/]: {text}", highlight=False)


def store(console: Console, folder: Path, entries: Iterable[Kept]) -> None:
    """The text of `proofreel store`: how much there is of every kind, and since when."""
    console.print(str(folder), markup=False, highlight=False, soft_wrap=True)
    kinds: dict[str, list[Kept]] = {}
    for each in entries:
        kinds.setdefault(each.kind, []).append(each)
    table = Table(box=None, header_style="dim", pad_edge=False)
    table.add_column("kind", no_wrap=True)
    for heading in ("entries", "size", "oldest use"):
        table.add_column(heading, justify="right", no_wrap=True)
    everything = [each for kind in kinds.values() for each in kind]
    for kind, kept in [*sorted(kinds.items()), ("all", everything)]:
        size = filesize.decimal(sum(each.size for each in kept))
        oldest = min((each.used for each in kept), default=None)
        day = "" if oldest is None else datetime.fromtimestamp(oldest).date().isoformat()
        table.add_row(kind, str(len(kept)), size, day)
    console.print(table, highlight=False)


def _count(faults: list[str]) -> str:
    return f"[red]{len(faults)}[/]" if faults else "0"
