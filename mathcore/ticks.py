"""Round numbers along an axis: steps of 1, 2 or 5 times a power of ten, and their texts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor, isfinite, log10

from sympy import Rational

from mathcore.quantity import Meaning, Quantity


@dataclass(frozen=True, slots=True)
class Ticks:
    """Ticks in rising order: position = text times 10^exponent, both exact decimals."""

    positions: tuple[Quantity, ...]
    texts: tuple[str, ...]
    exponent: int


def ticks(low: float, high: float, most: int = 6) -> Ticks:
    """At most `most` round positions inside [low, high], both ends allowed.

    The step is the smallest of 1, 2 or 5 times a power of ten that gives no more than `most`.
    The exponent is 0 where plain numbers stay short, else a multiple of three.

    Raises:
        ValueError: `low` is not below `high`, either is not finite, or `most` is below 2.
    """
    if not (isfinite(low) and isfinite(high) and low < high):
        raise ValueError(f"an axis needs finite low < high, got {low=} and {high=}")
    if most < 2:
        raise ValueError(f"an axis needs at least two ticks, got {most=}")
    ends = Fraction(repr(float(low))), Fraction(repr(float(high)))
    step, decade = _step(*ends, most)
    counts = range(ceil(ends[0] / step), floor(ends[1] / step) + 1)
    positions = [count * step for count in counts]
    exponent = _exponent(max(map(abs, positions)), step)
    decimals = max(0, exponent - decade)
    texts = tuple(_text(each / Fraction(10) ** exponent, decimals) for each in positions)
    return Ticks(tuple(_quantity(each) for each in positions), texts, exponent)


def decimals(low: float, high: float) -> int:
    """Decimals after the point that tell places of [low, high] a thousandth of it apart.

    >>> decimals(0, 20), decimals(-5, 5), decimals(0, 0.002), decimals(0, 3e6)
    (2, 2, 6, 0)

    Raises:
        ValueError: `low` is not below `high`, or either is not finite.
    """
    if not (isfinite(low) and isfinite(high) and low < high):
        raise ValueError(f"an axis needs finite low < high, got {low=} and {high=}")
    return max(0, 3 - floor(log10(high - low)))


def _step(low: Fraction, high: Fraction, most: int) -> tuple[Fraction, int]:
    """The step, and the exponent of its last digit's decade."""
    decade = floor(log10(float(high - low) / most)) - 1
    while True:
        for leading in (1, 2, 5):
            step = leading * Fraction(10) ** decade
            if floor(high / step) - ceil(low / step) + 1 <= most:
                return step, decade
        decade += 1


def _exponent(largest: Fraction, step: Fraction) -> int:
    """The common power of ten: 0 while steps are from 1/100 and numbers below 10000."""
    if largest < 10_000 and step >= Fraction(1, 100):
        return 0
    scale = largest or step
    return 3 * floor(Fraction(len(str(int(scale))) - 1 if scale >= 1 else _decade(scale), 3))


def _decade(scale: Fraction) -> int:
    """The exponent of the leading digit of a number below one."""
    exponent = -1
    while scale < Fraction(10) ** exponent:
        exponent -= 1
    return exponent


def _text(scaled: Fraction, decimals: int) -> str:
    number = Decimal(scaled.numerator) / Decimal(scaled.denominator)
    return f"{number:.{decimals}f}"


def _quantity(position: Fraction) -> Quantity:
    meaning = Meaning(Rational(position.numerator, position.denominator))
    return Quantity(float(position), meaning)
