"""Each rule of the eye, broken on purpose and found; a tidy picture, and nothing found."""

import pytest
from manim import LEFT, RIGHT, Text

from mathcore.functions import Function
from scenes.stage import look

PARABOLA = Function.parse("x^2")


def found(trial):
    return " | ".join(trial.report.layout)


def test_a_tidy_picture_has_no_finding(stage):
    def beat(lecture):
        plane = lecture.plane((-2, 2), (0, 4), x_name="x")
        lecture.add(lecture.title(), plane, plane.curve(PARABOLA))
        lecture.add(lecture.beside(lecture.formula("f"), plane.at((1, 1))))

    assert stage(beat).report.layout == []


def test_a_label_on_a_curve_is_found(stage):
    def beat(lecture):
        plane = lecture.plane((-2, 2), (0, 4))
        lecture.add(plane, plane.curve(PARABOLA))
        lecture.add(lecture.formula("f").move_to(plane.at((1, 1))))

    assert "a line runs through 'f'" in found(stage(beat))


def test_a_label_across_an_axis_is_found(stage):
    def beat(lecture):
        plane = lecture.plane((-2, 2), (-4, 4))
        lecture.add(plane, lecture.formula("f(x) = x").move_to(plane.at((0, 2))))

    assert "a line runs through 'f(x) = x'" in found(stage(beat))


def test_a_label_outside_the_safe_area_is_found(stage):
    def beat(lecture):
        lecture.add(lecture.formula("f").move_to((6.9, 0, 0)))

    assert "'f' leaves the safe area" in found(stage(beat))


def test_a_label_in_the_captions_place_is_found(stage):
    def beat(lecture):
        lecture.add(lecture.formula("f").move_to((0, -3.4, 0)))

    assert "'f' leaves the safe area" in found(stage(beat))


def test_two_labels_on_one_another_are_found(stage):
    def beat(lecture):
        lecture.add(lecture.formula("f"), lecture.formula("g").shift(0.1 * RIGHT))

    assert "'f' overlaps 'g'" in found(stage(beat))


def test_small_type_is_found(stage):
    def beat(lecture):
        lecture.add(lecture.formula("f", size=20))

    assert "'f' is too small: a digit is 14 px high" in found(stage(beat))


def test_pale_type_is_found(stage):
    def beat(lecture):
        lecture.add(lecture.formula("f", token="quiet").set_opacity(0.5))

    assert "'f' is too pale: contrast" in found(stage(beat))


def test_too_many_words_at_once_are_found(stage):
    def beat(lecture):
        lecture.add(lecture.label("many").scale(0.9))

    assert "13 words at once, more than 12" in found(stage(beat))


def test_words_that_stand_too_briefly_are_found(stage):
    words = 'title = "T"\n[beats.only]\nsay = "x"\n[labels]\nlong = "so many words to read"'

    def beat(lecture):
        lecture.add(lecture.label("long"))

    assert "stands for 0.7 s and needs 2.2 s" in found(stage(beat, words))


def test_a_drawing_at_the_edge_of_the_frame_is_found(stage):
    def beat(lecture):
        plane = lecture.plane((-2, 2), (0, 4))
        lecture.add(plane, plane.dot((1, 1)).shift(10 * LEFT))

    assert "touches the edge of the frame" in found(stage(beat))


def test_a_point_outside_its_axes_is_found(stage):
    def beat(lecture):
        plane = lecture.plane((-2, 2), (0, 4))
        lecture.add(plane, plane.dot((1, 4.3)))

    assert "dot leaves its axes" in found(stage(beat))


def test_a_tangent_that_lies_unseen_on_its_curve_is_found(stage):
    def beat(lecture):
        plane = lecture.plane((-2, 2), (0, 4))
        lecture.add(plane, plane.curve(PARABOLA))
        lecture.add(plane.segment(((1, 1), (1.02, 1.0404)), name="tangent"))

    assert "tangent lies on a curve, where nobody sees it" in found(stage(beat))


def test_text_that_did_not_come_through_the_stage_is_found(stage):
    def beat(lecture):
        lecture.add(Text("3.14"))

    assert "Text was set without the stage" in found(stage(beat))


def test_ticks_without_numbers_are_found(stage):
    def beat(lecture):
        plane = lecture.plane((-2, 2), (0, 4))
        plane.numbers.set_opacity(0)
        lecture.add(plane)

    assert "axes with 10 ticks have only 0 numbers" in found(stage(beat))


def test_ticks_always_carry_their_numbers(stage):
    """The window's own rule: as many numbers as marks, but for one that gives way to a name."""
    planes = []

    def beat(lecture):
        planes.append(lecture.plane((-2, 2), (0, 4)))
        lecture.add(*planes)

    stage(beat)

    assert len(planes[0].numbers) == len(planes[0].marks)


@pytest.mark.parametrize("where", [(-1.9, 3.61), (0, 0), (1.9, 3.61), (1, 1)])
def test_beside_finds_a_place_that_breaks_no_rule(stage, where):
    def beat(lecture):
        plane = lecture.plane((-2, 2), (-1, 4), x_name="x", y_name="y")
        lecture.add(plane, plane.curve(PARABOLA), plane.dot(where))
        lecture.add(lecture.beside(lecture.formula("(a, b)"), plane.at(where)))

    assert stage(beat).report.layout == []


def test_beside_says_when_there_is_no_place(stage):
    def beat(lecture):
        lecture.beside(
            lecture.formula("a + b + c"), (0, 0, 0), zone=look.Zone(-0.2, 0.2, -0.2, 0.2)
        )

    with pytest.raises(ValueError, match="no free place for 'a \\+ b \\+ c'"):
        stage(beat)
