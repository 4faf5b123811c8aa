"""Code for mpmath keeps all the digits in force."""

import time

import mpmath
import pytest
from mpmath import mpf, workdps
from sympy import Abs, Max, Min, Piecewise, Symbol, acos, cos, erf, exp, tan

from mathcore.mpmath_code import runnable

x = Symbol("x", real=True)


@pytest.mark.parametrize(
    "chosen", [Max(x, 3), Min(x + 5, 3), Piecewise((3, x < 2), (x, True))], ids=str
)
def test_a_whole_number_that_is_chosen_is_divided_by_in_full(chosen):
    with workdps(60):
        found = runnable(x, 1 / chosen)(mpf(0))

        assert abs(found - mpf(1) / 3) < mpf(10) ** -60


def test_several_formulas_are_run_at_once():
    assert runnable((x,), [x, x + 1])(mpf(2)) == [2, 3]


def test_a_strange_name_is_never_part_of_the_code():
    strange = Symbol("__import__('os')")

    assert runnable(strange, strange + 1)(mpf(1)) == 2


@pytest.mark.parametrize(
    "formula",
    [cos(2 ** (2**x)), tan(x ** (x**x)), exp(exp(exp(x))), (x**x) ** (x**x), erf(acos(x) + x**x)],
    ids=str,
)
def test_a_number_with_too_many_digits_is_none_at_once(formula):
    start = time.process_time()
    with pytest.raises(OverflowError):
        runnable(x, formula)(mpf(3000))

    assert time.process_time() - start < 0.5


def test_a_power_with_a_great_exponent_is_the_limit_that_makes_e():
    with workdps(60):
        tiny = mpf(10) ** -25

        assert abs(runnable(x, (1 + x) ** (1 / x))(tiny) - mpmath.e) < 2 * tiny


def test_a_piece_that_is_not_in_force_may_have_no_value():
    other = Piecewise((2, x < 1), (1 / x, True))
    f = Piecewise((x, x < 1), (1 / Abs(x) + x / Abs(x), True)) * other

    assert runnable(x, f)(mpf(0)) == 0
    assert runnable(x, f)(mpf(2)) == 0.75
