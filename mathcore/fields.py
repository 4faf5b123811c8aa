"""Functions of several real variables, most often heights over a plane, and their gradients.

A field is one SymPy expression; its gradient and Hessian are exact derivatives of that one
expression. In the plane the first variable points east and the second one north.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import combinations_with_replacement
from math import isfinite
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sympy import Derivative, Expr, Subs, Symbol

from mathcore import parse, typst
from mathcore.as_code import for_arrays
from mathcore.differentiation import breaks, derivative
from mathcore.functions import Function
from mathcore.gradients import Gradient, Hessian
from mathcore.mixed_derivatives import unevaluated
from mathcore.quantity import Quantity, compose, exact

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Field:
    """A real function of several real variables: `expression` in `variables`."""

    expression: Expr
    variables: tuple[Symbol, ...]

    @classmethod
    def parse(cls, text: str, variables: Sequence[str] = ("x", "y")) -> Self:
        """Read a formula such as ``"x^2 y + y"``.

        Raises:
            ValueError: the text is not a formula in `variables`; the message says where and why.
        """
        symbols = tuple(Symbol(name, real=True) for name in variables)
        return cls(parse.expression(text, symbols), symbols)

    def __call__(self, *places: ArrayLike) -> Array:
        """Heights at arrays that broadcast together, NaN where there is no finite real value."""
        heights: Array = _evaluate((self.expression,), self.variables, places)[0]
        return heights

    def slopes(self, *places: ArrayLike) -> Array:
        """First derivatives, shape (variables, ...), at arrays that broadcast together."""
        return _evaluate(self.first, self.variables, places)

    def curvatures(self, *places: ArrayLike) -> Array:
        """Second derivatives, shape (variables, variables, ...), at arrays that broadcast."""
        size = len(self.variables)
        flat = _evaluate(self.second, self.variables, places)
        return flat.reshape(size, size, *flat.shape[1:])

    @cached_property
    def first(self) -> tuple[Expr, ...]:
        """The exact derivative along every variable."""
        return tuple(derivative(self.expression, each) for each in self.variables)

    @cached_property
    def second(self) -> tuple[Expr, ...]:
        """The exact second derivatives, row by row; each mixed one is the same expression twice."""
        pairs = combinations_with_replacement(range(len(self.variables)), 2)
        known = {(i, j): derivative(self.first[i], self.variables[j]) for i, j in pairs}
        size = range(len(self.variables))
        return tuple(known[min(i, j), max(i, j)] for i in size for j in size)

    def partial(self, index: int) -> Field:
        """The derivative along one variable, as a field of its own."""
        return Field(self.first[index], self.variables)

    def section(self, index: int, *place: float) -> Function:
        """The heights along the line through a place on which only one variable changes.

        Raises:
            ValueError: the place has another number of coordinates, or one that is known only as
                the solution of an equation.
        """
        meanings = [exact(each).meaning for each in place]
        if any(each.bindings for each in meanings) or len(place) != len(self.variables):
            raise ValueError(f"a section needs a place given exactly, got place = {place}")
        rest = {
            variable: meaning.expression
            for i, (variable, meaning) in enumerate(zip(self.variables, meanings, strict=True))
            if i != index
        }
        return Function(self.expression.xreplace(rest), self.variables[index])

    def value(self, *place: float) -> Quantity:
        """The height at a place, with its meaning.

        Raises:
            ValueError: the place has another number of coordinates, or no finite real height.
        """
        height = self._finite(self(*place), place)
        return compose(float(height), lambda *at: self._at(self.expression, at), *place)

    def gradient(self, *place: float) -> Gradient:
        """The slopes at a place, each an unevaluated derivative for the prover to work out."""
        values = self._finite(self._unbroken(self.slopes(*place), place), place)
        slopes = [self._derived(float(v), (i,), place) for i, v in enumerate(values)]
        return Gradient(tuple(map(exact, place)), tuple(slopes))

    def hessian(self, *place: float) -> Hessian:
        """The second derivatives at a place."""
        values = self._finite(self._unbroken(self.curvatures(*place), place), place)
        rows = (
            tuple(self._derived(float(v), (i, j), place) for j, v in enumerate(row))
            for i, row in enumerate(values)
        )
        return Hessian(tuple(map(exact, place)), tuple(rows))

    @cached_property
    def typst(self) -> str:
        """The formula as Typst mathematics."""
        return typst.formula(self.expression)

    def _derived(self, value: float, along: tuple[int, ...], place: Sequence[float]) -> Quantity:
        by = [self.variables[i] for i in sorted(along)]
        orders = [along.count(i) for i in range(len(self.variables))]

        def build(*at: Expr) -> Expr:
            if len(set(at)) < len(at):
                # SymPy takes derivatives for equal that differ in their axes alone when two
                # coordinates are equal, and would put one for the other
                return unevaluated(self.expression, self.variables, orders, at)
            return Subs(Derivative(self.expression, *by, evaluate=False), self.variables, at)

        return compose(value, build, *place)

    def _at(self, expression: Expr, place: Sequence[Expr]) -> Expr:
        return expression.xreplace(dict(zip(self.variables, place, strict=True)))

    def _unbroken(self, values: Array, place: Sequence[float]) -> Array:
        """`values`, or NaN where two formulas meet: rules give numbers there, nobody's slopes."""
        joins = (Field(each, self.variables) for each in breaks(self.expression))
        return np.full_like(values, np.nan) if any(j(*place) == 0 for j in joins) else values

    def _finite(self, values: Array, place: Sequence[float]) -> Array:
        if not all(isfinite(each) for each in values.flat):
            where = tuple(map(float, place))
            raise ValueError(f"{self.expression} is not finite and smooth at place = {where}")
        return values


def _evaluate(
    expressions: tuple[Expr, ...], variables: tuple[Symbol, ...], places: Sequence[ArrayLike]
) -> Array:
    if len(places) != len(variables):
        raise ValueError(f"place must have {len(variables)} coordinates, got {len(places)}")
    points = np.broadcast_arrays(*(np.asarray(each, float) for each in places))
    with np.errstate(all="ignore"):
        results = [np.asarray(each) for each in _compiled(expressions, variables)(*points)]
        real = [_real(each) for each in results]
        values = np.array([np.broadcast_to(each, points[0].shape) for each in real], float)
    finite = np.isfinite(values)
    return values if finite.all() else np.where(finite, values, np.nan)


def _real(values: NDArray[np.generic]) -> NDArray[np.generic]:
    return np.where(values.imag == 0, values.real, np.nan) if np.iscomplexobj(values) else values


@cache
def _compiled(
    expressions: tuple[Expr, ...], variables: tuple[Symbol, ...]
) -> Callable[..., Sequence[ArrayLike]]:
    return for_arrays(variables, expressions)
