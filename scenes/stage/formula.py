"""Formulas and words as mobjects made of glyphs that know what they are.

A `Formula` is set by Typst from a source in which parts may be named, ``[[h| x + h ]]``; a part
can be coloured, pointed at, and followed into the next line by a `Morph`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Self

from manim import VGroup, VMobject

from scenes.stage import typeset
from scenes.stage.look import FORMULA, LEAST_DIGIT_HEIGHT, PIXELS_PER_UNIT

_PART = re.compile(
    r"\[\[\s*(?P<name>[A-Za-z0-9_.]+)\s*\|(?P<body>(?:(?!\[\[|\]\]).)*)\]\]", re.DOTALL
)


class GlyphMobject(VMobject):
    """One glyph: `key` tells its shape, `part` the named part of the formula it belongs to."""

    def __init__(self, glyph: typeset.Glyph, em: float, colour: str) -> None:
        """Draw `glyph` with an em of `em` scene units."""
        super().__init__()
        self.key, self.part = glyph.key, glyph.part
        self.points = glyph.points * em
        if glyph.stroke:
            self.set_stroke(colour, width=100 * glyph.stroke * em, opacity=1)
            self.set_fill(opacity=0)
        else:
            self.set_fill(colour, opacity=1)
            self.set_stroke(width=0)


class Formula(VGroup):
    """A line of mathematics or words, its origin on the baseline at the left when made."""

    def __init__(
        self,
        source: str,
        *,
        colour: str,
        size: float = FORMULA,
        colours: Mapping[str, str] | None = None,
    ) -> None:
        """Set `source`, Typst markup in which ``[[name| body ]]`` names a part.

        Args:
            source: one line of markup, as `typeset.mathematics` gives it for mathematics.
            colour: hexadecimal RGB of everything that no part colours.
            size: the em, in pixels at 1080p.
            colours: hexadecimal RGB by the name of a part.
        """
        super().__init__()
        self.source, self.size, self.colour = source, size, colour
        self.plain, self.words = source, 0  # what a finding calls it; words of prose in it
        names: list[str] = []

        def number(match: re.Match[str]) -> str:
            names.append(match["name"])
            return typeset.mark(len(names) - 1, match["body"])

        marked, found = source, 1
        while found:  # the innermost parts first, until none is left
            marked, found = _PART.subn(number, marked)
        by_part = colours or {}
        for glyph in typeset.typeset(marked, tuple(names)):
            shade = by_part.get(glyph.part or "", colour)
            self.add(GlyphMobject(glyph, size / PIXELS_PER_UNIT, shade))
        self._rise = float(self.get_center()[1])  # of the middle above the baseline
        self._height = float(self.height)

    @property
    def scale_now(self) -> float:
        """How much the formula has been enlarged since it was set."""
        return float(self.height) / self._height if self._height else 1.0

    @property
    def digit_height(self) -> float:
        """Height of a digit on the main line, in pixels at 1080p."""
        return 0.688 * self.size * self.scale_now

    @property
    def baseline(self) -> float:
        """Height of the baseline, in scene units."""
        return float(self.get_center()[1]) - self._rise * self.scale_now

    def stand_on(self, baseline: float) -> Self:
        """Move up or down until the baseline lies at the given height, in scene units."""
        return self.shift((0.0, baseline - self.baseline, 0.0))

    def fit(self, width: float) -> Self:
        """Shrink to `width` scene units if wider, as far as digits stay legible.

        Raises:
            ValueError: it would have to be smaller than the least size of type.
        """
        if self.width <= width:
            return self
        if self.digit_height * width / self.width < LEAST_DIGIT_HEIGHT - 0.01:
            raise ValueError(
                f"too long to be legible in {width * PIXELS_PER_UNIT:.0f} pixels: {self.source}"
            )
        return self.scale(width / self.width)

    def parts(self, *names: str) -> VGroup:
        """The glyphs of the named parts.

        Raises:
            KeyError: there is no such part.
        """
        missing = set(names) - {glyph.part for glyph in self}
        if missing:
            raise KeyError(f"no part {sorted(missing)} in {self.source}")
        return VGroup(*(glyph for glyph in self if glyph.part in names))


def empty(group: VMobject) -> None:
    """Take a group's parts away. A play under way keeps painting them, so they are blanked too."""
    for part in group.submobjects:
        part.clear_points()
    group.submobjects = []
