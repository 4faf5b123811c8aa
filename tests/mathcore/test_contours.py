"""Level curves, against circles, hyperbolas and dense samples of the true curve."""

from math import hypot, pi

import numpy as np
import pytest

from mathcore import contours, landscapes
from mathcore.fields import Field

SQUARE = ((-2.0, 2.0), (-2.0, 2.0))


@pytest.mark.parametrize("tolerance", [1e-2, 5e-4, 1e-5])
@pytest.mark.parametrize("radius", [0.003, 0.5, 1.9])
def test_a_circle_is_one_closed_curve_within_tolerance(radius, tolerance):
    (circle,) = contours.trace(Field.parse("x^2 + y^2"), radius**2, *SQUARE, tolerance)
    points = np.array(circle.points)
    chords = np.roll(points, -1, axis=0) - points
    sagitta = radius - np.hypot(*(points + chords / 2).T)

    assert circle.closed
    assert np.hypot(*points.T) == pytest.approx(radius, rel=1e-12)
    assert sagitta.max() <= 4 * tolerance
    assert np.hypot(*chords.T).sum() == pytest.approx(2 * pi * radius, rel=0.2)


def test_open_curves_end_on_the_border():
    branches = contours.trace(Field.parse("x y"), 1, *SQUARE)
    ends = sorted(branch.points[i] for branch in branches for i in (0, -1))

    assert [branch.closed for branch in branches] == [False, False]
    assert np.array(ends) == pytest.approx(np.array([(-2, -0.5), (-0.5, -2), (0.5, 2), (2, 0.5)]))
    assert all(x * y == pytest.approx(1, rel=1e-12) for b in branches for x, y in b.points)


def test_no_loop_is_missed():
    """The egg box sin 5x cos 3y has one loop round every top that lies well inside."""
    found = contours.trace(Field.parse("sin(5x) cos(3y)"), 0.9, (-4, 4), (-4, 4))
    tops = [
        (pi * (2 * i + 1 / 2 + k) / 5, pi * (2 * j + k) / 3)
        for i in range(-6, 7) for j in range(-4, 5) for k in (0, 1)
    ]  # fmt: skip
    inside = [top for top in tops if max(map(abs, top)) < 3.8]
    loops = [np.mean(each.points, axis=0) for each in found if each.closed]

    assert len(loops) == len(inside)
    assert all(min(hypot(*(m - top)) for m in loops) < 0.05 for top in inside)


def test_a_speck_far_below_the_grid_is_found():
    (speck,) = contours.trace(Field.parse("(x - 0.123)^2 + (y + 1.01)^2"), 1e-7, *SQUARE)

    assert speck.closed


def test_landscape_curves_lie_on_their_levels_and_close_or_end_on_the_border():
    field = landscapes.hills_and_pits()
    found = contours.trace_all(
        field, landscapes.LEVELS[1::3], landscapes.X_RANGE, landscapes.Y_RANGE
    )
    for each in found:
        assert field(*np.array(each.points).T) == pytest.approx(float(each.level), abs=1e-12)
        if not each.closed:
            assert max(map(abs, each.points[0])) == max(map(abs, each.points[-1])) == 3.0


def test_scale_does_not_matter():
    wide = contours.trace(Field.parse("x^2/10^12 + 10^6 y^2"), 1, (-2e6, 2e6), (-2e-3, 2e-3))

    assert [each.closed for each in wide] == [True]


def test_a_level_that_is_not_reached_has_no_curve():
    assert contours.trace(Field.parse("x^2 + y^2"), -1, *SQUARE) == ()


@pytest.mark.parametrize(
    ("formula", "level"),
    [
        ("x^2 + y^2", 0),  # a pit
        ("x^2 - y^2", 0),  # a saddle
        ("x^2 + y^2", 4),  # touches the border
        ("1/x", 1),  # a pole in the window
        ("5 + 0x", 5),  # level everywhere
    ],
)
def test_a_level_without_a_clear_course_is_refused(formula, level):
    with pytest.raises(ValueError, match="is the height of a level place in the window"):
        contours.trace(Field.parse(formula), level, *SQUARE)


def test_a_curve_with_a_million_ripples_is_not_followed_to_every_tolerance():
    with pytest.raises(ValueError, match="tolerance is too fine for so rough a curve"):
        contours.trace(Field.parse("x^2 + y^2 + sin(10^6 x)/10^6"), 1, *SQUARE, 1e-7)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((Field.parse("x^2", ("x",)), 1, (0, 1), (0, 1)), "needs two variables"),
        ((Field.parse("x y"), 1, (1, 0), (0, 1)), "low < high"),
        ((Field.parse("x y"), 1, (0, 1), (0, 1), 0.0), "tolerance must be in"),
    ],
)
def test_a_question_without_meaning_is_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        contours.trace(*arguments)


def test_sharp_bends_between_the_cells_get_points_enough():
    """x^60 + y^60 = 1 is a square whose corners are rounder than they look from the cells."""
    (square,) = contours.trace(Field.parse("x^60 + y^60"), 1, *SQUARE, 1e-4)
    points = np.array(square.points)
    middles = (points + np.roll(points, -1, axis=0)) / 2
    outside = middles / np.sum(np.abs(middles) ** 60, axis=1)[:, None] ** (1 / 60)

    assert np.hypot(*(outside - middles).T).max() <= 4 * 2e-4
