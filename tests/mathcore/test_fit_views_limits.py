"""What a fit is drawn with: lines by hand, units, rings and windows, both sides of each limit."""

import pytest

from mathcore.data import DataSet, seeded
from mathcore.fit_views import FitView

VIEW = FitView(seeded())
FALLING = FitView(DataSet.read([1, 2, 4, 5, 7], [3, 1, 2.5, 0.5, -1]))
TALL = FitView(DataSet.read([1e-3, 2.2e-3, 4e-3, 5.1e-3, 7e-3], [1e6, 3e6, 2e6, 5e6, 4.5e6]))
LEVEL = FitView(DataSet.read([1, 2, 4], [3, 3, 3]))
VIEWS = [VIEW, FALLING, TALL, LEVEL]


@pytest.mark.parametrize("shares", [(0.05, 0.0), (0.0, -0.05), (0.6, -0.6), (0.1, 0.6)])
def test_a_line_by_hand_may_be_just_bad_or_just_good_enough(shares):
    assert FitView(seeded(), (shares,)).by_hand == (shares,)


@pytest.mark.parametrize("shares", [(0.049, 0.0), (0.049, -0.049), (0.601, 0.0), (0.1, -0.601)])
def test_a_line_by_hand_may_not_be_nearer_nor_further(shares):
    with pytest.raises(ValueError, match="must lie off the best line"):
        FitView(seeded(), (shares,))


@pytest.mark.parametrize("side", [1, -1])
def test_the_points_may_be_twenty_times_their_spread_away_from_nought(side):
    """The spread of -1, 0 and 1 is sqrt(2/3): twenty times that are 16.33."""
    near, far = (
        DataSet.read([side * (c + d) for d in (-1, 0, 1)], [1, 3, 2]) for c in (16.3, 16.4)
    )

    assert FitView(near).data is near
    with pytest.raises(ValueError, match="more than twenty times the spread"):
        FitView(far)


def test_three_points_are_enough_and_forty_not_too_many():
    assert len(FitView(DataSet.read([1, 2, 4], [1, 3, 2])).data) == 3
    assert len(FitView(DataSet.read(range(40), [k % 3 for k in range(40)])).data) == 40


@pytest.mark.parametrize(
    ("height", "unit"),
    [(12.5, 1), (12.6, 0.5), (100, 0.05), (20, 0.2), (3.125, 1), (3.1, 2), (2.5, 2), (1.6, 5),
     (0.7, 10), (0.1, 50), (0.01, 500)],
)  # fmt: skip
def test_a_unit_is_one_two_or_five_times_a_power_of_ten(height, unit):
    """Ten wide: 1.7 times as wide as high is best, and with one unit 0.8 to 3.2 will do."""
    assert FitView(DataSet.read([0, 3, 10], [0, height, height / 2])).unit == unit


def test_a_line_reaches_over_the_points_by_a_twentieth():
    view = FitView(DataSet.read([0, 3, 10], [0, 4, 2]))

    assert [float(end.x) for end in view.ends(view.lines[0])] == [-0.5, 10.5]


def test_ends_drawn_by_hand_lie_off_the_best_line_by_their_shares():
    view = FitView(DataSet.read([0, 3, 10], [0, 4, 2]), ((0.3, -0.2), (-0.1, 0.25)))
    for line, shares in zip(view.lines, view.by_hand, strict=True):
        for x, share in zip((0, 10), shares, strict=True):
            off = float(line.point(x).y) - float(view.fit.line.point(x).y)

            assert off == pytest.approx(4 * share, abs=0.06)


def test_an_inner_ring_is_a_small_outer_one():
    (m, c), fit = (VIEW.lines[0].m, VIEW.lines[0].c), VIEW.fit
    for k, ring in zip((4, 3, 2, 1), VIEW.rings, strict=True):
        line = VIEW.lap(ring, 0.0)

        assert line.m - fit.slope == pytest.approx(k / 4 * (m - fit.slope), rel=1e-9)
        assert line.c - fit.intercept == pytest.approx(k / 4 * (c - fit.intercept), rel=1e-9)


def test_half_a_lap_leads_to_the_other_side_of_the_ring():
    for view in VIEWS:
        there, back = (view.lap(view.outer, share) for share in (0.15, 0.65))

        assert there.m + back.m == pytest.approx(2 * view.fit.slope, rel=1e-9, abs=1e-12)
        assert there.c + back.c == pytest.approx(2 * view.fit.intercept, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("view", VIEWS)
def test_windows_leave_no_more_room_than_they_should(view):
    """A hundredth, a fourteenth and a quarter of the size on each side, in round numbers."""
    corners = [(float(at.x), float(at.y)) for line in view.lines for at in view.ends(line)]
    ring = [(float(at.x), float(at.y)) for at in view.outer.extremes]
    for window, inside, most in ((view.window, corners, 6.0), (view.lines_window, ring, 1.5)):
        for edge, column in ((window.x, 0), (window.y, 1)):
            size = max(at[column] for at in inside) - min(at[column] for at in inside)

            assert size <= edge[1] - edge[0] <= most * size


def test_the_origin_goes_straight_to_the_centre_of_mass():
    centre = VIEW.data.centre
    for share in (0.25, 0.5):
        at = VIEW.origin(share)

        assert (at.x, at.y) == pytest.approx((share * centre.x, share * centre.y))
    assert (VIEW.origin(0.0).x, VIEW.origin(0.0).y) == (0, 0)


def test_a_point_is_dragged_by_its_share_of_the_way():
    index, way = VIEW.residuals.lever, VIEW.residuals.drag
    for share in (0.25, 1.0):
        moved = float(VIEW.dragged(share).data.points[index].y - VIEW.data.points[index].y)

        assert moved == pytest.approx(share * way)
    level = LEVEL.dragged(0.5).data.points[LEVEL.residuals.lever].y

    assert abs(level - 3) == pytest.approx(LEVEL.digits.height / 2)
