"""When everything happens: pictures and voice of a beat begin together, and the longer one rules.

Times count in ticks, one frame each, so that pictures and sound agree to the end of the film.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from scenes.stage.script import BREATH, lasting

GAP = 0.4  # seconds from the last word to the description of what is seen


@dataclass(frozen=True, slots=True)
class Length:
    """What a beat needs: ticks for its pictures, seconds for its voice and to read its captions."""

    ticks: int
    spoken: float
    reading: float
    ask: bool


@dataclass(frozen=True, slots=True)
class Span:
    """When a beat begins and how long it lasts, in ticks."""

    start: int
    ticks: int


def spans(beats: Iterable[Length], rate: int) -> tuple[Span, ...]:
    """Lay beats one after the other.

    Each lasts as long as `lasting` says, and none is so short that its captions cannot be read.

    Args:
        beats: in their order.
        rate: ticks a second.
    """
    found, now = [], 0
    for beat in beats:
        seconds = lasting(beat.ticks / rate, beat.spoken, ask=beat.ask)
        lasts = ceil(max(seconds, beat.reading) * rate - 1e-9)
        found.append(Span(now, lasts))
        now += lasts
    return tuple(found)


def shown_alone(ticks: int, rate: int) -> int:
    """How long a beat lasts that is shown alone and silent, in ticks."""
    return ticks + ceil(BREATH * rate)
