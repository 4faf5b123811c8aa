"""Formulas and words as mobjects made of glyphs that know what they are.

A `Formula` is set by Typst from a source in which parts may be named, ``[[h| x + h ]]``; a part
can be coloured, pointed at, and followed into the next line by a `Morph`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Self, cast

from manim import (
    AnimationGroup,
    FadeIn,
    FadeOut,
    Mobject,
    ReplacementTransform,
    Scene,
    VGroup,
    VMobject,
)

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


def _glyphs(mobject: VMobject) -> list[VMobject]:
    return [e for e in mobject.get_family() if isinstance(e, VMobject) and e.has_points()]


def _runs(before: list[VMobject], after: list[VMobject]) -> Iterator[tuple[str, slice, slice]]:
    """Which glyphs stay (equal shape, in order), by the longest common subsequences."""

    def names(glyphs: list[VMobject]) -> list[tuple[str | None, str]]:
        return [(getattr(g, "part", None), getattr(g, "key", str(id(g)))) for g in glyphs]

    matcher = SequenceMatcher(None, names(before), names(after), autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        yield kind, slice(i1, i2), slice(j1, j2)


class Morph(AnimationGroup):
    """Turn one formula into the next: a term that stays moves to where it stands there.

    Glyphs of the same shape and part are matched in order; a named part that stands in both
    moves even where the order changes; the rest fades.
    """

    def __init__(self, before: VMobject, after: VMobject, run_time: float = 1.2) -> None:
        """Prepare the move from `before`, which leaves the scene, to `after`, which enters it."""
        self._before, self._after = before, after
        old, new = _glyphs(before.copy()), _glyphs(after.copy())
        pairs: list[tuple[VMobject, VMobject]] = []
        left, right = [], []
        for kind, was, now in _runs(old, new):
            if kind == "equal":
                pairs += zip(old[was], new[now], strict=True)
            else:
                left += old[was]
                right += new[now]
        pairs += _by_part(left, right)
        moves = [ReplacementTransform(a, b) for a, b in pairs]
        gone = [FadeOut(each) for each in left]
        come = [FadeIn(each) for each in right]
        super().__init__(*moves, *gone, *come, run_time=run_time)

    def _setup_scene(self, scene: Scene) -> None:
        scene.remove(self._before)
        super()._setup_scene(scene)

    def clean_up_from_scene(self, scene: Scene) -> None:
        """Leave exactly the new formula behind, so that the state does not depend on frames."""
        super().clean_up_from_scene(scene)
        for animation in self.animations:
            scene.remove(cast(Mobject, animation.mobject))
            if isinstance(animation, ReplacementTransform):
                scene.remove(animation.target_mobject)
        scene.remove(cast(Mobject, self.group))
        scene.add(self._after)


def _by_part(left: list[VMobject], right: list[VMobject]) -> list[tuple[VMobject, VMobject]]:
    """Pair what is left over by part and shape; what is paired is taken from both lists."""
    pairs = []
    for glyph in list(left):
        if getattr(glyph, "part", None) is None:
            continue
        twin = next((g for g in right if (g.part, g.key) == (glyph.part, glyph.key)), None)
        if twin is not None:
            left.remove(glyph)
            right.remove(twin)
            pairs.append((glyph, twin))
    return pairs
