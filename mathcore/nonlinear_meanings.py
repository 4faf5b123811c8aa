"""What the numbers of a nonlinear fit mean, as expressions in the parameters.

The best parameters are the common zero of the gradient of chi-squared in a box; a column of the
covariances is the zero of the linear system N c = e. Everything is built when it is asked for: of
a few dozen points in milliseconds, of hundreds with many parameters in half a minute.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations_with_replacement
from math import sqrt

from sympy import Add, Dummy, Expr, Integer, Rational, Symbol

from mathcore.nonlinear_model import Problem
from mathcore.nonlinear_polish import Bottom
from mathcore.quantity import Iterate, Meaning, Zero
from mathcore.rational import unevaluated_root

_NARROW = Fraction(1, 2**80)


@dataclass(frozen=True)
class Surface:
    """Chi-squared of `problem` as an expression in the model's parameters."""

    problem: Problem

    @cached_property
    def height(self) -> Expr:
        """Chi-squared, as the sum that it is."""
        return Add(*(w * miss**2 for w, miss in zip(self._weights, self._misses, strict=True)))

    @cached_property
    def gradient(self) -> tuple[Expr, ...]:
        """Its derivative by every parameter."""
        return tuple(
            Add(
                *(
                    -2 * w * miss * slope
                    for w, miss, slope in zip(self._weights, self._misses, column, strict=True)
                )
            )
            for column in self._slopes
        )

    def normal(self, i: int, j: int) -> Expr:
        """An entry of N: the weighted sum of the products of two columns of J."""
        return Add(
            *(
                w * one * other
                for w, one, other in zip(
                    self._weights, self._slopes[i], self._slopes[j], strict=True
                )
            )
        )

    def at(self, expression: Expr, place: tuple[float, ...]) -> Meaning:
        """`expression` in the parameters where the parameters are the decimals of `place`.

        They are bound as a walk of no steps: a power of two rationals would be long to work out.
        """
        symbols, renamed = self.fresh()
        start = tuple(Rational(repr(each)) for each in place)
        bound = Iterate(symbols, symbols, symbols, start, 0)
        return Meaning(expression.xreplace(renamed), (bound,))

    def fresh(self) -> tuple[tuple[Symbol, ...], dict[Symbol, Symbol]]:
        """New symbols for the parameters, and which stands for which."""
        parameters = self.problem.model.parameters
        symbols = tuple(Dummy(str(each)) for each in parameters)
        return symbols, dict(zip(parameters, symbols, strict=True))

    @cached_property
    def _weights(self) -> list[Rational]:
        return [_rational(each) for each in self.problem.weights.fractions]

    @cached_property
    def _misses(self) -> list[Expr]:
        model, heights = self.problem.model, self.problem.heights.fractions
        values = self._pointwise(model.expression)
        goals = (model.response.xreplace({model.measured: _rational(each)}) for each in heights)
        return [goal - value for goal, value in zip(goals, values, strict=True)]

    @cached_property
    def _slopes(self) -> list[list[Expr]]:
        return [self._pointwise(each) for each in self.problem.model.first]

    def _pointwise(self, expression: Expr) -> list[Expr]:
        rows = zip(*(each.fractions for each in self.problem.predictors), strict=True)
        names = self.problem.model.predictors
        return [
            expression.xreplace({k: _rational(v) for k, v in zip(names, row, strict=True)})
            for row in rows
        ]


@dataclass(frozen=True)
class Meanings:
    """What is said of the lowest place `bottom` of a surface."""

    surface: Surface
    bottom: Bottom

    def parameter(self, index: int) -> Meaning:
        """A best parameter."""
        return Meaning(self._zero.symbols[index], (self._zero,))

    def of(self, expression: Expr) -> Meaning:
        """An expression in the parameters, at the lowest place."""
        names = self.surface.problem.model.parameters
        renamed = dict(zip(names, self._zero.symbols, strict=True))
        return Meaning(expression.xreplace(renamed), (self._zero,))

    def error(self, index: int) -> Meaning:
        """The root of a variance: of an entry of the inverse of N times that of a unit weight."""
        size, inverse = len(self._zero.symbols), self.bottom.inverse
        symbols = tuple(Dummy("c") for _ in range(size))
        entries, normal = self._normal
        equations = tuple(
            Add(*(entries[i][j] * symbols[j] for j in range(size))) - Integer(i == index)
            for i in range(size)
        )
        own = inverse[index][index]
        box = tuple(_around(inverse[i][index], sqrt(inverse[i][i] * own)) for i in range(size))
        column = Zero(symbols, equations, box)
        variance = symbols[index]
        if self.surface.problem.sigmas is None:
            height = self.of(self.surface.height).expression
            variance = variance * height / self.surface.problem.dof
        return Meaning(unevaluated_root(variance), (self._zero, normal, column))

    @cached_property
    def _normal(self) -> tuple[list[list[Symbol]], Iterate]:
        """N at the lowest place; its entries are bound as a walk of no steps, to be found once."""
        size = len(self._zero.symbols)
        pairs = list(combinations_with_replacement(range(size), 2))
        symbols = {pair: Dummy("N") for pair in pairs}
        start = tuple(self.of(self.surface.normal(i, j)).expression for i, j in pairs)
        names = tuple(symbols.values())
        entries = [[symbols[min(i, j), max(i, j)] for j in range(size)] for i in range(size)]
        return entries, Iterate(names, names, names, start, 0)

    @cached_property
    def _zero(self) -> Zero:
        symbols, renamed = self.surface.fresh()
        equations = tuple(each.xreplace(renamed) for each in self.surface.gradient)
        places = zip(self.bottom.parameters, self.bottom.spreads, strict=True)
        return Zero(symbols, equations, tuple(_around(each, spread) for each, spread in places))


def _around(centre: Fraction, size: float) -> tuple[Rational, Rational]:
    reach = Fraction(size) * _NARROW
    return _rational(centre - reach), _rational(centre + reach)


def _rational(number: Fraction) -> Rational:
    return Rational(number.numerator, number.denominator)
