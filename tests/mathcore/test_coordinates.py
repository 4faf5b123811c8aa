"""Polar, cylindrical and spherical coordinates, against geometry."""

from math import atan2, cos, hypot, pi, sin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Symbol
from sympy import sin as sine

from mathcore import proof
from mathcore.coordinates import cell, cylindrical, polar, spherical
from mathcore.jacobians import Squareness

R, THETA = Symbol("r", real=True), Symbol("theta", real=True)
NUMBERS = st.floats(-5, 5).map(lambda x: round(x, 2)).filter(bool)


def test_the_determinants_are_those_of_every_table():
    assert polar().determinant == R
    assert cylindrical().determinant == R
    assert (spherical().determinant - R**2 * sine(THETA)).simplify() == 0


def test_coordinates_fail_where_the_determinant_is_zero():
    assert polar().singular == (R,)
    assert set(spherical().singular) == {R, sine(THETA)}
    assert polar().jacobian(0, "pi/7").squareness is Squareness.SINGULAR
    assert spherical().jacobian(2, "pi", 1).squareness is Squareness.SINGULAR
    assert spherical().jacobian(2, "pi/2", 1).squareness is Squareness.REGULAR


@settings(max_examples=15, deadline=None)
@given(NUMBERS, NUMBERS, NUMBERS)
def test_there_and_back_again(x, y, z):
    flat, round_ = polar().locate(x, y), spherical().locate(x, y, z)

    assert flat == pytest.approx((hypot(x, y), atan2(y, x)))
    assert polar().point(*flat) == pytest.approx((x, y))
    assert spherical().point(*round_) == pytest.approx((x, y, z))
    assert all(proof.close(each, each.meaning).proved for each in (*flat, *round_))


def test_the_origin_has_many_angles():
    assert polar().locate(-1, 0) == pytest.approx((1, pi))
    with pytest.raises(ValueError, match=r"\(0, 0\) has no coordinates of its own"):
        polar().locate(0, 0)
    with pytest.raises(ValueError, match="has no coordinates of its own"):
        spherical().locate(0, 0, 3)


def test_held_coordinates_leave_a_curve():
    x, y = polar().line(r=2)

    assert (float(x(0.3)), float(y(0.3))) == pytest.approx((2 * cos(0.3), 2 * sin(0.3)))
    with pytest.raises(ValueError, match="all coordinates but one must be held"):
        spherical().line(r=1)


def test_a_cell_is_nearly_as_large_as_the_determinant_says():
    wide, narrow = cell((1, 0), ("1/2", "pi/6")), cell((1, 0), ("1/100", "pi/6"))

    assert wide.area == pytest.approx(pi / 12 * (1.5**2 - 1))
    assert wide.ratio == pytest.approx(0.8)
    assert narrow.ratio == pytest.approx(1 / 1.005)
    corner = wide.corners[2]
    assert (float(corner.x), float(corner.y)) == pytest.approx(
        (1.5 * cos(pi / 6), 1.5 * sin(pi / 6))
    )
    shown = (wide.determinant, wide.estimate, wide.area, wide.ratio, corner.x, corner.y)
    assert all(proof.close(each, each.meaning).proved for each in shown)


@pytest.mark.parametrize(
    ("corner", "sides"), [((-1, 0), (1, 1)), ((1, 0), (0, 1)), ((1, 0), (1, 7)), ((1, 0), (1, 0))]
)
def test_what_is_no_cell_is_refused(corner, sides):
    with pytest.raises(ValueError, match="a cell needs r >= 0 and sides > 0"):
        cell(corner, sides)


def test_the_corners_of_a_polar_cell_go_round_from_the_first():
    """From r = 2 and a right angle on, by 1 and another right angle."""
    found = cell((2, "pi/2"), (1, "pi/2"))
    wanted = [(0, 2), (0, 3), (-3, 0), (-2, 0)]

    for corner, (x, y) in zip(found.corners, wanted, strict=True):
        assert (corner.x, corner.y) == (pytest.approx(x, abs=1e-15), pytest.approx(y, abs=1e-15))
    assert (found.determinant, found.estimate) == (2, pytest.approx(pi))
    assert found.area == pytest.approx((9 - 4) * pi / 4)


def test_a_cell_may_be_a_whole_disc():
    disc = cell((0, "pi/3"), (2, "2 pi"))

    assert disc.area == pytest.approx(4 * pi)
    assert disc.estimate == 0
    assert proof.close(disc.area, disc.area.meaning).proved
