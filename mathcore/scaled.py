"""Numbers made ready for a column of a table: one power of ten, one count of decimals.

Plain numbers stay as they are; very large and very small ones are taken times a power of ten
that stands in the heading, so that a table looks the same at every scale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import floor, log10

from sympy import Integer

from mathcore.quantity import Quantity, compose

_LONGEST = 6  # digits of one number, on both sides of the point


@dataclass(frozen=True, slots=True)
class Scaled:
    """The numbers over ``10^exponent``, in their order, to be written to `digits` decimals."""

    values: tuple[Quantity, ...]
    digits: int
    exponent: int


def scaled(numbers: Sequence[Quantity], figures: int = 3) -> Scaled:
    """Numbers that are to stand under one another.

    The exponent is 0 while the largest lies in [1/100, 10000), else a multiple of three. There
    are as many decimals as make every number exact, or else show so many significant `figures`
    of the least that is not zero; but never more than make six digits of the largest.
    """
    sizes = [abs(float(each)) for each in numbers if each]
    if not sizes:
        return Scaled(tuple(numbers), 0, 0)
    largest = max(sizes)
    exponent = 0 if 0.01 <= largest < 10_000 else 3 * floor(log10(largest) / 3)
    decimal = [Decimal(repr(each)).scaleb(-exponent) for each in sizes]
    room = _LONGEST - max(1, max(decimal).adjusted() + 1)
    places = [-_exponent(each) for each in decimal]
    wanted = max(0, *places) if max(places) <= room else figures - 1 - min(decimal).adjusted()
    values = tuple(shifted(each, exponent) for each in numbers)
    return Scaled(values, max(0, min(room, wanted)), exponent)


def decimals(numbers: Sequence[float], figures: int) -> int:
    """How many decimals show so many significant figures of the largest of the numbers."""
    largest = max((abs(float(each)) for each in numbers), default=0.0)
    return max(0, figures - 1 - floor(log10(largest))) if largest else figures - 1


def shifted(number: Quantity, exponent: int) -> Quantity:
    """The number over ``10^exponent``."""
    value = Decimal(repr(float(number))).scaleb(-exponent)
    return compose(value, lambda v: v / Integer(10) ** exponent, number)


def needed(number: float, figures: int = 3) -> int:
    """How many decimals write a number exactly, or else show so many significant figures."""
    places = max(0, -_exponent(Decimal(repr(float(number)))))
    return min(places, decimals([number], figures))


def _exponent(number: Decimal) -> int:
    """The power of ten of the last digit that is not zero."""
    return int(number.normalize().as_tuple().exponent)
