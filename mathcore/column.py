"""A column of numbers over one common denominator, so that sums of them are sums of integers.

Integer sums are exact at any length and cost less than ratios do: the normal equations of a
thousand points take about a millisecond, and are rounded once, when their answer is shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import isfinite, lcm
from operator import mul
from typing import Self

from sympy import Rational

from mathcore.quantity import Meaning, Quantity

_EXPONENT = 400  # of ten: less is zero to a double, and would only make integers long


@dataclass(frozen=True, slots=True)
class Column:
    """Entry i is `numerators[i] / denominator`, exactly."""

    numerators: tuple[int, ...]
    denominator: int = 1

    @classmethod
    def read(cls, name: str, values: Iterable[float | str]) -> Self:
        """Take each value as it is written: "0.1" and 0.1 are both one tenth.

        Raises:
            ValueError: a value is not a finite decimal number; the message gives `name` and where.
        """
        read = [_decimal(name, index, value) for index, value in enumerate(values)]
        most = max((places for _, places in read), default=0)
        scales = [10 ** (most - places) for places in range(most + 1)]
        return cls(tuple(top * scales[places] for top, places in read), 10**most)

    @classmethod
    def of(cls, values: Iterable[Fraction]) -> Self:
        """A column of fractions."""
        fractions = tuple(values)
        common = lcm(*(each.denominator for each in fractions))
        return cls(tuple(int(each * common) for each in fractions), common)

    @classmethod
    def ones(cls, count: int) -> Self:
        """The column of a constant: `count` ones."""
        return cls((1,) * count)

    def __len__(self) -> int:
        """How many numbers there are."""
        return len(self.numerators)

    def __getitem__(self, index: int) -> Fraction:
        """The number at `index`, exactly."""
        return Fraction(self.numerators[index], self.denominator)

    @property
    def fractions(self) -> tuple[Fraction, ...]:
        """Every number, exactly."""
        return tuple(Fraction(top, self.denominator) for top in self.numerators)

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """Every number as one that may be shown."""
        return tuple(_quantity(top, self.denominator) for top in self.numerators)

    @property
    def constant(self) -> bool:
        """Whether all the numbers are the same, and not zero."""
        return self.numerators[0] != 0 and len(set(self.numerators)) == 1

    def power(self, exponent: int) -> Column:
        """Each number to a power: an integer >= 0."""
        tops = tuple(top**exponent for top in self.numerators)
        return Column(tops, self.denominator**exponent)

    def without(self, index: int) -> Column:
        """The numbers but for the one at `index`."""
        kept = self.numerators[:index] + self.numerators[index + 1 :]
        return Column(kept, self.denominator)

    def total(self) -> Fraction:
        """The sum of all numbers."""
        return Fraction(sum(self.numerators), self.denominator)

    def dot(self, other: Column) -> Fraction:
        """The sum of the products with the numbers of `other`."""
        top = sum(map(mul, self.numerators, other.numerators))
        return Fraction(top, self.denominator * other.denominator)

    def times(self, other: Column) -> Column:
        """The products with the numbers of `other`, one by one."""
        tops = tuple(map(mul, self.numerators, other.numerators))
        return Column(tops, self.denominator * other.denominator)


def _decimal(name: str, index: int, value: float | str) -> tuple[int, int]:
    """`value` as an integer and the number of its decimal places."""
    try:
        number = float(value)
    except ValueError:
        raise ValueError(f"{name}[{index}] is not a decimal number: {value!r}") from None
    if not isfinite(number):
        raise ValueError(f"{name}[{index}] must be a finite number, got {value!r}")
    text = value.strip() if isinstance(value, str) else repr(number)
    whole, _, rest = text.partition(".")
    if rest.isdigit():  # the usual case, on its quickest way
        return int(whole + rest), len(rest)
    decimal = Decimal(text)
    if decimal and abs(decimal.adjusted()) > _EXPONENT:
        raise ValueError(f"{name}[{index}] is too small for a double: {value!r}")
    top, bottom = decimal.as_integer_ratio()
    places = max(0, -int(decimal.as_tuple().exponent)) if decimal else 0
    return top * (10**places // bottom), places


def _quantity(top: int, bottom: int) -> Quantity:
    return Quantity(top / bottom, lambda: Meaning(Rational(top, bottom)))
