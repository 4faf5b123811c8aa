"""A walk by Newton's method, drawn: where it stands, the tangent it follows, a closer look."""

from __future__ import annotations

from collections.abc import Sequence

import manim
from manim import FadeIn, FadeOut, ReplacementTransform, VMobject

from mathcore import windows
from mathcore.functions import Function
from mathcore.newton import Visit
from scenes.stage.figures import Plane
from scenes.stage.lecture import Lecture, has_anything_to_see
from scenes.stage.look import FINE, Zone

_SHORTEST = 0.12  # scene units: a shorter stem is hidden by its dot


def standing(plane: Plane, visit: Visit, n: int, avoid: Sequence[VMobject] = ()) -> list[VMobject]:
    """Where the walk stands after n steps: its name at the axis, a stem, a dot on the curve."""
    foot, top = plane.at(visit.below), plane.at(visit.point)
    dot = plane.dot(visit.point, "approximation", name=f"x_{n}")
    parts = [dot]
    if abs(top[1] - foot[1]) > _SHORTEST:
        stem = plane.segment((visit.below, visit.point), "quiet", name="stem", dashed=True)
        parts.insert(0, stem)
    name = plane.lecture.formula(f"x_{n}", token="approximation")
    away = manim.DOWN if visit.y >= 0 else manim.UP
    tangent = [] if visit.landing is None else [plane.segment(visit.tangent, name="tangent")]
    present = [*avoid, *tangent, *parts]
    return [plane.lecture.beside(name, foot, prefer=away, avoid=present), *parts]


def follow(
    plane: Plane,
    visit: Visit,
    run_time: float = 1.8,
    shadow: tuple[Plane, Function] | None = None,
) -> None:
    """Slide down (or up) the tangent to the axis; tangent and foot stay.

    With a `shadow`, a dot at the same abscissa slides along the graph of that function.
    """
    lecture: Lecture = plane.lecture
    x = lecture.parameter(visit.x)
    trail = plane.segment(
        lambda: (visit.point, visit.line.at(x())), "derivative", name="tangent", merging=True
    )
    walker = plane.dot(lambda: visit.line.at(x()), "approximation", name="walker")
    lecture.add(trail, walker)
    if shadow is not None:
        above, function = shadow
        ball = above.dot(lambda: function.point(x()), "approximation", name="shadow")
        lecture.add(ball)
    lecture.play(x.animate.set_value(float(visit.foot.x)), run_time=run_time)
    tangent = plane.segment(visit.tangent, "derivative", name="tangent", merging=True)
    lecture.remove(trail, walker)
    if shadow is not None:
        lecture.remove(ball)
        lecture.add(above.dot(function.point(visit.foot.x), "approximation", name="shadow"))
    lecture.add(tangent, plane.dot(visit.foot, "approximation", name="foot"))


def closer(
    plane: Plane, visits: Sequence[Visit], function: Function, zone: Zone, *keep: VMobject
) -> Plane:
    """Frame some visits and let the frame grow into axes of its own; only `keep` stays."""
    lecture: Lecture = plane.lecture
    points = [point for visit in visits for point in (visit.point, visit.below)]
    window = windows.around(points, 0.16).within(_window(plane))
    near = lecture.plane(window.x, window.y, zone, x_name="x")
    frame = plane.path(window.corners, "ink", closed=True, name="frame", width=FINE)
    grown = near.path(window.corners, "ink", closed=True, name="frame", width=FINE)
    lecture.trace(frame, run_time=0.8)
    stays = (frame, lecture.strip, *keep)
    gone = [each for each in lecture.mobjects if each not in stays and has_anything_to_see(each)]
    lecture.play(*map(FadeOut, gone), ReplacementTransform(frame, grown), run_time=1.0)
    lecture.play(FadeIn(near), FadeIn(near.curve(function)), FadeOut(grown), run_time=0.6)
    return near


def _window(plane: Plane) -> windows.Window:
    return windows.Window((plane.x.low, plane.x.high), (plane.y.low, plane.y.high))
