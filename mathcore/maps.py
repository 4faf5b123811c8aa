"""What a map of a landscape needs besides contours: a grid of arrows, their scale, a compass card.

An arrow of a map is a gradient, its length in the map's own units times a scale that all arrows
share. The scale is tidy, 1, 2 or 5 times a power of ten, so that it can be said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import cos, floor, log10, pi, sin

import sympy

from mathcore.fields import Field
from mathcore.gradients import Gradient
from mathcore.quantity import Point, Quantity, compose, exact
from mathcore.windows import Window

_RIM = 96  # points of a compass card: its chords stay within a thousandth of its radius
_MOST_ARROWS = 24


@dataclass(frozen=True, slots=True)
class Card:
    """A compass card laid on a map: a circle of `radius` around `centre`."""

    centre: Point
    radius: Quantity

    def hand(self, angle: float) -> Point:
        """The end of the hand that points in the direction `angle`, in radians from east."""
        (x, y), radius = (self.centre.x, self.centre.y), self.radius
        return Point(
            compose(
                x + radius * cos(angle), lambda a, r, t: a + r * sympy.cos(t), x, radius, angle
            ),
            compose(
                y + radius * sin(angle), lambda a, r, t: a + r * sympy.sin(t), y, radius, angle
            ),
        )

    @property
    def rim(self) -> tuple[Point, ...]:
        """Points of the circle, evenly spread; the first is not repeated."""
        turns = (
            compose(2 * pi * k / _RIM, lambda k=k: 2 * sympy.pi * k / _RIM) for k in range(_RIM)
        )
        return tuple(self.hand(turn) for turn in turns)


def grid(field: Field, window: Window, columns: int) -> tuple[Gradient, ...]:
    """The gradient in the middle of every cell, row by row from the south-west corner.

    There are `columns` cells from west to east, and as many rows as make them nearly square.

    Raises:
        ValueError: `columns` is not in [2, 24], or the field has no gradient in some cell.
    """
    if not 2 <= columns <= _MOST_ARROWS:
        raise ValueError(f"columns must be in [2, {_MOST_ARROWS}], got {columns}")
    rows = max(2, round(columns * _size(window.y) / _size(window.x)))
    eastings, northings = _middles(window.x, columns), _middles(window.y, rows)
    return tuple(field.gradient(x, y) for y, x in product(northings, eastings))


def scale(gradients: Sequence[Gradient], window: Window, share: float) -> Quantity:
    """The greatest tidy scale at which no arrow is too long and every one stays on the map.

    Args:
        gradients: the arrows that are to share the scale.
        window: the map.
        share: the longest that an arrow may be, as a share of the map's shorter side.

    Raises:
        ValueError: the ground is level at every one of the places.
    """
    steepest = max((float(each.length) for each in gradients), default=0.0)
    if not steepest > 0:
        raise ValueError("the ground is level here, so there is no arrow to draw")
    size = min(_size(window.x), _size(window.y))
    top = floor(log10(share * size / steepest))
    for decade in range(top, top - 12, -1):
        for mantissa in (5, 2, 1):
            tidy = float(f"{mantissa}e{decade}")
            if tidy * steepest <= share * size and all(
                window.holds(each.tip(tidy)) for each in gradients
            ):
                return exact(tidy)
    raise ValueError("an arrow stands on the edge of the map and points off it")


def card(centre: Point, window: Window, share: float) -> Card:
    """The greatest compass card around a place of the map, its radius at most `share` of the map.

    Raises:
        ValueError: the place lies on the edge of the map or off it.
    """
    room = min(
        centre.x - window.x[0], window.x[1] - centre.x,
        centre.y - window.y[0], window.y[1] - centre.y,
    )  # fmt: skip
    if not room > 0:
        where = (float(centre.x), float(centre.y))
        raise ValueError(f"place must lie on the map, inside its edge, got {where}")
    radius = min(0.9 * room, share * min(_size(window.x), _size(window.y)))
    return Card(centre, exact(float(f"{radius:.2g}")))


def _size(ends: tuple[float, float]) -> float:
    return ends[1] - ends[0]


def _middles(ends: tuple[float, float], cells: int) -> list[Quantity]:
    low, high = map(exact, ends)
    return [
        compose(
            low + (high - low) * (2 * k + 1) / (2 * cells),
            lambda a, b, k=k: a + (b - a) * sympy.Rational(2 * k + 1, 2 * cells),
            low, high,
        )
        for k in range(cells)
    ]  # fmt: skip
