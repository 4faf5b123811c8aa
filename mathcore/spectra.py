"""Symmetric matrices of rational numbers, whose eigenvalues are known exactly.

They are the roots of the characteristic polynomial, which is factored over the rationals: signs,
multiplicities and comparisons with a rational number are decided without rounding. Every
eigenvalue of a symmetric matrix is real, and the matrix is a zero of the product of its distinct
factors (Strang, *Introduction to Linear Algebra*, 5th edition 2016, section 6.4).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Self

from flint import fmpq, fmpq_mat
from sympy import Poly, Rational, Symbol

from mathcore.quantity import Meaning, Quantity, zero
from mathcore.step_rules import Number, ratio

Vector = tuple[Fraction, ...]

UNKNOWN = Symbol("lambda", real=True)
_FINE = 2**60  # an eigenvalue is boxed to this share of itself


@dataclass(frozen=True)
class Symmetric:
    """A symmetric matrix, row by row."""

    rows: tuple[Vector, ...]

    @classmethod
    def of(cls, matrix: Sequence[Sequence[Number]]) -> Self:
        """Take the entries exactly; a float is the decimal that was written.

        Raises:
            ValueError: `matrix` is empty, not square or not symmetric.
        """
        rows = tuple(tuple(map(ratio, row)) for row in matrix)
        if not rows or any(len(row) != len(rows) for row in rows):
            raise ValueError(f"matrix must be square, got {matrix!r}")
        if tuple(zip(*rows, strict=True)) != rows:
            raise ValueError(f"matrix must be symmetric, got {matrix!r}")
        return cls(rows)

    def times(self, vector: Vector) -> Vector:
        """A x, exactly."""
        return tuple(
            sum((a * x for a, x in zip(row, vector, strict=True)), Fraction()) for row in self.rows
        )

    def polynomial(self, poly: Poly, vector: Vector) -> Vector:
        """p(A) x by Horner's rule, exactly."""
        total = (Fraction(),) * len(self.rows)
        for each in poly.all_coeffs():
            c = fraction(each)
            total = tuple(a + c * x for a, x in zip(self.times(total), vector, strict=True))
        return total

    @cached_property
    def factors(self) -> tuple[tuple[Poly, int], ...]:
        """The irreducible factors of the characteristic polynomial and how often each occurs."""
        size = len(self.rows)
        flat = [fmpq(a.numerator, a.denominator) for row in self.rows for a in row]
        characteristic = fmpq_mat(size, size, flat).charpoly()
        coefficients = [Rational(int(c.p), int(c.q)) for c in reversed(list(characteristic))]
        found = Poly(coefficients, UNKNOWN, domain="QQ").factor_list()[1]
        return tuple((factor, int(times)) for factor, times in found)

    def excited(self, push: Vector) -> tuple[Poly, ...]:
        """The factors along whose principal axes `push` has a part.

        With q one of them and p the product of the others, p(A) wipes out all the other parts.
        """
        distinct = [factor for factor, _ in self.factors]
        found = []
        for factor in distinct:
            left = push
            for other in distinct:
                if other is not factor:
                    left = self.polynomial(other, left)
            if any(left):
                found.append(factor)
        return tuple(found)

    @cached_property
    def eigenvalues(self) -> tuple[Quantity, ...]:
        """All eigenvalues, the least first, each as often as it occurs."""
        found = [
            each for factor, times in self.factors for each in _roots(factor) for _ in range(times)
        ]
        return tuple(sorted(found))

    @property
    def turns_up(self) -> bool:
        """Whether some eigenvalue is positive."""
        return any(beyond(factor, Fraction()) for factor, _ in self.factors)

    @property
    def turns_down(self) -> bool:
        """Whether some eigenvalue is negative."""
        return any(below(factor, Fraction()) for factor, _ in self.factors)

    @property
    def singular(self) -> bool:
        """Whether some eigenvalue is zero."""
        return any(factor.eval(0) == 0 for factor, _ in self.factors)


def beyond(factor: Poly, number: Fraction) -> bool:
    """Whether an irreducible factor has a real root above `number`."""
    at = expression(number)
    return bool(factor.count_roots(at, None) - (factor.eval(at) == 0))


def below(factor: Poly, number: Fraction) -> bool:
    """Whether an irreducible factor has a real root below `number`."""
    at = expression(number)
    return bool(factor.count_roots(None, at) - (factor.eval(at) == 0))


def quantity(number: Fraction) -> Quantity:
    """A fraction as a quantity; an OverflowError when no float is so large."""
    return Quantity(float(number), lambda: Meaning(expression(number)))


def expression(number: Fraction) -> Rational:
    """A fraction as an expression."""
    return Rational(number.numerator, number.denominator)


def fraction(number: Rational) -> Fraction:
    """A rational expression as a fraction."""
    return Fraction(int(number.p), int(number.q))


def _roots(factor: Poly) -> list[Quantity]:
    if factor.degree() == 1:
        a, b = factor.all_coeffs()
        return [quantity(fraction(-b / a))]
    found: list[Quantity] = []
    for box, _ in factor.intervals():
        low, high = box
        while not (high - low) * _FINE <= max(abs(low), abs(high)):
            low, high = factor.refine_root(low, high, eps=(high - low) / 2**20)
        found += zero([(low + high) / 2], (UNKNOWN,), (factor.as_expr(),), ((low, high),))
    return found
