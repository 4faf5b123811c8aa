"""Exact algebra of zeros, against zeros that can be seen."""

import numpy as np
import pytest
from sympy import Piecewise, Rational, sqrt

from mathcore import eliminants, landscapes
from mathcore.fields import Field

BOX = np.array([[-2.0, 2.0], [-2.0, 2.0]])


@pytest.mark.parametrize(
    ("formula", "there"),
    [
        ("(x^2 + y^2 - 1)^2", True),
        ("(x^2 + y^2 - 9)^2", False),  # its circle lies outside
        ("(x^2 + y^2 + 1)^2", False),
        ("x^2 + y^2", False),
        ("abs(x) + y^2", False),
    ],
)
def test_a_curve_is_found_when_a_shared_factor_changes_sign(formula, there):
    assert eliminants.curve_of_zeros(Field.parse(formula), BOX) is there


def zero_near(formula, x, y, width=0.01):
    low, high = np.array([x, y]) - width, np.array([x, y]) + width
    return eliminants.only_zero(Field.parse(formula), low, high)


def test_singular_zeros_are_known_exactly():
    assert zero_near("x^4 + y^4", 0, 0) == (True, (0, 0))
    assert zero_near("(x - 1/3)^4 + (y^2 - 2)^3", 1 / 3, 2**0.5) == (
        True,
        (Rational(1, 3), sqrt(2)),
    )


def test_an_empty_box_is_settled_and_a_crowded_one_is_not():
    assert zero_near("x^4 + y^4", 1, 1) == (True, None)
    assert zero_near("x^3 - 3x + y^2", 0, 0, width=2) == (False, None)


@pytest.mark.parametrize(
    "formula",
    [
        "(x^2 + y^2)^2 (x + 9)",
        "x^4 + sin(y)^4",
        "x^12 + x y^12 + y^3",
        "x^4",
        "pi x^4 + y^4 + x y^6",
        "x^12 + x^12 y^12 + y^13 x + y^3",
    ],
)
def test_what_algebra_cannot_settle_stays_open(formula):
    settled, _ = zero_near(formula, 0, 0)

    assert not settled


def test_one_root_in_each_variable_need_not_be_a_zero_together():
    """The folium is level at (0, 0) and at (1, 1), and so not at (0, 1)."""
    assert zero_near("x^3 + y^3 - 3x y", 0, 1) == (False, None)


def test_a_field_in_pieces_has_no_algebra():
    x, y = Field.parse("x y").variables
    field = Field(Piecewise((x**2, x > 0), (x**4, True)) + y**2, (x, y))

    assert not eliminants.curve_of_zeros(field, BOX)


def test_tidy_zeros_are_checked_exactly():
    place, width = np.array([1.0, -1 / 3]), np.ones(2)

    assert eliminants.tidy_zero(Field.parse("(x - 1)^2 + (3y + 1)^2"), place, width) == (
        1, Rational(-1, 3),
    )  # fmt: skip
    assert eliminants.tidy_zero(Field.parse("x^2 + y^2"), place, width) is None
    assert eliminants.tidy_zero(Field.parse("x^2 + y^2"), place / 7.1, width) is None


def test_a_long_formula_is_left_to_intervals():
    low, high = np.array([-0.1, -0.1]), np.array([0.1, 0.1])

    assert eliminants.only_zero(landscapes.hills_and_pits(), low, high) == (False, None)
