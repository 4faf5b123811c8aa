"""Slopes in all directions, and right angles measured from heights alone."""

from math import cos, hypot, pi, sin

import numpy as np
import pytest

from mathcore import contours, directions, proof
from mathcore.fields import Field
from mathcore.quantity import zero

FIELD = Field.parse("x^2 y + y")


def test_the_slope_in_a_direction_is_the_limit_of_steps_that_way():
    for angle in (0.0, 0.7, 2.5, -1.2):
        h = 1e-6
        step = directions.step(FIELD, (1.5, -0.5), h * cos(angle), h * sin(angle))

        assert directions.rose(FIELD, 1.5, -0.5).towards(angle) == pytest.approx(
            step.slope, abs=1e-5
        )


def test_the_rose_is_a_cosine_that_peaks_along_the_gradient():
    rose = directions.rose(FIELD, 1.5, -0.5)
    angles = np.linspace(-pi, pi, 101)

    assert rose.slope(angles) == pytest.approx(rose.peak.y * np.cos(angles - rose.peak.x))
    assert rose.peak.y == rose.gradient.length
    assert rose.slope.value(0.25) == pytest.approx(rose.towards(0.25))


def test_a_step_knows_its_rise_and_run():
    step = directions.step(FIELD, (1, 2), 3, 4)

    assert (step.run, step.rise) == (5, 4**2 * 6 + 6 - 4)
    assert step.slope.meaning.expression == step.rise.meaning.expression / 5
    assert (step.end.x, step.end.y) == (4, 6)
    for each in (step.run, step.rise, step.slope, step.end.x, step.end.y):
        assert proof.close(each, each.meaning, 1e-14).proved


def test_a_walk_back_falls_by_as_much_as_the_way_there_rises():
    there, back = (directions.step(FIELD, *way) for way in (((1, 2), 3, 4), ((4, 6), -3, -4)))

    assert (back.run, back.rise, back.slope) == (there.run, -there.rise, -there.slope)


@pytest.mark.parametrize(
    ("formula", "turn", "level"),
    [("x", 0, pi / 2), ("y", pi / 2, 0), ("-x", pi, pi / 2), ("-y", 3 * pi / 2, pi)],
)
def test_directions_are_counted_round_from_east(formula, turn, level):
    rose = directions.rose(Field.parse(formula), 0.5, 0.25)

    assert float(rose.turn) == float(rose.summit.x) == pytest.approx(turn, abs=1e-15)
    assert (float(rose.level.x), float(rose.level.y)) == (pytest.approx(level, abs=1e-15), 0)
    assert rose.towards(turn) == rose.summit.y == 1
    assert rose.window.x == (0, 2 * pi)
    assert rose.window.y[0] == -rose.window.y[1] < -1
    assert all(proof.close(each, each.meaning).proved for each in (rose.turn, rose.summit.y))


def test_the_hand_of_the_dial_is_on_the_unit_circle():
    hand = directions.bearing(2.0)

    assert hypot(hand.x, hand.y) == pytest.approx(1)
    assert proof.number("-0.416", hand.x.meaning).proved


def test_gradients_cross_contours_at_right_angles():
    curves = contours.trace_all(FIELD, (-1, 1.5), (-2, 2), (-2, 2))
    crossings = directions.crossings(FIELD, curves, each=3)

    assert len(crossings) == 3 * len(curves)
    assert directions.worst(crossings) < 0.01
    assert all(proof.number("90.0", each.angle.meaning).proved for each in crossings)
    assert all(proof.close(each.angle, each.angle.meaning, 1e-9).proved for each in crossings)
    assert proof.number("0.0", directions.worst(crossings).meaning).proved


def test_the_angle_is_not_right_when_the_contour_is_of_another_field():
    """Circles cross the gradient (1, 0) of x at the angle of their own tangent."""
    circle = contours.trace(Field.parse("x^2 + y^2"), 1, (-2, 2), (-2, 2))
    (crossing,) = directions.crossings(Field.parse("x^2 + y^2"), circle)
    a, b = crossing.cuts
    tangent = np.array([b.x - a.x, b.y - a.y])

    assert abs(tangent @ (crossing.at.x, crossing.at.y)) < 1e-5 * np.hypot(*tangent)


def test_a_place_known_only_as_a_zero_has_no_dial():
    x, y = FIELD.variables
    root, naught = zero((2**0.5, 0.0), (x, y), (x**2 - 2, y), ((1, 2), (-1, 1)))
    with pytest.raises(ValueError, match="needs a place given exactly"):
        directions.rose(FIELD, root, naught)


def test_questions_without_meaning_are_refused():
    with pytest.raises(ValueError, match="a step must have a length"):
        directions.step(FIELD, (0, 0), 0, 0)
    with pytest.raises(ValueError, match="each must be at least 1, got 0"):
        directions.crossings(FIELD, (), each=0)
    with pytest.raises(ValueError, match="crossings must not be empty"):
        directions.worst(())


def test_the_cuts_lie_on_the_contour_on_both_sides_of_the_place():
    field = Field.parse("x^2 + y^2")
    (circle,) = contours.trace(field, 1, (-2, 2), (-2, 2))
    for crossing in directions.crossings(field, [circle], each=5):
        a, b = (np.array([each.x, each.y]) for each in crossing.cuts)
        middle = np.array([crossing.at.x, crossing.at.y])

        assert field(*a) == pytest.approx(1, abs=1e-14)
        assert field(*b) == pytest.approx(1, abs=1e-14)
        assert hypot(*(a - middle)) == pytest.approx(hypot(*(b - middle)))
        assert (a - middle) @ (b - middle) < 0


def test_a_direction_is_a_real_number():
    assert directions.rose(FIELD, 1.5, -0.5).slope.variable.is_real
