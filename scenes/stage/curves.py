"""Graphs and level curves: laid as chords that `mathcore` keeps within half a pixel."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import manim
from manim import VGroup, VMobject
from sympy import Expr, Symbol

from mathcore.functions import Function
from scenes.stage.drawings import DrawnContour, DrawnCurve, follow
from scenes.stage.formula import empty
from scenes.stage.look import Token

if TYPE_CHECKING:
    from scenes.stage.figures import Plane


def curve(
    plane: Plane,
    function: Function,
    token: Token,
    name: str,
    low: float | None,
    high: float | None,
    width: float,
) -> VMobject:
    """The graph, one submobject a connected piece."""
    mobject = VGroup()
    lay(mobject, plane.pieces(function, low, high), plane.lecture.colour(token), width)
    plane.register(DrawnCurve(name, mobject, function, plane, low, lambda: high, live=False))
    return mobject


def growing(
    plane: Plane,
    function: Function,
    until: Callable[[], float],
    token: Token,
    name: str,
    low: float | None,
    high: float | None,
    width: float,
) -> VMobject:
    """The graph up to a live abscissa: sampled once, then cut at an exact point of the curve."""
    whole = plane.pieces(function, low, high)
    colour = plane.lecture.colour(token)
    mobject = VGroup()

    def grow(group: VMobject) -> None:
        end = until()
        edge = plane.at((end, plane.y.low))[0]
        kept = []
        for piece in whole:
            count = bisect_right([x for x, _, _ in piece], edge)
            if 0 < count < len(piece):
                tip = plane.at((end, float(function(end))))
                kept.append([*piece[:count], tip])
            elif count:
                kept.append(piece)
        lay(group, kept, colour, width)

    follow(mobject, grow, live=True)
    plane.register(DrawnCurve(name, mobject, function, plane, low, until, live=True))
    return mobject


def lay(group: VMobject, pieces: Sequence[Any], colour: str, width: float) -> None:
    """Make the group's parts the given pieces, each a polyline of anchors in scene units."""
    empty(group)
    for piece in pieces:
        if len(piece) > 1:
            line = VMobject().set_points_as_corners(piece)
            line.joint_type = manim.LineJointType.ROUND
            group.add(line.set_stroke(colour, width=width))


def contour(
    plane: Plane,
    expression: Expr,
    variables: tuple[Symbol, Symbol],
    level: Expr,
    points: Sequence[tuple[float, float]],
    closed: bool,
    colour: str,
    name: str,
    width: float,
) -> VMobject:
    """One level curve through given points of it."""
    corners = [plane.at((x, y)) for x, y in points]
    if closed and corners[0] != corners[-1]:
        corners.append(corners[0])
    mobject = VMobject().set_points_as_corners(corners).set_stroke(colour, width=width)
    mobject.joint_type = manim.LineJointType.ROUND
    plane.register(DrawnContour(name, mobject, expression, variables, level, closed, plane))
    return mobject
