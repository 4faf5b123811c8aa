"""The kinds of drawing: how each is made, follows what it shows, and is read back.

A drawing is registered with the points it is meant to have (`wanted`) and a way to read from
the finished mobject where they came to lie (`read`). The two go through different code, so
that a slip in either shows.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import manim
import numpy as np
from manim import VGroup, VMobject
from sympy import Expr, Symbol

from mathcore.functions import Function
from mathcore.quantity import Point, exact
from scenes.stage import look
from scenes.stage.carried import carried
from scenes.stage.formula import empty
from scenes.stage.look import Token

if TYPE_CHECKING:
    from scenes.stage.axes import Axes
    from scenes.stage.figures import Plane

Place = Point | tuple[float, float]
Places = Sequence[Place]


@dataclass(frozen=True, slots=True)
class Drawn:
    """Points of a mobject: where they are wanted, in data units, and how they are read back."""

    name: str
    mobject: VMobject
    wanted: Callable[[], Places]
    read: Callable[[VMobject], Sequence[Any]]
    plane: Axes
    live: bool
    merging: bool = True  # whether it may lie on a curve, where nobody sees it


@dataclass(frozen=True, slots=True)
class DrawnCurve:
    """The graph of a function; the mobject's parts are its connected pieces."""

    name: str
    mobject: VMobject
    function: Function
    plane: Plane
    low: float | None
    high: Callable[[], float | None]
    live: bool


@dataclass(frozen=True, slots=True)
class DrawnContour:
    """A level curve of a function of two variables."""

    name: str
    mobject: VMobject
    expression: Expr
    variables: tuple[Symbol, Symbol]
    level: Expr
    closed: bool
    plane: Plane


def coordinates(place: Place) -> tuple[float, float]:
    """Both coordinates, as plain floats."""
    if isinstance(place, Point):
        return float(place.x), float(place.y)
    return float(place[0]), float(place[1])


def point(place: Place) -> Point:
    """The place with its meaning; plain floats mean the decimals they are written as."""
    return place if isinstance(place, Point) else Point(exact(place[0]), exact(place[1]))


def anchors(mobject: VMobject) -> list[Any]:
    """The corners of a polyline, read from its Bézier points."""
    points = mobject.points
    return [] if not len(points) else [*points[0::4], points[-1]]


def source(value: Any) -> tuple[Callable[[], Any], bool]:
    """A function that gives the value now, and whether it may change."""
    return (value, True) if callable(value) else ((lambda: value), False)


def follow(mobject: VMobject, place: Callable[[Any], object], live: bool) -> None:
    """Put a mobject in its place, now and, if it is live, on every frame."""
    place(mobject)
    if live:
        # an animation updates copies too; only the mobject itself follows
        mobject.add_updater(lambda m: place(m) if m is mobject else None)


def dot(
    plane: Plane, place: Place | Callable[[], Place], token: Token, name: str, radius: float
) -> VMobject:
    """A filled disc whose centre is the point."""
    where, live = source(place)
    mobject = manim.Dot(radius=radius, color=plane.lecture.colour(token)).set_z_index(3)
    put = carried(mobject)
    follow(mobject, lambda m: put(plane.at(where())), live)
    return _register(plane, name, mobject, lambda: (where(),), lambda m: [m.get_center()], live)


def ring(plane: Plane, place: Place | Callable[[], Place], token: Token, name: str) -> VMobject:
    """A circle, filled with the ground so that what it stands on does not run through it."""
    where, live = source(place)
    mobject = manim.Circle(radius=1.2 * look.DOT_RADIUS).set_z_index(3)
    mobject.set_stroke(plane.lecture.colour(token), width=look.LINE)
    mobject.set_fill(plane.lecture.colour("ground"), opacity=1)
    put = carried(mobject)
    follow(mobject, lambda m: put(plane.at(where())), live)
    return _register(plane, name, mobject, lambda: (where(),), lambda m: [m.get_center()], live)


def path(
    plane: Plane,
    places: Places | Callable[[], Places],
    token: Token,
    name: str,
    width: float,
    *,
    closed: bool = False,
    fill: float = 0.0,
    dashed: bool = False,
    merging: bool = True,
) -> VMobject:
    """A polyline through the points; dashes keep both ends."""
    through, live = source(places)
    colour = plane.lecture.colour(token)
    if dashed:
        line = VGroup()
        follow(line, lambda m: _dash(m, [plane.at(p) for p in through()], colour, width), live)
        ends = lambda: (through()[0], through()[-1])  # noqa: E731  a pair read in one breath
        return _register(plane, name, line, ends, _dashed_ends, live, merging)
    mobject = VMobject().set_stroke(colour, width=width).set_fill(colour, opacity=fill)

    def place(m: VMobject) -> None:
        corners = [plane.at(each) for each in through()]
        m.set_points_as_corners([*corners, corners[0]] if closed else corners)

    follow(mobject, place, live)
    count = -1 if closed else None
    return _register(plane, name, mobject, through, lambda m: anchors(m)[:count], live, merging)


def _dash(group: VMobject, corners: Sequence[Any], colour: str, width: float) -> None:
    """Lay dashes of 0.12 units along a straight line, the first and the last whole."""
    start, end = np.asarray(corners[0]), np.asarray(corners[-1])
    length = float(np.linalg.norm(end - start))
    count = max(1, round((length / 0.12 + 1) / 2))
    shares = np.linspace(0.0, 1.0, 2 * count)
    ends = start + shares[:, None] * (end - start)
    dash = VMobject().set_stroke(colour, width=width)
    thirds = np.linspace(0.0, 1.0, 4)[:, None]  # where a straight cubic curve has its points
    empty(group)
    for points in (1 - thirds) * ends[::2, None] + thirds * ends[1::2, None]:
        part = dash.copy()
        part.points = points
        group.add(part)


def _dashed_ends(group: VMobject) -> Sequence[Any]:
    return [group[0].points[0], group[-1].points[-1]]


def arrow(
    plane: Plane,
    ends: Places | Callable[[], Places],
    token: Token,
    name: str,
    width: float,
) -> VMobject:
    """A shaft and a solid head; the head shrinks with a short arrow and never turns round."""
    through, live = source(ends)
    colour = plane.lecture.colour(token)
    shaft = VMobject().set_stroke(colour, width=width)
    head = VMobject().set_fill(colour, opacity=1).set_stroke(width=0)
    mobject = VGroup(shaft, head)

    def place(m: VMobject) -> None:
        shaft, head = m
        start, tip = (np.asarray(plane.at(each)) for each in through())
        along = tip - start
        length = float(np.linalg.norm(along))
        unit = along / length if length else np.zeros(3)
        side = np.array([-unit[1], unit[0], 0.0])
        size = min(0.045 * width + 0.06, 0.5 * length)
        base = tip - size * unit
        shaft.set_points_as_corners([start, base + 0.2 * size * unit])
        head.set_points_as_corners([tip, base + 0.42 * size * side, base - 0.42 * size * side, tip])

    follow(mobject, place, live)
    read = lambda m: [m[0].points[0], m[1].points[0]]  # noqa: E731  a pair read in one breath
    return _register(plane, name, mobject, through, read, live)


def _register(
    plane: Plane,
    name: str,
    mobject: VMobject,
    wanted: Callable[[], Places],
    read: Callable[[VMobject], Sequence[Any]],
    live: bool,
    merging: bool = True,
) -> VMobject:
    plane.register(Drawn(name, mobject, wanted, read, plane, live, merging))
    return mobject


Shape = Literal["up", "down", "saddle", "square", "diamond"]


def mark(
    plane: Plane, place: Place | Callable[[], Place], shape: Shape, token: Token, name: str
) -> VMobject:
    """A point of a kind that is told by its shape, its middle on the point."""
    where, live = source(place)
    size = 1.7 * look.DOT_RADIUS
    turns = {"up": (3, 90), "down": (3, -90), "square": (4, 45), "diamond": (4, 0)}
    mobject: VMobject
    if shape == "saddle":
        mobject = manim.Cross(stroke_color=plane.lecture.colour(token), stroke_width=look.BOLD)
        mobject.scale(size / mobject.width * 2)
    else:
        corners, angle = turns[shape]
        mobject = manim.RegularPolygon(corners, start_angle=math.radians(angle), radius=size)
        mobject.set_fill(plane.lecture.colour(token), opacity=1).set_stroke(width=0)
    mobject.set_z_index(3)
    put = carried(mobject)
    follow(mobject, lambda m: put(plane.at(where())), live)
    return _register(plane, name, mobject, lambda: (where(),), lambda m: [m.get_center()], live)
