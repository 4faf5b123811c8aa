"""The contours of chi^2 over the plane of all lines (m, c): exact ellipses.

About the best line (m*, c*), with the weighted sums of `mathcore.data`,

    chi^2(m, c) = chi^2_min + S (m - m*)^2 + n ((c - c*) + xbar (m - m*))^2,

where S is the sum of w (x - xbar)^2; so the contour that lies d above the least is

    m = m* + sqrt(d / S) cos t,    c = c* + sqrt(d / n) sin t - xbar (m - m*).

Its axes lie along those of the plane when xbar = 0, that is, when the data are centred.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import atan2, pi, sqrt

import numpy as np
import sympy
from numpy.typing import NDArray
from sympy import Expr

from mathcore.data import DataSet
from mathcore.line_fit import LineFit
from mathcore.moments import Moments
from mathcore.quantity import Point, Quantity, compose
from mathcore.rational import fraction, root


@dataclass(frozen=True)
class Ellipse:
    """The lines whose chi^2 is `excess` above the least; m points east and c north."""

    fit: LineFit
    excess: Quantity

    @cached_property
    def level(self) -> Quantity:
        """Chi^2 on this contour."""
        low = self.fit.chi_squared
        value = float(fraction(low) + fraction(self.excess))
        return compose(value, lambda low, above: low + above, low, self.excess)

    def point(self, t: float) -> Point:
        """The contour at parameter `t` in radians; t = 0 is its easternmost point."""
        m, c = self._trace(np.asarray(float(t)))
        data = self.fit.data
        return Point(
            data.quantity(float(m), _east, t, self.excess),
            data.quantity(float(c), _north, t, self.excess),
        )

    def curve(self, t: Expr) -> tuple[Expr, Expr]:
        """The contour as expressions for m and c in the symbol `t`, for t from 0 to 2 pi."""
        data = self.fit.data
        of = Moments.of(tuple(each.meaning.expression for each in data.numbers), len(data))
        excess = self.excess.meaning.expression
        return _east(of, t, excess), _north(of, t, excess)

    def points(self, count: int) -> NDArray[np.float64]:
        """`count` points, once around and closed: an array of shape (count, 2) of (m, c)."""
        return np.stack(self._trace(np.linspace(0, 2 * pi, count)), axis=-1)

    def trace(self, t: float) -> tuple[float, float]:
        """The contour at parameter `t` as plain numbers, for what moves along it."""
        m, c = self._trace(np.asarray(float(t)))
        return float(m), float(c)

    @cached_property
    def extremes(self) -> tuple[Point, Point, Point, Point]:
        """Where the contour reaches furthest: least m, greatest m, least c, greatest c."""
        data, sums, excess = self.fit.data, self.fit.data.sums, fraction(self.excess)
        wide, high = root(excess * sums.n / sums.spread), root(excess * sums.xx / sums.spread)
        drop, lean = float(sums.x / sums.n), float(sums.x / sums.xx)
        m, c = self.fit.slope, self.fit.intercept

        def sideways(sign: int) -> Point:
            return Point(
                data.quantity(
                    m + sign * wide, lambda of, d: of.slope + sign * _wide(of, d), self.excess
                ),
                data.quantity(
                    c - sign * drop * wide,
                    lambda of, d: of.intercept - sign * of.xbar * _wide(of, d),
                    self.excess,
                ),
            )

        def upright(sign: int) -> Point:
            return Point(
                data.quantity(
                    m - sign * lean * high,
                    lambda of, d: of.slope - sign * of.sum(of.x) / _squares(of) * _high(of, d),
                    self.excess,
                ),
                data.quantity(
                    c + sign * high, lambda of, d: of.intercept + sign * _high(of, d), self.excess
                ),
            )

        return sideways(-1), sideways(1), upright(-1), upright(1)

    @cached_property
    def semi_axes(self) -> tuple[Quantity, Quantity]:
        """Half of the long axis and half of the short one, as lengths in the (m, c) plane."""
        data, excess = self.fit.data, float(self.excess)
        sums = data.sums
        bend = ((sums.xx - sums.n) / 2) ** 2 + sums.x**2
        steep = float((sums.xx + sums.n) / 2) + root(bend)
        gentle = float(sums.spread) / steep  # their product, for their difference would cancel
        return (
            data.quantity(sqrt(excess / gentle), lambda of, d: _half(of, d, -1), self.excess),
            data.quantity(sqrt(excess / steep), lambda of, d: _half(of, d, 1), self.excess),
        )

    @cached_property
    def long_axis(self) -> tuple[Point, Point]:
        """The two ends of the long axis; a ValueError when the contour is a circle."""
        return self._end(self.semi_axes[0], 0), self._end(self.semi_axes[0], 2)

    @cached_property
    def short_axis(self) -> tuple[Point, Point]:
        """The two ends of the short axis; a ValueError when the contour is a circle."""
        return self._end(self.semi_axes[1], 1), self._end(self.semi_axes[1], 3)

    def _end(self, half: Quantity, quarters: int) -> Point:
        m, c, direction = self.fit.slope, self.fit.intercept, tilt(self.fit.data)
        way, turn = _direction(self.fit.data) * 1j**quarters, quarters * sympy.pi / 2

        def east(at: Expr, length: Expr, angle: Expr) -> Expr:
            return at + length * sympy.cos(angle + turn)

        def north(at: Expr, length: Expr, angle: Expr) -> Expr:
            return at + length * sympy.sin(angle + turn)

        return Point(
            compose(m + half * way.real, east, m, half, direction),
            compose(c + half * way.imag, north, c, half, direction),
        )

    def _trace(self, t: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        sums, excess = self.fit.data.sums, fraction(self.excess)
        across = root(excess * sums.n / sums.spread) * np.cos(t)
        along = root(excess / sums.n) * np.sin(t)
        return self.fit.slope + across, self.fit.intercept + along - float(sums.x / sums.n) * across


def tilt(data: DataSet) -> Quantity:
    """The direction of the contours' long axis, in radians from the m axis, over (-pi/2, pi/2].

    Raises:
        ValueError: the contours are circles, which have no long axis.
    """
    sums = data.sums
    if sums.x == 0 and sums.xx == sums.n:
        raise ValueError("the contours are circles, so none of their axes is the long one")
    return data.quantity(atan2(float(-2 * sums.x), float(sums.n - sums.xx)) / 2, _tilt)


def _direction(data: DataSet) -> complex:
    """The long axis as a number of modulus one, exactly 1 or 1j when it lies along m or c.

    Half an angle, by the larger of its cosine and sine, so that nothing cancels.
    """
    sums = data.sums
    double = complex(float(sums.n - sums.xx), float(-2 * sums.x))
    double /= abs(double)
    if double.real >= 0:
        cosine = sqrt((1 + double.real) / 2)
        return complex(cosine, double.imag / (2 * cosine))
    sine = sqrt((1 - double.real) / 2)
    return complex(abs(double.imag) / (2 * sine), -sine if double.imag < 0 else sine)


def _tilt(of: Moments) -> Expr:
    x, xx = of.sum(of.x), of.sum(x**2 for x in of.x)
    return sympy.atan2(-2 * x, of.n - xx) / 2


def _squares(of: Moments) -> Expr:
    return of.sum(x**2 for x in of.x)


def _wide(of: Moments, excess: Expr) -> Expr:
    return sympy.sqrt(excess / of.spread)


def _high(of: Moments, excess: Expr) -> Expr:
    return sympy.sqrt(excess * _squares(of) / (of.n * of.spread))


def _half(of: Moments, excess: Expr, sign: int) -> Expr:
    x, xx = of.sum(of.x), of.sum(x**2 for x in of.x)
    steepness = (xx + of.n) / 2 + sign * sympy.sqrt(((xx - of.n) / 2) ** 2 + x**2)
    return sympy.sqrt(excess / steepness)


def _east(of: Moments, t: Expr, excess: Expr) -> Expr:
    return of.slope + sympy.sqrt(excess / of.spread) * sympy.cos(t)


def _north(of: Moments, t: Expr, excess: Expr) -> Expr:
    across = sympy.sqrt(excess / of.spread) * sympy.cos(t)
    return of.intercept + sympy.sqrt(excess / of.n) * sympy.sin(t) - of.xbar * across
