"""A graph that turns into another keeps the points that both share, and ends as the other."""

import pytest

from mathcore.functions import Function
from scenes.stage.bend import Bend

LINE, PARABOLA = Function.parse("x"), Function.parse("x^2")


@pytest.mark.parametrize("alpha", [0.2, 0.5, 0.9])
def test_points_that_both_graphs_share_stay_where_they_are(stage, alpha):
    found = []

    def beat(lecture):
        plane = lecture.plane((-0.5, 1.5), (-1, 2))
        bend = Bend(plane, LINE, PARABOLA, plane.curve(PARABOLA), "function")
        bend.interpolate(alpha)
        points = [point for piece in bend.mobject for point in piece.points]
        for x in (0.0, 1.0):
            at = plane.at((x, x))
            found.append(min(((p[:2] - at[:2]) ** 2).sum() ** 0.5 for p in points))
        lecture.add(plane)

    stage(beat)

    assert max(found) < 0.01


def test_exactly_the_new_graph_is_left_behind(stage):
    left = []

    def beat(lecture):
        plane = lecture.plane((-0.5, 1.5), (-1, 2))
        new = plane.curve(PARABOLA)
        lecture.add(plane)
        lecture.play(Bend(plane, LINE, PARABOLA, new, "function"), run_time=1)
        left.append([each for each in lecture.mobjects if each is not plane] == [new])

    trial = stage(beat)

    assert left == [True]
    assert trial.report.failed == []
