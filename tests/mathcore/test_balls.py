"""Powers of balls that hold zero, where the library's own power gives up."""

import pytest
from flint import arb, arb_series
from sympy import Derivative, Rational, Subs, cos, log, symbols

from mathcore import balls, proof
from mathcore.bindings import evaluate
from mathcore.quantity import Meaning, zero

X, Y = symbols("x y", real=True)


@pytest.mark.parametrize("n", [0, 1, 2, 3, 4])
def test_a_power_of_a_ball_about_zero_holds_the_powers_of_its_points(n):
    power = balls.power(arb(0, 0.1), n)

    for point in (-0.1, -0.03, 0.0, 0.1):
        assert power.contains(arb(point) ** n)


def test_the_first_power_of_a_series_is_the_series():
    series = balls.power(arb_series([arb(0, 0.1), 1], 2), 1)

    assert series[0].contains(0)
    assert series[1] == 1


def test_a_derivative_across_the_diagonal_is_known_where_the_place_is_only_a_ball():
    """d/dx (x - y)^3 at x = y = sqrt(2)/2, each known as a zero in a box, is 0."""
    box = (Rational(7, 10), Rational(71, 100))
    x, y = zero((0.5**0.5,) * 2, (X, Y), (2 * X**2 - 1, 2 * Y**2 - 1), (box, box))
    slope = Subs(Derivative((X - Y) ** 3, X, evaluate=False), (X, Y), (
        x.meaning.expression, y.meaning.expression
    ))  # fmt: skip

    assert abs(evaluate(Meaning(slope, x.meaning.bindings), 170)) < 1e-30


@pytest.mark.parametrize("formula", [X**2 * log(X), X**2 * cos(1 / X**2), log(X) * X**3])
def test_a_factor_that_vanishes_does_not_hide_one_that_is_undefined(formula):
    slope = Subs(Derivative(formula, X, evaluate=False), X, 0)

    assert not proof.number("0.00", Meaning(slope)).proved


def test_a_factor_that_vanishes_beside_one_that_is_defined_is_zero():
    slope = Subs(Derivative(X**2 * cos(X), X, evaluate=False), X, 0)

    assert proof.number("0.00", Meaning(slope)).proved


def test_the_root_of_what_is_not_certain_is_not_certain():
    assert balls.root(balls.NAN, 2, hull=True).is_nan()
    assert balls.root(balls.NAN, 3, hull=False).is_nan()


@pytest.mark.parametrize("top", ["0.3", "1e-40", "7e30"])
def test_a_ball_from_zero_has_roots(top):
    with balls.working(100):
        ball = balls.from_zero(arb(top))

        assert ball.lower() == 0
        assert ball.contains(arb(top))
        assert balls.root(balls.square(arb(0, top)), 4, hull=False).is_finite()


@pytest.mark.parametrize(("radius", "n"), [(2, 4), (3, 2), (0.5, 6)])
def test_an_even_power_about_zero_runs_from_zero_to_the_power_of_the_end(radius, n):
    power = balls.power(arb(0, radius), n)

    assert power.contains(arb(radius) ** n)
    assert power.upper() < arb(radius) ** n * 1.01
    assert power.lower() > -(arb(radius) ** n) / 1000
