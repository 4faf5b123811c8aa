"""A number that changes while it is watched, from glyphs that are set once."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from functools import cache
from typing import Any

import numpy as np

from mathcore import rounding
from mathcore.quantity import Quantity
from scenes.stage.formula import Formula, GlyphMobject, empty
from scenes.stage.look import PIXELS_PER_UNIT
from scenes.stage.typeset import mathematics, typeset


class Numeral(Formula):
    """A live number: left-aligned where it is put, with digits of one width so that none jumps."""

    def __init__(
        self,
        name: str,
        value: Callable[[], Quantity],
        digits: int,
        colour: str,
        size: float,
        decimal_mark: str,
    ) -> None:
        """Show `value()` to so many `digits` after the decimal mark, now and on every frame."""
        self.claim_name, self.value, self.digits = name, value, digits
        self._mark = decimal_mark
        self._em = size / PIXELS_PER_UNIT
        self.text = ""
        super().__init__(mathematics("0"), colour=colour, size=size)
        self.plain = name
        self._left, self._line = float(self.get_left()[0]), 0.0
        self._follow(self)
        self.add_updater(lambda m: self._follow(m) if m is self else None)

    def put(self, left: float, baseline: float) -> Numeral:
        """Stand with the left edge and the baseline at the given places, in scene units."""
        self._left, self._line, self.text = left, baseline, ""
        self._follow(self)
        return self

    @property
    def baseline(self) -> float:
        """Height of the baseline, in scene units."""
        return self._line

    @property
    def digit_height(self) -> float:
        """Height of a digit, in pixels at 1080p."""
        return 0.688 * self.size

    def now(self) -> Quantity:
        """The number that is shown at this moment."""
        return self.value()

    def _follow(self, _: Any) -> None:
        text = rounding.write(self.value(), digits=self.digits)
        if text == self.text:
            return
        opacity = self.submobjects[0].get_fill_opacity() if self.submobjects else 1.0
        self.text = text
        empty(self)
        pen = self._left
        for character in text:
            source = f'"{self._mark}"' if character == "." else character
            type_, middle = _type(source, self._em, self.colour)
            drawn = _printed(type_)
            wide = {"-": 0.78, ".": 0.28}.get(character, 0.5) * self._em
            drawn.points = type_.points + np.array((pen + wide / 2 - middle, self._line, 0.0))
            if opacity != 1:  # as a type is
                drawn.set_fill(opacity=opacity)
            self.add(drawn)
            pen += wide


def _printed(type_: GlyphMobject) -> GlyphMobject:
    """A copy that has no parts, no target and nothing to follow, as a type has none."""
    drawn = copy(type_)
    drawn.submobjects, drawn.updaters = [], []
    for name in ("fill_rgbas", "stroke_rgbas", "background_stroke_rgbas"):
        setattr(drawn, name, getattr(type_, name).copy())
    return drawn


@cache
def _type(source: str, em: float, colour: str) -> tuple[GlyphMobject, float]:
    """The one glyph of a character, of which copies are printed, and the abscissa of its middle."""
    (glyph,) = typeset(mathematics(source))
    drawn = GlyphMobject(glyph, em, colour)
    return drawn, float(drawn.get_center()[0])
