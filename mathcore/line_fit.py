"""The straight line with the least chi^2, by the normal equations, in exact rationals.

With the weighted sums n, Sx, Sy, Sxx, Sxy and D = n Sxx - Sx^2 it is

    m = (n Sxy - Sx Sy) / D,    c = (Sy - m Sx) / n

(Bevington & Robinson, *Data Reduction and Error Analysis for the Physical Sciences*, 2003,
section 6.3). Each number is rounded once, from the exact one. Where uncertainties of the heights
are given, they alone make the uncertainties of the line; where not, the scatter about it does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import cached_property

from sympy import Expr, oo

from mathcore import tails
from mathcore.data import DataSet
from mathcore.moments import Moments
from mathcore.quantity import Meaning, Point, Quantity
from mathcore.rational import root, unevaluated_root
from mathcore.trial_line import TrialLine


class Outcome(Enum):
    """What the points allow. Only a fit that is not vertical has a line."""

    UNIQUE = "one line, and no other, makes the squares smallest"
    PERFECT = "the line goes through every point, so nothing is left over"
    VERTICAL = "the points stand above one another, so no line is best"


@dataclass(frozen=True)
class LineFit:
    """The best line through `data` and all that is said of it. The line is y = m x + c.

    Whatever needs a line raises a ValueError if the outcome is VERTICAL; whatever needs degrees
    of freedom, if there are only two points.
    """

    data: DataSet
    outcome: Outcome

    @cached_property
    def slope(self) -> Quantity:
        """m, in units of y per unit of x."""
        return self.data.quantity(float(self._exact.m), lambda of: of.slope)

    @cached_property
    def intercept(self) -> Quantity:
        """c, in units of y."""
        return self.data.quantity(float(self._exact.c), lambda of: of.intercept)

    @cached_property
    def line(self) -> TrialLine:
        """The best line."""
        return TrialLine(self.slope, self.intercept)

    @property
    def centre(self) -> Point:
        """The centre of mass of the points, through which the line goes."""
        return self.data.centre

    @cached_property
    def chi_squared(self) -> Quantity:
        """The least chi^2."""
        return self.data.quantity(float(self._exact.least), lambda of: of.least)

    @property
    def dof(self) -> int:
        """The degrees of freedom: points that are left when two have fixed the line."""
        return len(self.data) - 2

    @cached_property
    def residual_deviation(self) -> Quantity:
        """The standard deviation of a height of weight one about the line."""
        return self.data.quantity(root(self._scatter), lambda of: unevaluated_root(of.scatter))

    @cached_property
    def scatter(self) -> Quantity:
        """The least chi^2 over the degrees of freedom: the share of chi^2 that each makes."""
        return self.data.quantity(float(self._scatter), lambda of: of.scatter)

    @cached_property
    def slope_error(self) -> Quantity:
        """The standard error of the slope."""
        return self.data.quantity(root(self._exact.mm * self._unit), lambda of: of.slope_error)

    @cached_property
    def intercept_error(self) -> Quantity:
        """The standard error of the intercept."""
        return self.data.quantity(root(self._exact.cc * self._unit), lambda of: of.intercept_error)

    @cached_property
    def covariance(self) -> Quantity:
        """The covariance of slope and intercept."""
        return self.data.quantity(float(self._exact.mc * self._unit), lambda of: of.covariance)

    @cached_property
    def r_squared(self) -> Quantity:
        """The share of the scatter about the level line that the slope takes away.

        Raises:
            ValueError: all heights are the same.
        """
        return self.data.quantity(
            float(1 - self._exact.least / self._total), lambda of: of.r_squared
        )

    @cached_property
    def f(self) -> Quantity:
        """What the slope takes away over what is left to a degree of freedom; or infinity.

        Raises:
            ValueError: all heights are the same.
        """
        total, scatter = self._total, self._scatter
        if scatter == 0:
            return Quantity(float("inf"), Meaning(oo))
        return self.data.quantity(float((total - self._exact.least) / scatter), lambda of: of.f)

    @cached_property
    def slope_p(self) -> Quantity:
        """How likely chance alone makes a slope that is as far from zero, if the truth is zero.

        Raises:
            ValueError: the fit is perfect, and leaves no chance.
        """
        squared = self._exact.m**2 / self._exact.mm
        return self._two_sided(squared, lambda of: of.slope**2 / of.slope_variance)

    @cached_property
    def intercept_p(self) -> Quantity:
        """How likely chance alone makes an intercept as far from zero, if the truth is zero.

        Raises:
            ValueError: the fit is perfect, and leaves no chance.
        """
        squared = self._exact.c**2 / self._exact.cc
        return self._two_sided(squared, lambda of: of.intercept**2 / of.intercept_variance)

    @cached_property
    def goodness(self) -> Quantity:
        """How likely chance alone makes chi^2 as large as this, if the sigmas are true.

        Raises:
            ValueError: no uncertainties were given, so that chi^2 has no scale.
        """
        if self.data.sigmas is None:
            raise ValueError(
                "without a sigma for each height, chi^2 has nothing to be held against"
            )
        self._check_dof()
        return tails.chi_squared(self.chi_squared, self.dof)

    @cached_property
    def _exact(self) -> _Exact:
        if self.outcome is Outcome.VERTICAL:
            raise ValueError(f"this fit has no line: {self.outcome.value}")
        return _solve(self.data)

    @cached_property
    def _scatter(self) -> Fraction:
        self._check_dof()
        return self._exact.least / self.dof

    @cached_property
    def _unit(self) -> Fraction:
        return self._scatter if self.data.sigmas is None else Fraction(1)

    @cached_property
    def _total(self) -> Fraction:
        sums = self.data.sums
        total = sums.yy - sums.y**2 / sums.n
        if total == 0:
            raise ValueError("all heights are the same, so there is no scatter to explain")
        return total

    def _two_sided(self, squared: Fraction, rule: Callable[[Moments], Expr]) -> Quantity:
        if self._unit == 0:
            raise ValueError(f"this fit leaves nothing to chance: {self.outcome.value}")
        ratio = self.data.quantity(float(squared / self._unit), rule)
        if self.data.sigmas is not None:
            return tails.chi_squared(ratio, 1)
        return tails.fisher_f(ratio, 1, self.dof)

    def _check_dof(self) -> None:
        if self.dof < 1:
            raise ValueError("two points fix a line, and leave none to judge it by")


def fit(data: DataSet) -> LineFit:
    """The best line, if there is one; the outcome says so."""
    if data.sums.spread == 0:
        return LineFit(data, Outcome.VERTICAL)
    perfect = _solve(data).least == 0
    return LineFit(data, Outcome.PERFECT if perfect else Outcome.UNIQUE)


@dataclass(frozen=True, slots=True)
class _Exact:
    """The line, its chi^2, and variances and covariance for heights of unit variance."""

    m: Fraction
    c: Fraction
    least: Fraction
    mm: Fraction
    cc: Fraction
    mc: Fraction


def _solve(data: DataSet) -> _Exact:
    sums, spread = data.sums, data.sums.spread
    m = (sums.n * sums.xy - sums.x * sums.y) / spread
    c = (sums.y - m * sums.x) / sums.n
    least = sums.yy - m * sums.xy - c * sums.y
    return _Exact(m, c, least, sums.n / spread, sums.xx / spread, -sums.x / spread)
