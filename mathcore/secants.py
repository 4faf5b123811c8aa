"""Secants: the line through two points of a curve, its slope a rise over a run."""

from __future__ import annotations

from dataclasses import dataclass

from mathcore.digits import exactly, value
from mathcore.functions import Function
from mathcore.lines import Line
from mathcore.quantity import Point, Quantity, compose

NO_RATIO = "with no run there is no ratio"


@dataclass(frozen=True, slots=True)
class Secant:
    """From `start` go `run` sideways and `rise` upwards to `end`; ``slope = rise / run``."""

    start: Point
    end: Point
    run: Quantity
    rise: Quantity
    slope: Quantity

    @property
    def corner(self) -> Point:
        """Where the run ends and the rise begins: the right angle of the triangle."""
        return Point(self.end.x, self.start.y)

    @property
    def corners(self) -> tuple[Point, Point, Point]:
        """The triangle: its start, its right angle, its end."""
        return self.start, self.corner, self.end

    @property
    def line(self) -> Line:
        """The whole line, of which the secant is a piece."""
        return Line(self.start, self.slope)

    def squeezed(self, share: float) -> Secant:
        """The same rise over a `share` of the run, which may be negative: to the left.

        Raises:
            ValueError: `share` is 0; the message begins with `NO_RATIO`.
        """
        if not share:
            raise ValueError(f"{NO_RATIO}: the rise of {float(self.rise)!r} stands upright")
        run = compose(share * self.run, lambda s, w: s * w, share, self.run)
        slope = compose(self.rise / run, lambda y, x: y / x, self.rise, run)
        return Secant(self.start, self.squeezed_corners(share)[2], run, self.rise, slope)

    def squeezed_corners(self, share: float) -> tuple[Point, Point, Point]:
        """The `corners` of `squeezed`; with no share at all, the triangle is an upright line."""
        x = compose(
            self.start.x + share * self.run,
            lambda a, s, w: a + s * w,
            self.start.x,
            share,
            self.run,
        )
        return self.start, Point(x, self.start.y), Point(x, self.end.y)

    def across(self, low: float, high: float) -> tuple[Point, Point]:
        """The two ends of the secant drawn over ``[low, high]``."""
        return self.line.across(low, high)

    def within(
        self, x_range: tuple[float, float], y_range: tuple[float, float]
    ) -> tuple[Point, Point]:
        """The two ends of the secant drawn as far as the window goes.

        Raises:
            ValueError: the line misses the window.
        """
        return self.line.within(x_range, y_range)


def straightened(f: Function, a: float, b: float) -> Function:
    """The straight line that agrees with `f` at `a` and at `b`, as a function.

    Raises:
        ValueError: `a` is `b`, `f` has no value at one, or no formula gives its values.
    """
    return secant(f, a, b).line.function(f.variable)


def secant(f: Function, a: float, b: float) -> Secant:
    """The secant of `f` from `a` to `b`, which may lie on either side of `a`.

    Rise and slope are worked out to sixty digits and rounded once, so they hold for any run.

    Raises:
        ValueError: `a` is `b` (the message begins with `NO_RATIO`), or `f` has no value at one.
    """
    here, there = exactly(a), exactly(b)
    width = there - here
    if width == 0:
        raise ValueError(f"{NO_RATIO}: both ends are at {f.variable} = {float(a)!r}")
    start, end = f.point(a), f.point(b)
    climb = value(f.expression, f.variable, there) - value(f.expression, f.variable, here)
    run = compose(width.evalf(), lambda p, q: q - p, start.x, end.x)
    rise = compose(climb, lambda p, q: q - p, start.y, end.y)
    slope = compose(climb / value(f.variable, f.variable, width), lambda y, x: y / x, rise, run)
    return Secant(start, end, run, rise, slope)
