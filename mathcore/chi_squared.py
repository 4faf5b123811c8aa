"""Every line is a point (m, c): chi^2 over the plane of all lines is a bowl.

It is a quadratic in m and c whose contours are ellipses (`mathcore.ellipses`), and whose bottom,
where both slopes of chi^2 are zero, is the best line.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from sympy import Add, Expr, Integer, Rational

from mathcore import ellipses, line_fit
from mathcore.data import DataSet
from mathcore.ellipses import Ellipse
from mathcore.fields import Field
from mathcore.line_fit import LineFit, Outcome
from mathcore.moments import Moments
from mathcore.quantity import Point, Quantity, exact
from mathcore.rational import fraction
from mathcore.trial_line import C, M


@dataclass(frozen=True)
class Bowl:
    """Chi^2 of every line y = m x + c through the data of `fit`; m points east and c north."""

    fit: LineFit

    @property
    def data(self) -> DataSet:
        """The points that the lines are held against."""
        return self.fit.data

    @property
    def bottom(self) -> Point:
        """The best line: the point (m, c) where chi^2 is least."""
        return Point(self.fit.slope, self.fit.intercept)

    @property
    def depth(self) -> Quantity:
        """Chi^2 at the bottom."""
        return self.fit.chi_squared

    @cached_property
    def field(self) -> Field:
        """Chi^2 as a function of m and c, written as the sum of squares that it is."""
        numbers = tuple(each.meaning.expression for each in self.data.numbers)
        return Field(Moments.of(numbers, len(self.data)).chi_squared(M, C), (M, C))

    @cached_property
    def expanded(self) -> Expr:
        """The same, multiplied out: a quadratic in m and c with rational coefficients."""
        sums = self.data.sums
        coefficients = (sums.xx, 2 * sums.x, sums.n, -2 * sums.xy, -2 * sums.y, sums.yy)
        powers = (M**2, M * C, C**2, M, C, Integer(1))
        return Add(
            *(
                Rational(each.numerator, each.denominator) * power
                for each, power in zip(coefficients, powers, strict=True)
            )
        )

    @property
    def straight(self) -> bool:
        """Whether the axes of the contours lie exactly along m and c."""
        return self.data.sums.x == 0

    @property
    def tilt(self) -> Quantity:
        """The direction of the contours' long axis, in radians from the m axis, over (-pi/2, pi/2].

        Raises:
            ValueError: the contours are circles, which have no long axis.
        """
        return ellipses.tilt(self.data)

    def contour(self, excess: float) -> Ellipse:
        """The lines whose chi^2 is `excess` above the least.

        Raises:
            ValueError: `excess` is not positive and finite.
        """
        if not excess > 0:
            raise ValueError(f"a contour lies above the bottom: excess must be > 0, got {excess!r}")
        return Ellipse(self.fit, exact(excess))

    def through(self, m: float, c: float) -> Ellipse:
        """The contour on which the line y = m x + c lies.

        Raises:
            ValueError: that is the best line, whose contour is a single point.
        """
        sums = self.data.sums
        dm = fraction(m) - fraction(self.fit.slope)
        dc = fraction(c) - fraction(self.fit.intercept)
        excess = dm * (dm * sums.xx + 2 * dc * sums.x) + dc * dc * sums.n
        if excess == 0:
            raise ValueError(f"the best line is no contour, got m = {float(m)!r}, c = {float(c)!r}")
        return Ellipse(self.fit, self.data.quantity(float(excess), _above, m, c))


def bowl(data: DataSet) -> Bowl:
    """The bowl of chi^2 over all lines.

    Raises:
        ValueError: the points stand above one another: the bowl is a trough without a bottom.
    """
    fit = line_fit.fit(data)
    if fit.outcome is Outcome.VERTICAL:
        raise ValueError(f"chi^2 has no single lowest point: {fit.outcome.value}")
    return Bowl(fit)


def _above(of: Moments, m: Expr, c: Expr) -> Expr:
    return of.chi_squared(m, c) - of.least
