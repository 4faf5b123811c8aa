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
