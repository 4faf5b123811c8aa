"""Arrays of exact rationals and balls, worked with until every entry is certain to a float.

An entry is a rational for as long as it can be, and a ball as soon as it cannot. NumPy adds and
multiplies such entries as it does floats, so a method written for arrays runs on both.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import inf, isfinite
from typing import cast

import numpy as np
from flint import arb, fmpq
from numpy.typing import NDArray

from mathcore.balls import working
from mathcore.rational import fraction

Array = NDArray[np.float64]
Number = fmpq | arb

_PRECISIONS = (150, 600, 2400)
_CERTAIN = 60  # bits of an entry: a float has 53


def exactly(numbers: Sequence[Sequence[float]]) -> Array:
    """The decimals that were written, taken exactly, as an array of rationals."""
    rows = [[ratio(fraction(each)) for each in row] for row in numbers]
    # whatever works on floats by + and * alone works on these: to the type checker they are floats
    return cast(Array, np.array(rows, dtype=object))


def ratio(number: Fraction) -> fmpq:
    """A fraction as an entry."""
    return fmpq(number.numerator, number.denominator)


def scaled(array: Array, number: Fraction) -> Array:
    """An array of floats, or of exact entries, times a number."""
    if array.dtype != object:
        return array * float(number)
    return each(lambda entry: entry * ratio(number), array)


def each(rule: Callable[[Number], Number], array: Array) -> Array:
    """`rule` applied to every entry of an array of rationals and balls."""
    return cast(Array, np.frompyfunc(rule, 1, 1)(array))


def settled(compute: Callable[[], Sequence[Array]]) -> tuple[Array, ...]:
    """The arrays that `compute` gives, as floats rounded once, with precision as it is needed.

    An entry that holds zero however sharp it gets, to 2400 bits, is zero.

    Raises:
        ValueError: an entry is too large for a float.
    """
    for bits in _PRECISIONS:
        with working(bits):
            arrays = compute()
            if all(_certain(entry) for array in arrays for entry in array.flat):
                break
    return tuple(np.array(np.vectorize(_float, otypes=[float])(a), float) for a in arrays)


def holds_zero(entry: Number) -> bool:
    """Whether the entry is zero, or cannot be told from it."""
    return bool(entry == 0 if isinstance(entry, fmpq) else entry.contains(0))


def _certain(entry: object) -> bool:
    return isinstance(entry, fmpq) or cast(arb, entry).rel_accuracy_bits() >= _CERTAIN


def _float(entry: Number) -> float:
    if holds_zero(entry):
        return 0.0
    try:
        value = int(entry.p) / int(entry.q) if isinstance(entry, fmpq) else float(entry.mid())
    except OverflowError:
        value = inf
    if not isfinite(value):
        raise ValueError(f"a number of the network is too large for a float: {entry}")
    return value
