"""Partial derivatives at a place: never a number where there is none."""

from math import cos, exp, log, pi, sin, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Rational, Symbol
from sympy import exp as sympy_exp

from mathcore import proof
from mathcore.derivative_verdicts import Kind
from mathcore.partials import nth, partial, row
from mathcore.places import coordinate, located
from mathcore.quantity import zero
from mathcore.scalar_fields import ScalarField

NUMBERS = st.floats(-3, 3).map(lambda x: round(x, 3))


@settings(max_examples=15)
@given(NUMBERS, NUMBERS)
def test_slopes_are_those_worked_out_by_hand(a, b):
    found = row(ScalarField.parse("sin(x) e^(x y)", "xy"), a, b)
    growth = exp(a * b)

    assert all(each.smooth for each in found)
    assert [each.value for each in found] == pytest.approx(
        [(cos(a) + b * sin(a)) * growth, a * sin(a) * growth], rel=1e-12, abs=1e-15
    )
    assert all(proof.close(each.value, each.value.meaning).proved for each in found)


@pytest.mark.parametrize("scale", [1e-3, 1e6])
def test_other_scales_lose_nothing(scale):
    found = partial(ScalarField.parse("x log(y)", "xy"), "x", 1, scale)

    assert found.value == pytest.approx(log(scale), rel=1e-15)


@pytest.mark.parametrize(
    ("text", "place", "kinds"),
    [
        ("sqrt(x^2 + y^2)", (0, 0), (Kind.ONE_SIDED, Kind.ONE_SIDED)),
        ("max(x, y)", (1, 1), (Kind.ONE_SIDED, Kind.ONE_SIDED)),
        ("floor(x) + y", (1, 1), (Kind.JUMP, 1)),
        ("sqrt(x) y", (0, 1), (Kind.DOMAIN_EDGE, 0)),
        ("sqrt(x) y", (0, 0), (Kind.REFUSE, 0)),
        ("sqrt(x) y - sqrt(x)", (0, 1), (Kind.REFUSE, 0)),
        ("sqrt(x - 1/3) + y", ("1/3", 0), (Kind.DOMAIN_EDGE, 1)),
        ("x y/(x^2 + y^2)", (0, 0), (Kind.OUT_OF_DOMAIN, Kind.OUT_OF_DOMAIN)),
        ("1/(x - y)", (1, 1), (Kind.POLE, Kind.POLE)),
        ("y/x", (0, 1), (Kind.POLE, Kind.OUT_OF_DOMAIN)),
        ("cbrt(x) + y", (0, 1), (Kind.VERTICAL_TANGENT, 1)),
        ("sqrt(|x|) + y", (0, 1), (Kind.CUSP, 1)),
        ("Piecewise((x^2, x < 0), (x, True)) + y", (0, 0), (Kind.ONE_SIDED, 1)),
        ("x log(y)", (0, -1), (Kind.OUT_OF_DOMAIN, Kind.OUT_OF_DOMAIN)),
        ("atan2(y, x)", (-1, 0), (0, Kind.JUMP)),
        ("sign(floor(x)) + y", (1, 0), (Kind.JUMP, 1)),
        ("min(1/2 - y, 2 + sqrt(x))", (0, 1), (Kind.DOMAIN_EDGE, -1)),
        ("min(x^2, sqrt(y))", (1, -1), (Kind.OUT_OF_DOMAIN, Kind.OUT_OF_DOMAIN)),
        ("x/y + max(x, 1/y)", (1, 0), (Kind.OUT_OF_DOMAIN, Kind.POLE)),
        ("e^(x^2) y", (40, 1), (Kind.OVERFLOW, Kind.OVERFLOW)),
    ],
)
def test_where_there_is_no_slope_none_is_given(text, place, kinds):
    found = row(ScalarField.parse(text, "xy"), *place)

    assert tuple(each.kind if each.slope is None else each.slope for each in found) == kinds


@pytest.mark.parametrize(
    ("text", "place", "slopes"),
    [
        ("|x y|", (0, 0), (0, 0)),
        ("x |y|", (0, 0), (0, 0)),
        ("sqrt(x y)", (0, 0), (0, 0)),
        ("cbrt(x y)", (0, 0), (0, 0)),
        ("sqrt(|x y|) + x", (0, 0), (1, 0)),
        ("x^(4/3) + y", (0, 1), (0, 1)),
    ],
)
def test_slopes_along_the_axes_need_no_tangent_plane(text, place, slopes):
    found = row(ScalarField.parse(text, "xy"), *place)

    assert tuple(each.value for each in found) == slopes
    assert not any(each.smooth for each in found)


def test_a_refusal_says_why():
    found = partial(ScalarField.parse("sqrt(x^2 + y^2)", "xy"), "y", 0, 0)

    assert found.sentence == Kind.ONE_SIDED.value
    with pytest.raises(ValueError, match=r"along y at \(0, 0\): the two sides have different"):
        _ = found.value


def test_a_place_that_solves_an_equation_will_do_where_the_function_is_smooth():
    x = Symbol("x", real=True)
    root = zero((2**0.5,), (x,), (x**2 - 2,), ((Rational(1), Rational(2)),))[0]

    assert partial(ScalarField.parse("x^3 y", "xy"), "x", root, 1).value == pytest.approx(6)
    assert partial(ScalarField.parse("|x^2 - 2| y", "xy"), "x", root, 1).kind is Kind.REFUSE


def test_higher_derivatives_come_from_the_rules():
    field = ScalarField.parse("e^(x y)", "xy")
    third = nth(field, (1, 2), located((1, "1/2"), field.variables))
    expression = sympy_exp(field.variables[0] * field.variables[1])
    x, y = field.variables
    known = expression.diff(x, y, y).subs({x: 1, y: Rational(1, 2)})

    assert third == pytest.approx(float(known), rel=1e-15)
    assert proof.close(third, third.meaning).proved


def test_a_number_that_no_float_holds_is_none():
    field = ScalarField.parse("e^(x^2)", "x")

    assert nth(field, (1,), (coordinate(40),)) is None


def test_functions_whose_derivatives_have_no_formula_here_have_numbers_all_the_same():
    """The derivative of gamma at 1 is minus the constant of Euler."""
    found = partial(ScalarField.parse("gamma(x) y", "xy"), "x", 1, 2)

    assert found.value == pytest.approx(-2 * 0.5772156649015329, rel=1e-15)
    assert proof.close(found.value, found.value.meaning).proved
    assert partial(ScalarField.parse("erfc(x) y", "xy"), "x", 0, 1).value == -2 / sqrt(pi)
