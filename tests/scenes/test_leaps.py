"""A beat that is leapt over leaves exactly what a beat that is played leaves, in every lecture."""

import manim
import pytest
from manim import tempconfig

from render import course
from render.lectures import lecture_class
from scenes.stage import fingerprints
from scenes.stage.performance import Performance
from scenes.stage.rehearsal import SETTINGS

SCENES = [each.scene for each in course.load().entries()]


class Leaping(Performance):
    """Goes to the end of every motion at once."""

    def move(self, lecture):
        lecture.update_to_time(lecture.duration)


class Stepping(Performance):
    """Goes through every motion picture by picture."""

    def move(self, lecture):
        for time in self.times(lecture):
            lecture.update_to_time(time)


class Drifting(Stepping):
    """Steps, and moves everything a little with every picture."""

    def move(self, lecture):
        for time in self.times(lecture):
            lecture.update_to_time(time)
            for mobject in lecture.mobjects:
                mobject.shift(1e-12 * manim.UP)


def left(lecture, performance, folder):
    """The digest of what is on screen at the end of every beat."""
    found = {}
    with tempconfig(SETTINGS | {"frame_rate": 6, "media_dir": str(folder)}):
        scene = lecture(renderer=performance(6))
        scene.on_beat_end = lambda beat: found.update({beat: fingerprints.picture(scene.mobjects)})
        scene.render()
    return found


@pytest.mark.parametrize("scene", SCENES)
def test_leaping_leaves_what_stepping_leaves(scene, tmp_path):
    lecture = lecture_class(scene)
    leapt = left(lecture, Leaping, tmp_path)

    assert len(leapt) > 30
    assert leapt == left(lecture, Stepping, tmp_path)


def test_a_step_of_a_million_millionth_is_found(tmp_path):
    lecture = lecture_class(SCENES[0])

    assert left(lecture, Leaping, tmp_path) != left(lecture, Drifting, tmp_path)
