"""Slopes in every direction at one place of a landscape, and which way a contour runs there.

In the direction t (radians from east) the slope is f_x cos t + f_y sin t, a cosine whose peak
is the gradient's own direction and length. The way of a contour is measured without slopes: a small
circle around a place of the contour cuts it twice, and the chord between the cuts shows the
way, up to an error that shrinks with the square of the radius.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import acos, cos, degrees, hypot, pi, sin

import numpy as np
import sympy
from numpy.typing import NDArray
from sympy import Abs, Expr, Max, Symbol

from mathcore.contours import Contour
from mathcore.fields import Field
from mathcore.functions import Function
from mathcore.gradients import Gradient
from mathcore.quantity import Point, Quantity, compose, exact
from mathcore.windows import Window, around

_RADIUS = 1e-3  # of the contour's extent
_BEARINGS = 256


@dataclass(frozen=True, slots=True)
class Step:
    """A finite step: where it leads, and the height it gains."""

    start: Point
    end: Point
    run: Quantity
    rise: Quantity

    @property
    def slope(self) -> Quantity:
        """Rise over run."""
        return compose(self.rise / self.run, lambda a, b: a / b, self.rise, self.run)


@dataclass(frozen=True, slots=True)
class Rose:
    """The slope at one place as a function of the direction, in radians from east."""

    gradient: Gradient
    slope: Function

    @property
    def peak(self) -> Point:
        """The steepest direction, and how steep it is: the gradient's angle and length."""
        return Point(self.gradient.angle, self.gradient.length)

    @property
    def turn(self) -> Quantity:
        """The steepest direction in radians from east, counted round over [0, 2 pi)."""
        angle = self.gradient.angle
        if angle >= 0:
            return angle
        return compose(angle + 2 * pi, lambda a: a + 2 * sympy.pi, angle)

    @property
    def summit(self) -> Point:
        """The peak of the slope, its direction counted round over [0, 2 pi)."""
        return Point(self.turn, self.gradient.length)

    @property
    def level(self) -> Point:
        """A direction a quarter turn from the steepest one, within [0, 2 pi), and its slope: 0."""
        back = self.turn >= pi / 2
        quarter = -sympy.pi / 2 if back else sympy.pi / 2
        angle = compose(self.turn + float(quarter), lambda a: a + quarter, self.turn)
        return Point(angle, exact(0.0))

    @property
    def window(self) -> Window:
        """A view of one whole turn, with room above the peak and below the trough."""
        steep = float(self.gradient.length)
        ends = Point(exact(0.0), exact(-steep)), Point(exact(2 * pi), exact(steep))
        return Window((0.0, 2 * pi), around(ends).y)

    def towards(self, angle: float) -> Quantity:
        """The slope in the direction `angle`, in radians from east."""
        value = self.gradient.east * cos(angle) + self.gradient.north * sin(angle)
        return compose(value, _slope, self.gradient.east, self.gradient.north, angle)


@dataclass(frozen=True, slots=True)
class Crossing:
    """Where a gradient arrow stands on a contour; `cuts` show which way the contour runs."""

    at: Point
    cuts: tuple[Point, Point]
    gradient: Gradient
    angle: Quantity

    @property
    def off_square(self) -> Quantity:
        """How far the angle is from a right angle, in degrees."""
        off = abs(self.angle - 90)
        return compose(off, lambda a: Abs(a - 90, evaluate=False), self.angle)


def step(field: Field, place: tuple[float, float], east: float, north: float) -> Step:
    """Go from `place` by `east` and `north`, and see how much higher that is.

    Raises:
        ValueError: the step has no length, or the field no height at an end of it.
    """
    run = hypot(east, north)
    if run == 0:
        raise ValueError(f"a step must have a length, got {east=} and {north=}")
    x, y = place
    end = Point(
        compose(x + east, lambda a, b: a + b, x, east),
        compose(y + north, lambda a, b: a + b, y, north),
    )
    low, high = field.value(x, y), field.value(end.x, end.y)
    length = compose(run, lambda a, b: sympy.sqrt(a**2 + b**2), east, north)
    rise = compose(high - low, lambda a, b: a - b, high, low)
    return Step(Point(exact(x), exact(y)), end, length, rise)


def rose(field: Field, x: float, y: float) -> Rose:
    """The slopes in all directions at (x, y), which are taken as the decimals they are.

    Raises:
        ValueError: a coordinate is a quantity known only as the solution of an equation.
    """
    gradient = field.gradient(x, y)
    angle = Symbol("t", real=True)
    meanings = [each.meaning for each in gradient.place]
    if any(each.bindings for each in meanings):
        raise ValueError(f"a dial of slopes needs a place given exactly, got ({x}, {y})")
    there = dict(zip(field.variables, (each.expression for each in meanings), strict=True))
    east, north = (each.subs(there, simultaneous=True) for each in field.first)
    return Rose(gradient, Function(_slope(east, north, angle), angle))


def bearing(angle: float) -> Point:
    """The point of the unit circle in the direction `angle`: a hand of the compass dial."""
    return Point(compose(cos(angle), sympy.cos, angle), compose(sin(angle), sympy.sin, angle))


def crossings(field: Field, contours: Sequence[Contour], each: int = 1) -> tuple[Crossing, ...]:
    """On every contour `each` places, evenly spread over its points, where an arrow crosses it.

    Raises:
        ValueError: `each` is not positive.
    """
    if each < 1:
        raise ValueError(f"each must be at least 1, got {each}")
    found = []
    for contour in contours:
        points = np.array(contour.points)
        radius = _RADIUS * float(np.max(points.max(axis=0) - points.min(axis=0)))
        shares = (np.arange(each) + 0.5) / each
        places = points[(shares * len(points)).astype(int)]
        found += [_crossing(field, contour, place, radius) for place in places]
    return tuple(found)


def worst(crossings: Sequence[Crossing]) -> Quantity:
    """The greatest distance from a right angle among the crossings, in degrees.

    Raises:
        ValueError: there is no crossing.
    """
    if not crossings:
        raise ValueError("crossings must not be empty")
    parts = [each.off_square for each in crossings]
    return compose(max(parts), lambda *off: Max(*off, evaluate=False), *parts)


def _slope(east: Expr, north: Expr, angle: Expr) -> Expr:
    return east * sympy.cos(angle) + north * sympy.sin(angle)


def _crossing(
    field: Field, contour: Contour, place: NDArray[np.float64], radius: float
) -> Crossing:
    x, y = (exact(float(each)) for each in place)
    gradient = field.gradient(x, y)
    a, b = _cuts(field, float(contour.level), place, radius)
    along = (b.x - a.x, b.y - a.y)
    steep = (float(gradient.east), float(gradient.north))
    ratio = (along[0] * steep[0] + along[1] * steep[1]) / (hypot(*along) * hypot(*steep))
    parts = (a.x, a.y, b.x, b.y, gradient.east, gradient.north)
    return Crossing(Point(x, y), (a, b), gradient, compose(degrees(acos(ratio)), _angle, *parts))


def _angle(ax: Expr, ay: Expr, bx: Expr, by: Expr, east: Expr, north: Expr) -> Expr:
    along = sympy.sqrt((bx - ax) ** 2 + (by - ay) ** 2)
    product = (bx - ax) * east + (by - ay) * north
    ratio = product / (along * sympy.sqrt(east**2 + north**2))
    return 180 * sympy.acos(ratio, evaluate=False) / sympy.pi


def _cuts(
    field: Field, level: float, place: NDArray[np.float64], radius: float
) -> tuple[Point, Point]:
    """The two places where a small circle meets the level, from heights only, by bisection."""

    def above(angle: float) -> bool:
        at = place + radius * np.array([cos(angle), sin(angle)])
        return bool(field(*at) >= level)

    angles = np.linspace(0, 2 * pi, _BEARINGS + 1)
    sides = field(*(place[:, None] + radius * np.array([np.cos(angles), np.sin(angles)]))) >= level
    ends = []
    for i in np.flatnonzero(sides[1:] != sides[:-1]):
        low, high = angles[i], angles[i + 1]
        for _ in range(50):
            middle = (low + high) / 2
            low, high = (middle, high) if above(middle) == sides[i] else (low, middle)
        ends.append(place + radius * np.array([cos(low), sin(low)]))
    # a small circle around a place of a smooth curve meets it twice
    (ax, ay), (bx, by) = ([exact(float(each)) for each in end] for end in ends)
    return Point(ax, ay), Point(bx, by)
