"""Windows hold what they are asked to hold, at any scale."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mathcore.quantity import Point, exact
from mathcore.windows import Window, around, nested


def at(x: float, y: float) -> Point:
    return Point(exact(x), exact(y))


NUMBERS = st.floats(-1e6, 1e6, allow_subnormal=False).map(lambda x: float(f"{x:.6g}"))


@settings(max_examples=50)
@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=5))
def test_a_window_around_points_holds_them_all(places):
    points = [at(*place) for place in places]

    around(points).hold(*points)


@pytest.mark.parametrize("scale", [1e-6, 1.0, 1e9])
def test_the_room_is_a_share_of_the_size(scale):
    window = around([at(0.0, scale), at(2 * scale, 3 * scale)], room=0.1)

    assert window.x == pytest.approx((-0.2 * scale, 2.2 * scale), rel=0.03)
    assert window.y == pytest.approx((0.8 * scale, 3.2 * scale), rel=0.03)


@pytest.mark.parametrize(("x", "expected"), [(3.0, (0.0, 6.0)), (0.0, (-1.0, 1.0))])
def test_a_single_coordinate_is_given_room_on_both_sides(x, expected):
    assert around([at(x, 1.0)]).x == pytest.approx(expected)


def test_a_window_within_another_is_what_they_share():
    window = Window((0.0, 2.0), (0.0, 2.0)).within(Window((1.0, 3.0), (-1.0, 1.0)))

    assert window == Window((1.0, 2.0), (0.0, 1.0))
    assert window.corners == ((1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.0))


def test_a_point_outside_is_refused_by_its_place():
    with pytest.raises(ValueError, match=r"the place \(3, 0\) lies outside the view"):
        Window((0.0, 2.0), (0.0, 2.0)).hold(at(1.0, 1.0), at(3.0, 0.0))


@pytest.mark.parametrize("place", [(0.0, 1.0), (2.0, 1.0), (1.0, 0.0), (1.0, 3.0)])
def test_the_edge_belongs_to_a_window_and_what_lies_beyond_does_not(place):
    window = Window((0.0, 2.0), (0.0, 3.0))
    beyond = tuple(c * 1.001 - 0.001 for c in place)

    assert window.holds(at(*place))
    assert window.holds(at(*beyond)) is (min(place) > 0 and max(place) == 1)
    assert not window.holds(at(place[0], 3.001))
    assert not window.holds(at(-0.001, place[1]))
    assert not window.holds(at(2.001, place[1]))
    assert not window.holds(at(place[0], -0.001))


def test_no_points_have_no_window():
    with pytest.raises(ValueError, match="at least one point"):
        around([])


def test_a_range_that_is_no_piece_of_the_one_before_is_refused():
    nested((0.0, 9.0), (1.0, 9.0), (2.0, 3.0))
    nested((0.0, 9.0), (0.0, 9.0), (0.0, 3.0))
    for inner in ((2.0, 9.1), (3.0, 3.0), (4.0, 3.0)):
        with pytest.raises(ValueError, match="is no piece of"):
            nested((0.0, 9.0), inner)

    with pytest.raises(ValueError, match=r"\(0.0, 3.0\) is no piece of \(1.0, 9.0\)"):
        nested((0.0, 9.0), (1.0, 9.0), (0.0, 3.0))


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        ((0.0, 0.777), (-0.094, 0.871)),
        ((-7.77, 0.0), (-8.71, 0.94)),
        ((0.0, 777.0), (-94.0, 871.0)),
        ((5.0, 15.1), (3.7, 16.4)),
    ],
)
def test_the_ends_of_a_window_are_decimals_of_three_figures_just_beyond(ends, expected):
    """An eighth, 12 hundredths, of the size on each side, and out to a hundredth of its decade."""
    assert around([at(each, each) for each in ends]).x == pytest.approx(expected, rel=1e-12)
