"""Values to sixty digits, where a difference of floats would have few digits left or none.

The quotient ``(f(a + h) - f(a)) / h`` loses in floats about as many digits as h has zeros
(Higham, *Accuracy and Stability of Numerical Algorithms*, 2002, section 1.7). Evaluated with
digits to spare and rounded once at the end, it is good to the last place of a float.
"""

from __future__ import annotations

import mpmath
from mpmath import mpf
from sympy import Expr, Rational, Symbol

from mathcore.multiprecision import evaluator, vanishes
from mathcore.quantity import exact

DIGITS = 60


def exactly(a: float) -> Expr:
    """The number that `a` means; the decimal it is written as when bindings pin it down."""
    meaning = exact(a).meaning
    return Rational(repr(float(a))) if meaning.bindings else meaning.expression


def value(expression: Expr, variable: Symbol, at: Expr, digits: int = DIGITS) -> mpf:
    """The value of `expression` with `variable` at a constant, NaN where it has none.

    Raises:
        ValueError: `expression` holds something that has no numerical value at all.
    """
    with mpmath.workdps(digits):
        found = evaluator(expression, variable)(_constant(at, digits))
    return mpf("nan") if found is None else found


def zero_at(expression: Expr, variable: Symbol, at: Expr) -> bool:
    """Whether the value of `expression` with `variable` at a constant is zero, and not just tiny.

    Raises:
        ValueError: `expression` holds something that has no numerical value at all.
    """
    return vanishes(lambda digits: value(expression, variable, at, digits), DIGITS)


def negligible(difference: mpf, scale: mpf, digits: int = DIGITS) -> bool:
    """Whether a `difference` of numbers of the size of `scale` is nothing but round-off."""
    return bool(abs(difference) <= abs(scale) * mpf(10) ** (15 - digits))


def _constant(at: Expr, digits: int) -> mpf:
    if isinstance(at, Rational):
        return mpf(at.p) / at.q
    # a slope may stand unevaluated in it
    return mpmath.mpmathify(at.doit().evalf(digits + 5))
