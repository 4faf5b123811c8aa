"""Numbers too large or too small for a float, as a mantissa and a power of ten."""

from __future__ import annotations

from dataclasses import dataclass
from sys import float_info

from flint import arb
from sympy import Expr, Mul, Pow

from mathcore.quantity import Meaning, Quantity, exact

_LARGEST = arb(float_info.max)
_SMALLEST = arb(float_info.min)


@dataclass(frozen=True, slots=True)
class Scientific:
    """The number `mantissa` x 10^`exponent`, with 1 <= |mantissa| < 10."""

    mantissa: Quantity
    exponent: Quantity


def beyond(number: Scientific | None) -> bool:
    """Whether there is such a number, and it is too large for a float."""
    return number is not None and number.exponent > 0


def scientific(value: arb, meaning: Expr) -> Scientific | None:
    """`meaning`, whose ball is `value`, in scientific form; None when it is an ordinary float."""
    size = abs(value.mid())
    if value.contains(arb(0)) or _SMALLEST <= size <= _LARGEST:
        return None
    mantissa, exponent = _split(value)
    # left as it is: SymPy would write out 10^(10^12), digit by digit
    scaled = Meaning(Mul(meaning, Pow(10, -exponent, evaluate=False), evaluate=False))
    return Scientific(Quantity(mantissa, scaled), exact(float(exponent)))


def _split(value: arb) -> tuple[float, int]:
    exponent = int((abs(value.mid()).log() / arb(10).log()).mid().floor().unique_fmpz() or 0)
    mantissa = value.mid() / arb(10) ** exponent
    return float(mantissa), exponent
