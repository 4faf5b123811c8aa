"""The total derivative, by shares and by substitution."""

from math import cos, e

import pytest
from sympy import E, Symbol
from sympy import cos as cosine

from mathcore import proof
from mathcore.scalar_fields import ScalarField
from mathcore.total_derivatives import along

WAVE = ScalarField.parse("sin(x) e^(y z^2)", "xyz")
PATH = ["t - 1", "t^2", "1/t"]


def test_the_shares_of_the_lecture_leave_one_cosine():
    """Along x = t - 1, y = t^2, z = 1/t the exponent y z^2 stays 1."""
    found, t = along(WAVE, PATH), Symbol("t", real=True)

    assert found.summed == found.direct.expression == E * cosine(t - 1)
    assert found.verdict.proved
    assert [each.speed for each in found.shares] == [1, 2 * t, -1 / t**2]
    assert found.shares[1].product + found.shares[2].product == 0


@pytest.mark.parametrize("time", ["3/2", -2, 40, "1e-3"])
def test_both_ways_give_the_same_number(time):
    moment = along(WAVE, PATH).at(time)
    known = e * cos(float(moment.time) - 1)

    assert moment.direct == pytest.approx(known, rel=1e-12)
    assert moment.total == pytest.approx(known, rel=1e-6)
    assert sum(moment.parts) == pytest.approx(moment.total, rel=1e-6)
    assert all(proof.close(x, x.meaning).proved for x in (*moment.slopes, *moment.speeds))
    assert len(moment.place) == 3


def test_the_velocity_is_an_arrow_in_the_plane():
    circle = along(ScalarField.parse("x^2 y", "xy"), ["cos(t)", "sin(t)"])
    tip = circle.at("pi/2").velocity_tip(0.5)

    assert (float(tip.x), float(tip.y)) == pytest.approx((-0.5, 1))
    assert proof.close(tip.x, tip.x.meaning).proved
    with pytest.raises(ValueError, match="a point of the plane has two coordinates, got 3"):
        along(WAVE, PATH).at(1).velocity_tip()


def test_a_total_derivative_may_keep_letters():
    found = along(ScalarField.parse("k x y", "xy", "k"), ["s^2", "sin(s)"], "s")

    assert found.verdict.proved
    with pytest.raises(ValueError, match="without values for the constants: k"):
        found.at(1)


def test_without_a_tangent_plane_the_sum_proves_nothing():
    """The slopes of the root of |x y| along the axes are 0, but it rises along the diagonal."""
    with pytest.raises(ValueError, match="nothing is claimed about other directions"):
        along(ScalarField.parse("sqrt(|x y|)", "xy"), ["t", "t"]).at(0)
    with pytest.raises(ValueError, match="no finite real value at t = 0"):
        along(WAVE, PATH).at(0)


def test_questions_without_meaning_are_refused():
    with pytest.raises(ValueError, match="path must have 3 formulas"):
        along(WAVE, ["t"])
    with pytest.raises(ValueError, match="time must be a letter of its own, got time='x'"):
        along(WAVE, ["x", "x", "x"], "x")
