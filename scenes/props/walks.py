"""A walk by Newton's method, drawn: where it stands, the tangent it follows, a closer look."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

import manim
from manim import FadeIn, FadeOut, ReplacementTransform, VGroup, VMobject

from mathcore import newton_step, windows
from mathcore.bisection import BisectionTrace
from mathcore.functions import Function
from mathcore.newton import NewtonTrace, Visit
from scenes.stage import look
from scenes.stage.figures import Plane
from scenes.stage.formula import Formula
from scenes.stage.lecture import Lecture, has_anything_to_see
from scenes.stage.look import Token, Zone

_SHORTEST = 0.12  # scene units: a shorter stem is hidden by its dot
_PARTS: dict[str, Token] = {"rise": "function", "slope": "derivative", "run": "approximation"}
_TRIANGLE = "[[rise| f(x_n) ]] = [[slope| f'(x_n) ]] dot [[run| (x_n - x_(n+1)) ]]"
_QUOTIENT = "frac([[rise| f(x_n) ]], [[slope| f'(x_n) ]]) = [[run| x_n - x_(n+1) ]]"
_RULE = "x_(n+1) = x_n - frac([[rise| f(x_n) ]], [[slope| f'(x_n) ]])"
_RULE_OF_SLOPE = "x_(n+1) = x_n - frac([[slope| f'(x_n) ]], f''(x_n))"


def heading(lecture: Lecture, function: Function, zone: Zone) -> Formula:
    """The function whose root is sought, at the top of a zone; f(x) alone if it is too long."""
    for parts in (("f(x) = ", function), ("f(x)",)):
        named = lecture.formula(*parts, token="function")
        with suppress(ValueError):
            lecture.stack(named, zone=zone)
            break
    return named


def begin(walk: NewtonTrace, plane: Plane, *rest: VMobject) -> None:
    """Stand where a walk begins, on axes with `rest`, with nothing else in view."""
    lecture: Lecture = plane.lecture
    lecture.clear_stage(*rest)
    lecture.appear(*(each for each in (plane, *rest) if not lecture.shows(each)))
    lecture.appear(*standing(plane, walk.visits[0], 0))


def standing(plane: Plane, visit: Visit, n: int) -> list[VMobject]:
    """Where the walk stands after n steps: its name at the axis, a stem, a dot on the curve."""
    foot, top = plane.at(visit.below), plane.at(visit.point)
    parts = [plane.dot(visit.point, "approximation", name=f"x_{n}")]
    if abs(top[1] - foot[1]) > _SHORTEST:
        stem = (visit.below, visit.point)
        parts.insert(0, plane.segment(stem, "quiet", name="stem", dashed=True))
    name = plane.lecture.formula(f"x_{n}", token="approximation")
    away = manim.DOWN if visit.y >= 0 else manim.UP
    coming = [] if visit.landing is None else [plane.segment(visit.tangent, name="tangent")]
    return [plane.lecture.beside(name, foot, prefer=away, avoid=[*coming, *parts]), *parts]


def measured(lecture: Lecture, visit: Visit, zone: Zone) -> VGroup:
    """What is known where the walk begins: the place, the height, the slope, claimed as such."""
    lecture.brief("start", visit.x)
    lecture.brief("height", visit.y)
    lecture.brief("slope", visit.line.slope)
    return lecture.stack(
        lecture.formula("x_0 = {start}", token="approximation"),
        lecture.formula("f(x_0) = {height}", token="function"),
        lecture.formula("f'(x_0) = {slope}", token="derivative"),
        zone=zone,
    )


def legs(plane: Plane, here: Visit) -> list[VMobject]:
    """The legs of the triangle under a tangent: its rise, and its run along the axis."""
    run, rise = (here.foot, here.below), (here.below, here.point)
    return [
        plane.segment(run, "approximation", name="run", width=look.BOLD),
        plane.segment(rise, "function", name="rise", width=look.BOLD),
    ]


def derivation(lecture: Lecture, function: Function, zone: Zone) -> list[Formula]:
    """From rise = slope times run to the rule: three lines, each in the place of the last.

    Each is claimed to hold for the function.
    """
    for number, line in enumerate(newton_step.derivation(function).lines):
        lecture.claim_equal(f"line {number}", line.left, line.right)
    lines = [_line(lecture, each) for each in (_TRIANGLE, _QUOTIENT, _RULE)]
    for each in lines:
        lecture.stack(each, zone=zone)
    return lines


def rule(lecture: Lecture, size: float = look.FORMULA, *, of_slope: bool = False) -> Formula:
    """Newton's method in one line; `of_slope`: the same for the zeros of the slope."""
    return _line(lecture, _RULE_OF_SLOPE if of_slope else _RULE, size)


def _line(lecture: Lecture, source: str, size: float = look.FORMULA) -> Formula:
    return lecture.formula(source, colours=_PARTS, size=size)


def ending(lecture: Lecture, walk: NewtonTrace | BisectionTrace, zone: Zone) -> VGroup:
    """What became of it: the label that is named as its outcome, in lower case."""
    return lecture.stack(lecture.label(walk.outcome.name.lower(), token="error"), zone=zone)


def stand(plane: Plane, visit: Visit, shadow: tuple[Plane, Function]) -> list[VMobject]:
    """Where a walk begins, and the same abscissa on the graph of another function."""
    above, function = shadow
    return [
        above.dot(function.point(visit.x), "approximation", name="shadow"),
        plane.dot(visit.point, "approximation", name="walker"),
    ]


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
    moving = [
        plane.segment(
            lambda: (visit.point, visit.line.at(x())), "derivative", name="tangent", merging=True
        ),
        plane.dot(lambda: visit.line.at(x()), "approximation", name="walker"),
    ]
    stays = [
        plane.segment(visit.tangent, "derivative", name="tangent", merging=True),
        plane.dot(visit.foot, "approximation", name="foot"),
    ]
    if shadow is not None:
        above, function = shadow
        ball = above.dot(lambda: function.point(x()), "approximation", name="shadow")
        moving.append(ball)
        stays.append(above.dot(function.point(visit.foot.x), "approximation", name="shadow"))
    lecture.add(*moving)
    lecture.play(x.animate.set_value(float(visit.foot.x)), run_time=run_time)
    lecture.remove(*moving)
    lecture.add(*stays)


def closer(
    plane: Plane, visits: Sequence[Visit], function: Function, zone: Zone, *keep: VMobject
) -> Plane:
    """Frame some visits, let frame and curve grow, and put axes around them; only `keep` stays."""
    lecture: Lecture = plane.lecture
    points = [point for visit in visits for point in (visit.point, visit.below)]
    whole = windows.Window((plane.x.low, plane.x.high), (plane.y.low, plane.y.high))
    window = windows.around(points, 0.16).within(whole)
    near = lecture.plane(window.x, window.y, zone, x_name="x")
    frame, grown = (
        each.path(window.corners, "ink", closed=True, name="frame", width=look.FINE)
        for each in (plane, near)
    )
    stays = (frame, *keep)
    names = [each for each in lecture.mobjects if isinstance(each, Formula) and each not in stays]
    lecture.leave(*names, run_time=0.4)  # the frame may run where they stand
    lecture.trace(frame, run_time=0.8)
    gone = [each for each in lecture.mobjects if each not in stays and has_anything_to_see(each)]
    curve = near.curve(function)
    growing = (frame, grown), (_back(curve, grown, frame), curve)
    moves = (ReplacementTransform(*each) for each in growing)
    lecture.play(*map(FadeOut, gone), *moves, run_time=1.2)
    lecture.play(FadeIn(near), FadeOut(grown), run_time=0.6)
    lecture.bring_to_front(curve)
    return near


def _back(curve: VMobject, grown: VMobject, frame: VMobject) -> VMobject:
    """What a curve was before its frame had grown: a part of the curve that was seen then."""
    middle = grown.get_center()
    part = curve.copy()
    part.stretch(frame.width / grown.width, 0, about_point=middle)
    part.stretch(frame.height / grown.height, 1, about_point=middle)
    return part.shift(frame.get_center() - middle)
