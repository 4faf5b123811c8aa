"""Errors of Taylor polynomials on a scale of powers of ten, where each order has its own slope.

``log10 |f(x) - p_n(x)|`` goes down to minus infinity at the centre, so it is drawn only where it
lies above a lowest level.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sympy import Abs, log

from mathcore.accurate import Accurate
from mathcore.quantity import Point, Quantity, compose, exact
from mathcore.reach import End, good_interval
from mathcore.remainders import Band
from mathcore.taylor import Expansion

Array = NDArray[np.float64]


@dataclass(frozen=True)
class LogError(Accurate):
    """log10 of the error as a function, certain to its last digits; NaN where the error is 0."""

    def __call__(self, x: float | Array) -> Array:
        """Values at an array of any shape."""
        logarithm = next(each for each in self.expression.args if each.has(self.variable))
        inside = logarithm.args[0].args[0]
        gap = Accurate(inside, self.variable, self.hole)(x)
        with np.errstate(divide="ignore", invalid="ignore"):
            y = np.log10(np.abs(gap))
        return np.where(np.isfinite(y), y, np.nan)


@dataclass(frozen=True, slots=True)
class ErrorCurve:
    """The error of one order on the log scale, and Lagrange's band above it."""

    expansion: Expansion
    order: int

    @property
    def function(self) -> LogError:
        """log10 |f - p_n|."""
        gap = self.expansion.difference(self.order)
        height = log(Abs(gap.expression, evaluate=False), evaluate=False) / log(10)
        return LogError(height, gap.variable, gap.hole)

    def height(self, x: float) -> Quantity:
        """log10 of the error at `x`.

        Raises:
            ValueError: the error is 0 there, or the function has no value.
        """
        error = self.expansion.error(self.order, x)
        if not error:
            raise ValueError(f"the error at {float(x)!r} is 0 and has no logarithm")
        return compose(np.log10(error), lambda e: log(e) / log(10), error)

    def points(self, low: float, high: float, count: int, lowest: float) -> tuple[Point, ...]:
        """The points of the curve at `count` even places, those below `lowest` left out."""
        xs = np.linspace(low, high, count)
        tall = self.function(xs) >= lowest
        return tuple(Point(exact(x), self.height(x)) for x in xs[tall].tolist())

    def pieces(self, low: float, high: float, lowest: float) -> tuple[tuple[float, float], ...]:
        """The parts of ``[low, high]`` beyond the dip about the centre that goes below `lowest`."""
        reach = good_interval(self.expansion, self.order, float(10.0**lowest))
        parts = []
        if reach.left.outcome is End.CROSSES and reach.low > low:
            parts.append((low, min(float(reach.low), high)))
        if reach.right.outcome is End.CROSSES and reach.high < high:
            parts.append((max(float(reach.high), low), high))
        return tuple(parts)

    def band(self, x: Array) -> Array:
        """log10 of Lagrange's bound at each x; -inf at the centre."""
        with np.errstate(divide="ignore"):
            return np.log10(Band(self.expansion, self.order)(x))

    def stays_below(self, x: Array) -> bool:
        """Whether the error is at most Lagrange's bound at every x where it has a value."""
        errors = np.abs(self.expansion.difference(self.order)(x))
        return bool(np.all((errors <= Band(self.expansion, self.order)(x)) | np.isnan(errors)))
