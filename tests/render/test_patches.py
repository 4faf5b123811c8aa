"""Each patch does what the original does: the same families, points and pixels, only sooner."""

import copy

import manim
import numpy as np
import pytest
from manim import Camera, Mobject, Transform, VMobject, tempconfig

from render import patches
from render.patches import PATCHES, STOCK
from scenes.stage.formula import Formula, GlyphMobject
from scenes.stage.typeset import mathematics

SMALL = {"pixel_width": 320, "pixel_height": 180, "dry_run": True, "verbosity": "ERROR"}
WHITE = "#FFFFFF"


@pytest.fixture(autouse=True)
def as_it_was():
    """Whatever a test puts in place is taken away again."""
    found = {(kind, name): getattr(kind, name) for kind, name in PATCHES}
    yield
    for (kind, name), function in found.items():
        setattr(kind, name, function)


def put(functions):
    for (kind, name), function in functions.items():
        setattr(kind, name, function)


def formula(text="f(x) = integral_0^1 (x^2 + i) dif x"):
    return Formula(mathematics(text), colour=WHITE, size=60).move_to((0, 0, 0))


def shapes():
    """Outlines of all kinds: open, closed, in parts, nearly closed, empty, broken, unfinished."""
    corners = np.array([(0, 0, 0), (1, 0, 0), (1, 1, 0), (0, 1e-7, 0)], dtype=float)
    nearly = VMobject().set_points_as_corners(corners).set_fill(WHITE, 0.5)
    broken, unfinished = nearly.copy(), nearly.copy()
    broken.points[3, 0] = np.nan
    unfinished.points = unfinished.points[:-2]
    parts = nearly.copy()
    parts.points = np.vstack(
        [nearly.shift(each).points for each in (3 * manim.LEFT, manim.UR, manim.RIGHT)]
    )
    shaded = manim.Square().set_fill([WHITE, "#FF0000"], 1).set_stroke("#00FF00", 3)
    glyphs = formula()
    round_ends = manim.Line((-3, -2, 0), (3, 1, 0), stroke_width=20)
    round_ends.set_cap_style(manim.CapStyleType.ROUND)
    image = manim.ImageMobject(np.full((4, 4, 3), 90, dtype=np.uint8)).scale(0.2)
    edged = manim.Circle(color=WHITE).set_background_stroke(color="#0000FF", width=9)
    cloud = manim.PMobject().add_points([(2.0, 2.0, 0.0)])
    return [
        nearly, broken, unfinished, parts, shaded, glyphs, round_ends, image, edged, cloud,
        VMobject(), manim.ValueTracker(1.0), manim.Group(manim.Dot((3, 1, 0)), glyphs),
    ]  # fmt: skip


def picture(mobjects, times=1):
    with tempconfig(SMALL):
        camera = Camera()
        for _ in range(times):
            camera.reset()
            camera.capture_mobjects(mobjects)
        return camera.pixel_array.copy()


def test_pixels_are_the_same_when_first_drawn_and_when_drawn_from_memory():
    put(STOCK)
    wanted = picture(shapes())
    put(PATCHES)

    assert wanted.any()
    assert np.array_equal(picture(shapes()), wanted)
    assert np.array_equal(picture(shapes(), times=2), wanted)


def test_no_more_outlines_are_remembered_than_allowed(monkeypatch):
    monkeypatch.setattr(patches, "OUTLINES", 2)
    put(STOCK)
    wanted = picture(shapes())
    put(PATCHES)

    assert np.array_equal(picture(shapes(), times=3), wanted)


def test_a_camera_of_another_kind_draws_as_it_always_did():
    put(PATCHES)
    with tempconfig(SMALL):
        camera = manim.MovingCamera()
        camera.capture_mobjects([manim.Circle()])

        assert not hasattr(camera, "known_outlines")
        assert camera.pixel_array[..., :3].any()


def families():
    """Trees: one leaf, one of three levels, one that shares a leaf, one that holds itself."""
    leaf, tree = manim.Dot(), formula()
    tree.submobjects[0].submobjects = [VMobject()]
    shared = manim.VGroup(leaf, manim.VGroup(leaf, tree))
    ring = manim.VGroup(leaf)
    ring.submobjects.append(ring)
    return [leaf, tree, shared, ring]


@pytest.mark.parametrize("name", ["get_family", "family_members_with_points"])
def test_families_have_the_same_members_in_the_same_order(name):
    for each in families():
        put(STOCK)
        wanted = getattr(each, name)()
        put(PATCHES)

        assert getattr(each, name)() == wanted


def test_every_updater_is_called_once_with_what_it_takes():
    class Follower:
        def __call__(self, mobject, dt):
            calls.append(("object", dt))

    calls = []
    tree = families()[2]
    leaf, quiet = tree[0], tree[1]
    for each in (tree, leaf):
        each.add_updater(lambda m: calls.append("place"))
        each.add_updater(lambda m, dt: calls.append(("time", dt)))
        each.add_updater(Follower())
    quiet.suspend_updating()
    calls.clear()
    put(STOCK)
    tree.update(0.5), tree.update(0.25, recursive=False), quiet.update(1)
    wanted, calls[:] = calls.copy(), []
    put(PATCHES)
    tree.update(0.5), tree.update(0.25, recursive=False), quiet.update(1)

    assert calls == wanted != []


def test_a_copy_is_equal_and_shares_nothing_that_changes():
    put(PATCHES)
    tree = families()[2]
    tree.twice = [tree.points, tree[0].points]
    tree.names = np.array([{"a"}], dtype=object)
    made = copy.deepcopy(tree)

    for ours, theirs in zip(tree.get_family(), made.get_family(), strict=True):
        assert type(ours) is type(theirs)
        assert vars(ours).keys() | {"original_id"} == vars(theirs).keys()
        assert np.array_equal(ours.points, theirs.points)
        assert not np.shares_memory(ours.points, theirs.points)
        assert theirs.original_id == str(id(ours))
    assert made.twice[1] is made[0].points
    assert made.names[0] == {"a"}
    assert made.names[0] is not tree.names[0]


class Odd(VMobject):
    """Has a way of its own to change colours."""

    def interpolate_color(self, one, other, alpha):
        """Keep them."""
        return self


def changes():
    """Transforms of glyphs and of things that must not be moved together."""
    low, high = formula(), formula().shift((1, 2, 0)).set_color("#336699").scale(1.5)
    two = [manim.VGroup(Odd().set_points(m.points), m) for m in (manim.Dot(), manim.Dot((1, 1, 0)))]
    shaded = [manim.VGroup(manim.Square(), manim.Circle()) for _ in range(2)]
    shaded[1].set_color([WHITE, "#FF0000", "#0000FF"])
    follower = [manim.VGroup(manim.Dot(), manim.Dot()) for _ in range(2)]
    follower[1][0].add_updater(lambda m: m.shift((0.1, 0, 0)))
    whole = [formula().set_stroke(width=1) for _ in range(2)]
    whole[1][0].points = whole[1][0].points.astype(np.float32)
    return [
        Transform(low.copy(), high),
        Transform(low.copy(), high, lag_ratio=0.2),
        Transform(low.copy(), high, path_arc=1.0),
        Transform(low[0].copy(), high[0]),
        Transform(*two), Transform(*shaded), Transform(*follower), Transform(*whole),
        manim.FadeIn(low.copy()),
        manim.FadeOut(high.copy(), shift=(1, 0, 0)),
    ]  # fmt: skip


def states(animation):
    """All that is seen of what moves, at several times, some of them twice."""
    animation.begin()
    found = []
    for alpha in (0.0, 0.3, 0.77, 0.3, 1.0):
        animation.update_mobjects(0.1)
        animation.interpolate(alpha)
        for each in animation.mobject.get_family():
            found += [getattr(each, name).tobytes() for name in patches._ARRAYS]
            found += [float(getattr(each, name)) for name in patches._NUMBERS]
    animation.finish()
    return found


@pytest.mark.parametrize("which", range(len(changes())))
def test_what_moves_is_where_it_always_was_to_the_last_bit(which):
    put(STOCK)
    wanted = states(changes()[which])
    put(PATCHES)

    assert states(changes()[which]) == wanted


def test_a_family_that_changes_on_the_way_is_followed():
    put(PATCHES)
    move = Transform(manim.VGroup(manim.Dot(), manim.Dot()), manim.VGroup(*[manim.Dot()] * 2))
    move.begin()
    move.interpolate(0.2)
    for each in (move.mobject, move.starting_mobject, move.target_copy):
        each.submobjects = each.submobjects[:1]
    move.interpolate(0.4)

    assert len(vars(move)["known_together"][0]) == 1


def test_another_release_of_manim_is_left_alone_with_one_sentence(caplog):
    put(STOCK)

    assert not patches.apply("0.23.0")
    assert [record.getMessage().count(".23.0") for record in caplog.records] == [1]
    assert Mobject.get_family is STOCK[Mobject, "get_family"]


def test_the_release_that_is_installed_is_a_tested_one():
    assert patches.apply()
    assert Mobject.get_family is patches.family
    assert isinstance(formula()[0], GlyphMobject)
