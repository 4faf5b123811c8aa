"""Run and rise between two points, which follow the points wherever they slide."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from manim import DOWN, RIGHT, VGroup, VMobject

from mathcore.functions import Function
from mathcore.quantity import Point
from mathcore.secants import Secant, secant
from scenes.props.dials import Dial, dials
from scenes.props.driving import GAIN, PACE, SECONDS
from scenes.stage.figures import Plane
from scenes.stage.formula import Formula
from scenes.stage.look import Token

if TYPE_CHECKING:
    from scenes.stage.lecture import Lecture


class Triangle(VGroup):
    """Two points, the `run` from the first, and the `rise` up or down to the second."""

    def __init__(self, plane: Plane, corners: Callable[[], Sequence[Point]]) -> None:
        """Draw it on a plane; `corners` gives the start, the right angle and the end, now."""
        self.run = plane.segment(lambda: corners()[:2], "ink", name="run", merging=True)
        self.rise = plane.segment(lambda: corners()[1:], "ink", name="rise", merging=True)
        start = plane.dot(lambda: corners()[0], name="start")
        self.ends = VGroup(start, plane.dot(lambda: corners()[2], name="end"))
        super().__init__(self.run, self.rise, self.ends)


class Chord:
    """The secant of `f` between two sliding times, with its triangle, its line and its dials."""

    def __init__(
        self, lecture: Lecture, plane: Plane, f: Function, pair: Sequence[float], token: Token
    ) -> None:
        """Draw it on a plane; `token` is the colour of its ratio and its line."""
        self.lecture, self.plane, self.f, self.token = lecture, plane, f, token
        self.ends = [lecture.parameter(each) for each in pair]
        self.triangle = Triangle(plane, lambda: self.now().corners)
        x, y = (plane.x.low, plane.x.high), (plane.y.low, plane.y.high)
        self.line: VMobject = plane.segment(
            lambda: self.now().within(x, y), token, name="secant", merging=True
        )
        self.dials = measures(lecture, plane, self.now, token)

    def now(self) -> Secant:
        """The secant at this moment."""
        return _between(self.f, self.ends[0](), self.ends[1]())

    def follow(self, other: Chord) -> None:
        """Take the place of another chord that lies on the same two points, unseen."""
        self.lecture.remove(*other.triangle, other.dials)
        self.lecture.add(self.triangle, self.dials)

    def words(self, drawn: VMobject) -> tuple[Formula, Formula]:
        """The names of run and rise, each beside its leg and clear of what is `drawn`."""
        run, rise, _ = self.triangle
        words = self.lecture.label("run"), self.lecture.label("rise")
        for word, leg, way in zip(words, (run, rise), (DOWN, RIGHT), strict=True):
            avoid = [self.plane, drawn, run, rise]
            self.lecture.beside(word, leg.get_center(), prefer=way, avoid=avoid)
        return words

    def written(self, ratio: Formula) -> VGroup:
        """Run, rise, the `ratio` in words, in numbers, and its value, under one another.

        Claims ``first_run``, ``first_rise`` and ``first_slope``.
        """
        lecture, now = self.lecture, self.now()
        run, rise = lecture.claim("first_run", now.run), now.rise
        value = lecture.claim("first_slope", now.slope, figures=3)
        return lecture.stack(
            lecture.formula("{run} =", run, SECONDS),
            lecture.formula("{rise} =", lecture.claim("first_rise", rise, figures=3), PACE),
            ratio,
            lecture.formula("= {first_rise} / {first_run}"),
            lecture.formula("=", value, "space", GAIN, colours={"first_slope": self.token}),
        )

    def slide(self, places: Sequence[float], run_time: float = 1.5) -> None:
        """Move one end after the other, as far as it has to go."""
        for end, place in zip(self.ends, places, strict=True):
            if end() != place:
                self.lecture.play(end.animate.set_value(place), run_time=run_time)


def measures(lecture: Lecture, plane: Plane, now: Callable[[], Secant], token: Token) -> VGroup:
    """Dials for rise, run and ratio of a live secant, with room for the formula above them."""
    x, y = (plane.x.low, plane.x.high), (plane.y.low, plane.y.high)
    return dials(
        lecture,
        Dial("rise", PACE, lambda: now().rise, y),
        Dial("run", SECONDS, lambda: now().run, x),
        Dial("slope", GAIN, lambda: now().slope, _ratio(y, x), token),
        first=1,
    )


@lru_cache(maxsize=1024)
def _between(f: Function, a: float, b: float) -> Secant:
    """The secant, worked out once for all that is drawn of it, rehearsed and filmed."""
    return secant(f, a, b)


def _ratio(y: tuple[float, float], x: tuple[float, float]) -> tuple[float, float]:
    """A span as large as the ratios of two others."""
    return 0.0, (y[1] - y[0]) / (x[1] - x[0])
