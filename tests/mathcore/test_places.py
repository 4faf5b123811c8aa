"""Places given exactly, and what formulas are worth there."""

import pytest
from sympy import EulerGamma, Min, Piecewise, Rational, Symbol, cos, gamma, pi, sin, sqrt

from mathcore.places import closed_forms, coordinate, filled, located, sign, worth
from mathcore.quantity import Meaning, Quantity, exact, zero

X, Y = Symbol("x", real=True), Symbol("y", real=True)
ROOT = zero((2**0.5,), (X,), (X**2 - 2,), ((Rational(1), Rational(2)),))[0]


@pytest.mark.parametrize(
    ("given", "meant"), [("pi/6", pi / 6), (0.1, Rational(1, 10)), (sqrt(2), sqrt(2)), ("-2", -2)]
)
def test_a_coordinate_is_taken_exactly(given, meant):
    assert coordinate(given).meaning.expression == meant


@pytest.mark.parametrize("given", ["x", "1/0", float("nan"), X])
def test_what_is_no_number_is_no_coordinate(given):
    with pytest.raises(ValueError, match=r"unknown here|finite|real"):
        coordinate(given)


def test_a_place_needs_a_coordinate_for_each_variable():
    with pytest.raises(ValueError, match=r"a coordinate for each of x, y, got \(1,\)"):
        located((1,), (X, Y))


def test_a_root_of_an_equation_has_no_closed_form_but_a_value():
    assert closed_forms((exact(1.0), ROOT)) is None
    assert worth(X**2 * Y, (X, Y), (ROOT, exact(3.0))) == pytest.approx(6, rel=1e-16)
    assert worth(sqrt(X**2 - 2), (X,), (ROOT,)) is None


def test_a_value_at_the_edge_of_the_domain_is_found_exactly():
    third = coordinate("1/3")

    assert worth(sqrt(X - Rational(1, 3)), (X,), (third,)) == 0
    assert worth(sqrt(X - Rational(1, 2)) * (X - Rational(1, 3)), (X,), (third,)) is None
    assert worth(Y / (X - Rational(1, 3)), (X, Y), (third, third)) is None
    assert worth(cos(X) ** 2 + sin(X) ** 2 - 1, (X,), (third,)) == 0


def test_the_lesser_of_a_number_and_nothing_is_nothing():
    place = coordinate(1), coordinate(-1)

    assert worth(Min(X**2, sqrt(Y)), (X, Y), place) is None


def test_pieces_count_where_they_hold():
    third, border = (coordinate("1/3"),), Rational(1, 3)
    steps = Piecewise((sqrt(X - border), border <= X), (0, X < 0))
    elsewhere = Piecewise((X, border > X), (X, border < X))

    assert worth(steps, (X,), third) == 0
    assert worth(elsewhere, (X,), third) is None


def test_a_value_too_large_for_balls_is_none():
    assert worth(gamma(X**40), (X,), (exact(1e9),)) is None


def test_a_quantity_without_a_float_gets_it_from_a_formula_and_keeps_its_meaning():
    """The slope of gamma at 2 is 1 less Euler's constant."""
    meant = Quantity(0.0, Meaning(1 - EulerGamma))
    found = filled(meant, gamma(X).diff(X), (X,), (exact(2.0),))

    assert found == pytest.approx(0.42278433509846714, rel=1e-15)
    assert found.meaning == meant.meaning
    assert filled(meant, 1 / X, (X,), (exact(0.0),)) is None


def test_a_sign_is_proved_or_not_known():
    tiny = coordinate(Rational(1, 10**300))
    nothing = sqrt(6) - sqrt(2) * sqrt(3)
    hidden = Quantity(0.0, Meaning((1 + sqrt(2)) ** 2 - 3 - 2 * sqrt(2)))

    assert [sign(each) for each in (tiny, exact(-1.0), exact(0.0))] == [1, -1, 0]
    assert sign(hidden, hidden.meaning.expression) == 0
    assert sign(hidden) is None
    assert sign(exact(0.0), nothing) == 0
