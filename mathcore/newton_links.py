"""What a step of Newton's method means: the next place solves a system of linear equations.

M(x) (u - x) + gamma r(x) = 0, with u the next place, M the matrix (a Jacobian, or a Hessian that
may be shifted) and r the right-hand side. No formula for an inverse is needed, in any dimension.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from mpmath import mpf
from sympy import Add, Dummy, Expr, Rational, Symbol

from mathcore import multiprecision
from mathcore.precise import Place
from mathcore.spectra import expression
from mathcore.walk_meanings import Solved


def solved(
    variables: tuple[Symbol, ...],
    matrix: Sequence[Expr],
    right: Sequence[Expr],
    here: Place,
    there: Place,
    gamma: Fraction = Fraction(1),
    shift: Fraction = Fraction(0),
) -> Solved:
    """The step from `here` to `there`; `matrix` is given row by row, `shift` adds to its diagonal.

    The equations are linear, so that any box around `there` holds their one solution.
    """
    size = len(variables)
    unknowns = tuple(Dummy(str(each), real=True) for each in variables)
    moves = [u - x for u, x in zip(unknowns, variables, strict=True)]
    equations = []
    for i, push in enumerate(right):
        row = matrix[i * size : (i + 1) * size]
        terms = (m * move for m, move in zip(row, moves, strict=True))
        equations.append(Add(*terms, expression(shift) * moves[i], expression(gamma) * push))
    stride = max(abs(a - b) for a, b in zip(there, here, strict=True))
    return Solved(variables, unknowns, tuple(equations), tuple(_box(x, stride) for x in there))


def _box(number: mpf, stride: mpf) -> tuple[Rational, Rational]:
    """An interval of short fractions around a number, wide for what is known of it."""
    exact = multiprecision.fraction(number)
    width = max(multiprecision.fraction(stride), abs(exact)) / 1024
    unit = Fraction(2) ** (width.numerator.bit_length() - width.denominator.bit_length())
    middle = round(exact / unit) * unit
    return expression(middle - unit), expression(middle + unit)
