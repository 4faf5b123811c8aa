"""What is drawn lies where mathcore says, however it is drawn and however it moves."""

import numpy as np
import pytest

from mathcore.functions import Function
from scenes.stage.look import Zone
from scenes.stage.record import DrawnClaim

SINE = Function.parse("sin(x)")


def drawn(trial, name):
    return [c for c in trial.record.claims if isinstance(c, DrawnClaim) and c.name == name]


@pytest.mark.parametrize("unit", [1e-3, 1.0, 1e6])
def test_every_kind_of_drawing_is_proved_at_every_scale(stage, unit):
    def beat(lecture):
        plane = lecture.plane((-2 * unit, 2 * unit), (-1.5, 1.5), x_name="x", y_name="y")
        lecture.add(
            plane,
            plane.dot((unit, 0.5)),
            plane.ring((-unit, 0.5)),
            plane.segment(((-unit, -1), (unit, 1)), dashed=True),
            plane.arrow(((0, 0), (unit, -1))),
            plane.path(((-unit, -1), (unit, -1), (unit, -0.5)), closed=True, fill=0.2),
            plane.mark((0, 1), "saddle"),
        )

    report = stage(beat).report

    assert report.failed == []
    assert report.layout == []


def test_equal_axes_make_a_square_a_square(stage):
    planes = []

    def beat(lecture):
        planes.append(lecture.plane((0, 1), (0, 5), equal=True))
        lecture.add(*planes)

    stage(beat)
    (left, bottom, _), (right, top, _) = planes[0].at((0, 0)), planes[0].at((1, 1))

    assert right - left == pytest.approx(top - bottom)


def test_a_plane_and_its_numbers_stay_within_their_zone(stage):
    zone, planes = Zone(-6, -1, -2, 2), []

    def beat(lecture):
        planes.append(lecture.plane((0, 12345), (-0.002, 0.001), zone, x_name="x", y_name="y"))
        lecture.add(*planes)

    report = stage(beat).report
    left, bottom = planes[0].get_corner((-1, -1, 0))[:2]
    right, top = planes[0].get_corner((1, 1, 0))[:2]

    assert report.clean
    assert left >= zone.left - 0.01
    assert right <= zone.right + 0.01
    assert bottom >= zone.bottom - 0.01
    assert top <= zone.top + 0.01


def test_a_live_drawing_is_read_back_while_it_moves(stage):
    def beat(lecture):
        at = lecture.parameter(0.0)
        plane = lecture.plane((0, 6), (-1, 1))
        lecture.add(plane, plane.dot(lambda: SINE.point(at()), name="rider"))
        lecture.play(at.animate.set_value(6), run_time=2)

    trial = stage(beat)
    places = {claim.drawn for claim in drawn(trial, "rider")}

    assert len(places) >= 10
    assert trial.report.failed == []


def test_a_growing_curve_ends_on_the_curve(stage):
    tips = []

    def beat(lecture):
        at = lecture.parameter(1.0)
        plane = lecture.plane((0, 6), (-1, 1))
        curve = plane.growing(SINE, at)
        lecture.add(plane, curve)
        lecture.play(at.animate.set_value(4), run_time=2)
        tips.append((curve[0].get_end(), plane.at((4, np.sin(4)))))

    assert stage(beat).report.failed == []
    assert np.allclose(*tips[0], atol=1e-9)


def test_many_points_lie_where_each_of_them_does(stage):
    x, y = np.linspace(-0.3, 0.7, 50), np.linspace(1e-3, 7e3, 50)
    found = []

    def beat(lecture):
        plane = lecture.plane((-0.3, 0.7), (-10.0, 1e4))
        each = [list(plane.at(place)) for place in zip(x, y, strict=True)]
        found.append((plane.all_at(x, y).tolist(), each))

    stage(beat)

    assert found[0][0] == found[0][1]


def test_an_empty_range_is_refused_with_its_values(stage):
    with pytest.raises(ValueError, match=r"low=2\.0 and high=2\.0"):
        stage(lambda lecture: lecture.plane((2.0, 2.0), (0, 1)))


def test_the_tip_of_an_arrow_is_its_second_point(stage):
    def beat(lecture):
        plane = lecture.plane((0, 4), (0, 4))
        lecture.add(plane, plane.arrow(((1, 1), (3, 2)), name="arrow"))

    trial = stage(beat)

    assert trial.report.failed == []
    assert len(drawn(trial, "arrow")) == 1


@pytest.mark.parametrize(
    ("x", "name", "gone"),
    [
        ((0, 2), "x", 0),
        ((0, 2.4), "x", 0),
        ((0, 2), "log_10 e_n", 0),
        ((0, 2), "log_10 (e_(n+1) + e_n)", 2),
    ],
)
def test_the_name_of_an_axis_makes_way_for_the_last_number_unless_it_is_too_long(
    stage, x, name, gone
):
    planes = []

    def beat(lecture):
        planes.append(lecture.plane(x, (0, 1), x_name=name))
        lecture.add(planes[0])

    found = stage(beat)

    assert found.report.layout == []
    assert len(planes[0].marks) - len(planes[0].numbers) == gone
