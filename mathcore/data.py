"""Points given: pairs of numbers taken exactly as they were written, and their sums.

Where the heights have uncertainties, each point weighs 1 / sigma^2; else each weighs one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import chain
from math import isfinite, lcm
from typing import Self

import numpy as np
from numpy.typing import NDArray
from sympy import Expr

from mathcore.column import Column
from mathcore.moments import Moments
from mathcore.quantity import Point, Quantity, compose
from mathcore.rational import fraction

# The points of the lecture, unless a course gives its own: seeded with these numbers.
COUNT, SLOPE, INTERCEPT, NOISE, SEED, RANGE = 12, 0.55, 1.6, 0.85, 33, (0.5, 10.5)


@dataclass(frozen=True, slots=True)
class Sums:
    """Weighted sums over a data set: of the weights (`n`), of x, y, x^2, x y and y^2."""

    n: Fraction
    x: Fraction
    y: Fraction
    xx: Fraction
    xy: Fraction
    yy: Fraction

    @property
    def spread(self) -> Fraction:
        """The sum of (x - xbar)^2, times n; zero when the points stand above one another."""
        return self.n * self.xx - self.x**2


@dataclass(frozen=True)
class DataSet:
    """Points (x, y), with the uncertainties of y or without. All numbers are rational."""

    xs: Column
    ys: Column
    sigmas: Column | None = None

    def __post_init__(self) -> None:
        """Refuse what is not a set of points.

        Raises:
            ValueError: fewer than two points, columns of different lengths, or a sigma <= 0.
        """
        counts = [len(each) for each in (self.xs, self.ys, self.sigmas) if each is not None]
        if len(set(counts)) > 1:
            raise ValueError(f"x, y and sigma must be equally long, got the lengths {counts}")
        if counts[0] < 2:
            raise ValueError(f"a line needs two points or more, got {counts[0]}")
        if self.sigmas is not None and min(self.sigmas.numerators) <= 0:
            worst = float(min(self.sigmas.fractions))
            raise ValueError(f"every sigma must be positive, got {worst!r}")

    @classmethod
    def read(
        cls,
        x: Sequence[float | str],
        y: Sequence[float | str],
        sigma: Sequence[float | str] | None = None,
    ) -> Self:
        """Take numbers, or decimal strings of any length, exactly as they are written.

        Raises:
            ValueError: a value is not a finite decimal number, or these are not a set of points.
        """
        sigmas = None if sigma is None else Column.read("sigma", sigma)
        return cls(Column.read("x", x), Column.read("y", y), sigmas)

    def __len__(self) -> int:
        """How many points there are."""
        return len(self.xs)

    @cached_property
    def x(self) -> tuple[Quantity, ...]:
        """Where each point stands."""
        return self.xs.quantities

    @cached_property
    def y(self) -> tuple[Quantity, ...]:
        """How high each point is."""
        return self.ys.quantities

    @cached_property
    def sigma(self) -> tuple[Quantity, ...] | None:
        """The uncertainty of each height, if they were given."""
        return None if self.sigmas is None else self.sigmas.quantities

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """Every point, in the order given."""
        return tuple(map(Point, self.x, self.y))

    @cached_property
    def weights(self) -> Column:
        """The weight of each point: 1 / sigma^2, or one."""
        if self.sigmas is None:
            return Column.ones(len(self))
        common = lcm(*self.sigmas.numerators)
        tops = tuple((common // s * self.sigmas.denominator) ** 2 for s in self.sigmas.numerators)
        return Column(tops, common**2)

    @cached_property
    def sums(self) -> Sums:
        """What the normal equations are made of."""
        w, x, y = self.weights, self.xs, self.ys
        if self.sigmas is None:
            wx, wy = x, y
        else:
            wx, wy = w.times(x), w.times(y)
        return Sums(w.total(), wx.total(), wy.total(), wx.dot(x), wx.dot(y), wy.dot(y))

    @cached_property
    def centre(self) -> Point:
        """The centre of mass of the points, (xbar, ybar): each counts by its weight."""
        sums = self.sums
        return Point(
            self.quantity(float(sums.x / sums.n), lambda of: of.xbar),
            self.quantity(float(sums.y / sums.n), lambda of: of.ybar),
        )

    @cached_property
    def numbers(self) -> tuple[Quantity, ...]:
        """All x, then all y, then all sigma: what a formula over the whole set is made of."""
        return tuple(chain(self.x, self.y, self.sigma or ()))

    def quantity(self, value: float, rule: Callable[..., Expr], *parts: float) -> Quantity:
        """`value`, whose meaning `rule` makes of the moments of this set and then of `parts`."""
        count, fixed = len(self), len(parts)

        def build(*of: Expr) -> Expr:
            return rule(Moments.of(of[fixed:], count), *of[:fixed])

        return compose(value, build, *parts, *self.numbers)

    def shifted(self, share: float) -> DataSet:
        """The data moved so that the centre of mass goes this share of its way to the origin."""
        part = fraction(share)
        right, up = part * self.sums.x / self.sums.n, part * self.sums.y / self.sums.n
        xs = Column.of(each - right for each in self.xs.fractions)
        return replace(self, xs=xs, ys=Column.of(each - up for each in self.ys.fractions))

    def centred(self) -> DataSet:
        """The data as seen from their centre of mass."""
        return self.shifted(1)

    def without(self, index: int) -> DataSet:
        """The data with one point left out.

        Raises:
            ValueError: there is no such point, or too few would be left.
        """
        self._check(index)
        sigmas = None if self.sigmas is None else self.sigmas.without(index)
        return DataSet(self.xs.without(index), self.ys.without(index), sigmas)

    def lifted(self, index: int, height: float) -> DataSet:
        """The data with one point raised by `height`: an outlier, when that is much.

        Raises:
            ValueError: there is no such point, or the height is not finite.
        """
        self._check(index)
        heights = list(self.ys.fractions)
        heights[index] += fraction(height)
        return replace(self, ys=Column.of(heights))

    def _check(self, index: int) -> None:
        if not 0 <= index < len(self):
            raise ValueError(f"there is no point number {index} among {len(self)}")


def seeded(
    *,
    count: int = COUNT,
    slope: float = SLOPE,
    intercept: float = INTERCEPT,
    noise: float = NOISE,
    seed: int = SEED,
    between: tuple[float, float] = RANGE,
) -> DataSet:
    """Points spread evenly `between` two places, at hundredths, with normal noise about a line.

    Raises:
        ValueError: fewer than two points, noise < 0, or numbers that are not finite.
    """
    if not (noise >= 0 and all(map(isfinite, (slope, intercept, noise, *between)))):
        raise ValueError(
            "a line and its noise >= 0 must be finite, "
            f"got {slope=}, {intercept=}, {noise=}, {between=}"
        )
    errors = np.random.Generator(np.random.PCG64(seed)).normal(0.0, noise, max(count, 0))
    x = np.rint(100 * np.linspace(*between, max(count, 0))) / 100
    return DataSet(_hundredths(x), _hundredths(intercept + slope * x + errors))


def _hundredths(values: NDArray[np.float64]) -> Column:
    return Column(tuple(int(each) for each in np.rint(100 * values)), 100)
