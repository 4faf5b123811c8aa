"""Sampled curves: near the truth everywhere, cut where the function breaks, and few points.

The truth is read from the function at a thousand places between anchors, by NumPy.
"""

from itertools import pairwise
from math import hypot, nan

import numpy as np
import pytest
import sympy as sp

from mathcore import sampling
from mathcore.functions import Function
from mathcore.sampling import polyline

x = sp.Symbol("x", real=True)
WIDTH, HEIGHT = 1000.0, 600.0


def drawn(formula, x_range, y_range, **options):
    return polyline(Function(sp.sympify(formula), x), x_range, y_range, WIDTH, HEIGHT, **options)


def worst_distance(formula, pieces, x_range, y_range):
    """The greatest distance in pixels of the true graph, over each chord, from the polyline."""
    scales = WIDTH / (x_range[1] - x_range[0]), HEIGHT / (y_range[1] - y_range[0])
    f, worst = Function(sp.sympify(formula), x), 0.0
    for piece in pieces:
        for (a, ya), (b, yb) in pairwise(piece):
            u = np.linspace(a, b, 41)
            across = (u - a) * scales[0]
            up = (f(u) - ya) * scales[1]
            chord = np.array([(b - a) * scales[0], (yb - ya) * scales[1]])
            t = np.clip((across * chord[0] + up * chord[1]) / (chord @ chord), 0, 1)
            apart = np.hypot(across - t * chord[0], up - t * chord[1])
            worst = max(worst, float(np.nanmax(apart)))
    return worst


SMOOTH = [
    (x**3 - 2 * x + 2, (-3, 3), (-4, 6), 1, 90),
    (1 / x, (-3, 3), (-3, 3), 2, 80),
    (sp.tan(x), (-6, 6), (-4, 4), 5, 200),
    (sp.Abs(x), (-2, 2), (-1, 2), 1, 30),
    (sp.sqrt(x), (-1, 4), (-1, 3), 1, 60),
    (sp.sqrt(x - sp.Rational(1, 3)), (-1, 4), (-1, 3), 1, 60),
    (sp.root(x, 3), (-1, 2), (-1, 2), 1, 60),
    (sp.exp(-1 / x**2), (-3, 3), (-0.2, 1.2), 1, 200),
    (sp.sin(x) / x, (-9, 9), (-1, 2), 1, 250),
    (10**6 * x**3 - 2 * x, (-1e-3, 1e-3), (-2e-3, 2e-3), 1, 60),
    ((x / 10**6) ** 3, (-3e6, 3e6), (-4, 6), 1, 60),
    (sp.log(x), (-1, 5), (-3, 3), 1, 60),
    (sp.sin(10 * x), (-5, 5), (-2, 2), 1, 600),
    (sp.Max(sp.sin(x), sp.cos(x)), (0, 9), (-2, 2), 1, 150),
    (1 / x**2, (-1, 1), (0, 10), 2, 90),
    (sp.Piecewise((x, x < 0), (x**2, True)), (-2, 2), (-2, 2), 1, 60),
]


@pytest.mark.parametrize(("formula", "x_range", "y_range", "count", "most"), SMOOTH, ids=str)
def test_every_piece_is_within_a_quarter_pixel_with_few_points(
    formula, x_range, y_range, count, most
):
    pieces = drawn(formula, x_range, y_range)

    assert len(pieces) == count
    assert sum(map(len, pieces)) <= most
    assert worst_distance(formula, pieces, x_range, y_range) <= 0.26
    assert all(x_range[0] <= p[:, 0].min() and p[:, 0].max() <= x_range[1] for p in pieces)
    assert all(y_range[0] <= p[:, 1].min() and p[:, 1].max() <= y_range[1] for p in pieces)
    assert all((np.diff(p[:, 0]) > 0).all() for p in pieces)


def test_the_last_anchor_lies_on_the_border_by_the_mathematics():
    (piece,) = drawn(x**2, (-3, 3), (-1, 5))

    assert piece[0, 1] == piece[-1, 1] == 5
    assert piece[[0, -1], 0] == pytest.approx([-(5**0.5), 5**0.5], rel=1e-12)


def test_a_curve_ends_where_its_domain_ends():
    (piece,) = drawn(sp.sqrt(x - sp.Rational(1, 3)), (-1, 4), (-1, 3))

    assert piece[0] == pytest.approx([1 / 3, 0], abs=1e-7)


def test_steps_are_cut_at_their_jumps():
    pieces = drawn(sp.floor(x), (-2, 3), (-3, 4))

    assert [p[0, 1] for p in pieces] == [-2, -1, 0, 1, 2]
    assert all((p[:, 1] == p[0, 1]).all() for p in pieces)
    assert [p[-1, 0] for p in pieces] == pytest.approx([-1, 0, 1, 2, 3], abs=1e-3)


def test_a_straight_line_needs_two_or_three_points():
    (piece,) = drawn(2 * x + 1, (-2, 2), (-2, 2))

    assert len(piece) <= 3
    assert hypot(*(piece[0] - [-1.5, -2])) < 1e-9


def test_a_constant_reaches_from_side_to_side():
    (piece,) = drawn(2, (0, 1), (0, 3))

    assert (piece[0, 0], piece[-1, 0]) == (0, 1)
    assert (piece[:, 1] == 2).all()


@pytest.mark.parametrize("formula", [sp.sqrt(-1 - x**2), 10 + x**2, sp.log(-sp.exp(x))])
def test_what_is_not_there_is_not_drawn(formula):
    assert drawn(formula, (-1, 1), (-1, 1)) == ()


def test_only_the_part_that_is_asked_for_is_drawn():
    (piece,) = drawn(x**2, (-3, 3), (-1, 5), low=0.5, high=1.5)

    assert (piece[0, 0], piece[-1, 0]) == (0.5, 1.5)


@pytest.mark.parametrize("formula", [x * sp.sin(1 / x), sp.sin(1 / x)])
def test_endless_swinging_takes_bounded_effort(formula):
    pieces = drawn(formula, (-1, 1), (-1, 1))

    assert 100 < sum(map(len, pieces)) < 2000


def test_cusps_without_number_are_drawn_with_bounded_effort_and_only_where_the_curve_is():
    """Forty cusps to every shortest step: no search can name them all."""
    formula = sp.sqrt(sp.Abs(sp.sin(10**6 * x)))
    pieces = drawn(formula, (-1, 1), (-1, 1), low=0.0, high=0.01)
    f = Function(formula, x)

    assert sum(map(len, pieces)) < 1000
    assert all((p[:, 1] >= 0).all() and (p[:, 1] <= 1).all() for p in pieces)
    for piece in pieces:
        assert f(piece[:, 0]) == pytest.approx(piece[:, 1], abs=1e-5)


def test_a_speck_that_is_narrower_than_any_step_is_not_drawn():
    """It is a half circle a thousandth of a pixel wide."""
    assert drawn(sp.sqrt(sp.Rational(1, 10**12) - x**2), (-1.0003, 1), (-1, 1)) == ()


def test_when_the_steps_run_out_what_is_drawn_is_still_true(monkeypatch):
    monkeypatch.setattr(sampling, "_MOST_STEPS", 60)
    (piece,) = pieces = drawn(sp.sin(10 * x), (-5, 5), (-2, 2))

    assert -5 == piece[0, 0] < piece[-1, 0] < 0
    assert worst_distance(sp.sin(10 * x), pieces, (-5, 5), (-2, 2)) <= 0.26


def test_a_jump_between_a_defined_and_an_undefined_side_ends_the_curve():
    formula = sp.Piecewise((1, x < 0), (sp.log(-x), True))
    (piece,) = drawn(formula, (-2, 2), (-1, 2))

    assert piece[-1] == pytest.approx([0, 1], abs=1e-6)


def test_a_curve_that_crosses_the_window_at_once_is_cut_at_both_borders():
    (piece,) = drawn(1000 * x, (-1, 1), (-1, 1))

    assert piece[[0, -1]].ravel() == pytest.approx([-1e-3, -1, 1e-3, 1])


@pytest.mark.parametrize(
    ("x_range", "y_range", "options", "why"),
    [
        ((1, 1), (0, 1), {}, "empty window"),
        ((0, 1), (1, 0), {}, "empty window"),
        ((0, 1), (0, 1), {"low": 2}, "empty window"),
        ((0, 1), (0, nan), {}, "empty window"),
        ((0, 1), (0, 1), {"low": 1}, "empty window"),
        ((0, 1), (0, 1), {"high": 0}, "empty window"),
        ((0, 1), (0, 1), {"low": 0.5, "high": 0.5}, "empty window"),
        ((0, 1), (1, 1), {}, "empty window"),
        ((0, 1), (0, 1), {"tolerance": 0}, "must be positive"),
        ((0, 1), (0, 1), {"tolerance": -1}, "must be positive"),
    ],
)
def test_a_window_without_extent_is_refused(x_range, y_range, options, why):
    with pytest.raises(ValueError, match=why):
        drawn(x, x_range, y_range, **options)


@pytest.mark.parametrize("root", [2, 3])
def test_the_tip_of_a_cusp_is_reached(root):
    (piece,) = polyline(Function(sp.root(sp.Abs(x - 0.3), root), x), (-3, 2), (-1, 2), 1000, 600)

    assert piece[:, 1].min() * 200 < 0.1


def test_a_curve_that_is_kept_for_the_next_time_cannot_be_changed():
    first, again = drawn(x**2, (-1, 1), (-1, 2)), drawn(x**2, (-1, 1), (-1, 2))

    assert first is again
    with pytest.raises(ValueError, match="read-only"):
        first[0][0, 0] = 5.0


@pytest.mark.parametrize(("width", "height"), [(0, 600), (1000, 0), (-1, 600), (1000, -1)])
def test_a_picture_without_size_is_refused(width, height):
    with pytest.raises(ValueError, match="sizes must be positive"):
        polyline(Function(x, x), (0, 1), (0, 1), width, height)


def test_what_is_asked_for_beyond_the_window_is_not_drawn():
    (piece,) = drawn(x**2 / 4, (-2, 2), (-1, 5), low=-9, high=9)
    (right,) = drawn(x**2 / 4, (-2, 2), (-1, 5), low=0)
    (left,) = drawn(x**2 / 4, (-2, 2), (-1, 5), high=0)

    assert (piece[0, 0], piece[-1, 0]) == (-2, 2)
    assert (right[0, 0], right[-1, 0], left[0, 0], left[-1, 0]) == (0, 2, -2, 0)


@pytest.mark.parametrize("tolerance", [0.05, 1.0])
def test_chords_are_as_near_as_the_tolerance(tolerance):
    """A chord of x²/2 over w pixels of 100 a unit is w²/800 off, so 600 pixels take so many."""
    pieces = drawn(x**2 / 2, (-5, 5), (-1, 5), tolerance=tolerance)
    (piece,) = pieces
    least = 2 * 10**0.5 * 100 / (800 * tolerance) ** 0.5

    assert worst_distance(x**2 / 2, pieces, (-5, 5), (-1, 5)) <= tolerance * 1.01
    assert len(piece) - 1 <= 2.5 * least
