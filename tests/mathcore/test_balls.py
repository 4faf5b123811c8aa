"""Powers of balls that hold zero, where the library's own power gives up."""

import pytest
from flint import arb, arb_series
from sympy import Derivative, Rational, Subs, symbols

from mathcore import balls
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
