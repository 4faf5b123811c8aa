"""Where a slope is lost: a triangle without a run, and a corner with two slopes."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from manim import VGroup

from mathcore.functions import Function
from mathcore.half_tangents import half_tangents
from mathcore.quantity import exact
from mathcore.secants import Secant
from scenes.props.chord import Triangle, measures
from scenes.props.driving import GAIN
from scenes.stage import look
from scenes.stage.figures import Plane

if TYPE_CHECKING:
    from scenes.stage.lecture import Lecture

CLOSE = 0.02  # the share of its run that a triangle keeps just before it collapses


class Squeeze:
    """A triangle that keeps its rise while its run shrinks from either side, then to nothing."""

    def __init__(self, lecture: Lecture, plane: Plane, whole: Secant) -> None:
        """Begin with the `whole` triangle."""
        self.lecture, self.plane, self.whole = lecture, plane, whole
        self._squeezed = lru_cache(maxsize=1)(whole.squeezed)  # much is drawn of one triangle
        self.share = lecture.parameter(1.0)
        self.triangle = Triangle(plane, lambda: whole.squeezed_corners(self.share()))
        self._steep = VGroup()

    def shrink(self, side: int, name: str) -> None:
        """Shrink the run, from the right (1) or the left (-1), and claim the last ratio."""
        lecture, plane, last = self.lecture, self.plane, side * CLOSE
        x, y = (plane.x.low, plane.x.high), (plane.y.low, plane.y.high)
        lecture.leave(self.triangle, *self._steep)
        self.share.set_value(float(side))
        line = plane.segment(
            lambda: self.now().within(x, y), "approximation", name="secant", merging=True
        )
        self._steep = VGroup(line, measures(lecture, plane, self.now, "approximation"))
        lecture.appear(*self._steep, self.triangle)
        lecture.play(self.share.animate.set_value(last), run_time=4)
        lecture.claim(name, self.whole.squeezed(last).slope, figures=3)

    def collapse(self) -> None:
        """Take the last of the run away: what is left is upright, and over zero."""
        lecture, whole = self.lecture, self.whole
        lecture.leave(*self._steep)
        lecture.play(self.share.animate.set_value(0.0), run_time=1.0)
        start, _, end = whole.squeezed_corners(0.0)
        lecture.claim_that("upright", end.x, "=", start.x)
        rise = lecture.claim("kept_rise", whole.rise, figures=3)
        rows = lecture.stack(
            lecture.formula(rise, "/", lecture.claim("no_run", exact(0.0))),
            lecture.label("no_ratio", token="error", size=look.FORMULA),
            zone=look.COLUMN.part(y=(0.0, 0.74)),
        )
        upright = self.plane.segment((start, end), "error", name="upright", merging=True)
        lecture.appear(upright, *rows)

    def now(self) -> Secant:
        """The secant at this moment; a ValueError when its run is nothing."""
        return self._squeezed(self.share())


class Corner:
    """The graph of `f`, which has a corner at `at`, and how it would go on from either side."""

    def __init__(self, lecture: Lecture, plane: Plane, f: Function, at: float) -> None:
        """Prepare it; claims ``left_slope`` and ``right_slope``."""
        x, y = (plane.x.low, plane.x.high), (plane.y.low, plane.y.high)
        sides = half_tangents(f, at, x, y)
        self.lecture, self.curve, self.dot = lecture, plane.curve(f), plane.dot(sides.corner)
        ahead, behind = (sides.corner, sides.left_end), (sides.corner, sides.right_end)
        self.left = plane.segment(ahead, "derivative", name="left", dashed=True)
        self.right = plane.segment(behind, "derivative", name="right", dashed=True)
        self.rows = lecture.stack(
            *(
                lecture.formula(f"{{{key}}} thick", number, "space", GAIN, token="derivative")
                for key, number in (
                    ("left", lecture.claim("left_slope", sides.left, figures=3)),
                    ("right", lecture.claim("right_slope", sides.right, figures=3)),
                )
            ),
            lecture.label("no_tangent", token="error", size=look.FORMULA),
        )

    def from_left(self) -> None:
        """Come to the corner from the left, and go straight on."""
        self.lecture.trace(self.curve)
        self.lecture.appear(self.dot)
        self.lecture.trace(self.left)
        self.lecture.appear(self.rows[0])

    def to_right(self) -> None:
        """Go straight on the other way."""
        self.lecture.trace(self.right)
        self.lecture.appear(*self.rows[1:])
