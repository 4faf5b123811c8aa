"""Derivatives of what has corners, where SymPy's own rearranging must not run on for ever."""

from math import isnan

import pytest
from mpmath import mpf
from sympy import Abs, Max, Min, symbols

from mathcore.differentiation import derivative
from mathcore.functions import Function
from mathcore.multiprecision import evaluator

x, y = symbols("x y", real=True)


@pytest.mark.parametrize(("at", "slope"), [((0, 2), -1), ((5, 2), 0), ((5, -1), -2)])
def test_sides_that_share_a_term_are_compared_by_their_difference(at, slope):
    least = Min(Abs(y) - (y + 2), 2 * x - (2 + y))

    found = derivative(least, y).subs(dict(zip((x, y), at, strict=True)))

    assert found == slope


def test_the_greatest_of_three_has_the_slope_of_the_one_that_is_greatest():
    slope = derivative(Max(x, 2 * x - y, 3 - x), x)

    assert [slope.subs({x: a, y: b}) for a, b in ((-1, 1), (5, 1), (5, 9))] == [-1, 2, 1]


def test_a_piece_without_a_value_has_no_slope():
    f = Function.parse("(-Piecewise((x - x, x < 5), (x, True)))^(1/5)")

    assert isnan(f.derivative()(1.0))
    assert evaluator(f.derivative().expression, f.variable)(mpf(1)) is None
