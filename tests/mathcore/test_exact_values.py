"""Values in closed form, and places where there is none."""

import mpmath
import pytest
from mpmath import mpf, workdps
from sympy import (
    Abs,
    Function,
    Piecewise,
    Rational,
    S,
    Symbol,
    asinh,
    atan2,
    cos,
    exp,
    log,
    pi,
    sin,
    sqrt,
    tan,
)

from mathcore.exact_values import closed, jet_at, same, value_at

X = Symbol("x", real=True)


@pytest.mark.parametrize(
    ("expression", "a", "value"),
    [
        (X**2 + 1, sqrt(2), 3),
        (sin(X), pi / 6, Rational(1, 2)),
        (Piecewise((1 / X, X > 0), (7, True)), 0, 7),
        (1 / tan(X), pi / 2, None),
        (1 / log(Abs(X)), 0, None),
        (X * sin(1 / X), 0, None),
        (sqrt(X), -1, None),
        (X ** Rational(1, 3), -8, None),
        ((X + 1) * (X - 1) ** Rational(2, 3), -1, None),
        (Piecewise((X, X < 1)), 2, None),
        (Piecewise((sqrt(X), X < 1)) + 1, -1, None),
        (1 / (exp(X) - exp(1)), 1, None),
    ],
)
def test_a_value_is_real_on_the_way_or_there_is_none(expression, a, value):
    assert value_at(expression, X, S(a)) == value


def test_an_angle_is_real_though_sympy_cannot_see_it():
    value = value_at(atan2(X, tan(X / asinh(X))), X, Rational(1707, 1000))
    with workdps(40):
        place = mpf("1.707")
        angle = mpmath.atan2(place, mpmath.tan(place / mpmath.asinh(place)))

    assert float(closed(value)) == float(angle)


def test_a_value_beyond_all_balls_is_refused():
    with pytest.raises(ValueError, match="is too large"):
        value_at(exp(exp(exp(exp(X)))), X, Rational(4))


def test_closed_forms_are_compared_by_their_digits():
    assert same(sqrt(2) * sqrt(3), sqrt(6))
    assert same(sqrt(5 + 2 * sqrt(6)), sqrt(2) + sqrt(3))
    assert not same(pi, Rational(355, 113))
    assert closed(pi, 60).rel_accuracy_bits() > 50


def test_a_slope_far_below_the_digits_of_the_value_is_known():
    value, slope = jet_at(1 + exp(X) / 10**300, X, Rational(1))

    assert value.overlaps(closed(1 + exp(1) / 10**300))
    assert abs(slope / closed(exp(1) / 10**300) - 1) < 1e-30


def test_a_slope_of_zero_and_one_that_does_not_exist_are_told_apart():
    assert jet_at(cos(X) + X, X, pi / 2)[1].contains(0)
    assert jet_at(X**2 + 1, X, S.Zero)[1].is_zero()
    assert jet_at(Abs(X), X, S.Zero)[1].is_nan()


class Overflowing(Function):
    """SymPy answers like this, now and then, when a power of a very long number is asked for."""

    def _eval_is_real(self):
        raise OverflowError("int too large to convert to float")


def test_what_sympy_cannot_say_is_left_to_balls():
    with pytest.raises(ValueError, match="Overflowing"):  # which has no balls
        value_at(Overflowing(X), X, S.One)
