"""Code is made of a formula as it stands, whatever its symbols are called."""

import time
from math import isnan

import numpy as np
import pytest
from sympy import (
    Abs,
    Add,
    Dummy,
    Integer,
    Max,
    Min,
    Piecewise,
    S,
    Symbol,
    acosh,
    atan,
    exp,
    log,
    tanh,
)

from mathcore.as_code import for_arrays
from mathcore.functions import Function

x, y = Symbol("x", real=True), Symbol("y", real=True)


def test_nothing_is_compared_while_code_is_made():
    greatest = Max(1, tanh(250), evaluate=False)
    inner = Min(acosh(2 * x), atan(x) + x + 3, evaluate=False)
    pieces = Piecewise((2, inner > greatest * tanh(7)), (x, True), evaluate=False)
    start = time.process_time()
    found = for_arrays(x, pieces + greatest)(np.array([2.0, 1.0]))

    assert time.process_time() - start < 0.5
    assert found.tolist() == [3.0, 3.0 if np.arccosh(2) > np.tanh(7) else 2.0]


@pytest.mark.parametrize(
    "name", ["__import__('os')", "place_1", "x0", "exp", "numpy", "lambda", "_Dummy_1"]
)
def test_a_symbol_may_have_any_name(name):
    strange = Symbol(name)
    formula = exp(strange) * x + exp(strange) ** 2 + 10 * strange
    one, (other,) = for_arrays((strange, x), formula), for_arrays((strange, x), [formula])(0.0, 5.0)

    assert one(0.0, 5.0) == other == 6.0


def test_two_dummies_of_one_name_are_two_variables():
    one, other = Dummy("u"), Dummy("u")

    assert for_arrays((one, other), one - 2 * other)(5, 1) == 3


def test_several_formulas_give_a_list_of_values():
    assert for_arrays((x, y), [x + y, x - y])(5, 3) == [8, 2]


def test_a_formula_without_a_value_anywhere_is_nan_everywhere():
    assert isnan(for_arrays(x, Add(S.ComplexInfinity, x, evaluate=False))(1.0))


def test_functions_of_ones_own_are_called_by_name():
    double = {"tanh": lambda u: 2 * u}

    assert for_arrays(x, tanh(x) + 1, double)(3) == 7


@pytest.mark.parametrize("whole", [2**62 + 1, 2**63, -(2**63), 5**42, -(10**300)])
def test_a_whole_number_of_any_size_is_a_number(whole):
    """NumPy has no logarithm of one beyond 64 bits, and no size of -2^63."""
    formula = log(Abs(Integer(whole), evaluate=False), evaluate=False)

    assert for_arrays(x, formula + x)(np.zeros(2)).tolist() == [np.log(float(abs(whole)))] * 2


@pytest.mark.parametrize("sign", [1, -1])
def test_a_whole_number_beyond_the_floats_is_infinite(sign):
    assert for_arrays(x, sign * Integer(10) ** 400 * x)(np.array([2.0])) == [sign * np.inf]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "x min(x, x/pi)"
            " + Piecewise(((x - x)^3, x < 7), (x^5 cbrt(e), True))^(floor(x)/x - (x^5)^2)",
            -2.0,
        ),
        ("Min(2x - sin(x + 4), atan2((2x)^Piecewise((5/4, x < 5), (x, True)), 0.1/x - 1))", 0.1),
    ],
)
def test_a_slope_that_is_no_number_somewhere_is_still_code(text, place):
    slope = Function.parse(text).derivative()

    assert slope(np.array([place])).shape == (1,)
    assert str(slope)
