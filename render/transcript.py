"""A film to be read: its words, what is seen, and the numbers and curves that are proved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from render.take import Take

if TYPE_CHECKING:
    from render.edition import Edition

FURNITURE = ("tick ", "power of ten ")  # numbers on axes, which nobody reads out


def markdown(edition: Edition, take: Take) -> str:
    """The transcript of a film, a heading for each of its chapters."""
    return "\n\n".join([f"# {edition.title}", *_parts(edition, take)]) + "\n"


def _parts(edition: Edition, take: Take) -> Iterator[str]:
    drawn: set[str] = set()
    texts = {shot.beat: shot.texts for shot in take.shots}
    for beat in edition.beats:
        if beat.chapter:
            yield f"## {_clock(beat.start)} {beat.chapter}"
        yield beat.show
        if beat.see:
            yield f"*{beat.see}*"
        curves = {each["expression"] for each in take.curves if each["beat"] == beat.name}
        shown = [f"curve: {each}" for each in sorted(curves - drawn)]
        drawn |= curves
        shown += [
            f"{name.replace('_', ' ')} = {text}"
            for name, text in texts[beat.name].items()
            if not name.startswith(FURNITURE)
        ]
        if shown:
            yield "\n".join(f"- `{each}`" for each in shown)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02}"
