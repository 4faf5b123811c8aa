"""A tangent that slides along a curve, and its slope as a height on the axes below."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from manim import VGroup

from mathcore.functions import Function
from mathcore.quantity import Quantity
from mathcore.tangents import Tangent, tangent
from scenes.props.dials import Dial, dials
from scenes.props.driving import GAIN, PACE, SECONDS
from scenes.props.linked import Linked
from scenes.stage.look import Token

if TYPE_CHECKING:
    from scenes.stage.lecture import Lecture


class SlopeReader:
    """The tangent of `f` at the time `at`, live: `tangent` above, `height` below, and `dials`."""

    def __init__(self, lecture: Lecture, linked: Linked, f: Function, start: float) -> None:
        """Draw it on the first two planes of `linked`."""
        self.lecture, self.linked, self.f, self.at = lecture, linked, f, lecture.parameter(start)
        upper, lower = linked.planes[:2]
        self.x, self.y = x, y = (upper.x.low, upper.x.high), (upper.y.low, upper.y.high)
        self.tangent = VGroup(
            upper.segment(
                lambda: self.now().within(x, y), "derivative", name="tangent", merging=True
            ),
            upper.dot(lambda: self.now().touch, name="touch"),
        )
        self.height = VGroup(
            lower.segment(
                lambda: ((self.time(), 0.0), (self.time(), self.slope())),
                "derivative", name="height", merging=True,
            ),
            lower.dot(lambda: (self.time(), self.slope()), "derivative", name="slope"),
        )  # fmt: skip

        self.dials = dials(
            lecture,
            Dial("time", SECONDS, self.time, x),
            Dial("slope", GAIN, self.slope, (lower.y.low, lower.y.high), "derivative"),
        )

    def mark(self, place: Quantity, name: str) -> tuple[VGroup, VGroup]:
        """The tangent at a place that does not move and a line down to its slope; their numbers.

        Claims the place and the slope as `name` with ``_time`` and ``_push``.
        """
        there, lecture = tangent(self.f, place), self.lecture
        line = self.linked.planes[0].segment(
            there.within(self.x, self.y), "derivative", name="tangent", merging=True
        )
        time = lecture.claim(f"{name}_time", there.touch.x, figures=3)
        push = lecture.claim(f"{name}_push", there.slope, figures=3)
        shades: dict[str, Token] = {f"{name}_push": "derivative"}
        rows = lecture.stack(
            lecture.formula("{time} =", time, SECONDS),
            lecture.formula("{slope} =", push, "space", GAIN, colours=shades),
            lecture.formula(f"({PACE}) / {SECONDS} = {GAIN}", token="quiet"),
        )
        heights = there.touch.y, there.slope
        return VGroup(line, self.linked.fall(there.touch.x, heights, name="steep")), rows

    def now(self) -> Tangent:
        """The tangent at this moment."""
        return _touching(self.f, self.at())

    def time(self) -> Quantity:
        """Where it touches."""
        return self.now().touch.x

    def slope(self) -> Quantity:
        """How steep it is."""
        return self.now().slope


@lru_cache(maxsize=1024)
def _touching(f: Function, at: float) -> Tangent:
    """The tangent, worked out once for all that is drawn of it, rehearsed and filmed."""
    return tangent(f, at)
