"""Functions of one real variable, each built from one SymPy expression.

From the one expression come the exact derivatives, the vectorised evaluation that draws the
curve, the enclosure that proves it, and the formula on screen: they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from math import isfinite
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sympy import Derivative, Expr, Subs, Symbol, sstr

from mathcore import blockwise, differentiation, digits, javascript, parse, spoken, typst
from mathcore.as_code import for_arrays
from mathcore.quantity import Point, Quantity, compose

Run = Callable[[NDArray[np.float64]], ArrayLike]


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
        """Values at an array of any shape, NaN wherever the function has no finite real value.

        Real means real on the way, too: a broken power of a negative number, (-8)^(1/3), has no
        value, and neither has sin(x)/x at 0. Where a value exceeds the greatest float it is NaN.
        So it is where a factor does, and where one is too small for a float the product may be 0:
        ((x + 1)/x)^200 is worked out as x^-200 (x + 1)^200 (`value` has more digits).
        Of more than 16384 places the last digit or two may be less sure (`mathcore.blockwise`).
        """
        x = np.asarray(x, float)
        if x.size > blockwise.BLOCK:
            run, length = _compiled_for_many(self.expression, self.variable)
            if length > blockwise.SHORT:
                return blockwise.in_blocks(run, x)
        else:
            run = _compiled(self.expression, self.variable)
        with np.errstate(all="ignore"):
            y = blockwise.real(run(x))
        if y is x or y.shape != x.shape or y.dtype != x.dtype:
            y = np.array(np.broadcast_to(y, x.shape), float)
        infinite = np.isinf(y)
        return np.where(infinite, np.nan, y) if infinite.any() else y

    def __str__(self) -> str:
        """The formula in plain text, as `parse` reads it: ``x^3 - 2*x + 2``."""
        try:
            text = str(self.expression)
        except TypeError:  # a term that is not a number cannot be put in order
            text = sstr(self.expression, order="none")
        return text.replace("**", "^")

    def derivative(self, order: int = 1) -> Function:
        """The derivative of the given order, right wherever this function has one.

        It is a formula: beyond the domain of this function, and at its corners and jumps, it may
        have values that are slopes of nothing; `nth` gives none there. At a root of zero it may
        have none although there is a slope: `mathcore.derivative_verdicts` looks closer.

        Raises:
            ValueError: the order is not a natural number.
        """
        if order < 0:
            raise ValueError(f"the order of a derivative is a natural number, got {order=}")
        return Function(_derivative(self.expression, self.variable, order), self.variable)

    def value(self, a: float) -> Quantity:
        """f(a), with its meaning; of a plain number, rounded once.

        Raises:
            ValueError: the function has no finite real value at `a`.
        """
        return compose(self._finite(a), lambda at: self.expression.xreplace({self.variable: at}), a)

    def slope(self, a: float) -> Quantity:
        """f'(a), with its meaning.

        Raises:
            ValueError: there is no slope at `a`, or `a` is a corner or a jump.
        """
        return self.nth(1, a)

    def nth(self, order: int, a: float) -> Quantity:
        """The derivative of the given order at `a`; order 0 is the value.

        The meaning leaves the derivative unevaluated, for the prover to work out on its own.

        Raises:
            ValueError: the function or its derivative has no finite real value at `a`, or two
                formulas meet there (a corner, a jump): `mathcore.corners` looks closer.
        """
        if order == 0:
            return self.value(a)
        self._finite(a)
        slope = self.derivative(order)._finite(a)
        for broken in differentiation.breaks(self.expression):
            if Function(broken, self.variable)._vanishes(a):
                raise ValueError(f"{self} may have a corner or a jump {self._at(a)}")
        unevaluated = Derivative(self.expression, (self.variable, order), evaluate=False)
        return compose(slope, lambda at: Subs(unevaluated, self.variable, at), a)

    def point(self, a: float) -> Point:
        """The point (a, f(a)) of the graph."""
        return Point(compose(a, lambda at: at, a), self.value(a))

    @cached_property
    def typst(self) -> str:
        """The formula as Typst mathematics, for instance ``x^3 - 2 x + 2``."""
        return typst.formula(self.expression)

    def spoken(self, language: str) -> str:
        """The formula in words of the language ``en``, ``el`` or ``es``."""
        return spoken.speak(self.expression, language)

    @cached_property
    def javascript(self) -> str:
        """The text of a JavaScript function, NaN wherever there is no finite real value.

        Raises:
            ValueError: JavaScript lacks a function in it, such as erf.
        """
        return javascript.function(self.expression, (self.variable,))

    def _finite(self, a: float) -> float:
        value = self._best(a)
        if not isfinite(value):
            raise ValueError(f"{self} has no finite real value {self._at(a)}")
        return value

    def _best(self, a: float) -> float:
        """The value at the decimal `a`, rounded once; that of floats where only they have one."""
        value = float(self(float(a)))
        if isinstance(a, Quantity) or not (isfinite(value) or isfinite(a)):
            return value
        found = float(digits.value(self.expression, self.variable, digits.exactly(a)))
        return found if isfinite(found) else value

    def _vanishes(self, a: float) -> bool:
        """Whether the value at the decimal `a` is zero, to more digits than floats have."""
        if isinstance(a, Quantity) or not isfinite(self._best(a)):
            return bool(self(float(a)) == 0)
        return digits.zero_at(self.expression, self.variable, digits.exactly(a))

    def _at(self, a: float) -> str:
        return f"at {self.variable} = {float(a)!r}"


@cache
def _compiled(expression: Expr, variable: Symbol) -> Run:
    return for_arrays(variable, expression, blockwise.PRODUCTS)


@cache
def _compiled_for_many(expression: Expr, variable: Symbol) -> tuple[Run, int]:
    """The code for many places, and how many operations it takes."""
    run = _compiled(blockwise.with_products(expression), variable)
    return run, int(expression.count_ops())


@cache
def _derivative(expression: Expr, variable: Symbol, order: int) -> Expr:
    return differentiation.derivative(expression, variable, order)
