"""Values of formulas in several variables, to as many digits as are in force.

A walk that overshoots doubles its rounding errors at every step, and near a lowest place heights
differ by less than a float can tell. So walks are made with many digits, and rounded once at the
end.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cache

from mpmath import isfinite, mpc, mpf
from sympy import Expr, Symbol

from mathcore.mpmath_code import runnable

Place = tuple[mpf, ...]

_LARGEST = mpf(2) ** 1023


@cache
def evaluator(
    expressions: tuple[Expr, ...], variables: tuple[Symbol, ...]
) -> Callable[[Sequence[mpf]], Place | None]:
    """The values of `expressions` at a place; None where one has no finite real value."""
    run = runnable(variables, list(expressions))

    def values(place: Sequence[mpf]) -> Place | None:
        try:
            found = tuple(map(_real, run(*place)))
        except (ZeroDivisionError, ValueError, OverflowError, TypeError, AttributeError):
            # the last two: an inequality or an angle asked of a complex number, off the domain
            return None
        return found if all(isfinite(each) for each in found) else None

    return values


def number(exact: Fraction) -> mpf:
    """A fraction to the digits in force."""
    return mpf(exact.numerator) / exact.denominator


def length(vector: Sequence[mpf]) -> mpf:
    """The Euclidean length; no square of a multiprecision number overflows."""
    return sum((each * each for each in vector), mpf(0)) ** mpf(0.5)


def dot(one: Sequence[mpf], other: Sequence[mpf]) -> mpf:
    """The scalar product."""
    return sum((a * b for a, b in zip(one, other, strict=True)), mpf(0))


def holdable(numbers: Sequence[mpf]) -> bool:
    """Whether a float can hold every one of them."""
    return all(abs(each) < _LARGEST for each in numbers)


def solve(matrix: Sequence[Sequence[mpf]], right: Sequence[mpf], least: mpf) -> Place | None:
    """The solution of a square system of linear equations, by elimination with pivots.

    None if a pivot is at most `least` times the greatest entry of the matrix.
    """
    size = len(right)
    rows = [[*row, each] for row, each in zip(matrix, right, strict=True)]
    floor = least * max(abs(each) for row in matrix for each in row)
    for i in range(size):
        best = max(range(i, size), key=lambda k: abs(rows[k][i]))
        rows[i], rows[best] = rows[best], rows[i]
        if abs(rows[i][i]) <= floor:
            return None
        for row in rows[i + 1 :]:
            share = row[i] / rows[i][i]
            row[i:] = [a - share * b for a, b in zip(row[i:], rows[i][i:], strict=True)]
    found = [mpf(0)] * size
    for i in reversed(range(size)):
        found[i] = (rows[i][size] - dot(rows[i][i + 1 : size], found[i + 1 :])) / rows[i][i]
    return tuple(found)


def positive_definite(matrix: Sequence[Sequence[mpf]], least: mpf) -> bool:
    """Whether every pivot of a symmetric matrix exceeds `least` times its greatest entry."""
    rows = [list(row) for row in matrix]
    floor = least * max(abs(each) for row in rows for each in row)
    while rows:
        top = rows[0]
        if not top[0] > floor:
            return False
        rows = [
            [a - row[0] / top[0] * b for a, b in zip(row[1:], top[1:], strict=True)]
            for row in rows[1:]
        ]
    return True


def _real(value: mpf | mpc) -> mpf:
    if isinstance(value, mpc):
        if value.imag != 0:
            raise ValueError("a complex number is no height")
        return value.real
    return mpf(value)
