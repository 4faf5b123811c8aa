"""Magnified tangents, against parabolas, whose distance from a tangent is a square."""

import pytest

from mathcore import proof
from mathcore.functions import Function
from mathcore.zoom import zoom


def test_ten_times_as_close_the_gap_is_a_hundred_times_smaller():
    """x² leaves its tangent at 2 by (x - 2)², whatever the scale of the ordinate."""
    _, near, nearer = zoom(Function.parse("x^2"), 2, (0, 4), (-100, 100), (10, 100)).views

    assert near.gap == pytest.approx(0.2**2)
    assert nearer.gap == pytest.approx(0.02**2)
    assert proof.number(f"{near.gap:.4f}", near.gap.meaning).proved


def test_the_gap_is_taken_only_where_the_tangent_is_in_view():
    """The tangent of x² at 1 stands at the heights 0 and 3 over 1/2 and 2."""
    whole = zoom(Function.parse("x^2"), 1, (0, 4), (0, 3), (4,)).views[0]

    assert [float(end.x) for end in whole.ends] == [0.5, 2]
    assert whole.gap == 1
    assert proof.number("1.000", whole.gap.meaning).proved


def test_a_view_is_magnified_alike_both_ways_about_the_point():
    view = zoom(Function.parse("x^2"), 1, (0, 4), (0, 3), (4,)).views[1]

    assert (view.x, view.y, view.magnification) == ((0.5, 1.5), (0.625, 1.375), 4)
    assert [(c.x, c.y) for c in view.corners] == [
        (0.5, 0.625),
        (1.5, 0.625),
        (1.5, 1.375),
        (0.5, 1.375),
    ]


@pytest.mark.parametrize("scale", [1e-3, 1e6])
def test_the_scale_does_not_matter(scale):
    f = Function.parse(f"{scale!r} * (x / {scale!r})^2")
    gaps = [view.gap for view in zoom(f, scale, (0, 2 * scale), (0, 4 * scale), (8, 64)).views]

    assert gaps[1:] == pytest.approx([scale / 64, scale / 64**2])


def test_a_straight_line_has_no_gap():
    assert [view.gap for view in zoom(Function.parse("3x"), 1, (0, 2), (0, 6), (2,)).views] == [
        0,
        0,
    ]


@pytest.mark.parametrize(
    ("at", "magnifications", "message"),
    [
        (1, (8, 4), "each view must be closer than the last"),
        (1, (1,), "each view must be closer than the last"),
        (0.1, (4,), "does not lie inside the one before it"),
    ],
)
def test_a_magnifier_that_cannot_be_used_is_refused(at, magnifications, message):
    with pytest.raises(ValueError, match=message):
        zoom(Function.parse("x^2"), at, (0, 4), (0, 4), magnifications)


@pytest.mark.parametrize("at", [1, 3])
def test_a_view_may_end_where_the_one_before_it_ends(at):
    view = zoom(Function.parse("x"), at, (0, 4), (0, 4), (2,)).views[1]

    assert view.x == view.y == (at - 1, at + 1)


@pytest.mark.parametrize(("x_range", "y_range"), [((0, 2.5), (0, 4)), ((0, 4), (0, 2.5))])
@pytest.mark.parametrize("formula", ["x", "2.5 - x"])
def test_a_view_that_sticks_out_on_one_side_only_is_refused(formula, x_range, y_range):
    at = 2 if formula == "x" else 0.5
    with pytest.raises(ValueError, match="the view 2 times as close does not lie inside"):
        zoom(Function.parse(formula), at, x_range, y_range, (2,))
