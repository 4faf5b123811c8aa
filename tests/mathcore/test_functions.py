"""Functions of one variable: values, slopes, and what they refuse."""

import copy
import math
import pickle

import mpmath
import numpy as np
import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st
from sympy import Derivative, Rational, Subs, Symbol

from mathcore.functions import Function
from mathcore.quantity import exact

x = Symbol("x", real=True)
CUBIC = Function.parse("x^3 - 2x + 2")


@pytest.mark.parametrize(
    ("text", "a", "value"),
    [
        ("x^3 - 2x + 2", 2, 6),
        ("exp(-x^2)", 0, 1),
        ("Piecewise((exp(-1/x^2), x != 0), (0, True))", 0, 0),
        ("cbrt(x)", -8, -2),
        ("x^x", 0, 1),
        ("7", 3, 7),
        ("floor(x)", -0.5, -1),
        ("max(x, 2, x^2)", -3, 9),
        ("tan(x)", math.pi / 2, 51998506188720272),  # finite at the decimal next to pi/2
        ("tanh(exp(exp(x)))", 9, 1),
    ],
)
def test_values_are_those_of_mathematics(text, a, value):
    assert Function.parse(text).value(a) == pytest.approx(value, rel=1e-13)


@pytest.mark.parametrize(
    ("text", "a"),
    [
        ("sqrt(x)", -1),
        ("log(x)", -1),
        ("log(x)", 0),
        ("x^(1/3)", -8),
        ("asin(x)", 2),
        ("1/x", 0),
        ("1/(x - 0.1)", 0.1),
        ("sin(x)/x", 0),
        ("(x^2 - 4)/(x - 2)", 2),
        ("exp(x)", 800),
        ("x^20", 1e20),
        ("gamma(x)", -1),
        ("gamma(x)", 200),
        ("atan2(x, sin(x))", 0),
        ("x", math.inf),
        ("x", math.nan),
    ],
)
def test_where_there_is_no_finite_real_value_there_is_none(text, a):
    f = Function.parse(text)

    assert np.isnan(f(a))
    with pytest.raises(ValueError, match=r"has no finite real value at x = "):
        f.value(a)


def test_a_complex_expression_has_values_where_it_is_real():
    imaginary = Function(sp.I * sp.sqrt(x - 1, evaluate=False) + x, x)

    np.testing.assert_array_equal(imaginary(np.array([1.0, 2.0])), [1.0, np.nan])


@pytest.mark.parametrize(
    "text", ["x^2", "x", "3", "1/x", "erf(x)", "Piecewise((x, x < 0), (2, True))"]
)
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 2), (2, 1, 3)])
def test_values_have_the_shape_of_their_places(text, shape):
    places = np.full(shape, 0.5)
    values = Function.parse(text)(places)

    assert values.shape == shape
    assert values.dtype == np.float64
    assert not np.shares_memory(values, places)
    assert values.flags.writeable


@pytest.mark.parametrize(
    ("text", "precise"),
    [
        ("erf(x)", mpmath.erf),
        ("erfc(x)", mpmath.erfc),
        ("gamma(x)", mpmath.gamma),
        ("exp(sin(x))", lambda a: mpmath.exp(mpmath.sin(a))),
        ("x^sin(x)", lambda a: a ** mpmath.sin(a)),
        ("log(x, 2)", lambda a: mpmath.log(a, 2)),
        ("atanh(x/4)", lambda a: mpmath.atanh(a / 4)),
        ("|x - 1| x", lambda a: abs(a - 1) * a),
        ("cbrt(x - 1)", lambda a: mpmath.sign(a - 1) * mpmath.cbrt(abs(a - 1))),
        ("|sqrt(x) - 1|", lambda a: abs(mpmath.sqrt(a) - 1)),
        ("sign(log(x)) x", lambda a: mpmath.sign(mpmath.log(a)) * a),
        ("floor(2x) x", lambda a: mpmath.floor(2 * a) * a),
        ("max(x, x^2, 1/2)", lambda a: max(a, a**2, mpmath.mpf(1) / 2)),
        ("min(x, 2 - x, 3)", lambda a: min(a, 2 - a)),
    ],
)
@pytest.mark.parametrize("a", [0.3, 1.75, 2.2])
def test_values_and_slopes_agree_with_thirty_digits(text, precise, a):
    f = Function.parse(text)
    with mpmath.workdps(30):
        value, slope, bend = (float(mpmath.diff(precise, mpmath.mpf(a), n)) for n in range(3))

    assert f.value(a) == pytest.approx(value, rel=1e-13, abs=1e-13)
    assert f.slope(a) == pytest.approx(slope, rel=1e-12, abs=1e-12)
    assert f.nth(2, a) == pytest.approx(bend, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(
    ("text", "a"),
    [
        ("|x|", 0),
        ("|x^2 - 1|", -1),
        ("sign(x)", 0),
        ("floor(x)", 2),
        ("floor(x^5 + x)", 2086.0),  # more than floats can count
        ("|3x - 0.3|", 0.1),
        ("ceil(2x)", 0.5),
        ("max(x, x^2)", 1),
        ("min(x, 1, 2 - x)", 1),
        ("Piecewise((x, x < 1), (x + 1, True))", 1),
        ("atan2(x - 2, 1 - x)", 2),
    ],
)
def test_a_corner_or_a_jump_has_no_slope(text, a):
    with pytest.raises(ValueError, match=rf"may have a corner or a jump at x = {float(a)}"):
        Function.parse(text).slope(a)


def test_beyond_the_cut_an_angle_has_a_slope():
    assert Function.parse("atan2(x - 2, x - 1)").slope(2) == 1


@pytest.mark.parametrize(("text", "a"), [("sqrt(x)", 0), ("log(x)", -1), ("cbrt(x)", 0)])
def test_outside_the_domain_and_on_an_upright_tangent_there_is_no_slope(text, a):
    with pytest.raises(ValueError, match="no finite real value"):
        Function.parse(text).slope(a)


def test_a_hole_that_is_filled_has_the_slopes_of_the_filling():
    flat = Function.parse("Piecewise((exp(-1/x^2), x != 0), (0, True))")

    assert [flat.nth(n, 0) for n in range(4)] == [0, 0, 0, 0]


def test_the_slope_of_a_size_is_one_or_minus_one():
    np.testing.assert_array_equal(
        Function.parse("|x|").derivative()(np.array([-2.0, 5.0])), [-1, 1]
    )


def test_the_meaning_of_a_slope_is_the_derivative_itself():
    expected = Subs(Derivative(CUBIC.expression, x, evaluate=False), x, Rational(1, 10))

    assert CUBIC.slope(0.1).meaning.expression == expected
    assert CUBIC.value(0.1).meaning.expression == Rational(1801, 1000)


def test_a_point_keeps_the_meaning_of_its_place():
    place = exact(1.5)
    point = CUBIC.point(place)

    assert (point.x, point.y) == (1.5, 2.375)
    assert point.x.meaning == place.meaning


@given(st.integers(0, 6))
def test_derivatives_of_a_polynomial_end(order):
    derived = CUBIC.derivative(order)

    assert derived.expression == sp.diff(CUBIC.expression, x, order)
    assert float(derived(0.5)) == CUBIC.nth(order, 0.5)


def test_an_order_that_is_no_natural_number_is_refused():
    with pytest.raises(ValueError, match="order=-1"):
        CUBIC.derivative(-1)


@pytest.mark.parametrize(
    "text", ["x^3 - 2x + 2", "sin(x)/x", "|x|", "x^(2/3)", "1/x^2", "exp(-x)", "max(x, 1)"]
)
def test_the_plain_text_can_be_read_back(text):
    f = Function.parse(text)

    assert Function.parse(str(f)) == f


def test_plain_text_and_typst_are_written_from_the_expression():
    assert str(CUBIC) == "x^3 - 2*x + 2"
    assert CUBIC.typst == "x^3 - 2 x + 2"


@pytest.mark.parametrize(
    "again", [copy.copy, copy.deepcopy, lambda f: pickle.loads(pickle.dumps(f))]
)
def test_a_copy_is_the_same_function(again):
    copied = again(CUBIC)

    assert copied == CUBIC
    assert hash(copied) == hash(CUBIC)
    assert copied.typst == CUBIC.typst
    assert copied(2) == 6


def test_functions_of_other_expressions_or_variables_differ():
    t = Symbol("t", real=True)

    assert Function.parse("t^3 - 2t + 2", "t") == Function(t**3 - 2 * t + 2, t)
    assert Function.parse("t^3 - 2t + 2", "t") != CUBIC


def test_the_name_of_a_symbol_is_never_run():
    trap = Symbol("__import__('os').abort()", real=True)

    assert Function(trap**2, trap)(3) == 9


def test_a_variable_without_a_plain_name_is_refused():
    with pytest.raises(ValueError, match="a variable's name"):
        Function.parse("x", "__x__")


def test_a_piece_may_be_an_integer_beyond_those_of_numpy():
    big = Function(sp.Piecewise((x, x < 1), (sp.Integer(10) ** 30, True)), x)

    assert big(np.array([0.5, 2.0])).tolist() == [0.5, 1e30]
