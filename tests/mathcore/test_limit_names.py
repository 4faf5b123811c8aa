"""Names of numbers that are known to many digits."""

import pytest
import sympy as sp
from flint import arb
from sympy import Dummy, Rational, cos, exp, sin, sqrt

from mathcore import balls, interval
from mathcore.limit_names import name

T = Dummy("t", positive=True)


def ball(number):
    with balls.working(1024):
        return balls.head(interval.compiled(number)({}))


@pytest.mark.parametrize(
    "number", [Rational(22, 7), Rational(-1, 90000), 3 * sp.pi / 4, 1 / sp.sqrt(3), -sqrt(2) / 6]
)
def test_a_number_is_known_by_its_digits(number):
    assert name(T, T, ball(number), arb(10) ** -40) == number


def test_the_constants_of_a_formula_are_tried():
    assert name(exp(2 + T) - sin(T), T, ball(5 * exp(2)), arb(10) ** -40) == 5 * exp(2)


def test_few_digits_name_nothing_but_short_numbers():
    """To seven digits 355/113 is one of many; it is left to SymPy, which finds another limit."""
    assert name(T, T, ball(Rational(1, 2)), arb(10) ** -8) == Rational(1, 2)
    assert name(T, T, ball(Rational(355, 113)), arb(10) ** -7) is None


def test_what_is_nothing_but_its_error_is_zero():
    assert name(T, T, arb(10) ** -9, arb(10) ** -8) == 0


def test_a_guess_is_not_made_where_none_is_wanted():
    assert name(T, T, arb(10) ** -9, arb(10) ** -8, guess=False) == 0
    assert name(T + 2, T, ball(Rational(5, 2)), arb(10) ** -8, guess=False) is None
    assert name(cos(T), T, ball(Rational(1)), arb(10) ** -8, guess=False) == 1


def test_limits_that_are_no_finite_numbers_name_nothing():
    assert name(1 / T, T, arb(2) ** 70, arb(1)) is None


@pytest.mark.parametrize(
    ("formula", "limit"),
    [
        (exp(sp.sign(-T)) + sp.floor(sp.Min(1, 2 - T)), 1 + exp(-1)),
        (sp.Max(T, cos(T) - T, 1 / sp.Integer(3)) + exp(sp.ceiling(T)), 1 + sp.E),
        (sp.Max(T, 2 * T - T**2, -1) / T + exp(1 + sp.sqrt(2)), 2 + exp(1 + sp.sqrt(2))),
    ],
)
def test_steps_are_settled_before_sympy_takes_a_limit(formula, limit):
    assert name(formula, T, ball(limit), arb(10) ** -40) == limit


@pytest.mark.parametrize("step", [sp.floor(sp.asin(T + 2)), sp.Max(T, sin(T), T - T**300)])
def test_steps_that_are_not_seen_to_settle_are_not_given_to_sympy(step):
    assert name(step, T, ball(sp.log(5)), arb(10) ** -40) is None


def test_long_formulas_are_not_given_to_sympy():
    long = sum(sin(k * T) ** k for k in range(2, 40))

    assert name(long, T, ball(sp.EulerGamma.evalf(30)), arb(10) ** -28) is None


def test_a_limit_that_sympy_cannot_take_names_nothing(monkeypatch):
    def give_up(*_):
        raise NotImplementedError

    monkeypatch.setattr("sympy.limit", give_up)

    assert name(T, T, ball(sp.log(5)), arb(10) ** -40) is None


def test_constants_that_are_too_large_are_left_out():
    deep = exp(exp(exp(exp(T + 4))))

    assert name(T * deep, T, ball(sp.pi), arb(10) ** -40) == sp.pi
