"""What is shown of a fit: lines by hand, squares, rings and windows, at every scale."""

from math import pi

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mathcore import proof
from mathcore.data import DataSet, seeded
from mathcore.fit_digits import FitDigits, Scale, significant
from mathcore.fit_views import FitView, point
from mathcore.line_fit import Outcome
from mathcore.quantity import exact
from mathcore.rounding import write
from mathcore.trial_line import TrialLine

VIEW = FitView(seeded())
FALLING = FitView(DataSet.read([1, 2, 4, 5, 7], [3, 1, 2.5, 0.5, -1]))
TALL = FitView(DataSet.read([1e-3, 2.2e-3, 4e-3, 5.1e-3, 7e-3], [1e6, 3e6, 2e6, 5e6, 4.5e6]))
PERFECT = FitView(DataSet.read([1, 2, 3, 4], [1, 3, 5, 7]))
LEVEL = FitView(DataSet.read([1, 2, 4], [3, 3, 3]))
VIEWS = [VIEW, FALLING, TALL, PERFECT, LEVEL]


def holds(window, at):
    """Whether a point lies inside a window or on its edge."""
    return window.x[0] <= at.x <= window.x[1] and window.y[0] <= at.y <= window.y[1]


@pytest.mark.parametrize("view", VIEWS)
def test_the_window_holds_every_line_that_is_drawn_with_its_squares(view):
    turned = [view.lap(view.outer, share) for share in np.linspace(0, 1, 13)]

    for line in (*view.lines, *turned, view.fit.line):
        for at in view.ends(line):
            assert holds(view.window, at)
        for miss in line.misses(view.data):
            assert all(holds(view.window, corner) for corner in view.square(miss))
    assert all(holds(view.window, at) for at in view.ends(view.dragged(1.0).fit.line))
    assert all(holds(view.window, at) for at in view.dragged(1.0).data.points)


@pytest.mark.parametrize("view", VIEWS)
def test_all_lines_of_a_ring_are_equally_bad(view):
    first = view.lines[0].chi_squared(view.data)

    for share in (0.0, 0.2, 0.5, 0.7, 1.0):
        assert view.lap(view.outer, share).chi_squared(view.data) == pytest.approx(first, rel=1e-9)


def test_a_lap_of_the_outer_ring_begins_with_the_first_line():
    for share in (0.0, 1.0):
        line = VIEW.lap(VIEW.outer, share)

        assert (line.m, line.c) == pytest.approx((VIEW.lines[0].m, VIEW.lines[0].c), rel=1e-12)


def test_rings_shrink_evenly_and_mean_what_they_are():
    sizes = [float(each.semi_axes[0]) for each in VIEW.rings]

    assert sizes == pytest.approx([sizes[0] * k / 4 for k in (4, 3, 2, 1)], rel=1e-9)
    assert all(proof.close(each.level, each.level.meaning).proved for each in VIEW.rings)


@pytest.mark.parametrize("view", VIEWS)
def test_the_planes_of_lines_hold_what_is_drawn_on_them(view):
    assert all(holds(view.lines_window, point(line)) for line in view.lines)
    assert holds(view.sure_window, view.bowl.bottom)
    for share in (0.0, 0.4, 1.0):
        moved = FitView(view.data.shifted(share)).bowl
        ring = [TrialLine(m, c) for m, c in moved.contour(view.outer.excess).points(50).tolist()]
        assert all(holds(view.shifting_window, point(line)) for line in ring)


def test_an_origin_beyond_the_window_comes_in_from_its_edge():
    view = FitView(DataSet.read([11, 12, 14], [1, 3, 2]))

    assert float(view.origin(0.0).x) == view.window.x[0]
    assert (view.origin(1.0).x, view.origin(1.0).y) == (view.data.centre.x, view.data.centre.y)


def test_one_unit_is_one_unit_where_that_can_be_drawn():
    assert VIEW.unit == FALLING.unit == 1.0
    assert TALL.unit == 1e-9


def test_a_square_lies_away_from_the_best_line_also_when_it_falls():
    for view in (VIEW, FALLING):
        for miss in view.fit.line.misses(view.data):
            _, _, _, far = view.square(miss)
            line = view.fit.line.point(far.x).y
            assert (far.y - line) * miss.length >= 0


def test_lines_by_hand_and_the_lines_half_way_are_short_decimals():
    (m, c), (n, d) = ((line.m, line.c) for line in VIEW.lines[:2])

    assert [round(m, 3), round(c, 2)] == [m, c]
    assert round((m + n) / 2, 3) == pytest.approx((m + n) / 2, abs=1e-15)
    assert round((c + d) / 2, 2) == pytest.approx((c + d) / 2, abs=1e-15)


def test_the_extremes_of_the_ring_of_one_share_are_one_standard_error_away():
    fit = VIEW.fit
    west, east, south, north = VIEW.bowl.contour(fit.scatter).extremes

    assert east.x - fit.slope == pytest.approx(fit.slope_error, rel=1e-12)
    assert fit.slope - west.x == pytest.approx(fit.slope_error, rel=1e-12)
    assert north.y - fit.intercept == pytest.approx(fit.intercept_error, rel=1e-12)
    assert fit.intercept - south.y == pytest.approx(fit.intercept_error, rel=1e-12)


def test_extremes_lie_on_their_ring_and_mean_what_they_are():
    ring = VIEW.outer
    around = ring.points(3601)

    for at, column, way in zip(ring.extremes, (0, 0, 1, 1), (min, max, min, max), strict=True):
        assert VIEW.bowl.field(at.x, at.y) == pytest.approx(ring.level, rel=1e-12)
        assert (at.x, at.y)[column] == pytest.approx(way(around[:, column]), rel=1e-6)
        assert proof.close(at.x, at.x.meaning).proved
        assert proof.close(at.y, at.y.meaning).proved


def test_a_point_of_a_ring_in_plain_numbers_is_the_point_itself():
    at = VIEW.outer.point(pi / 3)

    assert VIEW.outer.trace(pi / 3) == (float(at.x), float(at.y))


@pytest.mark.parametrize("view", VIEWS)
def test_the_most_decisive_point_is_dragged_to_where_others_are(view):
    index = view.residuals.lever
    moved, stays = view.dragged(1.0), view.dragged(0.0)

    assert view.residuals.leverages[index] == max(view.residuals.leverages)
    assert stays.data.points[index].y == view.data.points[index].y
    assert moved.data.points[index].y != view.data.points[index].y
    assert moved.fit.slope != view.fit.slope


@given(st.integers(-6, 6), st.integers(-6, 6))
@settings(max_examples=10)
def test_scaling_the_data_scales_what_is_shown(right, up):
    data = seeded()
    xs = [f"{float(each)}e{right}" for each in data.x]
    ys = [f"{float(each)}e{up}" for each in data.y]
    view = FitView(DataSet.read(xs, ys))

    assert view.lines[0].m == pytest.approx(VIEW.lines[0].m * 10.0 ** (up - right), rel=1e-9)
    assert view.lines[0].c == pytest.approx(VIEW.lines[0].c * 10.0**up, rel=1e-9)
    assert view.digits.c.digits - view.digits.c.exponent <= VIEW.digits.c.digits - up + 2


def test_decimals_follow_the_size_of_the_data():
    digits = FitDigits(width=10.0, height=5.53, reach=10.5, count=12)

    assert (digits.x, digits.m, digits.c) == (Scale(0, 1), Scale(0, 3), Scale(0, 2))
    assert (digits.chi, digits.along_m, digits.along_c) == (Scale(0, 2), Scale(0, 1), Scale(0, 2))
    assert significant(0.0, 4) == 4


def test_a_long_number_is_shown_over_a_power_of_ten():
    scale = Scale.of_size(7.5e12)
    shown = scale.of(exact(7589097600000.0))

    assert scale == Scale(12, 2)
    assert (float(shown), write(shown, digits=scale.digits)) == (7.5890976, "7.59")
    assert proof.number("7.59", shown.meaning).proved
    assert Scale.of_size(2e-5) == Scale(-6, 1)


@pytest.mark.parametrize(
    ("x", "y", "reason"),
    [
        ([2, 2, 2], [1, 2, 3], Outcome.VERTICAL.value),
        ([1, 2], [1, 2], "3 to 40 points, got 2"),
        (range(41), range(41), "3 to 40 points, got 41"),
        ([2001, 2002, 2005], [1, 2, 1], "measure x from a nearer zero"),
    ],
)
def test_data_whose_fit_cannot_be_shown_are_refused(x, y, reason):
    with pytest.raises(ValueError, match=reason):
        FitView(DataSet.read(list(x), list(y)))


@pytest.mark.parametrize("shares", [(0.0, 0.0), (0.01, -0.01), (0.9, 0.0)])
def test_a_line_by_hand_must_be_neither_the_best_nor_far_away(shares):
    with pytest.raises(ValueError, match="must lie off the best line"):
        FitView(seeded(), (shares,))


@pytest.mark.parametrize("count", [1, 9])
def test_a_bowl_needs_some_rings_and_not_too_many(count):
    with pytest.raises(ValueError, match=f"two to eight rings, got {count}"):
        FitView(seeded(), count=count)


@pytest.mark.parametrize("count", [2, 8])
def test_a_bowl_may_be_told_by_as_few_and_as_many_rings(count):
    assert FitView(seeded(), count=count).count == count
