"""Half tangents, against corners made of two straight lines."""

import pytest

from mathcore.functions import Function
from mathcore.half_tangents import half_tangents


def test_each_side_goes_on_as_straight_as_it_came():
    roof = half_tangents(Function.parse("min(2x, 3 - x)"), 1, (0, 2), (0, 3))

    assert (roof.left, roof.right, roof.corner.y) == (2, -1, 2)
    assert (roof.left_end.x, roof.left_end.y) == (1.5, 3)
    assert (roof.right_end.x, roof.right_end.y) == (0, 3)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x^2", "should be a corner, but both sides have the same slope"),
        ("abs(x - 1)", "the corner at x = 1 is not inside the window"),
    ],
)
def test_what_has_no_room_for_half_tangents_is_refused(text, message):
    with pytest.raises(ValueError, match=message):
        half_tangents(Function.parse(text), 1, (0, 2), (0, 3))
