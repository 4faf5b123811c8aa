"""Lone points of a domain keep their value, and no other root is changed."""

import pytest
from mpmath import mpf, sqrt
from sympy import Abs, Integer, Pow, Rational, S, Symbol, cos, pi

from mathcore.derivative_verdicts import Kind, verdict
from mathcore.functions import Function
from mathcore.lone_points import power
from mathcore.multiprecision import evaluator

x, y = Symbol("x", real=True), Symbol("y", real=True)
HALF = Rational(1, 2)


@pytest.mark.parametrize(
    ("text", "lone"),
    [
        ("sqrt(x^2 (x - 1))", 0),
        ("1 + 2sqrt((x - 2)^4 (x - 3)/5)", 2),
        ("sqrt(|2x - 4|(x - 3)) exp(x)", 2),
        ("(|3x + 1|^3 (x^2 - 1))^(3/4)", Rational(-1, 3)),
        ("sqrt(x^2 (x - 1)(x + 2))", 0),
    ],
)
def test_a_lone_point_has_its_value_and_no_slope(text, lone):
    f = Function.parse(text)
    value, found = evaluator(f.expression, f.variable), verdict(f, lone)

    assert found.height == (1 if text.startswith("1") else 0)
    assert lone == Rational(-1, 3) or value(mpf(lone)) == f(lone) == found.height
    assert value(mpf(float(lone)) - mpf("0.01")) is value(mpf(float(lone)) + mpf("0.01")) is None
    assert found.kind is Kind.DOMAIN_EDGE


def test_away_from_the_lone_point_the_value_is_that_of_the_product():
    f = Function.parse("sqrt(x^2 (x - 1))")

    assert f(3.0) == pytest.approx(float(3 * sqrt(mpf(2))), rel=1e-15)


@pytest.mark.parametrize(
    ("base", "exponent"),
    [
        (x**2 * (x + 1), HALF),
        (x**2 * cos(x), HALF),
        (Abs(x) * (x**2 + 1), HALF),
        (x**2 * (x - 1), Integer(3)),
        (x**2 * (x - 1), -HALF),
        (x**2 * (y - 1), HALF),
        (pi**2 * (x - 1), HALF),
        (x**3 * (x - 1), HALF),
        (x**2 * Abs(x**2 - 1) * cos(x), HALF),
        (x - 1, HALF),
    ],
    ids=str,
)
def test_every_other_power_is_left_to_sympy(base, exponent):
    assert power(base, exponent) == base**exponent


@pytest.mark.parametrize(
    "base", [x + 1, 2 * x + 2, -x - 1, x**2 - 1, pi * x + 2, x / 2 + Rational(1, 3), 1 / x + x]
)
def test_one_over_a_sum_is_what_sympy_makes_of_it(base):
    """It is built without SymPy's questions, which take long for a fraction in a fraction."""
    assert power(base, S.NegativeOne) == Pow(base, -1)
