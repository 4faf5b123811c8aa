"""What is carried about is where it was put, whatever way it came."""

import manim
import numpy as np
import pytest

from scenes.stage.carried import carried


@pytest.mark.parametrize("ways", [1, 7, 100])
def test_the_way_is_forgotten(ways):
    straight, wandering = (manim.VGroup(manim.Dot(), manim.Square()) for _ in range(2))
    put, wander = carried(straight), carried(wandering)
    for step in range(ways):
        wander(np.array([0.1 * step, 0.7 / (step + 1), 0.0]))
    for each in (put, wander):
        each(np.array([1 / 3, -2 / 7, 0.0]))

    assert all(
        np.array_equal(a.points, b.points)
        for a, b in zip(straight.get_family(), wandering.get_family(), strict=True)
    )
    assert straight.get_center() == pytest.approx([1 / 3, -2 / 7, 0.0])
