"""Between rationals and floats, with one rounding and no other.

A number is read as the decimal that was written: 0.1 is one tenth, not the double next to it.
What is worked out from such numbers stays a ratio of integers until it is shown.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import isfinite, isqrt

from sympy import Expr, Pow, Rational

from mathcore.quantity import Quantity

_BITS = 64  # of a root before its one rounding: a double has 53


def fraction(number: float) -> Fraction:
    """The exact value of `number`: a rational meaning if it has one, else the decimal written.

    Raises:
        ValueError: `number` is not finite.
    """
    if isinstance(number, Quantity):
        expression = number.meaning.expression
        if isinstance(expression, Rational):
            return Fraction(int(expression.p), int(expression.q))
    if not isfinite(number):
        raise ValueError(f"a number to be taken exactly must be finite, got {float(number)!r}")
    return _as_written(float(number))


@lru_cache(maxsize=4096)
def _as_written(number: float) -> Fraction:
    return Fraction(*Decimal(repr(number)).as_integer_ratio())


def rational(number: float) -> bool:
    """Whether `fraction` gives what `number` means, and not only the decimal it is written as."""
    if not isinstance(number, Quantity):
        return True
    return isinstance(number.meaning.expression, Rational)


def root(square: Fraction) -> float:
    """The square root of `square` >= 0, rounded once.

    The integer root of `square` times a power of four has at least 64 bits; its last bit is set
    when digits were dropped, so that the division rounds as the full root would.
    """
    top, bottom = square.numerator, square.denominator
    shift = max(0, _BITS - (top.bit_length() - bottom.bit_length()) // 2)
    scaled, rest = divmod(top << 2 * shift, bottom)
    whole = isqrt(scaled)
    if rest or whole * whole != scaled:
        whole |= 1
    return whole / (1 << shift)


def unevaluated_root(square: Expr) -> Expr:
    """The square root of `square`, left as it stands.

    SymPy would look for square factors in the integers of a ratio, at length or in vain.
    """
    return Pow(square, Rational(1, 2), evaluate=False)
