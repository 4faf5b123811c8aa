"""One side of a point: where it comes from, how steeply, and the quotients that confirm it."""

import pytest
import sympy as sp
from flint import arb
from sympy import Abs, Piecewise, Rational, Symbol, cos, log, sin, sqrt

from mathcore import proof
from mathcore.one_sided_limits import Tendency
from mathcore.quantity import Meaning, Quantity, exact
from mathcore.sides import Walk, confirmed, side

X = Symbol("x", real=True)


def test_a_smooth_side_means_the_unevaluated_derivative():
    found = side(sin(X), X, exact(0.5), sin(Rational(1, 2)), 1)

    assert found.slope.value == pytest.approx(float(cos(0.5)), rel=1e-15)
    assert found.slope.value.meaning.expression == sp.Subs(
        sp.Derivative(sin(X), X), X, Rational(1, 2)
    )
    assert found.quotient.step > 0


@pytest.mark.parametrize(("direction", "slope"), [(-1, Tendency.FALLS), (1, Tendency.RISES)])
def test_a_cusp_is_steep_on_both_sides(direction, slope):
    found = side(sqrt(Abs(X)), X, exact(0.0), sp.S.Zero, direction)

    assert found.steep
    assert found.slope.tendency is slope
    assert found.height.value == 0
    assert found.quotient is None


def test_a_side_without_values_has_nothing():
    found = side(log(X), X, exact(0.0), None, -1)

    assert found.height.tendency is found.slope.tendency is Tendency.MISSING
    assert not found.steep


def test_a_side_that_misses_the_point_keeps_its_own_height():
    jump = Piecewise((sin(1 / X) * X + 3, X > 0), (X, True))
    found = side(jump, X, exact(0.0), sp.S.Zero, 1)

    assert found.height.value == 3
    assert found.slope.tendency is Tendency.RISES


def test_steps_are_taken_in_units_of_the_point():
    near = side(X**2, X, exact(1e-200), Rational(1, 10**400), 1)
    far = side(X**2, X, Quantity(sp.pi * 10**6, Meaning(sp.pi * 10**6)), sp.pi**2 * 10**12, -1)

    assert near.quotient.step < 1e-230
    assert 1e-40 < far.quotient.step < 1e-30


def test_a_quotient_means_what_it_is():
    for formula, height in ((sin(X), sin(Rational(1, 2))), (X**3, Rational(1, 8))):
        for direction in (-1, 1):
            shown = side(formula, X, exact(0.5), height, direction).quotient

            assert proof.close(shown.step, shown.step.meaning, 1e-15).proved
            assert proof.close(shown.slope, shown.slope.meaning, 1e-15).proved
            step = direction * shown.step.meaning.expression
            secant = (formula.subs(X, Rational(1, 2) + step) - height) / step

            assert proof.relation(shown.slope.meaning, "=", Meaning(secant)).proved


def test_a_slope_that_is_none_is_not_confirmed():
    walk = Walk(X**2, X, Rational(1), 1)

    assert confirmed(walk, Rational(1), arb(2)) is not None
    assert confirmed(walk, Rational(1), arb(2) + arb(10) ** -12) is None
    assert confirmed(Walk(log(X), X, Rational(-1), 1), Rational(1), arb(2)) is None
