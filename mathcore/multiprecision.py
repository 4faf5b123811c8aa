"""Values to any number of digits, for decisions that ordinary floats would get wrong.

Whether a slope is zero or merely tiny, and whether a walk returns or nearly returns, cannot be
seen in sixteen digits. A value that *vanishes* shrinks as digits are added; a tiny one does not.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache

from mpmath import isfinite, make_mpf, mpc, mpf, workdps
from sympy import (
    Abs,
    Dummy,
    Expr,
    Float,
    Heaviside,
    Max,
    Min,
    Piecewise,
    Rational,
    Symbol,
    atan2,
    ceiling,
    floor,
    sign,
)

from mathcore.differentiation import derivative
from mathcore.mpmath_code import runnable
from mathcore.quantity import Zero, exact

_KINKED = (Abs, sign, Piecewise, Max, Min, floor, ceiling, Heaviside)
_HALVINGS = 60
_POLISHINGS = 40


def fraction(number: mpf) -> Fraction:
    """The exact value of a multiprecision number."""
    sign_bit, mantissa, exponent, _ = number._mpf_
    magnitude = Fraction(int(mantissa)) * Fraction(2) ** int(exponent)
    return -magnitude if sign_bit else magnitude


def smooth(expression: Expr) -> bool:
    """Whether nothing in `expression` can make a corner or a jump."""
    turns = any(not angle.args[1].is_positive for angle in expression.atoms(atan2))
    return not (turns or expression.has(*_KINKED))


@cache
def evaluator(expression: Expr, variable: Symbol) -> Callable[[mpf], mpf | None]:
    """`expression` at a number, to the digits in force; None where it has no finite real value.

    Raises:
        ValueError: `expression` holds something that has no numerical value at all.
    """
    try:
        compiled = runnable(variable, expression)
    except NotImplementedError as error:
        raise ValueError(f"{expression} cannot be evaluated: {error}") from error

    def value(x: mpf) -> mpf | None:
        try:
            y = compiled(x)
        except (ZeroDivisionError, ValueError, OverflowError, TypeError, AttributeError):
            # The last two: an inequality or an angle asked of a complex number, off the domain.
            return None
        if isinstance(y, mpc):
            if y.imag != 0:
                return None
            y = y.real
        y = mpf(y)
        return y if isfinite(y) else None

    return value


def polish(
    expression: Expr, variable: Symbol, near: mpf, digits: int, scale: mpf | float = 0
) -> mpf | None:
    """The simple zero of `expression` that Newton's method finds from `near`, or None.

    It is right to three quarters of `digits`, relative to the zero or, when that is greater, to
    `scale`.
    """
    value = evaluator(expression, variable)
    slope = evaluator(derivative(expression, variable), variable)
    with workdps(digits):
        x, least = +near, mpf(10) ** (-3 * digits // 4)
        for _ in range(_POLISHINGS):
            y, steepness = value(x), slope(x)
            if y == 0:
                return x
            if y is None or not steepness:
                return None
            step = y / steepness
            x -= step
            if abs(step) <= least * max(abs(x), scale):
                return x
    return None


def number(quantity: float, digits: int) -> mpf:
    """What `quantity` means, to `digits` digits; a plain float is the decimal that was written.

    Raises:
        ValueError: the meaning is not real, or rests on more than zeros of one unknown each.
    """
    meaning = exact(quantity).meaning
    known: dict[Expr, Expr] = {}
    for binding in meaning.bindings:
        if not isinstance(binding, Zero) or len(binding.symbols) != 1:
            raise ValueError(f"cannot start from {float(quantity)!r}: it is not an explicit number")
        known[binding.symbols[0]] = _float(_zero(binding, digits), digits)
    with workdps(digits):
        value = meaning.expression.xreplace(known).evalf(digits)
        if not isinstance(value, Float | Rational):
            raise ValueError(f"cannot start from {meaning.expression}: it is not a real number")
        return make_mpf(Float(value, digits)._mpf_)


def vanishes(value: Callable[[int], mpf | None], digits: int) -> bool:
    """Whether `value(digits)` tends to zero as digits are added, tried up to fourfold."""
    coarse, fine = value(digits), value(2 * digits)
    if coarse == 0 and fine:  # few digits may hide what is tiny
        coarse, fine = fine, value(4 * digits)
    if coarse is None or fine is None:
        return False
    return bool(abs(fine) <= abs(coarse) * mpf(10) ** (-digits // 2))


def _float(value: mpf, digits: int) -> Float:
    return Float(value, digits)


def _zero(binding: Zero, digits: int) -> mpf:
    """The zero that `binding` speaks of: halving first, since its box may be wide."""
    (symbol,), (expression,), ((low, high),) = binding.symbols, binding.expressions, binding.box
    unknown = Dummy("x", real=True)
    expression = expression.xreplace({symbol: unknown})
    value = evaluator(expression, unknown)
    with workdps(digits):
        left, right = mpf(low.p) / low.q, mpf(high.p) / high.q
        rising = (value(right) or 0) > 0
        for _ in range(_HALVINGS):
            middle = (left + right) / 2
            if ((value(middle) or 0) > 0) == rising:
                right = middle
            else:
                left = middle
        found = polish(expression, unknown, (left + right) / 2, digits, right - left)
    if found is None:
        raise ValueError(f"{expression} has no simple zero between {low} and {high}")
    return found
