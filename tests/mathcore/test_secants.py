"""Secants, against the algebra of the parabola and the sine."""

from math import cos, sin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mathcore import proof
from mathcore.functions import Function
from mathcore.secants import NO_RATIO, secant, straightened

PARABOLA = Function.parse("x^2")


@settings(max_examples=30, deadline=None)
@given(a=st.integers(-30, 30), b=st.integers(-30, 30))
def test_on_a_straight_line_every_pair_of_points_gives_the_same_ratio(a, b):
    if a != b:
        assert secant(Function.parse("3x + 2"), a / 4, b / 4).slope == 3


@pytest.mark.parametrize(("a", "b"), [(1.0, 1.5), (2.0, -1.0), (1e6, 1000001.0), (1e-3, 2e-3)])
def test_the_slope_over_a_parabola_is_the_sum_of_the_ends(a, b):
    drawn = secant(PARABOLA, a, b)

    assert drawn.slope == pytest.approx(a + b, rel=1e-15)
    assert drawn.run == pytest.approx(b - a)
    assert drawn.rise == pytest.approx(b * b - a * a)


def test_no_digit_is_lost_over_a_tiny_run():
    h = 1e-9
    theory = cos(1) - h / 2 * sin(1)

    assert secant(Function.parse("sin(x)"), 1.0, 1.000000001).slope == pytest.approx(
        theory, rel=1e-15
    )


def test_the_triangle_has_its_right_angle_below_the_end():
    drawn = secant(PARABOLA, 1, 3)

    assert (drawn.corner.x, drawn.corner.y) == (drawn.end.x, drawn.start.y)


def test_the_drawn_line_goes_through_both_points():
    low, high = secant(PARABOLA, 1, 3).across(1, 3)
    bottom, top = secant(PARABOLA, 1, 3).within((0, 4), (1, 9))

    assert (low.y, high.y) == (1, 9)
    assert (bottom.x, top.x) == (1, 3)


def test_every_number_is_what_it_means():
    drawn = secant(Function.parse("exp(x)"), 0.1, 0.7)
    for number in (drawn.run, drawn.rise, drawn.slope):
        assert proof.close(number, number.meaning, 1e-14).proved


def test_without_a_run_there_is_no_ratio():
    with pytest.raises(ValueError, match=f"{NO_RATIO}.*x = 1.0"):
        secant(PARABOLA, 1, 1)


@pytest.mark.parametrize(("share", "slope"), [(0.5, 8), (0.01, 400), (-0.25, -16)])
def test_the_same_rise_over_less_run_is_steeper_without_bound(share, slope):
    squeezed = secant(PARABOLA, 1, 3).squeezed(share)

    assert (squeezed.run, squeezed.rise, squeezed.slope) == (2 * share, 8, slope)
    assert (squeezed.end.x, squeezed.end.y) == (1 + 2 * share, 9)
    assert proof.close(squeezed.slope, squeezed.slope.meaning, 1e-14).proved


def test_a_run_squeezed_to_nothing_leaves_no_ratio():
    upright = secant(PARABOLA, 1, 3)

    assert [(each.x, each.y) for each in upright.squeezed_corners(0)] == [(1, 1), (1, 1), (1, 9)]
    assert upright.corners == (upright.start, upright.corner, upright.end)
    with pytest.raises(ValueError, match=NO_RATIO):
        upright.squeezed(0)


def test_a_secant_is_a_straight_function_through_both_points():
    f = Function.parse("x^3")
    line = straightened(f, -1.0, 2.0)

    assert str(line) == "3*x + 2"
    assert (line(-1.0), line(2.0)) == (f(-1.0), f(2.0))
