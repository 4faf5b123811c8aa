"""Digests: whatever is seen changes them, and nothing else does."""

import manim
import numpy as np
import pytest
from manim import tempconfig

from scenes.stage import fingerprints
from scenes.stage.fingerprints import BeatDigest, described, picture
from scenes.stage.rehearsal import SETTINGS


def square(**changes):
    return manim.Square(side_length=2, color=manim.BLUE, fill_opacity=0.5, **changes)


def test_two_pictures_of_the_same_things_are_the_same():
    assert picture([square(), manim.Dot()]) == picture([manim.VGroup(square(), manim.Dot())])


@pytest.mark.parametrize(
    "change",
    [
        lambda m: m.shift(1e-12 * manim.UP),
        lambda m: m.set_fill(opacity=0.5000001),
        lambda m: m.set_stroke(manim.RED),
        lambda m: m.set_stroke(width=4.01),
        lambda m: m.set_stroke(manim.RED, width=2, background=True),
        lambda m: m.set_color([manim.RED, manim.BLUE]),
        lambda m: m.set_cap_style(manim.CapStyleType.ROUND),
        lambda m: setattr(m, "joint_type", manim.LineJointType.BEVEL),
        lambda m: m.add(manim.Dot()),
    ],
)
def test_whatever_is_seen_changes_the_digest(change):
    changed = square()
    change(changed)

    assert picture([changed]) != picture([square()])


def test_a_pixel_of_a_picture_changes_the_digest():
    pixels = np.zeros((4, 4, 4), np.uint8)
    changed = pixels.copy()
    changed[2, 1, 0] = 1

    assert picture([manim.ImageMobject(pixels)]) != picture([manim.ImageMobject(changed)])


def test_what_stands_in_front_changes_the_digest():
    a, b = square(), manim.Dot()

    assert picture([a, b]) != picture([b, a])
    assert picture([a.set_z_index(1), b]) == picture([b, a])


def test_a_tracker_is_not_seen():
    assert picture([square(), manim.ValueTracker(3.0)]) == picture([square()])


def test_clouds_of_points_are_refused():
    cloud = manim.PMobject()
    cloud.add_points(np.zeros((1, 3)))

    with pytest.raises(TypeError, match="PMobject: clouds of points"):
        picture([cloud])


class Scene(manim.Scene):
    """Begins what it is given, and plays nothing."""

    def begins(self, *animations):
        self.compile_animation_data(*animations)
        self.begin_animations()
        return self


@pytest.fixture
def scene(tmp_path):
    with tempconfig(SETTINGS | {"media_dir": str(tmp_path)}):
        yield Scene()


def uneven(t):
    return t * t


@pytest.mark.parametrize(
    "other",
    [
        lambda m: manim.FadeIn(m, run_time=1.5),
        lambda m: manim.FadeIn(m, rate_func=manim.linear),
        manim.Create,
        lambda m: manim.AnimationGroup(manim.FadeIn(m), lag_ratio=0.5),
    ],
)
def test_another_motion_is_described_otherwise(tmp_path, other):
    with tempconfig(SETTINGS | {"media_dir": str(tmp_path)}):
        plain = described(Scene().begins(manim.FadeIn(square())))

        assert plain is not None
        assert described(Scene().begins(other(square()))) != plain


@pytest.mark.parametrize(
    "animation",
    [
        lambda m: manim.UpdateFromFunc(m, lambda each: each.shift(manim.UP)),
        lambda m: manim.FadeIn(m, rate_func=lambda t: t),
        lambda m: manim.AnimationGroup(manim.FadeIn(m, rate_func=lambda t: t)),
        lambda m: manim.FadeIn(m.add_updater(lambda each: each)),
    ],
)
def test_what_cannot_be_described_is_told_picture_by_picture(scene, animation):
    scene.begins(animation(square()))

    assert described(scene) is None
    assert BeatDigest().motion(scene, 9) == set(range(9))


def test_a_described_motion_is_known_by_a_few_pictures(scene):
    scene.begins(manim.FadeIn(square(), rate_func=uneven))

    assert BeatDigest().motion(scene, 41) == {0, 10, 20, 30, 40}
    assert BeatDigest().motion(scene, 2) == {0, 1}


def test_a_class_of_our_own_is_known_by_its_text():
    assert fingerprints._class(manim.FadeIn) == "manim.animation.fading.FadeIn"
    assert fingerprints._class(Scene).startswith(f"{__name__}.Scene:")
