"""Any straight line through data, not only the best one: its misses, and how bad it is.

A miss is the vertical way from the line to a point. The sum of their squares, each weighted, is
chi^2; without uncertainties it is the area of real squares that stand on the misses.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from sympy import Expr, Symbol

from mathcore.data import DataSet
from mathcore.gradients import Gradient
from mathcore.mixed_derivatives import unevaluated
from mathcore.moments import Moments
from mathcore.quantity import Point, Quantity, compose, exact
from mathcore.rational import fraction, rational

M, C = Symbol("m", real=True), Symbol("c", real=True)


class Side(Enum):
    """The side of a miss on which its square is drawn."""

    LEFT = -1
    RIGHT = 1


@dataclass(frozen=True, slots=True)
class Miss:
    """The way from a line, at `foot`, to the data point above or below it.

    `length` is positive above the line, and `exactly` its value as far as it is rational. A square
    on `free_side` does not cross the line.
    """

    point: Point
    foot: Point
    length: Quantity
    exactly: Fraction
    free_side: Side

    @property
    def area(self) -> Quantity:
        """The area of the square on this miss."""
        return compose(float(self.exactly**2), lambda r: r**2, self.length)

    def square(
        self, side: Side | None = None, unit: float = 1.0
    ) -> tuple[Point, Point, Point, Point]:
        """Corners from the data point to the foot and around, on the free side unless told.

        Args:
            side: to which side of the miss the square lies.
            unit: how many units of x are drawn as long as one unit of y.
        """
        away = side or self.free_side
        edge = compose(
            float(fraction(self.point.x) + away.value * fraction(unit) * abs(self.exactly)),
            lambda x, r, unit: x + away.value * unit * abs(r),
            self.point.x,
            self.length,
            unit,
        )
        return self.point, self.foot, Point(edge, self.foot.y), Point(edge, self.point.y)


@dataclass(frozen=True, slots=True)
class TrialLine:
    """The line y = m x + c: `m` in units of y per unit of x, `c` in units of y."""

    m: float
    c: float

    def point(self, x: float) -> Point:
        """The point of the line at `x`.

        Raises:
            ValueError: `x` is not finite.
        """
        height = float(fraction(self.m) * fraction(x) + fraction(self.c))
        return Point(exact(x), compose(height, lambda m, c, at: m * at + c, self.m, self.c, x))

    def segment(self, low: float, high: float) -> tuple[Point, Point]:
        """The two ends of the line over [low, high]."""
        return self.point(low), self.point(high)

    def misses(self, data: DataSet) -> tuple[Miss, ...]:
        """The miss of every point, in order."""
        return tuple(self.miss(point) for point in data.points)

    def miss(self, point: Point) -> Miss:
        """The miss of one point."""
        foot = self.point(point.x)
        m = fraction(self.m)
        length = fraction(point.y) - m * fraction(point.x) - fraction(self.c)
        parts = point.x, point.y, self.m, self.c
        quantity = compose(float(length), lambda x, y, m, c: y - m * x - c, *parts)
        exactly = length if all(map(rational, parts)) else fraction(quantity)
        side = Side.LEFT if m * length >= 0 else Side.RIGHT
        return Miss(point, foot, quantity, exactly, side)

    def residuals(self, data: DataSet) -> tuple[Point, ...]:
        """The residual plot: where each point stands, and its miss as a height."""
        return tuple(Point(each.point.x, each.length) for each in self.misses(data))

    def chi_squared(self, data: DataSet) -> Quantity:
        """The sum of w (y - m x - c)^2: the area of all squares, when every w is one."""
        m, c, sums = fraction(self.m), fraction(self.c), data.sums
        crossed = m * (m * sums.xx + 2 * (c * sums.x - sums.xy))
        value = crossed + c * (c * sums.n - 2 * sums.y) + sums.yy
        return data.quantity(float(value), Moments.chi_squared, self.m, self.c)

    def gradient(self, data: DataSet) -> Gradient:
        """The slopes of chi^2 along m and along c, at this line.

        The meaning leaves the derivatives unevaluated, for the prover to work out on its own.
        """
        m, c, sums = fraction(self.m), fraction(self.c), data.sums
        along_m = 2 * (m * sums.xx + c * sums.x - sums.xy)
        along_c = 2 * (m * sums.x + c * sums.n - sums.y)
        slopes = (
            data.quantity(float(along_m), lambda of, m, c: _slope(of, m, c, M), self.m, self.c),
            data.quantity(float(along_c), lambda of, m, c: _slope(of, m, c, C), self.m, self.c),
        )
        return Gradient((exact(self.m), exact(self.c)), slopes)


def _slope(of: Moments, m: Expr, c: Expr, along: Symbol) -> Expr:
    orders = (int(along == M), int(along == C))
    return unevaluated(of.chi_squared(M, C), (M, C), orders, (m, c))
