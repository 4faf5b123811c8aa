"""Values to any number of digits, and what has none."""

import pytest
from mpmath import mpf, sqrt, workdps
from sympy import Abs, Derivative, Function, Rational, Subs, Symbol, atan2, sin
from sympy import sqrt as root

from mathcore.multiprecision import evaluator, fraction, number, polish, smooth, vanishes
from mathcore.quantity import Meaning, Quantity, iterate, zero

x = Symbol("x", real=True)


def test_a_fraction_is_exactly_the_number():
    with workdps(50):
        third = mpf(1) / 3

        assert mpf(fraction(third).numerator) / fraction(third).denominator == third
        assert fraction(-third) == -fraction(third)


@pytest.mark.parametrize(
    "formula",
    [root(x), atan2(root(x), 1), 1 / (x + 1), (x - 1) ** Rational(1, 3), atan2(x + 1, x**2 - 1)],
    ids=str,
)
def test_what_is_not_real_or_not_finite_is_none(formula):
    assert evaluator(formula, x)(mpf(-1)) is None


def test_what_no_digits_are_known_of_is_refused():
    with pytest.raises(ValueError, match="cannot be evaluated"):
        evaluator(Subs(Derivative(Function("f")(x), x), x, 2), x)


def test_the_name_of_an_unknown_is_never_run():
    strange = Symbol("__import__('os')", real=True)

    assert evaluator(strange**2, strange)(mpf(3)) == 9


def test_newtons_method_polishes_a_guess_to_the_digits_asked_for():
    with workdps(100):
        found = polish(x**2 - 2, x, mpf("1.4"), 90)

        assert abs(found - sqrt(2)) < mpf(10) ** -85


@pytest.mark.parametrize(
    ("formula", "near"),
    [(x**2 + 1, 0), (root(x) - 3, -1), (x**2 + 1, 0.7), (sin(x) + 2, 1)],
    ids=str,
)
def test_without_a_zero_nearby_there_is_none(formula, near):
    assert polish(formula, x, mpf(near), 30) is None


def test_a_zero_is_right_to_three_quarters_of_the_digits_however_small_it_is():
    with workdps(60):
        truth = mpf(10) ** -50 * sqrt(2)
        near = truth * mpf("1.05")
        found = polish(x**2 - 2 * Rational(1, 10**100), x, near, 40)
        rough = polish(x**2 - 2 * Rational(1, 10**100), x, near, 40, 1)

        assert abs(found - truth) < truth * mpf(10) ** -30
        assert abs(rough - truth) > truth * mpf(10) ** -10


def test_a_guess_that_is_the_zero_is_kept():
    assert polish(x**3 - 8, x, mpf(2), 30) == 2


def test_a_zero_in_a_wide_box_is_found_to_all_digits():
    (found,) = zero([1.5707963], (x,), (sin(2 * x),), ((Rational(1), Rational(2)),))
    with workdps(60):
        assert abs(sin(2 * number(found, 50)).evalf(50)) < 1e-45


@pytest.mark.parametrize(
    ("quantity", "reason"),
    [
        (iterate([1.0], (x,), (x / 2,), [2.0], 1)[0], "not an explicit number"),
        (Quantity(0.0, Meaning(root(-2))), "not a real number"),
        (zero([0.0], (x,), (x**3,), ((Rational(-1), Rational(3, 2)),))[0], "no simple zero"),
    ],
)
def test_what_cannot_be_a_start_is_refused(quantity, reason):
    with pytest.raises(ValueError, match=reason):
        number(quantity, 30)


@pytest.mark.parametrize(
    ("values", "shrinks"),
    [
        ((1e-9, 1e-30), True),
        ((1e-9, 1e-9), False),
        ((1e-9, 2e-19), False),
        ((-1e-9, 5e-20), True),
        ((1e-9, 0), True),
        ((0, 0), True),
        ((0, 1e-60, 1e-90), True),
        ((None, 1.0), False),
        ((1.0, None), False),
    ],
)
def test_a_value_vanishes_if_it_shrinks_with_every_digit(values, shrinks):
    told = iter([*values, 0, 0, 0])

    assert vanishes(lambda digits: None if (v := next(told)) is None else mpf(v), 20) is shrinks


def test_the_real_power_of_a_negative_number_is_real():
    assert evaluator((x**2 - 4) ** x, x)(mpf(1)) == -3
    assert evaluator((-2) ** x, x)(mpf(3)) == -8
    assert evaluator(root(x) * root(x - 3), x)(mpf(-1)) == -2


def test_a_corner_is_not_smooth():
    assert smooth(sin(x) * x**2)
    assert not smooth(sin(Abs(x)))


def test_an_angle_is_smooth_where_it_cannot_meet_its_cut():
    assert smooth(atan2(x, 1 + x**2))
    assert not smooth(atan2(x, x - 1))


def test_what_is_zero_with_any_number_of_digits_vanishes():
    rest = iter([mpf(0), mpf(0), mpf(0), mpf(0)])

    assert vanishes(lambda digits: next(rest), 20)


@pytest.mark.parametrize(
    ("value", "asked", "shrinks"),
    [
        (lambda digits: mpf(10) ** -digits, [20, 40], True),
        (lambda digits: mpf(3), [20, 40], False),
        (lambda digits: mpf(10) ** -25 if digits > 20 else mpf(0), [20, 40, 80], False),
    ],
)
def test_digits_are_doubled_and_doubled_again_where_few_hide_what_is_tiny(value, asked, shrinks):
    seen = []

    def told(digits):
        seen.append(digits)
        return value(digits)

    assert vanishes(told, 20) is shrinks
    assert seen == asked
