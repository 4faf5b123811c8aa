"""Enclosures, against values at random places in the boxes."""

from fractions import Fraction

import numpy as np
import pytest
from mpmath import mpf, workdps
from sympy import gamma

from mathcore.boxes import enclose, misses
from mathcore.fields import Field

FORMULAS = [
    "x^3 - 3x y^2", "x^2 - y^4 + 0.1", "exp(-(x - 1/2)^2 - y^2)", "sin(3x) cos(y) - tan(y/4)",
    "sqrt(x + 4) + (x + 4)^(3/2)", "1/(x^2 + y^2 + 1)", "1/x", "log(x)", "2^x + pi", "sinh(x)",
    "cosh(x) + tanh(y)", "atan(x)|y|", "x^(-2)", "sqrt(x)", "x^(1/3)/y", "sin(1/x)", "exp(exp(9x))",
    "x^x", "x^y", "(x^2)^sin(y)", "x^(-y)",
]  # fmt: skip


@pytest.mark.parametrize("formula", FORMULAS)
def test_every_value_in_a_box_lies_in_its_enclosure(formula):
    field = Field.parse(formula)
    random = np.random.default_rng(1)
    middle, radius = random.uniform(-3, 3, (2, 80)), random.uniform(0, 1.5, (2, 80)) ** 3
    low, high = enclose((field.expression,), field.variables, middle - radius, middle + radius)
    for share in random.uniform(-1, 1, (30, 2, 80)):
        values = field(*(middle + share * radius))
        known = np.isfinite(values)

        assert (low[0][known] <= values[known]).all()
        assert (values[known] <= high[0][known]).all()


def test_a_box_outside_the_domain_takes_no_level():
    field = Field.parse("log(x) + sqrt(y)")
    box = np.array([[-2.0], [1.0]])

    assert misses(*enclose((field.expression,), field.variables, box, box + 1)).all()


def test_a_moving_power_of_a_negative_base_may_be_anything():
    """(-2)^(-2) is 1/4, and beside it there is no value."""
    field = Field.parse("x^x + 0y")
    box = np.array([[-2.5], [0.0]])

    assert not misses(*enclose((field.expression,), field.variables, box, box + 1)).any()


def test_a_function_without_an_enclosure_is_refused():
    field = Field.parse("x + y")
    box = np.zeros((2, 1))
    with pytest.raises(ValueError, match="expression has no enclosure"):
        enclose((gamma(field.variables[0]),), field.variables, box, box)


def test_a_number_beyond_the_floats_still_has_a_least_and_a_greatest_value():
    field = Field.parse("1/cosh(x)")
    box = np.array([[-7e4], [0.0]])
    low, high = enclose((field.expression,), field.variables, box, box + 1)

    assert low[0, 0] <= 0.0 < high[0, 0] < 1e-300


@pytest.mark.parametrize(("power", "at"), [("4/5", 1e-13), ("1/3", 1e300), ("-2/3", 1e-290)])
def test_a_broken_power_is_enclosed_although_its_exponent_is_no_float(power, at):
    field = Field.parse(f"x^({power})")
    box = np.array([[at], [0.0]])
    low, high = enclose((field.expression,), field.variables, box, box)
    exponent = Fraction(power)
    with workdps(40):
        true = mpf(at) ** (mpf(exponent.numerator) / exponent.denominator)

        assert low[0, 0] <= true <= high[0, 0]
        assert high[0, 0] - low[0, 0] < 1e-12 * true


def ends(formula, *sides):
    """The enclosure over one box."""
    field = Field.parse(formula, "xyz"[: len(sides)])
    low, high = (np.array([[side[i]] for side in sides], float) for i in (0, 1))
    bottom, top = enclose((field.expression,), field.variables, low, high)
    return bottom[0, 0], top[0, 0]


TIGHT = [
    ("x^2", (-1, 2), (0, 4)),
    ("x^2", (0.5, 2), (0.25, 4)),
    ("x^2", (-3, -1), (1, 9)),
    ("x^3", (-2, 1), (-8, 1)),
    ("x^(-2)", (0.5, 2), (0.25, 4)),
    ("x^(-2)", (-2, -0.5), (0.25, 4)),
    ("1/x", (0.5, 4), (0.25, 2)),
    ("1/x", (-4, -0.5), (-2, -0.25)),
    ("1/x", (-1, 1), (-np.inf, np.inf)),
    ("1/x", (0, 1), (-np.inf, np.inf)),
    ("sqrt(x)", (0.25, 4), (0.5, 2)),
    ("sqrt(x)", (0, 4), (0, 2)),
    ("sqrt(x)", (-1, 4), (-np.inf, np.inf)),
    ("x^(-3/2)", (0.25, 4), (0.125, 8)),
    ("exp(x)", (-1, 1), (np.exp(-1), np.e)),
    ("exp(x)", (-1e4, 0), (0, 1)),
    ("log(x)", (1, np.e), (0, 1)),
    ("log(x)", (0, 1), (-np.inf, 0)),
    ("log(x)", (-1, 1), (-np.inf, 0)),
    ("sin(x)", (0, 1), (0, np.sin(1))),
    ("sin(x)", (1, 2), (np.sin(1), 1)),
    ("sin(x)", (4, 5), (-1, np.sin(4))),
    ("sin(x)", (2, 4), (np.sin(4), np.sin(2))),
    ("sin(x)", (-2, 2), (-1, 1)),
    ("sin(x)", (1, 6), (-1, 1)),
    ("cos(x)", (1, 2), (np.cos(2), np.cos(1))),
    ("cos(x)", (-1, 2), (np.cos(2), 1)),
    ("cos(x)", (3, 4), (-1, np.cos(4))),
    ("cos(x)", (3, 7), (-1, 1)),
    ("|x|", (-2, 1), (0, 2)),
    ("|x|", (-2, -1), (1, 2)),
    ("cosh(x)", (-1, 2), (1, np.cosh(2))),
    ("cosh(x)", (-2, -1), (np.cosh(1), np.cosh(2))),
    ("sinh(x)", (-1, 2), (-np.sinh(1), np.sinh(2))),
    ("tanh(x)", (-1, 2), (-np.tanh(1), np.tanh(2))),
    ("atan(x)", (-1, 1), (-np.pi / 4, np.pi / 4)),
    ("2^x", (-1, 3), (0.5, 8)),
    ("5 + 0x", (-1, 3), (5, 5)),
]


@pytest.mark.parametrize(("formula", "inside", "wanted"), TIGHT)
def test_where_the_unknown_comes_once_the_enclosure_is_the_range(formula, inside, wanted):
    bottom, top = ends(formula, inside)

    assert (bottom, top) == pytest.approx(wanted, rel=1e-13, abs=1e-13)
    assert bottom <= wanted[0]
    assert top >= wanted[1]


@pytest.mark.parametrize(
    ("formula", "wanted"),
    [("x + y", (1, 6)), ("x - y", (-6, -1)), ("x y", (-8, 8)), ("2x - 3y + 1", (-15, -4))],
)
def test_sums_and_products_take_the_worst_corners(formula, wanted):
    assert ends(formula, (-2, 2), (3, 4)) == pytest.approx(wanted, rel=1e-13)


@pytest.mark.parametrize(
    ("x", "y", "wanted"),
    [((1, 2), (3, 4), (3, 8)), ((-2, -1), (3, 4), (-8, -3)), ((-2, -1), (-4, -3), (3, 8))],
)
def test_a_product_of_two_signs_is_that_of_its_ends(x, y, wanted):
    assert ends("x y", x, y) == pytest.approx(wanted, rel=1e-13)


def test_an_even_power_is_never_below_nothing_and_a_root_of_nothing_has_no_value():
    assert ends("x^2", (-1e-170, 1e-170))[0] == 0
    assert ends("x^4 y^2", (-1, 1), (-1, 1))[0] <= 0
    assert np.isnan(ends("sqrt(x)", (-2, -1))).all()
    assert np.isnan(ends("log(x)", (-2, -1))).all()


def test_nothing_times_the_unbounded_is_nothing_and_with_the_undefined_undefined():
    assert ends("0x + y", (-np.inf, np.inf), (1, 2)) == pytest.approx((1, 2))
    assert np.isnan(ends("sqrt(x) y", (-2, -1), (0, 1))).all()
    assert np.isnan(ends("y sqrt(x)", (-2, -1), (0, 1))).all()


def test_a_level_at_the_end_of_an_enclosure_may_be_taken():
    low, high = np.array([1.0, 0.0, -1.0, -2.0, np.nan]), np.array([2.0, 1.0, 0.0, -1.0, np.nan])

    assert misses(low, high).tolist() == [True, False, False, True, True]
    assert misses(low, high, 1.0).tolist() == [False, False, True, True, True]
