"""The command that shows what is kept for the next film."""

from __future__ import annotations

import click
from rich.console import Console

from render import show, store, upkeep

OLD = 30  # days after which `proofreel store --prune` removes what was of no use


@click.command(name="store")
@click.option("--prune", is_flag=True, help="Remove what has long been of no use.")
@click.option("--older-than", "days", type=click.IntRange(0, 100_000), help="Prune by days.")
@click.option("--to-size", "megabytes", type=click.IntRange(0, 10**9), help="Prune to megabytes.")
@click.option("--clear", is_flag=True, help="Remove everything.")
def store_(prune: bool, days: int | None, megabytes: int | None, clear: bool) -> None:
    """Show what is kept for the next film, or make it less."""
    if prune and clear:
        raise click.UsageError("--prune and --clear cannot be used together")
    if not prune and (days, megabytes) != (None, None):
        raise click.UsageError("--older-than and --to-size need --prune")
    ours = store.default()
    if clear:
        print(f"removed: {upkeep.prune(ours, to_size=0)}")
    if prune:
        size = None if megabytes is None else megabytes * 10**6
        least = OLD if days is None and size is None else days
        print(f"removed: {upkeep.prune(ours, older_than=least, to_size=size)}")
    show.store(Console(), ours.folder, upkeep.survey(ours))
