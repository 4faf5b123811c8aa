"""Functions of one real variable, each built from one SymPy expression.

From the one expression come the exact derivatives, the vectorised evaluation that draws the
curve, the enclosure that proves it, and the formula on screen: they cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from math import isfinite
from typing import Self

import numpy as np
from numpy.typing import NDArray
from sympy import Derivative, Expr, Subs, Symbol, lambdify

from mathcore import parse, typst
from mathcore.quantity import Point, Quantity, compose


@dataclass(frozen=True)
class Function:
    """A real function of one real variable: `expression` in `variable`."""

    expression: Expr
    variable: Symbol

    @classmethod
    def parse(cls, text: str, variable: str = "x") -> Self:
        """Read a formula such as ``"x^3 - 2x + 2"``.

        Raises:
            ValueError: the text is not a formula in `variable`; the message says where and why.
        """
        symbol = Symbol(variable, real=True)
        return cls(parse.expression(text, (symbol,)), symbol)

    def __call__(self, x: float | NDArray[np.float64]) -> NDArray[np.float64]:
        """Values at an array of any shape, NaN wherever the function has no finite real value."""
        with np.errstate(all="ignore"):
            y = np.asarray(_compiled(self.expression, self.variable)(np.asarray(x, float)))
            if np.iscomplexobj(y):
                y = np.where(y.imag == 0, y.real, np.nan)
            y = np.broadcast_to(y.astype(float), np.shape(x))
        return np.where(np.isfinite(y), y, np.nan)

    def derivative(self, order: int = 1) -> Function:
        """The derivative of the given order, as a function of its own."""
        return Function(_derivative(self.expression, self.variable, order), self.variable)

    def value(self, a: float) -> Quantity:
        """f(a), with its meaning.

        Raises:
            ValueError: the function has no finite real value at `a`.
        """
        return compose(self._finite(a), lambda at: self.expression.xreplace({self.variable: at}), a)

    def slope(self, a: float) -> Quantity:
        """f'(a), with its meaning."""
        return self.nth(1, a)

    def nth(self, order: int, a: float) -> Quantity:
        """The derivative of the given order at `a`; order 0 is the value.

        The meaning leaves the derivative unevaluated, for the prover to work out on its own.
        """
        if order == 0:
            return self.value(a)
        slope = self.derivative(order)._finite(a)
        unevaluated = Derivative(self.expression, (self.variable, order), evaluate=False)
        return compose(slope, lambda at: Subs(unevaluated, self.variable, at), a)

    def point(self, a: float) -> Point:
        """The point (a, f(a)) of the graph."""
        return Point(compose(a, lambda at: at, a), self.value(a))

    @cached_property
    def typst(self) -> str:
        """The formula as Typst mathematics, for instance ``x^3 - 2 x + 2``."""
        return typst.formula(self.expression)

    def _finite(self, a: float) -> float:
        value = float(self(float(a)))
        if not isfinite(value):
            raise ValueError(
                f"{self.expression} has no finite real value at {self.variable} = {float(a)!r}"
            )
        return value


@cache
def _compiled(expression: Expr, variable: Symbol):  # type: ignore[no-untyped-def]
    return lambdify(variable, expression, modules="numpy", cse=True)


@cache
def _derivative(expression: Expr, variable: Symbol, order: int) -> Expr:
    return expression.diff(variable, order)
