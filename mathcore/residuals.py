"""What the numbers of a fit hide: the pattern of the misses, and what a single point can do."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial

from sympy import Expr

from mathcore import line_fit
from mathcore.data import DataSet
from mathcore.line_fit import LineFit
from mathcore.moments import Moments
from mathcore.quantity import Point, Quantity, compose
from mathcore.rational import fraction


@dataclass(frozen=True)
class Residuals:
    """The misses of the best line, and how much each point has to say."""

    fit: LineFit

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """The residual plot: where each point stands, and its miss as a height."""
        return self.fit.line.residuals(self.fit.data)

    @cached_property
    def shares(self) -> tuple[Quantity, ...]:
        """The share of chi^2 that each point makes; they add up to one.

        Raises:
            ValueError: the fit is perfect, and chi^2 is zero.
        """
        least = self.fit.chi_squared
        if not least > 0:
            raise ValueError(f"there are no shares of nothing: {self.fit.outcome.value}")
        weights = self.fit.data.weights.fractions
        sigmas = self.fit.data.sigma or (1.0,) * len(weights)
        return tuple(
            compose(
                float(weight * fraction(each.y) ** 2 / fraction(least)),
                lambda r, s, total: (r / s) ** 2 / total,
                each.y,
                sigma,
                least,
            )
            for each, weight, sigma in zip(self.points, weights, sigmas, strict=True)
        )

    @cached_property
    def leverages(self) -> tuple[Quantity, ...]:
        """How far the line's height at each point moves when that point is lifted by one.

        Between 0 and 1, and 2 in all. At 1 the line goes through the point, come what may.
        """
        data, sums = self.fit.data, self.fit.data.sums
        return tuple(
            data.quantity(
                float(w * (1 / sums.n + (sums.n * x - sums.x) ** 2 / (sums.n * sums.spread))),
                partial(_leverage, index),
            )
            for index, (x, w) in enumerate(
                zip(data.xs.fractions, data.weights.fractions, strict=True)
            )
        )

    @cached_property
    def lever(self) -> int:
        """The point that has most to say about the line: the one with the greatest leverage."""
        return max(range(len(self.leverages)), key=lambda index: float(self.leverages[index]))

    @property
    def drag(self) -> float:
        """How far that point can be moved up or down, away, and still be as high as another."""
        heights = self.fit.data.y
        here, middle = heights[self.lever], self.fit.data.centre.y
        return float(min(heights) if here >= middle else max(heights)) - here

    @cached_property
    def runs(self) -> int:
        """From left to right, how many runs of misses on one side of the line there are.

        Few when a curve is bent through the line, about half of the points when all is chance.
        """
        ordered = sorted(self.points, key=lambda each: float(each.x))
        above = [each.y > 0 for each in ordered if float(each.y)]
        return sum(index == 0 or side is not above[index - 1] for index, side in enumerate(above))


@dataclass(frozen=True, slots=True)
class Influence:
    """One point's pull on the line: the fit with it and the fit without it."""

    point: Point
    with_point: LineFit
    without: LineFit

    @property
    def slope_change(self) -> Quantity:
        """How much the point adds to the slope."""
        return _difference(self.with_point.slope, self.without.slope)

    @property
    def intercept_change(self) -> Quantity:
        """How much the point adds to the intercept."""
        return _difference(self.with_point.intercept, self.without.intercept)

    @property
    def chi_squared_change(self) -> Quantity:
        """How much the point adds to chi^2; never less than nothing."""
        return _difference(self.with_point.chi_squared, self.without.chi_squared)

    @property
    def miss_without(self) -> Quantity:
        """How far the point lies above the line that never saw it."""
        return self.without.line.miss(self.point).length


def influence(data: DataSet, index: int) -> Influence:
    """What the line owes to the point number `index`.

    Raises:
        ValueError: there is no such point, or only one would be left. Where all others stand
            above one another, whatever needs the line without the point raises one too.
    """
    others = line_fit.fit(data.without(index))
    return Influence(data.points[index], line_fit.fit(data), others)


def _leverage(index: int, of: Moments) -> Expr:
    return of.leverage(index)


def _difference(more: Quantity, less: Quantity) -> Quantity:
    value = float(fraction(more) - fraction(less))
    return compose(value, lambda a, b: a - b, more, less)
