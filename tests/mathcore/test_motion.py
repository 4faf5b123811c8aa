"""Distances driven, against integrals known in closed form."""

from math import exp, sin

import pytest
from mpmath import mp

from mathcore import proof
from mathcore.functions import Function
from mathcore.motion import drive


def test_steady_push_covers_half_of_push_times_time_squared():
    car = drive(Function.parse("3t", "t"), 2, 6)

    assert car.covered(6) == 3 / 2 * (36 - 4)
    assert car.place(2) == 0


def test_a_car_that_gathers_speed_has_a_formula():
    car = drive(Function.parse("20 - 20 exp(-t/3)", "t"), 0, 20)

    assert car.covered(7.5) == pytest.approx(20 * 7.5 + 60 * (exp(-2.5) - 1), rel=1e-14)
    assert proof.close(car.covered(7.5), car.covered(7.5).meaning).proved


def test_a_speed_in_pieces_has_a_formula_in_pieces():
    """At speed 1 until time 1, then at speed t: the car has come 1 + (t^2 - 1) / 2 far."""
    car = drive(Function.parse("max(t, 1)", "t"), 0, 4)

    assert car.covered(0.5) == 0.5
    assert car.covered(3) == 1 + (9 - 1) / 2
    assert proof.close(car.covered(3), car.covered(3).meaning).proved


def test_without_a_formula_the_car_is_drawn_but_not_claimed():
    car = drive(Function.parse("exp(-t^2) sin(t)^2", "t"), 0, 4)
    oracle = float(mp.quad(lambda t: mp.exp(-t * t) * mp.sin(t) ** 2, [0, 1, 2, 3]))

    assert car.place(3) == pytest.approx(oracle, rel=1e-13)
    with pytest.raises(ValueError, match="no formula gives the distance"):
        car.covered(3)


def test_a_formula_in_functions_of_its_own_is_none():
    """Fresnel's integral has a name, but no digits here."""
    assert drive(Function.parse("2 + cos(t^2)", "t"), 0, 3).distance is None


def test_a_formula_that_jumps_is_not_claimed():
    """-1 / (t - 3) has the right slope, and yet no car passes its pole."""
    assert drive(Function.parse("1 / (t - 3)^2", "t"), 0, 20).distance is None


def test_a_sine_that_stays_above_zero_is_a_speed():
    assert drive(Function.parse("1 + cos(t)", "t"), 0, 3).covered(3) == pytest.approx(3 + sin(3))


@pytest.mark.parametrize(
    ("speed", "end", "message"),
    [("t", 0, "start must be before end"), ("t - 1", 2, "must not be negative")],
)
def test_a_drive_needs_time_and_a_speed(speed, end, message):
    with pytest.raises(ValueError, match=message):
        drive(Function.parse(speed, "t"), 0, end)
