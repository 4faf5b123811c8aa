"""The base class of every lecture.

A lecture declares its parameters, and in `construct` plays its beats in the order of its
script. Whatever it shows it asks of `mathcore` and puts on screen through the methods here and
in the classes below it, so that everything is on record. A lecture is an ordinary manim scene:
manim's own command films it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import manim
from manim import AnimationGroup, FadeIn, FadeOut, Mobject, VGroup, VMobject

from scenes.stage import look, picture
from scenes.stage.drawings import Drawn, DrawnContour, DrawnCurve
from scenes.stage.figures import Plane
from scenes.stage.formula import Formula
from scenes.stage.look import Zone
from scenes.stage.morph import Morph
from scenes.stage.numeral import Numeral
from scenes.stage.picture import Direction
from scenes.stage.script import Script
from scenes.stage.table import Table
from scenes.stage.writing import Writing, escape


class Lecture(Writing):
    """One lecture: a subclass sets `parameters_type` and writes `construct`."""

    def __init__(
        self,
        parameters: Any = None,
        words: Script | None = None,
        theme: str = "dark",
        **settings: Any,
    ) -> None:
        """Prepare the lecture with parameters (default: its own) and words (default: English)."""
        super().__init__(parameters, words, theme, **settings)
        self.figures: list[Drawn | DrawnCurve | DrawnContour] = []
        self.numerals: list[Numeral] = []
        self.strip = VGroup()

    @contextmanager
    def beat(self, name: str) -> Iterator[None]:
        """Play one beat; see `Beats.beat`. The title goes when the second begins.

        Nothing stays when it is done; and as long as the title stood, every beat would look
        different in every language.
        """
        with super().beat(name):
            if len(self.record.beats) == 1:
                self.leave(self.strip, run_time=0.4)
            yield

    def plane(
        self,
        x: tuple[float, float],
        y: tuple[float, float],
        zone: Zone = look.STAGE,
        **settings: Any,
    ) -> Plane:
        """Axes in a zone of the frame; see `Plane`."""
        return Plane(self, x, y, zone, **settings)

    def linked(
        self, x: tuple[float, float], *rows: tuple[tuple[float, float], Zone, str]
    ) -> list[Plane]:
        """Axes above one another over the same `x`: for each its range, its zone and its name."""
        some = {"most": (6, 4)}
        alone = [self.plane(x, y, zone, y_name=name, **some) for y, zone, name in rows]
        edge = max(alone, key=lambda plane: plane.box.left)
        return [self.plane(x, y, zone, y_name=name, beneath=edge, **some) for y, zone, name in rows]

    def title(self) -> VGroup:
        """The strip at the top, for the first beat: the lecture's title over a hair line."""
        text = Formula(escape(self.words.title), colour=self.colour("ink"), size=look.TITLE)
        text.plain = self.words.title
        text.move_to((look.STRIP.left + text.width / 2, 0, 0)).stand_on(look.STRIP.bottom + 0.2)
        rule = manim.Line(
            (look.FRAME.left, look.STRIP.bottom, 0), (look.FRAME.right, look.STRIP.bottom, 0)
        ).set_stroke(self.colour("quiet"), width=1, opacity=0.35)
        self.strip = VGroup(text, rule)
        return self.strip

    def appear(self, *mobjects: Mobject, run_time: float = 0.8) -> None:
        """Fade in."""
        self.play(*(FadeIn(each) for each in mobjects), run_time=run_time)

    def leave(self, *mobjects: Mobject, run_time: float = 0.6) -> None:
        """Fade out; what is not on screen is passed over."""
        shown = [each for each in mobjects if self.shows(each)]
        if shown:
            self.play(*(FadeOut(each) for each in shown), run_time=run_time)

    def trace(self, *mobjects: VMobject, run_time: float = 1.5) -> None:
        """Draw lines from their start to their end."""
        self.play(*(manim.Create(each) for each in mobjects), run_time=run_time)

    def morph(self, before: VMobject, after: VMobject, run_time: float = 1.5) -> None:
        """Turn one formula into the next, each term moving to its new place past all others."""
        gone = {id(each) for each in before.get_family()}
        standing = [g for words in picture.texts(self.mobjects) for g in words if id(g) not in gone]
        self.play(Morph(before, after, run_time, standing))

    def together(self, *animations: Any, lag_ratio: float = 0.0, run_time: float = 1.5) -> None:
        """Play animations, if any, at once, or one after the other with `lag_ratio` towards 1."""
        if not animations:
            return
        self.play(AnimationGroup(*animations, lag_ratio=lag_ratio, run_time=run_time))

    def one_by_one(self, *mobjects: Mobject, run_time: float = 2.0) -> None:
        """Fade in, each after the one before."""
        self.together(*map(FadeIn, mobjects), lag_ratio=0.7, run_time=run_time)

    def shows(self, mobject: Mobject) -> bool:
        """Whether the mobject, or a group that holds it, is on screen."""
        return any(mobject in top.get_family() for top in self.mobjects)

    def stack(self, *rows: Formula | VGroup, zone: Zone = look.COLUMN, gap: float = 0.35) -> VGroup:
        """Put rows under one another at the left of a zone, each fitted to its width."""
        top = zone.top
        for row in rows:
            if isinstance(row, Formula):
                row.fit(zone.width)
            row.shift((zone.left - float(row.get_left()[0]), top - float(row.get_top()[1]), 0.0))
            top = float(row.get_bottom()[1]) - gap
        if top + gap < zone.bottom - 1e-3:
            raise ValueError(f"{self.name()}: the rows do not fit under one another in their zone")
        return VGroup(*rows)

    def table(
        self,
        *headings: Formula,
        zone: Zone = look.COLUMN,
        shares: Sequence[float] = (),
        size: float = look.LABEL,
    ) -> Table:
        """An empty table in a zone; see `Table`."""
        return Table(headings, zone, self.colour("quiet"), shares, size)

    def beside(
        self,
        words: Formula,
        anchor: Direction,
        *,
        prefer: Direction = (1.0, 1.0, 0.0),
        zone: Zone = look.SAFE,
        avoid: Sequence[Mobject] = (),
        gap: float = 0.16,
    ) -> Formula:
        """Put words near a point of the frame where nothing is in their way.

        Tries sixteen directions, the preferred first, then further away; what is on screen and
        what is in `avoid` counts as in the way.

        Raises:
            ValueError: there is no free place within two units.
        """
        present = [*self.mobjects, *avoid]
        if not picture.free_place(words, anchor, prefer, present, zone, gap):
            raise ValueError(f"{self.name()}: no free place for {words.plain!r}")
        return words

    def recap(self, *formulas: VGroup) -> VGroup:
        """The card at the end: the one formula to keep, large, alone, in a thin frame."""
        lines = VGroup(*formulas).arrange(manim.DOWN, buff=0.55)
        lines.move_to((0.0, (look.WHOLE.bottom + look.WHOLE.top) / 2, 0.0))
        card = manim.RoundedRectangle(
            corner_radius=0.18, width=lines.width + 1.6, height=lines.height + 1.3
        ).move_to(lines)
        card.set_stroke(self.colour("quiet"), width=look.FINE, opacity=0.7).set_fill(opacity=0)
        return VGroup(card, lines)

    def clear_stage(self, *keep: Mobject, run_time: float = 0.8) -> None:
        """Fade everything out but what is kept."""
        gone = [e for e in self.mobjects if e not in keep and has_anything_to_see(e)]
        if gone:
            for each in gone:
                each.clear_updaters()  # what goes follows nothing any more
            self.play(*(FadeOut(each) for each in gone), run_time=run_time)


def has_anything_to_see(mobject: Mobject) -> bool:
    """Whether the family has a point: trackers and empty groups have none."""
    return bool(mobject.family_members_with_points())
