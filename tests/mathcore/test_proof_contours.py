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
    found = verdict([(1.5, 0.0)])

    assert not found.proved
    assert "two points" in found.reason


def test_the_width_of_the_box_that_is_proved_is_told():
    """A side of 47 is too far from the circle for the narrow box, one of 100 is not."""
    assert verdict(circle(100)).worst_px == 0.25
    assert verdict(circle(47)).worst_px == 0.4999
    assert verdict([*circle(47)[:2], *circle(100)[3:]], closed=False).worst_px == 0.4999


def test_a_circle_may_be_drawn_either_way():
    assert verdict(circle(100)[::-1]).proved
    assert not verdict(circle(100, radius=1 + 0.6 / 202.5)[::-1]).proved
    assert not verdict(circle(100, radius=1 - 0.6 / 202.5)[::-1]).proved


@pytest.mark.parametrize("radius", [1 - 0.6 / 202.5, 1 + 0.6 / 202.5])
def test_sides_shorter_than_a_pixel_must_be_right_too(radius):
    """2000 sides of 0.64 pixels; points that are repeated do not hide what follows."""
    points = circle(2000, radius=radius)

    assert not verdict(points).proved
    assert not verdict([points[0], *points]).proved


@pytest.mark.parametrize("end", [(0.6, 0.0), (0.0, 0.6), (0.6, 0.6), (0.6, -0.6)])
def test_a_line_through_the_middle_of_a_disc_is_no_circle(end):
    start = (-end[0], -end[1])

    assert not verdict([start, end], closed=False).proved


def test_a_fault_is_placed_in_data_of_a_window_with_uneven_scales():
    """x runs from 2 to 12 over 8 scene units, y from -1 to 1 over 5; y = (x - 7)² / 25."""
    frame = Frame(2, 12, -1, 1, -3, 5, -2, 3)
    formula = 25 * y - (x - 7) ** 2
    points = [(-3 + 0.8 * k, -2 + 2.5 * (1 + (k - 5) ** 2 / 25)) for k in np.linspace(1, 9, 161)]

    assert contour(formula, (x, y), 0, points, False, frame).proved

    points[60] = (points[60][0], points[60][1] + 0.8 / 135)  # k = 4, and x = 6
    found = contour(formula, (x, y), 0, points, False, frame)

    assert not found.proved
    assert found.reason == "near (5.95, 0.0441) it is not proved within 0.5 px"


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


PIXEL = sp.Rational(2, 405)  # 202.5 pixels a unit


@pytest.mark.parametrize(("off", "proved"), [(0.3, True), (0.7, False)])
@pytest.mark.parametrize("swapped", [False, True])
@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("backwards", [False, True])
def test_a_curve_that_leaves_its_chord_only_at_one_end_is_seen(
    off, proved, swapped, mirrored, backwards
):
    """exp(40 (x - 1)) times so many pixels: nothing of it shows in the middle of the chord."""
    along, up = (y, x) if swapped else (x, y)
    away = off * PIXEL * sp.exp(40 * ((-along if mirrored else along) - 1))
    chord = [(0.0, 0.0), (-1.5 if mirrored else 1.5, 0.0)]
    points = [(b, a) if swapped else (a, b) for a, b in chord]

    found = verdict(points[::-1] if backwards else points, up - away, 0, closed=False)

    assert found.proved is proved


def test_where_the_slope_across_may_vanish_nothing_is_proved():
    """(y + d)² = (2d)² for d of 0.3 pixels: the curve is 0.3 pixels off, and level at -0.3."""
    points, d = [(0.0, 0.0), (1.5, 0.0)], 0.3 * PIXEL

    assert verdict(points, y - d, 0, closed=False).proved
    assert not verdict(points, (y + d) ** 2 + 0 * x, 4 * d**2, closed=False).proved
    assert not verdict(points, y * (y**2 - (d / 3) ** 2) + 0 * x, 0, closed=False).proved
