"""Roots that a walk is closing in on, and the unit of their first digit."""

from fractions import Fraction

import pytest
from mpmath import mpf, workdps
from sympy import sqrt

from mathcore import proof
from mathcore.functions import Function
from mathcore.multiprecision import fraction
from mathcore.newton_roots import Root, closing_in, decade, landed_on, quantity


@pytest.mark.parametrize(
    ("number", "unit"),
    [(1000, 1000), (999, 100), (-1, 1), (Fraction(1, 10), Fraction(1, 10)), (0, 1)],
)
def test_the_unit_of_the_first_digit_is_a_power_of_ten(number, unit):
    assert decade(Fraction(number)) == unit


@pytest.mark.parametrize(
    ("formula", "at", "times"),
    [("x - 3", 3, 1), ("(x - 3)^2", 3, 2), ("x^3", 0, 3), ("sin(x) - x", 0, 3)],
)
def test_a_root_that_was_hit_is_counted_as_often_as_it_is_repeated(formula, at, times):
    with workdps(40):
        found = landed_on(Function.parse(formula), mpf(at))

    assert (found.value, found.multiplicity, found.exact) == (at, times, True)


def test_a_corner_on_the_axis_has_no_multiplicity():
    assert landed_on(Function.parse("|x - 3|"), mpf(3)).multiplicity is None


def test_a_root_that_is_closed_in_on_is_found_and_proved():
    f = Function.parse("x^2 - 2")
    with workdps(40):
        x = mpf(2).sqrt() + mpf(10) ** -12
        step = -(x * x - 2) / (2 * x)
        found = closing_in(f, x, (step, mpf(10) ** -6), 40)

    assert found.multiplicity == 1
    assert proof.number("1.414213562373", quantity(f, found, decade(found.value)).meaning).proved


def test_a_double_root_is_told_by_steps_that_halve():
    f = Function.parse("(x^2 - 2)^2")
    with workdps(60):
        x = mpf(2).sqrt() + mpf(10) ** -9
        step = -(x * x - 2) / (4 * x)
        found = closing_in(f, x, (step, 2 * step), 60)

    assert found.multiplicity == 2


def test_where_the_curve_only_nears_the_axis_there_is_no_root():
    f = Function.parse("x^2 + 10^(-6)")
    with workdps(40):
        assert closing_in(f, mpf(10) ** -2, (-(mpf(10) ** -2) / 2, -(mpf(10) ** -2)), 40) is None


def test_a_root_that_is_hit_is_kept_as_it_is_unless_it_is_a_simple_fraction():
    with workdps(40):
        root, third = mpf(2).sqrt(), mpf(1) / 3
        wild, simple = (
            landed_on(Function.parse("x^2 - 2"), root),
            landed_on(Function.parse("3x - 1"), third),
        )

        assert (wild.value, wild.exact, wild.multiplicity) == (fraction(root), False, 1)
        assert (simple.value, simple.exact, simple.multiplicity) == (Fraction(1, 3), True, 1)


@pytest.mark.parametrize(("formula", "bindings"), [("x - 3", 1), ("(x - 3)^2", 0)])
def test_a_simple_root_means_the_zero_and_a_repeated_fraction_itself(formula, bindings):
    f = Function.parse(formula)
    with workdps(40):
        found = quantity(f, landed_on(f, mpf(3)), decade(Fraction(3)))

    assert found == 3
    assert len(found.meaning.bindings) == bindings
    assert proof.number("3", found.meaning).proved


def test_a_repeated_root_that_is_no_fraction_means_a_zero_of_a_derivative():
    f = Function.parse("(x^2 - 2)^3")
    with workdps(60):
        found = quantity(f, Root(fraction(mpf(2).sqrt()), 3), decade(Fraction(1)))

    (binding,) = found.meaning.bindings
    assert binding.expressions[0].subs(binding.symbols[0], sqrt(2)).expand() == 0
    assert proof.number("1.414213562", found.meaning).proved
