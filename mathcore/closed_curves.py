"""Closed curves of the plane, run through once while t goes from 0 to 1, for networks to learn."""

from __future__ import annotations

from dataclasses import dataclass

from mathcore.costs import Examples
from mathcore.functions import Function
from mathcore.layers import LINEAR, TANH
from mathcore.quantity import Point

_DECIMALS = 4
_MOST_POINTS = 1000

SIZES = (1, 6, 7, 2)
ACTIVATIONS = (TANH, TANH, LINEAR)
EXAMPLES = 41
RATE = 0.2
SEED = 1
ROUNDS = 20_000
"""With these the network learns the pebble to a twentieth of a unit, everywhere on the curve."""


@dataclass(frozen=True, slots=True)
class ClosedCurve:
    """The curve (x(t), y(t)), both of period 1."""

    x: Function
    y: Function

    def point(self, t: float) -> Point:
        """The point of the curve at t."""
        return Point(self.x.value(t), self.y.value(t))

    def examples(self, count: int) -> Examples:
        """Given t, say (x, y): `count` examples, evenly spread, rounded to four decimals.

        The first and the last are at t = 0 and t = 1, which are the same point of the curve.

        Raises:
            ValueError: `count` is not in [3, 1000].
        """
        if not 3 <= count <= _MOST_POINTS:
            raise ValueError(f"count must be in [3, {_MOST_POINTS}], got {count}")
        times = [k / (count - 1) for k in range(count)]
        points = map(self.point, times)
        rounded = [(round(float(p.x), _DECIMALS), round(float(p.y), _DECIMALS)) for p in points]
        return Examples.of([(t,) for t in times], rounded)


def pebble() -> ClosedCurve:
    """A pebble with three unequal bulges, about two units across."""
    return ClosedCurve(
        Function.parse("cos(2 pi t) + 7/20 cos(4 pi t)", "t"),
        Function.parse("sin(2 pi t) - 3/10 sin(4 pi t) + 3/20 cos(6 pi t)", "t"),
    )
