"""A contact sheet: the last picture of every beat on one page, to review a lecture at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from render.job import Job
from render.lectures import prepare
from scenes.stage.look import THEMES
from scenes.stage.rehearsal import rehearse

CELL = (640, 360)  # pixels
COLUMNS = 4
_GAP, _LABEL = 16, 30  # pixels


class _FoundError(Exception):
    """Not a fault: the picture that was looked for is taken."""


def contact_sheet(job: Job) -> Image.Image:
    """Rehearse a lecture and lay out the last picture of every beat, numbered and named."""
    play = prepare(job)
    pictures: list[tuple[str, Image.Image]] = []

    def keep(beat: str, pixels: NDArray[np.uint8]) -> None:
        pictures.append((beat, _image(pixels)))

    rehearse(play.lecture, play.parameters, play.words, job.theme, keep, CELL)
    return lay_out(pictures, job.theme)


def lay_out(pictures: Sequence[tuple[str, Image.Image]], theme: str) -> Image.Image:
    """Put labelled pictures of equal size in rows."""
    width, height = CELL[0] + _GAP, CELL[1] + _GAP + _LABEL
    rows = -(-len(pictures) // COLUMNS)
    look = THEMES[theme]
    page = Image.new("RGB", (COLUMNS * width + _GAP, rows * height + _GAP), look.quiet)
    pen = ImageDraw.Draw(page)
    font = ImageFont.load_default(_LABEL * 2 // 3)
    for number, (beat, picture) in enumerate(pictures):
        x, y = _GAP + number % COLUMNS * width, _GAP + number // COLUMNS * height
        page.paste(picture, (x, y))
        pen.text((x, y + CELL[1] + 4), f"{number + 1:02} {beat}", fill=look.ground, font=font)
    return page


def still(job: Job, beat: str) -> Image.Image:
    """The last picture of one beat; what comes after it is not played.

    Raises:
        ValueError: the lecture ends without such a beat.
    """
    play = prepare(job)
    found: list[Image.Image] = []

    def take(name: str, pixels: NDArray[np.uint8]) -> None:
        if name == beat:
            found.append(_image(pixels))
            raise _FoundError

    size = (job.quality.width, job.quality.height)
    try:
        rehearse(play.lecture, play.parameters, play.words, job.theme, take, size)
    except _FoundError:
        return found[0]
    raise ValueError(f"{job.entry.film}: the beat {beat!r} is never played")


def _image(pixels: Any) -> Image.Image:
    return Image.fromarray(np.ascontiguousarray(pixels)).convert("RGB")
