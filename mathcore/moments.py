"""The numbers of a straight-line fit as their definitions: what they mean, not how to get them.

Everything is written about the centre of mass (xbar, ybar), with weights w = 1 / sigma^2 where
uncertainties are given and w = 1 where they are not (Bevington & Robinson, *Data Reduction and
Error Analysis for the Physical Sciences*, 2003, chapter 6).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from sympy import Add, Expr, Integer

from mathcore.rational import unevaluated_root


@dataclass(frozen=True)
class Moments:
    """Expressions for x, y and weight of each point; `known` when the weights come from sigmas."""

    x: tuple[Expr, ...]
    y: tuple[Expr, ...]
    w: tuple[Expr, ...]
    known: bool

    @classmethod
    def of(cls, numbers: tuple[Expr, ...], count: int) -> Moments:
        """Take apart all x, then all y, then all sigma (or none) of `count` points."""
        x, y, sigma = numbers[:count], numbers[count : 2 * count], numbers[2 * count :]
        weights = tuple(s**-2 for s in sigma) or (Integer(1),) * count
        return cls(x, y, weights, bool(sigma))

    @cached_property
    def n(self) -> Expr:
        """The sum of the weights: the number of points, if each weighs one."""
        return Add(*self.w)

    def sum(self, values: Iterable[Expr]) -> Expr:
        """The sum of one value a point, each times its weight."""
        return Add(*(w * each for w, each in zip(self.w, values, strict=True)))

    def mean(self, values: Iterable[Expr]) -> Expr:
        """The mean of one value a point, each counted by its weight."""
        return self.sum(values) / self.n

    @cached_property
    def xbar(self) -> Expr:
        """The mean of x."""
        return self.mean(self.x)

    @cached_property
    def ybar(self) -> Expr:
        """The mean of y."""
        return self.mean(self.y)

    @cached_property
    def spread(self) -> Expr:
        """The sum of w (x - xbar)^2."""
        return self.sum((x - self.xbar) ** 2 for x in self.x)

    @cached_property
    def slope(self) -> Expr:
        """The sum of w (x - xbar) y over the sum of w (x - xbar)^2."""
        products = ((x - self.xbar) * y for x, y in zip(self.x, self.y, strict=True))
        return self.sum(products) / self.spread

    @cached_property
    def intercept(self) -> Expr:
        """Where the line of that slope through the centre of mass meets the axis."""
        return self.ybar - self.slope * self.xbar

    def chi_squared(self, m: Expr, c: Expr) -> Expr:
        """The sum of w (y - m x - c)^2."""
        return self.sum((y - m * x - c) ** 2 for x, y in zip(self.x, self.y, strict=True))

    @cached_property
    def least(self) -> Expr:
        """Chi^2 of the best line."""
        return self.chi_squared(self.slope, self.intercept)

    @cached_property
    def total(self) -> Expr:
        """Chi^2 of the best level line: the sum of w (y - ybar)^2."""
        return self.chi_squared(Integer(0), self.ybar)

    @cached_property
    def scatter(self) -> Expr:
        """Chi^2 of the best line over the degrees of freedom."""
        return self.least / (len(self.x) - 2)

    @cached_property
    def unit(self) -> Expr:
        """The variance of a height of weight one: known to be 1, or judged from the scatter."""
        return Integer(1) if self.known else self.scatter

    @cached_property
    def slope_variance(self) -> Expr:
        """The square of the standard error of the slope."""
        return self.unit / self.spread

    @cached_property
    def intercept_variance(self) -> Expr:
        """The square of the standard error of the intercept."""
        return self.unit * (1 / self.n + self.xbar**2 / self.spread)

    @cached_property
    def slope_error(self) -> Expr:
        """The standard error of the slope."""
        return unevaluated_root(self.slope_variance)

    @cached_property
    def intercept_error(self) -> Expr:
        """The standard error of the intercept."""
        return unevaluated_root(self.intercept_variance)

    @cached_property
    def covariance(self) -> Expr:
        """The covariance of slope and intercept."""
        return -self.xbar * self.unit / self.spread

    @cached_property
    def r_squared(self) -> Expr:
        """The share of the scatter about the level line that the slope takes away."""
        return 1 - self.least / self.total

    @cached_property
    def f(self) -> Expr:
        """What the slope takes away over what is left to a degree of freedom."""
        return (self.total - self.least) / self.scatter

    def leverage(self, index: int) -> Expr:
        """How far the line's height at a point moves when that point moves by one."""
        return self.w[index] * (1 / self.n + (self.x[index] - self.xbar) ** 2 / self.spread)
