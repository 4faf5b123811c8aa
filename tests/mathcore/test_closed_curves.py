"""Closed curves as examples."""

from math import cos, pi, sin

import pytest

from mathcore import closed_curves, proof

PEBBLE = closed_curves.pebble()


def test_a_point_is_proved():
    point, u = PEBBLE.point(0.3), 2 * pi * 0.3

    assert point.x == pytest.approx(cos(u) + 0.35 * cos(2 * u), rel=1e-14)
    assert point.y == pytest.approx(sin(u) - 0.3 * sin(2 * u) + 0.15 * cos(3 * u), rel=1e-14)
    assert proof.close(point.x, point.x.meaning, 1e-14).proved


def test_examples_go_round_once():
    examples = PEBBLE.examples(5)

    assert examples.inputs == ((0.0,), (0.25,), (0.5,), (0.75,), (1.0,))
    assert examples.targets[0] == examples.targets[-1] == (1.35, 0.15)
    assert examples.targets[1] == (-0.35, 1.0)


@pytest.mark.parametrize("count", [2, 1001])
def test_too_few_or_too_many_examples_are_refused(count):
    with pytest.raises(ValueError, match=r"count must be in \[3, 1000\]"):
        PEBBLE.examples(count)
