"""Systems of as many equations as unknowns, F(x) = 0, and the proof that a root is one.

With m the middle of a box X, Y about the inverse of the Jacobian at m and J(X) enclosing it over
the box, X holds exactly one root when m - Y F(m) + (1 - Y J(X)) (X - m) lies inside X
(R. Krawczyk, 1969; Moore, Kearfott & Cloud, *Introduction to Interval Analysis*, 2009,
section 8.1).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray
from sympy import Derivative, Expr, Rational, Subs, Symbol, simplify

from mathcore import parse
from mathcore.boxes import enclose
from mathcore.differentiation import derivative
from mathcore.fields import Field
from mathcore.quantity import Meaning, Quantity, compose, zero

Array = NDArray[np.float64]
Box = tuple[tuple[Rational, Rational], ...]

_SCALES = tuple(2.0**-k for k in range(16, 44, 4))  # of the size of the picture
_SLACK = 1e-13  # of every product of matrices: far more than rounding takes
_DENOMINATOR = 64


@dataclass(frozen=True)
class System:
    """`expressions` in `variables`, as many of the one as of the other, all to be zero."""

    expressions: tuple[Expr, ...]
    variables: tuple[Symbol, ...]

    @classmethod
    def parse(cls, texts: Sequence[str], variables: Sequence[str] = ("x", "y")) -> Self:
        """Read formulas such as ``"x^2 + y^2 - 1"``, each to be zero.

        Raises:
            ValueError: a text is not a formula in `variables`, or there are more or fewer of them.
        """
        if len(texts) != len(variables):
            raise ValueError(f"texts must be as many as variables, got {len(texts)} formulas")
        symbols = tuple(Symbol(name, real=True) for name in variables)
        return cls(tuple(parse.expression(each, symbols) for each in texts), symbols)

    @classmethod
    def slopes_of(cls, field: Field) -> Self:
        """The system whose roots are the level places of a field."""
        return cls(field.first, field.variables)

    @cached_property
    def jacobian(self) -> tuple[Expr, ...]:
        """The derivatives, row by row: one row for each equation, one column for each unknown."""
        return tuple(derivative(f, x) for f in self.expressions for x in self.variables)

    def value(self, index: int, value: float, place: Sequence[float]) -> Quantity:
        """`value`, claimed to be what the equation of that index gives at `place`."""

        def build(*at: Expr) -> Expr:
            return self.expressions[index].xreplace(dict(zip(self.variables, at, strict=True)))

        return compose(value, build, *place)

    def slope(self, row: int, column: int, value: float, place: Sequence[float]) -> Quantity:
        """`value`, claimed to be an entry of the Jacobian at `place`."""
        by = self.variables[column]

        def build(*at: Expr) -> Expr:
            there = dict(zip(self.variables, at, strict=True))
            end = there.pop(by)
            section = self.expressions[row].xreplace(there)
            return Subs(Derivative(section, by, evaluate=False), by, end)

        return compose(value, build, *place)

    def certified(
        self, near: Sequence[float], scale: Sequence[float]
    ) -> tuple[Quantity, ...] | None:
        """The one root that is proved to lie in a box around `near`; None if none is proved.

        `scale` is the size of the picture along each axis; the box is at most a 2^-15th of it.
        """
        place = np.array([float(each) for each in near])
        for share in _SCALES:
            grid = 2.0 ** np.floor(np.log2(np.array(scale) * share))
            middle = np.round(place / (grid / 4)) * (grid / 4)
            try:
                single = self._single(middle, grid)
            except ValueError:  # a formula holds a function that has no enclosure
                return None
            if single:
                ends = zip(middle - grid, middle + grid, strict=True)
                box = tuple((Rational(a), Rational(b)) for a, b in ends)
                return zero(tuple(map(float, near)), self.variables, self.expressions, box)
        return None

    def tidy(self, near: Sequence[float], scale: Sequence[float]) -> tuple[Quantity, ...] | None:
        """A root with small denominators within a millionth of `scale`, exactly, if there is one.

        This also finds a degenerate root, which no enclosure tells from two or from none.
        """
        place = [Fraction(float(each)).limit_denominator(_DENOMINATOR) for each in near]
        if any(abs(a - float(b)) > 1e-6 * s for a, b, s in zip(near, place, scale, strict=True)):
            return None
        exact = [Rational(each.numerator, each.denominator) for each in place]
        there = dict(zip(self.variables, exact, strict=True))
        if any(simplify(each.xreplace(there)) != 0 for each in self.expressions):
            return None
        return tuple(Quantity(float(each), Meaning(each)) for each in exact)

    def _single(self, middle: Array, radius: Array) -> bool:
        size = len(middle)
        low, high = middle - radius, middle + radius
        f, f_off = _centred(*enclose(self.expressions, self.variables, *_column(middle, middle)))
        flat, off = _centred(*enclose(self.jacobian, self.variables, *_column(low, high)))
        j, j_off = flat.reshape(size, size), off.reshape(size, size)
        if not (np.isfinite(f_off).all() and np.isfinite(j_off).all()):
            return False
        try:
            y = np.linalg.inv(j)
        except np.linalg.LinAlgError:
            return False
        sizes = np.abs(y)
        spread = np.abs(np.eye(size) - y @ j) + sizes @ j_off + _SLACK * (sizes @ np.abs(j))
        reach = np.abs(y @ f) + sizes @ (f_off + _SLACK * np.abs(f)) + spread @ radius
        return bool((reach * (1 + _SLACK) < radius).all())


def _column(low: Array, high: Array) -> tuple[Array, Array]:
    return low[:, None], high[:, None]


def _centred(low: Array, high: Array) -> tuple[Array, Array]:
    """Middles and radii that reach both ends, as flat arrays."""
    with np.errstate(all="ignore"):
        middle = (low / 2 + high / 2)[:, 0]
        radius = np.maximum(high[:, 0] - middle, middle - low[:, 0])
    return middle, radius * (1 + _SLACK)
