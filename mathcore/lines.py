"""Straight lines, given by a point and a slope, cut to the window they are drawn in."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Symbol

from mathcore.functions import Function
from mathcore.quantity import Point, Quantity, compose, exact


@dataclass(frozen=True, slots=True)
class Line:
    """The line ``y = through.y + slope (x - through.x)``."""

    through: Point
    slope: Quantity

    def function(self, variable: Symbol) -> Function:
        """The line as a function of `variable`.

        Raises:
            ValueError: its point or slope is only known as the solution of an equation.
        """
        meanings = [each.meaning for each in (self.through.x, self.through.y, self.slope)]
        if any(each.bindings for each in meanings):
            raise ValueError(f"no formula gives the line with the slope {float(self.slope)!r}")
        x0, y0, m = (each.expression for each in meanings)
        return Function((y0 + m * (variable - x0)).expand(), variable)

    def at(self, x: float) -> Point:
        """The point of the line above or below `x`."""
        here = self.through
        height = compose(
            here.y + self.slope * (x - here.x),
            lambda x0, y0, m, at: y0 + m * (at - x0),
            here.x,
            here.y,
            self.slope,
            x,
        )
        return Point(exact(x), height)

    def reach(self, y: float) -> Point:
        """The point of the line at the height `y`.

        Raises:
            ValueError: the line is horizontal.
        """
        if not self.slope:
            raise ValueError(f"a horizontal line does not reach another height, got y = {y!r}")
        here = self.through
        place = compose(
            here.x + (y - here.y) / self.slope,
            lambda x0, y0, m, at: x0 + (at - y0) / m,
            here.x,
            here.y,
            self.slope,
            y,
        )
        return Point(place, exact(y))

    def across(self, low: float, high: float) -> tuple[Point, Point]:
        """The two ends of the line over ``[low, high]``."""
        return self.at(low), self.at(high)

    def within(
        self, x_range: tuple[float, float], y_range: tuple[float, float]
    ) -> tuple[Point, Point]:
        """The two ends, left one first, of the part that lies in the window.

        Raises:
            ValueError: the line misses the window, or meets no more than a corner of it.
        """
        (low, high), (bottom, top) = x_range, y_range
        left, right = self.at(low), self.at(high)
        if self.slope:
            feet = sorted((self.reach(bottom), self.reach(top)), key=lambda point: point.x)
            left, right = max(left, feet[0], key=_x), min(right, feet[1], key=_x)
        if left.x >= right.x or not bottom <= self.at((left.x + right.x) / 2).y <= top:
            raise ValueError(f"the line misses the window, got {x_range=} and {y_range=}")
        return left, right


def _x(point: Point) -> float:
    return float(point.x)
