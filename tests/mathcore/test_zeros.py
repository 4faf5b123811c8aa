"""A zero is believed only when it is proved to be there and to be alone."""

import pytest
from flint import arb
from sympy import Abs, Rational, Symbol, cos, exp, sign, sin, symbols

from mathcore import balls
from mathcore.quantity import Zero
from mathcore.zeros import UnprovedError, common_zero, single_zero

x, y = symbols("x y", real=True)
WIDE = (Rational(-2), Rational(3))


def box(*ends):
    return tuple((Rational(low), Rational(high)) for low, high in ends)


def test_a_simple_zero_is_enclosed_as_closely_as_the_bits_allow():
    with balls.working(400):
        found = single_zero(Zero((x,), (x**2 - 2,), box((1, 2))), {})

        assert found.overlaps(arb(2).sqrt())
        assert found.rad() < arb(2) ** -380


def test_a_wide_box_is_halved_until_the_slope_keeps_its_sign():
    found = single_zero(Zero((x,), (x**2 - 2,), box((Rational(-1, 2), 3))), {})

    assert found.overlaps(arb(2).sqrt())


def test_an_end_whose_sign_is_undecided_proves_nothing():
    formula = sin(1) ** 2 + cos(1) ** 2 - 1 + x
    with pytest.raises(UnprovedError, match="the sign at an end"):
        single_zero(Zero((x,), (formula,), box((0, 1))), {})


def test_a_zero_at_an_end_counts():
    assert single_zero(Zero((x,), (x**3 - 8,), box((2, 5))), {}) == 2
    assert single_zero(Zero((x,), (x * (x + 1),), box((Rational(-1, 3), 0))), {}) == 0


@pytest.mark.parametrize(
    ("formula", "ends", "reason"),
    [
        (x**2 + 1, (-1, 2), "no change of sign"),
        (sin(x), (1, 10), "more than one zero"),
        (x**3, (-1, Rational(3, 2)), "more than one zero"),
        (x * (x - 1), (0, 2), "more than one zero"),
        (sin(200 * x), (Rational(-1, 7), Rational(79, 25)), "more than one zero"),
        (1 / x, (-1, Rational(3, 2)), "more than one zero"),
        (Abs(x) + sign(x), (-1, Rational(3, 2)), "more than one zero"),
    ],
    ids=str,
)
def test_what_is_not_proved_is_not_believed(formula, ends, reason):
    with pytest.raises(UnprovedError, match=reason):
        single_zero(Zero((x,), (formula,), box(ends)), {})


def test_a_parameter_may_be_known_only_as_a_ball():
    a = Symbol("a")
    found = single_zero(Zero((x,), (x**2 - a,), box((1, 2))), {a: arb(2, 1e-10)})

    assert found.contains(arb(2).sqrt().mid())


def test_a_common_zero_is_enclosed():
    with balls.working(200):
        system = Zero((x, y), (x**2 + y**2 - 1, x - y), box(("0.7", "0.71"), ("0.7", "0.71")))
        u, v = common_zero(system, {})

        assert u.overlaps(arb(0.5).sqrt())
        assert v.rad() < arb(2) ** -180


@pytest.mark.parametrize(
    ("formulas", "ends", "reason"),
    [
        ((x + y - 9, x - y), ((0, 1), (0, 1)), "no common zero"),
        ((x + y, 2 * x + 2 * y), ((-1, 1), (-1, 1)), "not independent"),
        ((x**2 - y, y - x**3 / 9), (("-0.3", "0.4"), ("-0.3", "0.4")), "undecided"),
        ((exp(x) - cos(y), y * exp(x) - y - x**2), ((-4, 5), (-4, 5)), "undecided|independent"),
    ],
    ids=str,
)
def test_a_common_zero_that_is_not_proved_is_not_believed(formulas, ends, reason):
    with pytest.raises(UnprovedError, match=reason):
        common_zero(Zero((x, y), formulas, box(*ends)), {})
