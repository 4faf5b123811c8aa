"""What is next to a place: proved, or said not to be."""

import pytest
from flint import arb
from sympy import Matrix, Rational, Symbol

from mathcore import balls
from mathcore.ball_systems import BITS, System
from mathcore.lagrange import Problem
from mathcore.lagrange_families import on_a_curve
from mathcore.lagrange_settle import Outcome, settled

X, Y = Symbol("x", real=True), Symbol("y", real=True)


def test_a_coordinate_that_is_a_fraction_is_known_exactly_beside_one_that_is_not():
    task = Problem.parse("log(1 + x^2) - y", ["(1 + x^2)^2 + y^2 = 4"])
    found = settled(task, (0.01, 1.7), (-0.29,), (1.0, 1.0))

    assert found.outcome is Outcome.REGULAR
    assert found.point.place[0].meaning.expression == 0
    assert found.point.place[1] == pytest.approx(3**0.5, rel=1e-16)
    assert found.point.multipliers[0] == pytest.approx(-1 / 12**0.5, rel=1e-15)


def test_next_to_a_place_without_slopes_nothing_is_found():
    task = Problem.parse("sqrt(x)", ["x + y = 1"])

    assert settled(task, (0.0, 1.0), (0.0,), (1.0, 1.0)).outcome is Outcome.NOWHERE


def test_a_fraction_that_is_only_very_near_proves_nothing():
    task = Problem.parse("x", ["y^2 = (x - 1.000000000000000000000000000001)^3"])
    found = settled(task, (1.0, 0.0), (1e6,), (1.0, 1.0))

    assert found.outcome is Outcome.UNPROVED
    assert found.point is None
    assert found.estimate == pytest.approx((1.0, 0.0), abs=1e-15)


@pytest.mark.parametrize(
    ("objective", "constraint", "near", "multiplier", "outcome", "place"),
    [
        ("x + y", "x^2 + y^2 = 2", (1.01, 0.99), 0.5, Outcome.REGULAR, (1, 1)),
        ("x^4 + y^3", "y = x^2", (0.001, 0.0), 0.0, Outcome.SINGULAR, (0, 0)),
        ("(x - 1)^4 + y^3", "y = (x - 1)^2", (1.001, 0.0), 0.0, Outcome.SINGULAR, (1, 0)),
        ("x^2 + y^2", "x^2 + y^2 = 1", (1.0, 0.0), 1.0, Outcome.CURVE, (1, 0)),
        ("x", "y^2 = x^3", (0.001, 0.0), 1e3, Outcome.UNQUALIFIED, (0, 0)),
        ("x", "(y - 1)^2 = (x - 2)^3", (2.001, 1.0), 1e3, Outcome.UNQUALIFIED, (2, 1)),
        ("x", "x = y", (1.0, 1.0), 1.0, Outcome.NOWHERE, None),
    ],
)
def test_each_outcome_is_told_from_its_place(
    objective, constraint, near, multiplier, outcome, place
):
    found = settled(Problem.parse(objective, [constraint]), near, (multiplier,), (1.0, 1.0))

    assert found.outcome is outcome
    if place is None:
        assert found.point is None
    else:
        assert tuple(map(float, found.point.place)) == place
        assert found.estimate == pytest.approx(place, abs=1e-12)


def test_what_lies_further_than_a_tenth_of_the_size_is_not_looked_for():
    task = Problem.parse("x + y", ["x^2 + y^2 = 2"])
    for off, outcome in ((0.09, Outcome.REGULAR), (0.11, Outcome.NOWHERE)):
        assert settled(task, (1 + off, 1.0), (0.5,), (1.0, 1.0)).outcome is outcome
        assert settled(task, (1.0, 1 - off), (0.5,), (1.0, 1.0)).outcome is outcome


def test_among_many_variables_dependent_gradients_are_not_looked_for():
    names = [f"x{i}" for i in range(12)]
    task = Problem.parse("x0", ["x1 = x2", "x3 = x4^2"], names)

    assert settled(task, [1.0] * 12, (0, 0), [1.0] * 12).outcome is Outcome.NOWHERE


@pytest.mark.parametrize(
    ("expression", "answer"),
    [
        (X**2 * (X**2 - Rational(1, 64**2)), False),  # simple roots where one looks
        (X**2 * (X**2 - Rational(1, 64**2)) ** 2, False),
        ((X - Y) * (1 + X**2), True),
    ],
)
def test_other_roots_nearby_make_no_curve(expression, answer):
    equations = (expression, Y if not answer else 2 * X - 2 * Y)
    system = System(equations, tuple(Matrix(equations).jacobian((X, Y))), (X, Y))
    with balls.working(BITS):
        assert on_a_curve(system, [arb(0)] * 2, [arb(1)] * 2, 2) is answer
