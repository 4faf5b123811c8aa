"""What derivatives in several variables mean, against derivatives that SymPy works out."""

from itertools import product

import pytest
from sympy import Derivative, Rational, S, exp, sin, symbols

from mathcore import proof
from mathcore.mixed_derivatives import along, unevaluated
from mathcore.quantity import Meaning

X, Y, Z = VARIABLES = symbols("x y z", real=True)
HILL = exp(X * Y) * sin(Z + 2 * X) + X**3 * Y**2 * Z


@pytest.mark.parametrize("orders", [o for o in product((0, 1, 2), repeat=3) if sum(o) <= 4])
@pytest.mark.parametrize("at", [(Rational(1, 2), Rational(1, 3), S.One), (S.One, S.One, S.One)])
def test_every_derivative_means_what_the_rules_give(orders, at):
    pairs = [(v, n) for v, n in zip(VARIABLES, orders, strict=True) if n]
    worked_out = HILL.diff(*pairs) if pairs else HILL
    value = worked_out.subs(dict(zip(VARIABLES, at, strict=True))).evalf(30)
    meant = Meaning(unevaluated(HILL, VARIABLES, orders, at))

    assert proof.close(float(value), meant).proved


def test_equal_coordinates_keep_different_slopes_apart():
    place = (S.One, S.One, S.One)
    slopes = [unevaluated(HILL, VARIABLES, each, place) for each in ((1, 0, 0), (0, 1, 0))]
    mixed = [unevaluated(X**3 * Y + each, (X, Y), (1, 1), (1, 1)) for each in (0, X**2 * Y**2)]

    assert slopes[0] != slopes[1]
    assert mixed[0] != mixed[1]


def test_a_constant_has_no_slope():
    assert along(S(3), X, 1, S.Zero) == 0


@pytest.mark.parametrize("orders", [(1, 0, 0), (0, 2, 0), (1, 1, 0)])
def test_a_derivative_that_is_to_be_worked_out_is_none_yet(orders):
    assert unevaluated(HILL, VARIABLES, orders, (S.One, S.One, S.One)).has(Derivative)
