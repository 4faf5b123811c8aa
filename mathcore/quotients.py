"""Difference quotients: the slopes of shorter and shorter secants, and what they settle on.

One-sided quotients miss the derivative by about ``h f''(a) / 2``, the central one by about
``h^2 f'''(a) / 6`` (Süli & Mayers, *An Introduction to Numerical Analysis*, 2003, section 6.5).
All values are worked out to sixty digits and more, so that no digit is lost to cancellation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from math import ceil, isfinite, log10

from mpmath import mpf, workdps
from sympy import Abs, Expr, Integer

from mathcore import corners
from mathcore.corners import one_sided
from mathcore.digits import DIGITS, exactly, negligible, value
from mathcore.functions import Function
from mathcore.lines import Line
from mathcore.order import Order, order_of
from mathcore.quantity import Point, Quantity, compose, exact
from mathcore.tangents import tangent


class Side(Enum):
    """Where the secants end: the steps ``(before, after)`` from a, in units of h."""

    FORWARD = (0, 1)
    BACKWARD = (-1, 0)
    CENTRAL = (-1, 1)


class Outcome(Enum):
    """What becomes of the quotients as h goes to zero."""

    CONVERGES = "the slopes settle on one number"
    EXACT = "every one of these slopes is already the limit"
    NO_LIMIT = "from the left and from the right the slopes settle on different numbers"
    ONE_SIDED = "there are slopes from one side only"
    INFINITE = "the slopes grow beyond every bound"
    RESTLESS = "the slopes never settle"
    UNDEFINED = "with h zero, the quotient is nothing over nothing, which says nothing"


_VERDICTS = {
    corners.Outcome.SMOOTH: Outcome.CONVERGES,
    corners.Outcome.CORNER: Outcome.NO_LIMIT,
    corners.Outcome.EDGE: Outcome.ONE_SIDED,
    corners.Outcome.VERTICAL: Outcome.INFINITE,
    corners.Outcome.BROKEN: Outcome.INFINITE,
    corners.Outcome.RESTLESS: Outcome.RESTLESS,
}


@dataclass(frozen=True, slots=True)
class Quotient:
    """The `slope` of the secant from `start` to `end`, whose gap is `h` (2h when central)."""

    h: Quantity
    start: Point
    end: Point
    rise: Quantity
    slope: Quantity

    @property
    def corner(self) -> Point:
        """Where the run ends and the rise begins."""
        return Point(self.end.x, self.start.y)

    def within(
        self, x_range: tuple[float, float], y_range: tuple[float, float]
    ) -> tuple[Point, Point]:
        """The two ends of the secant drawn as far as the window goes.

        Raises:
            ValueError: the secant misses the window.
        """
        return Line(self.start, self.slope).within(x_range, y_range)


@dataclass(frozen=True, slots=True)
class Approach:
    """Quotients for smaller and smaller h, and what they come to.

    `side_limit` is what the quotients of this side alone settle on, None when they do not;
    `errors` are their distances from it, row by row, and empty without it.
    """

    side: Side
    rows: tuple[Quotient, ...]
    side_limit: Quantity | None
    errors: tuple[Quantity, ...]
    outcome: Outcome

    @property
    def limit(self) -> Quantity:
        """The derivative.

        Raises:
            ValueError: there is none, so none is shown.
        """
        if self.outcome not in (Outcome.CONVERGES, Outcome.EXACT) or self.side_limit is None:
            raise ValueError(f"these quotients have no limit to show: {self.outcome.value}")
        return self.side_limit

    @property
    def ratios(self) -> tuple[Quantity, ...]:
        """Each error over its h, nearly constant when the errors are proportional to h."""
        return tuple(
            compose(error / row.h, lambda e, h: e / h, error, row.h)
            for row, error in zip(self.rows, self.errors, strict=bool(self.errors))
        )

    @property
    def shrinks(self) -> tuple[Quantity, ...]:
        """Each error over the one before it, for as long as that one is not zero."""
        return tuple(
            compose(after / before, lambda p, q: q / p, before, after)
            for before, after in pairwise(self.errors)
            if before
        )

    @property
    def order(self) -> Order:
        """The power of h that the errors follow, with its points and line on log-log axes.

        Raises:
            ValueError: fewer than two of the errors are different from zero.
        """
        rows = zip(self.rows, self.errors, strict=bool(self.errors))
        return order_of([(row.h, error) for row, error in rows if error])


def halvings(first: float, count: int) -> tuple[Quantity, ...]:
    """`count` steps, each half of the one before, beginning with `first`."""
    return tuple(
        compose(first / 2**k, lambda h, k=k: h / Integer(2) ** k, first) for k in range(count)
    )


def quotient(f: Function, a: float, h: float, side: Side = Side.FORWARD) -> Quotient:
    """The difference quotient of `f` at `a` for the step `h` > 0.

    Raises:
        ValueError: `h` is zero (the message is the sentence of `Outcome.UNDEFINED`), negative or
            not finite, or `f` has no value at an end of the secant.
    """
    if h == 0:
        raise ValueError(f"{Outcome.UNDEFINED.value}: got {h=}")
    if not (isfinite(h) and h > 0):
        raise ValueError(f"a step must be positive and finite, got {h=}")
    before, after = side.value
    ends = [
        compose(float(exactly(a) + k * exactly(h)), lambda at, step, k=k: at + k * step, a, h)
        for k in (before, after)
    ]
    start, end = (f.point(each) for each in ends)
    climb, run = _climb(f, a, h, side)
    rise = compose(climb, lambda p, q: q - p, start.y, end.y)
    slope = compose(climb / run, lambda dy, step: dy / ((after - before) * step), rise, h)
    return Quotient(exact(h), start, end, rise, slope)


def approach(f: Function, a: float, steps: Sequence[float], side: Side = Side.FORWARD) -> Approach:
    """The quotients of `f` at `a` for `steps`, which fall towards zero; a zero ends the rows.

    Raises:
        ValueError: a step is negative or not finite, the steps do not fall, or `f` has no value
            where a secant ends.
    """
    if any(after >= before for before, after in pairwise(steps)):
        raise ValueError(f"steps must fall from each to the next, got {tuple(steps)!r}")
    rows = tuple(quotient(f, a, h, side) for h in steps if h != 0)
    sides = one_sided(f, a)
    limit = _side_limit(f, a, side, sides)
    errors = () if limit is None else tuple(_error(f, a, row, side, limit) for row in rows)
    outcome = _VERDICTS[sides.outcome]
    if 0 in steps:
        outcome = Outcome.UNDEFINED
    elif outcome is Outcome.CONVERGES and rows and not any(errors):
        outcome = Outcome.EXACT
    return Approach(side, rows, limit, errors, outcome)


def _side_limit(f: Function, a: float, side: Side, sides: corners.OneSided) -> Quantity | None:
    if sides.outcome is corners.Outcome.SMOOTH:
        return tangent(f, a).slope
    if side is Side.FORWARD:
        return sides.right
    if side is Side.BACKWARD:
        return sides.left
    if sides.left is None or sides.right is None:
        return None
    mean = (sides.left + sides.right) / 2
    return compose(mean, lambda p, q: (p + q) / 2, sides.left, sides.right)


def _climb(f: Function, a: float, h: float, side: Side) -> tuple[mpf, mpf]:
    """Rise and run, with twice as many digits to spare as the subtraction can lose."""
    here, step, digits = exactly(a), exactly(h), DIGITS + 2 * _spare(a, h)
    before, after = (_height(f, here + k * step, digits) for k in side.value)
    width = side.value[1] - side.value[0]
    with workdps(digits):
        return after - before, width * value(f.variable, f.variable, step, digits)


def _spare(a: float, h: float) -> int:
    return max(0, ceil(log10(max(1.0, abs(a)) / h)))


def _height(f: Function, at: Expr, digits: int) -> mpf:
    return value(f.expression, f.variable, at, digits)


def _aim(limit: Quantity, a: float) -> Expr:
    """The exact limit; `a` itself, when only a box pins it down, is taken as its decimal."""
    return limit.meaning.expression.xreplace({exact(a).meaning.expression: exactly(a)}).doit()


def _error(f: Function, a: float, row: Quotient, side: Side, limit: Quantity) -> Quantity:
    climb, run = _climb(f, a, row.h, side)
    aim = value(_aim(limit, a), f.variable, exactly(a), DIGITS + 2 * _spare(a, row.h))
    with workdps(DIGITS + 2 * _spare(a, row.h)):
        slope = climb / run
        distance = abs(slope - aim)
    if negligible(distance, abs(aim) + abs(slope), DIGITS + _spare(a, row.h)):
        distance = mpf(0)
    return compose(distance, lambda p, q: Abs(p - q), row.slope, limit)
