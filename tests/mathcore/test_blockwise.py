"""A great many places against the same places asked for a few at a time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sympy import Max, Rational, Symbol, tanh

from mathcore import blockwise
from mathcore.functions import Function

MANY = 3 * blockwise.BLOCK + 5
EPS = np.finfo(float).eps


@pytest.mark.parametrize(
    "text",
    [
        *("x^3 - 2x + 2", "x^7 + x^5/3", "1/x^2 + x^-5", "sin(x)/x", "x^(1/3)", "ln(x)", "3", "x"),
        *("e^(x^3)", "sqrt(x) sqrt(-x)", "x^9", "x^(-9)", "tan(x)^4"),
    ],
)
def test_many_places_give_what_few_give(text):
    f, x = Function.parse(text), np.linspace(-2, 2.5, MANY)
    many, few = f(x), np.concatenate([f(part) for part in np.array_split(x, 8)])
    there = ~np.isnan(few)

    assert np.array_equal(np.isnan(many), ~there)
    # near a zero of a sum, the error is some last places of its terms
    assert np.all(np.abs(many - few)[there] <= 100 * EPS * np.maximum(np.abs(few[there]), 1))


def test_a_shape_of_many_dimensions_is_kept():
    x = np.linspace(-1, 1, 4 * blockwise.BLOCK).reshape(2, -1, 4)
    cubes = Function.parse("x^3")(x)

    assert cubes.shape == x.shape
    assert np.array_equal(cubes, x * x * x)


def test_the_places_themselves_are_never_handed_back():
    x = np.zeros(MANY)
    same = Function.parse("x")(x)
    same[0] = 1

    assert x[0] == 0


@pytest.mark.parametrize("many", [3, MANY])
def test_what_exceeds_the_greatest_float_is_missing_and_what_is_too_small_is_zero(many):
    x = np.array([1e200, 0.0, 1e-200] * (many // 3))
    values = Function.parse("x^-3")(x)[:3]

    assert values[0] == 0
    assert np.isnan(values[1:]).all()


@given(st.floats(-1e3, 1e3), st.integers(2, 8), st.booleans())
def test_a_product_is_as_good_as_a_power(base, exponent, inverted):
    power = -exponent if inverted else exponent
    multiplied = blockwise.PRODUCTS["power_by_products"]
    if abs(base) < 1e-30:
        return

    assert multiplied(np.float64(base), power) == pytest.approx(base**power, rel=10 * EPS)


def test_only_low_powers_of_integers_become_products():
    x = Symbol("x", real=True)
    kept = x**2 + 1 / x + x ** Rational(1, 3) + x**9 + 2**x

    assert blockwise.with_products(kept) == kept
    assert blockwise.with_products(x**3).args == (x, 3)
    assert blockwise.with_products(x**-2).args == (x, -2)


def test_a_choice_stays_as_it_is():
    x = Symbol("x", real=True)
    greatest = Max(1, tanh(250), x**3, evaluate=False)

    assert blockwise.with_products(greatest + 1) == greatest + 1
