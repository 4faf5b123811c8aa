"""Greatest values, against closed forms."""

import pytest
import sympy as sp
from flint import arb

from mathcore import balls
from mathcore.greatest import greatest
from mathcore.interval import compiled

x = sp.Symbol("x", real=True)


def top(formula: sp.Expr, low: float, high: float) -> arb:
    with balls.working(170):
        found = greatest(compiled(formula, hull=True), x, arb(low), arb(high), {})
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("formula", "low", "high", "true"),
    [
        (sp.sin(x), 0, 3, 1),
        (x**2, -1, 2, 4),
        (x * (1 - x), 0, 1, sp.Rational(1, 4)),
        (sp.cos(x), 0, 1, 1),
        (sp.cos(x), -1, 0, 1),
        (sp.cos(x) - x**2, -1, 1, 1),
        (sp.Abs(sp.exp(x) - 1 - x), -1, 1, sp.E - 2),
        (sp.Integer(3), 0, 1, 3),
        (-x, 0.25, 1, sp.Rational(-1, 4)),
        (sp.exp(-(x**2)) + 2 * sp.exp(-((x - 3) ** 2)), -5, 5, None),
        (sp.sqrt(x), -1, 4, 2),
        (-sp.cos(sp.pi * x), 1, 1.125, 1),  # at the end the slope is a ball about zero
    ],
)
def test_the_greatest_value_is_enclosed_to_many_digits(formula, low, high, true):
    found = top(formula, low, high)
    if true is None:
        at = sp.nsolve(formula.diff(x), x, 3, prec=50)
        true = formula.subs(x, at).evalf(50)

    assert found.overlaps(arb(str(sp.N(true, 50))))
    assert found.rad() < 1e-18


def test_a_corner_is_enclosed_as_far_as_halving_leads():
    found = top(2 - sp.Abs(x - sp.Rational(1, 3)), -1, 1)

    assert found.overlaps(arb(2))
    assert found.rad() < 1e-20


@pytest.mark.parametrize("formula", [1 / x, sp.log(-1 - x**2), sp.floor(1 / x)])
def test_what_has_no_greatest_value_is_not_given_one(formula):
    with balls.working(170):
        found = greatest(compiled(formula, hull=True), x, arb(-1), arb(1), {})

    assert found is None or not found.rad() < 1
