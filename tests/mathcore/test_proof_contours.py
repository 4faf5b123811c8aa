"""The contour prover, on circles whose points are known and on a landscape of five hills."""

from math import cos, hypot, pi, sin

import numpy as np
import pytest
import sympy as sp

from mathcore.frame import Frame
from mathcore.proof_contours import contour

x, y = sp.symbols("x y", real=True)
FRAME = Frame(-3, 3, -2, 2, -4.5, 4.5, -3, 3)  # 1.5 scene units a unit, 202.5 pixels
DISC = x**2 + y**2


def circle(count, radius=1.0, about=(0.0, 0.0)):
    turns = [2 * pi * k / count for k in range(count)]
    return [(1.5 * (about[0] + radius * cos(a)), 1.5 * (about[1] + radius * sin(a))) for a in turns]


def verdict(points, formula=DISC, level=1, closed=True):
    return contour(formula, (x, y), level, points, closed, FRAME)


def test_a_fine_polygon_is_a_circle():
    """With 100 corners the sides are 202.5 (1 - cos(pi/100)) = 0.10 pixels inside the circle."""
    proved = verdict(circle(100))

    assert proved.proved
    assert proved.worst_px <= 0.25


def test_the_circle_must_be_followed_to_half_a_pixel():
    """202.5 (1 - cos(pi/n)) is 0.45 for n = 47 and 0.70 for n = 38."""
    assert verdict(circle(47)).proved
    assert not verdict(circle(38)).proved


@pytest.mark.parametrize(
    "fault",
    [
        {"points": circle(100, about=(0.75 / 202.5, 0))},
        {"points": circle(100, radius=1 + 0.6 / 202.5)},
        {"points": circle(100), "level": sp.Rational(101, 100)},
        {"points": circle(100), "formula": x**2 + 1.01 * y**2},
        {"points": circle(100)[:60]},
    ],
)
def test_a_planted_fault_is_found(fault):
    found = verdict(**fault)

    assert not found.proved
    assert "not proved within 0.5 px" in found.reason


def test_an_open_arc_is_not_closed_by_force():
    assert verdict(circle(100)[:60], closed=False).proved


def test_repeated_points_do_no_harm():
    points = circle(100)

    assert verdict([*points, points[0], points[0]]).proved


def test_one_point_is_no_contour():
    assert "two points" in verdict([(1.5, 0.0)]).reason


def test_through_a_saddle_nothing_is_proved():
    line = [(-0.01, -0.01), (0.01, 0.01)]

    assert not verdict(line, x**2 - y**2, 0, closed=False).proved


def test_a_straight_level_line_needs_one_chord():
    assert verdict([(-1.5, -1.5), (1.5, 1.5)], sp.exp(x) - sp.exp(y), 0, closed=False).proved


def hill(height, east, north, breadth):
    off = (x - sp.Rational(east)) ** 2 + (y - sp.Rational(north)) ** 2
    return sp.Rational(height) * sp.exp(-off / sp.Rational(breadth))


def followed(formula, level, at, step):
    """Points of a level line by small steps and Newton corrections."""
    f, *slopes = (
        sp.lambdify((x, y), each) for each in (formula, *sp.derive_by_array(formula, (x, y)))
    )
    here, points = np.array(at), []
    while len(points) < 6 or hypot(*(here - points[0])) > 0.8 * step:
        for _ in range(5):
            uphill = np.array([slope(*here) for slope in slopes])
            here = here - (f(*here) - level) * uphill / (uphill @ uphill)
        points.append(here)
        here = here + step * np.array([-uphill[1], uphill[0]]) / hypot(*uphill)
    return [(1.5 * p[0], 1.5 * p[1]) for p in points]


def test_the_landscape_of_five_hills_is_proved_and_its_neighbour_level_is_not():
    hills = [
        ("2", "1", "1", "4/5"),
        ("3/2", "-1", "6/5", "3/5"),
        ("6/5", "3/10", "-13/10", "9/10"),
        ("-7/5", "-6/5", "-4/5", "7/10"),
        ("-1", "8/5", "-3/5", "1/2"),
    ]
    landscape = sum(hill(*each) for each in hills)
    points = followed(landscape, 1.0, (1.5, 1.2), 0.03)

    assert verdict(points, landscape, 1).proved
    assert not verdict(points, landscape, 1.01).proved
