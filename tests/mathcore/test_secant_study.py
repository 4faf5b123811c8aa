"""The secants of one point, all three ways, against closed forms; and what has no approach."""

import pytest

from mathcore.quotients import Outcome, Side, halvings
from mathcore.secant_study import study

VIEW = (-1.0, 4.0), (-5.0, 30.0)


def cubic(text="x^3", a=1.0):
    return study(text, a, halvings(1.0, 3), *VIEW)


def test_the_three_ways_are_right_left_and_both():
    slopes = [float(way.rows[0].slope) for way in cubic().ways]

    assert slopes == [7.0, 1.0, 4.0]


def test_the_secants_close_in_on_the_tangent():
    secants = cubic().converging(*Side)

    assert (float(secants.limit), float(secants.tangent.slope)) == (3.0, 3.0)
    assert (float(secants.touch.x), float(secants.touch.y)) == (1.0, 1.0)
    assert [float(point.y) for point in secants.slopes.right] == [7.0, 4.75, 3.8125]


def test_a_line_has_nothing_to_approach():
    with pytest.raises(ValueError, match="no forward approach to show, because every one"):
        cubic("3x + 2").converging(Side.FORWARD)


def test_a_parabola_is_approached_from_one_side_only():
    assert cubic("x^2").converging(Side.FORWARD, Side.BACKWARD).limit == 2

    with pytest.raises(ValueError, match="no central approach to show"):
        cubic("x^2").converging(Side.CENTRAL)


def test_a_corner_fails_and_a_smooth_place_does_not():
    corner = cubic("abs(x - 1)")

    assert corner.failing().outcome is Outcome.NO_LIMIT
    with pytest.raises(ValueError, match="no forward approach to show, because from the left"):
        corner.converging(Side.FORWARD)
    with pytest.raises(ValueError, match="no failure to show, because the slopes settle"):
        cubic().failing()


@pytest.mark.parametrize("a", [3.5, -0.5])
def test_the_widest_secants_must_fit_into_the_view(a):
    with pytest.raises(ValueError, match="leaves the view"):
        cubic(a=a)


def test_the_widest_secants_may_just_fit_into_the_view():
    """From (0, 0) by (1, 1) to (2, 8)."""
    assert study("x^3", 1.0, halvings(1.0, 3), (0.0, 2.0), (0.0, 8.0)).touch.x == 1
    for x_range, y_range in [
        ((0.001, 2), (0, 8)),
        ((0, 1.999), (0, 8)),
        ((0, 2), (0.001, 8)),
        ((0, 2), (0, 7.999)),
    ]:
        with pytest.raises(ValueError, match="leaves the view"):
            study("x^3", 1.0, halvings(1.0, 3), x_range, y_range)
