"""The commands that make pictures: films, a beat of one, a sheet of stills."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from rich.console import Console

from render import cli_options as options
from render import jobs, lectures, pool, watch
from render.cli_options import FOLDER, Choices


@click.command()
@options.names
@options.language
@options.quality("standard")
@options.theme
@options.voice
@click.option("--described", is_flag=True, help="Speak what is seen, too.")
@click.option("--still", is_flag=True, help="No motion: each beat is its last picture.")
@options.course
@click.option("--out", type=click.Path(path_type=Path), default=FOLDER, help="Where the films go.")
@click.option("--dry-run", "dry", is_flag=True, help="Only say what would be made, and why.")
@options.processes
@options.limit
@options.verbose
def render(out: Path, dry: bool, at_once: int | None, limit: float, **choices: Any) -> int:
    """Make the films, with voice, captions, transcript, poster, record and manifest."""
    wanted, console = Choices(**choices), Console()
    if dry:
        failed = jobs.foretell(wanted.jobs(), out, console)
    else:
        failed = jobs.render(wanted.jobs(), out, at_once or pool.cores(), console, limit)
    options.tell(failed, wanted.verbose)
    return 1 if failed else 0


@click.command()
@click.argument("lecture")
@click.option("--beat", default=None, help="Which one; the first if not named.")
@click.option("--still", is_flag=True, help="Only the last picture of the beat.")
@click.option("--watch", "watched", is_flag=True, help="Again on every save, until Ctrl-C.")
@options.one_language
@options.quality("draft")
@options.theme
@options.course
@options.limit
@options.verbose
def preview(
    lecture: str, beat: str | None, still: bool, watched: bool, limit: float, **choices: Any
) -> None:
    """Film one beat, or only its last picture, into build/."""
    wanted = Choices(names=(lecture,), **choices)
    (job,) = wanted.jobs()
    film = job.entry.film
    beats = list(lectures.words(job.entry, job.language, job.scripts).beats)
    if beat is not None and beat not in beats:
        raise click.UsageError(f"{film} has no beat {beat!r}; it has {', '.join(beats)}")
    if watched:
        watch.follow(lambda: wanted.jobs()[0], beat, FOLDER, Console(), limit)
    name = beat or beats[0]
    if still:
        from render import sheet as pictures  # noqa: PLC0415  (heavy)

        FOLDER.mkdir(exist_ok=True)
        path = FOLDER / f"{job.name}.{name}.png"
        pictures.still(job, name).save(path)
    else:
        from render import shooting  # noqa: PLC0415  (heavy)

        path = watch.save(job, shooting.one(job, name), FOLDER)
    print(path)


@click.command()
@click.argument("lecture")
@options.one_language
@options.theme
@options.course
@click.option("--out", type=click.Path(path_type=Path), default=None, help="The PNG file.")
@options.verbose
def sheet(lecture: str, out: Path | None, **choices: Any) -> None:
    """Lay out the last picture of every beat on one page."""
    from render import sheet as pictures  # noqa: PLC0415  (heavy)

    (job,) = Choices(names=(lecture,), quality="draft", **choices).jobs()
    path = out or FOLDER / f"{job.name}.sheet.png"
    if path.suffix.lower() != ".png":
        raise click.UsageError(f"--out names a PNG file, NAME.png, got {str(path)!r}")
    path.parent.mkdir(parents=True, exist_ok=True)
    pictures.contact_sheet(job).save(path)
    print(path)
