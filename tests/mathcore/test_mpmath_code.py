"""Code for mpmath keeps all the digits in force."""

import pytest
from mpmath import mpf, workdps
from sympy import Max, Min, Piecewise, Symbol

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
