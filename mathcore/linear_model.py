"""Least squares for any model that is linear in its coefficients, in exact rationals.

Columns and response are integers over common denominators, so the normal equations
X'X b = X'y are integers too. They are solved without a rounding (fraction-free elimination:
Bareiss, *Sylvester's identity and multistep integer-preserving Gaussian elimination*,
Math. Comp. 22, 1968, as the library FLINT has it). That X'X squares the condition of X therefore
costs nothing, and every number is rounded once, when it is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import cached_property, partial

from flint import fmpq, fmpz_mat
from sympy import Expr, oo

from mathcore.column import Column
from mathcore.gram import Gram
from mathcore.quantity import Meaning, Quantity
from mathcore.rational import root, unevaluated_root


class Outcome(Enum):
    """What the data allow. Without a unique answer there are no coefficients."""

    UNIQUE = "one choice of coefficients, and no other, makes the squares smallest"
    PERFECT = "the model meets every point, so nothing is left over"
    RANK_DEFICIENT = "one column is a mixture of the others, so no coefficients are best"
    TOO_FEW_POINTS = "there are fewer points than coefficients, so no coefficients are best"


@dataclass(frozen=True, slots=True)
class Solution:
    """The exact answer: coefficients, their variances when a point has variance 1, what is left."""

    coefficients: tuple[Fraction, ...]
    variances: tuple[Fraction, ...]
    least: Fraction


@dataclass(frozen=True)
class LinearFit:
    """The best coefficients of `columns` for the response `y`, and all that is said of them.

    Whatever needs coefficients raises a ValueError without a unique answer; whatever needs
    degrees of freedom, when there are as many coefficients as points.
    """

    columns: tuple[Column, ...]
    y: Column
    outcome: Outcome
    solution: Solution | None

    @cached_property
    def coefficients(self) -> tuple[Quantity, ...]:
        """One coefficient a column, in units of y per unit of the column."""
        return tuple(
            _defined(float(each), partial(self._gram.coefficient, j))
            for j, each in enumerate(self._exact.coefficients)
        )

    @cached_property
    def errors(self) -> tuple[Quantity, ...]:
        """The standard error of each coefficient."""
        scatter = self._scatter
        return tuple(
            _defined(root(each * scatter), partial(self._error, j))
            for j, each in enumerate(self._exact.variances)
        )

    @property
    def dof(self) -> int:
        """The degrees of freedom: points less coefficients."""
        return len(self.y) - len(self.columns)

    @cached_property
    def residual_squares(self) -> Quantity:
        """The least sum of squares."""
        return _defined(float(self._exact.least), lambda: self._gram.least)

    @cached_property
    def regression_squares(self) -> Quantity:
        """What the model takes away from the squares of y, or of y - ybar if it has a constant."""
        value = float(self._total - self._exact.least)
        return _defined(value, lambda: self._gram.total - self._gram.least)

    @cached_property
    def residual_deviation(self) -> Quantity:
        """The standard deviation of a point about the model."""
        return _defined(root(self._scatter), lambda: unevaluated_root(self._gram.least / self.dof))

    @cached_property
    def r_squared(self) -> Quantity:
        """The share of the squares of y (of y - ybar, with a constant) that the model takes away.

        Raises:
            ValueError: there is nothing to take away.
        """
        value = float(1 - self._exact.least / self._something)
        return _defined(value, lambda: 1 - self._gram.least / self._gram.total)

    @cached_property
    def f(self) -> Quantity:
        """The mean square that the model takes away over the one it leaves; or infinity.

        Raises:
            ValueError: the model is a constant alone, or there is nothing to take away.
        """
        free = len(self.columns) - self._constant
        if free == 0:
            raise ValueError("a constant alone takes nothing away, so there is nothing to compare")
        taken, scatter = (self._something - self._exact.least) / free, self._scatter
        if scatter == 0:
            return Quantity(float("inf"), Meaning(oo))

        def meaning() -> Expr:
            gram = self._gram
            return (gram.total - gram.least) / free / (gram.least / self.dof)

        return _defined(float(taken / scatter), meaning)

    def _error(self, index: int) -> Expr:
        gram = self._gram
        return unevaluated_root(gram.cofactor(index) * gram.least / self.dof)

    @property
    def _exact(self) -> Solution:
        if self.solution is None:
            raise ValueError(f"this fit has no coefficients: {self.outcome.value}")
        return self.solution

    @cached_property
    def _scatter(self) -> Fraction:
        least = self._exact.least
        if self.dof < 1:
            raise ValueError("there are as many coefficients as points, and none left to judge by")
        return least / self.dof

    @property
    def _constant(self) -> bool:
        return any(each.constant for each in self.columns)

    @cached_property
    def _total(self) -> Fraction:
        squares = self.y.dot(self.y)
        return squares - self.y.total() ** 2 / len(self.y) if self._constant else squares

    @property
    def _something(self) -> Fraction:
        if self._total == 0:
            raise ValueError("the response does not vary, so there is nothing to take away")
        return self._total

    @cached_property
    def _gram(self) -> Gram:
        return Gram(self.columns, self.y)


def fit(columns: Sequence[Column], y: Column) -> LinearFit:
    """The best coefficients of `columns`, if there are any; the outcome says so.

    A constant term is a column of ones (`Column.ones`). If a column is constant, then R^2 and F
    are about the mean, else about zero.

    Raises:
        ValueError: there is no column, or the columns are not as long as `y`.
    """
    lengths = [len(each) for each in columns]
    if not columns or set(lengths) != {len(y)}:
        raise ValueError(f"columns must be as long as y, {len(y)}, got the lengths {lengths}")
    if len(y) < len(columns):
        return LinearFit(tuple(columns), y, Outcome.TOO_FEW_POINTS, None)
    solution = _solve(columns, y)
    if solution is None:
        return LinearFit(tuple(columns), y, Outcome.RANK_DEFICIENT, None)
    outcome = Outcome.UNIQUE if solution.least else Outcome.PERFECT
    return LinearFit(tuple(columns), y, outcome, solution)


def polynomial(x: Column, y: Column, degree: int) -> LinearFit:
    """The best polynomial of a degree >= 0; coefficients from the constant term upwards.

    Raises:
        ValueError: the degree is negative, or the columns are not equally long.
    """
    if degree < 0:
        raise ValueError(f"a polynomial has a degree >= 0, got {degree}")
    return fit([x.power(exponent) for exponent in range(degree + 1)], y)


def _solve(columns: Sequence[Column], y: Column) -> Solution | None:
    """The solution of the normal equations of the numerators, scaled back; None if singular."""
    tops = [Column(each.numerators) for each in columns]
    response = Column(y.numerators)
    count = len(columns)
    table = [[0] * count for _ in tops]
    for i, one in enumerate(tops):
        for j in range(i + 1):
            table[i][j] = table[j][i] = int(one.dot(tops[j]))
    gram = fmpz_mat(table)
    right = [int(each.dot(response)) for each in tops]
    try:
        answer = gram.solve(fmpz_mat(count, 1, right))
    except ZeroDivisionError:
        return None
    inverse = gram.inv()
    raw = [_fraction(answer[i, 0]) for i in range(count)]
    taken = sum((each * dot for each, dot in zip(raw, right, strict=True)), Fraction(0))
    return Solution(
        tuple(b * c.denominator / y.denominator for b, c in zip(raw, columns, strict=True)),
        tuple(_fraction(inverse[i, i]) * c.denominator**2 for i, c in enumerate(columns)),
        (response.dot(response) - taken) / y.denominator**2,
    )


def _fraction(ratio: fmpq) -> Fraction:
    return Fraction(int(ratio.p), int(ratio.q))


def _defined(value: float, rule: Callable[[], Expr]) -> Quantity:
    return Quantity(value, lambda: Meaning(rule()))
