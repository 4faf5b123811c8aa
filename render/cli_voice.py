"""The command `proofreel voice`: what is to be said, who says it, and how it sounds."""

from __future__ import annotations

from pathlib import Path

import click

from render import cli_options as options
from render import lectures, store, voice_sheet
from render.cli_options import Choices
from render.manifest import write
from render.voices.reader import VOICES, reader


@click.command(name="voice")
@click.argument("lecture")
@options.one_language
@options.course
@click.option("--voice", type=click.Choice(VOICES), default=VOICES[0], help="Who reads.")
@click.option("--list", "listed", is_flag=True, help="Only say who says which beat.")
@click.option("--play", "beat", help="Let one beat be heard.")
@options.verbose
def voice_(
    lecture: str,
    language: str,
    file: Path | None,
    voice: str,
    listed: bool,
    beat: str | None,
    verbose: bool,
) -> int:
    """Write a sheet to record from, list who says what, or play a beat."""
    asked = Choices(
        names=(lecture,), language=language, theme="dark", file=file, verbose=verbose, voice=voice
    )
    (job,) = asked.jobs()
    kept = store.default()
    texts = voice_sheet.spoken(job, kept)
    reads = reader(job.file, kept, voice)
    if beat is not None:
        if beat not in texts:
            raise click.UsageError(
                f"{job.entry.film} has no beat {beat!r}; it has {', '.join(texts)}"
            )
        path = options.FOLDER / f"{job.name}.{beat}.wav"
        voice_sheet.write_wav(reads.read(job.entry.film, beat, texts[beat], language), path)
        if not voice_sheet.play(path):
            click.echo(path)
        return 0
    said = voice_sheet.lines(job.entry.film, texts, language, reads)
    if listed:
        for line in said:
            click.echo(
                f"{line.source:9}  {line.seconds:5.1f} s  {line.beat}  {line.fault}".rstrip()
            )
    else:
        title = lectures.words(job.entry, language, job.scripts).title
        path = options.FOLDER / f"{job.name}.voice.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, voice_sheet.markdown(title, job.entry.film, language, said))
        click.echo(path)
    return 1 if any(line.fault for line in said) else 0
