"""How the numbers of a straight-line fit are written: decimals and powers of ten that suit them.

What is a hundredth of the whole can be told apart by eye, so that is the last decimal. Numbers
that would be too long are written as so many times a power of ten.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, log10

from sympy import Integer

from mathcore.data import DataSet
from mathcore.quantity import Quantity, compose

_FINENESS = 100  # steps that an eye can tell apart over the whole of what is shown
_PLAIN = (1e-3, 1e6)  # sizes between which numbers are written out


@dataclass(frozen=True, slots=True)
class Scale:
    """So many `digits` after the point, of a number over the `exponent`-th power of ten."""

    exponent: int
    digits: int

    @classmethod
    def of_size(cls, size: float) -> Scale:
        """For numbers of about this size."""
        plain = _PLAIN[0] <= size < _PLAIN[1]
        exponent = 0 if plain else 3 * floor(log10(size) / 3)
        return cls(exponent, max(0, exponent + decimals(size)))

    def of(self, number: Quantity) -> Quantity:
        """The number over that power of ten."""
        if not self.exponent:
            return number
        power = Integer(10) ** self.exponent
        return compose(float(number) / 10.0**self.exponent, lambda value: value / power, number)

    def alike(self, other: Scale) -> tuple[Scale, Scale]:
        """Both, with as many digits where two numbers over the same power are to be compared."""
        if self.exponent != other.exponent:
            return self, other
        both = Scale(self.exponent, min(self.digits, other.digits))
        return both, both


@dataclass(frozen=True, slots=True)
class FitDigits:
    """For data of this width and height, at most `reach` from x = 0."""

    width: float
    height: float
    reach: float
    count: int

    @classmethod
    def of(cls, data: DataSet) -> FitDigits:
        """For these data; where all heights are the same, as if they were as high as wide."""
        low, high = float(min(data.x)), float(max(data.x))
        height = float(max(data.y)) - float(min(data.y)) or high - low
        return cls(high - low, height, max(abs(low), abs(high)), len(data))

    @property
    def x(self) -> Scale:
        """For a place."""
        return Scale.of_size(self.width)

    @property
    def m(self) -> Scale:
        """For a slope."""
        return Scale.of_size(self.height / self.width)

    @property
    def c(self) -> Scale:
        """For an intercept, or a height."""
        return Scale.of_size(self.height)

    @property
    def chi(self) -> Scale:
        """For chi^2."""
        return Scale.of_size(self.height**2 / 10)

    @property
    def along_m(self) -> Scale:
        """For the slope of chi^2 along m."""
        return Scale.of_size(self.height * self.count * self.reach / 10)

    @property
    def along_c(self) -> Scale:
        """For the slope of chi^2 along c."""
        return Scale.of_size(self.height * self.count / 10)


def significant(error: float, otherwise: int) -> int:
    """Decimals that show two figures of an error, or `otherwise` where there is none.

    >>> significant(0.077, 3), significant(49.0, 3), significant(0.0, 3)
    (3, 0, 3)
    """
    return max(0, 1 - floor(log10(error))) if error else otherwise


def decimals(size: float) -> int:
    """The decimal in which a hundredth of `size` shows; below zero for tens and more."""
    return -floor(log10(size / _FINENESS))
