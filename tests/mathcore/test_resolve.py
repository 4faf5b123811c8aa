"""Exact values: found where they are fractions, and not invented where they are not."""

from fractions import Fraction

import pytest
import sympy as sp

from mathcore.quantity import FirstStep, Greatest, Iterate, Meaning, zero
from mathcore.resolve import rational

x, s = sp.symbols("x s", real=True)
R = sp.Rational


def iterated(formula: sp.Expr, steps: int) -> Meaning:
    return Meaning(s, (Iterate((s,), (x,), (formula,), (R(3, 10),), steps),))


@pytest.mark.parametrize(
    ("meaning", "value"),
    [
        (Meaning(sp.Subs(sp.Derivative(x**2, x), x, R(1, 3))), Fraction(2, 3)),
        (Meaning(sp.sqrt(2) * sp.sqrt(8)), Fraction(4)),
        (iterated(x / 2, 3), Fraction(3, 80)),
        (zero([1.5], (x,), (2 * x - 3,), ((R(1), R(2)),))[0].meaning, Fraction(3, 2)),
        (Meaning(s + 1, (FirstStep(s, (x,), (x / 2,), (R(1),), x < R(1, 9)),)), Fraction(5)),
        (Meaning(sp.sqrt(2)), None),
        (iterated(sp.sin(x), 2), None),
        (zero([1.4], (x,), (x**2 - 2,), ((R(1), R(2)),))[0].meaning, None),
        (Meaning(s, (Greatest(s, x, x, R(0), R(1)),)), None),
    ],
)
def test_a_fraction_is_found_if_there_is_one(meaning, value):
    assert rational(meaning) == value
