"""Kinds from terms of higher order, against functions whose shape is known by construction."""

import pytest
from sympy import Rational, sqrt

from mathcore.lagrange import Problem
from mathcore.lagrange_kinds import Kind
from mathcore.lagrange_series import by_series

PLANE = ("z + x^2 + x y^3",)  # along it every even function of x and y keeps its terms


@pytest.mark.parametrize(
    ("objective", "constraints", "kind"),
    [
        ("x^4 + y^2", ("z = x^2",), Kind.MINIMUM),  # even powers
        ("-x^4 - 2 y^2", ("z = x^2",), Kind.MAXIMUM),
        ("x^4 + y^3", ("y = x^2", "z"), Kind.MINIMUM),  # x^4 + x^6
        ("-x^4 - y^2 + 0 z", ("z = x y",), Kind.MAXIMUM),
        ("y - x^2", ("y = x^2 + x^5", "z = x"), Kind.SADDLE),
        ("y - x^2", ("y = x^2 - x^6", "z = x"), Kind.MAXIMUM),
        ("z - x^2", ("z = x^2 + x^4 - y^2",), Kind.SADDLE),
        ("(y - x^2)^2 + x^5", ("z = x y",), Kind.SADDLE),
        ("(y - x^2)^2 + x^6 + z^3", ("z = x y",), Kind.MINIMUM),
        ("(y - x^2)^2 + x^6 y^9 + z", ("z",), Kind.DEGENERATE),  # flat to order eight
        ("x^3 + y^4", PLANE, Kind.SADDLE),
        ("x^3 y - x y^3", PLANE, Kind.SADDLE),
        ("x^4 + y^4 + x^2 y^3", PLANE, Kind.DEGENERATE),  # no two signs, and no proof of one
        ("y - cos(x) + 1 - x^2/2", ("y", "z = x"), Kind.MAXIMUM),  # -x^4/24
        ("sqrt(2) x^4 + y^3", ("y = x^2", "z"), Kind.DEGENERATE),  # not rational
        (
            "exp(exp(exp(x + y) sin(z) + y) + sin(x y z))",
            PLANE,
            Kind.DEGENERATE,
        ),
        ("z + x^9", ("z", "y"), Kind.DEGENERATE),
    ],
)
def test_the_first_term_that_does_not_vanish_decides(objective, constraints, kind):
    task = Problem.parse(objective, constraints, ("x", "y", "z"))

    assert by_series(task, [Rational(0)] * 3) is kind


def test_even_powers_on_a_line_of_zeros_prove_nothing():
    task = Problem.parse("(x + y)^2", ["x + y"])

    assert by_series(task, [Rational(0), Rational(0), Rational(0)]) is Kind.DEGENERATE


def test_even_powers_need_no_fractions():
    task = Problem.parse("(x - sqrt(2))^4 + y^4", ["x + y = sqrt(2)"])

    assert by_series(task, [sqrt(2), Rational(0), Rational(0)]) is Kind.MINIMUM


def test_two_flat_directions_among_three_are_left_open():
    task = Problem.parse("x^2 + y^3 + z^3", ["w"], ("x", "y", "z", "w"))

    assert by_series(task, [Rational(0)] * 5) is Kind.DEGENERATE
