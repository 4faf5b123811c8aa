"""The four sizes of film."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quality:
    """Width and height in pixels, and frames a second."""

    name: str
    width: int
    height: int
    rate: int


QUALITIES = {
    each.name: each
    for each in (
        Quality("draft", 854, 480, 15),
        Quality("standard", 1280, 720, 30),
        Quality("high", 1920, 1080, 30),
        Quality("ultra", 3840, 2160, 60),
    )
}
