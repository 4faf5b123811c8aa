"""Values in closed form, only where a function is real at every step on the way.

SymPy finds 1/tan(x) at pi/2 to be 0, since it takes 1/zoo for 0; here there is no value, as there
is none for anyone who works it out from the inside.
"""

from __future__ import annotations

import sympy as sp
from flint import arb
from sympy import Expr, Symbol

from mathcore import balls, interval

_BITS = 400
_MANY_BITS = 4096
_NO_NUMBERS = (sp.zoo, sp.nan, sp.oo, -sp.oo, sp.I, sp.AccumBounds)


def value_at(expression: Expr, x: Symbol, a: Expr) -> Expr | None:
    """The value of `expression` with `x` at the constant `a`, None where there is no real one.

    Raises:
        ValueError: the value is too large for balls, or something in it has no interval form.
    """
    value = _substituted(expression, x, a)
    if value is None:
        return None
    ball = closed(value)
    if ball.mid().is_finite() and not ball.is_finite():
        raise ValueError(f"{value} is too large")
    return value if ball.is_finite() else None


def closed(number: Expr, bits: int = _BITS) -> arb:
    """The ball of a closed form, to 400 bits if no other precision is asked for."""
    with balls.working(bits):
        return balls.head(interval.compiled(number)({}))


def jet_at(expression: Expr, x: Symbol, a: Expr) -> tuple[arb, arb]:
    """The balls of value and slope at the constant `a`, NaN where they are not certain.

    A slope that might be zero in 400 bits is looked at in ten times as many.
    """
    start, slope = balls.NAN, balls.NAN
    for bits in (_BITS, _MANY_BITS):
        with balls.working(bits):
            start, slope = interval.jet(expression, x, closed(a, bits), 1)
        if not slope.is_finite() or slope.is_zero() or balls.nonzero(slope):
            break
    return start, slope


def same(one: Expr, other: Expr) -> bool:
    """Whether two closed forms are equal, as far as 400 bits can tell."""
    return one == other or bool(closed(one).overlaps(closed(other)))


def _substituted(e: Expr, x: Symbol, a: Expr) -> Expr | None:
    if not e.has(x) or e == x:
        return e.xreplace({x: a})
    if isinstance(e, sp.Piecewise):
        for value, condition in e.args:
            if condition.xreplace({x: a}) == sp.true:
                return _substituted(value, x, a)
        return None
    parts = [_substituted(each, x, a) for each in e.args]
    if None in parts:
        return None
    if isinstance(e, sp.atan2):  # SymPy makes a complex logarithm of it
        return sp.atan2(*parts, evaluate=False)
    value = e.func(*parts)
    # a root that is not real may hide where it is multiplied with zero
    return None if value.has(*_NO_NUMBERS) or _unreal(value) else value


def _unreal(value: Expr) -> bool:
    """Whether SymPy knows that this is no real number; what it does not, balls will find."""
    try:
        return value.is_real is False
    except OverflowError:  # it sought a power in a number of more digits than a float can count
        return False
