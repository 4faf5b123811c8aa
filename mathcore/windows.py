"""Windows of data to draw in: the ranges that hold given points, with room around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor, log10

from mathcore.quantity import Point

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Window:
    """The ranges of both axes, in the data's units."""

    x: Range
    y: Range

    def holds(self, point: Point) -> bool:
        """Whether the point lies inside or on the edge."""
        return self.x[0] <= point.x <= self.x[1] and self.y[0] <= point.y <= self.y[1]

    def hold(self, *points: Point) -> None:
        """Refuse points that lie outside.

        Raises:
            ValueError: the message gives the first of them and the window.
        """
        for point in points:
            if not self.holds(point):
                place = f"({float(point.x):.6g}, {float(point.y):.6g})"
                raise ValueError(f"the place {place} lies outside the view {self.x} by {self.y}")

    def within(self, other: Window) -> Window:
        """The part that lies in the other window too."""
        return Window(_common(self.x, other.x), _common(self.y, other.y))

    @property
    def corners(self) -> tuple[tuple[float, float], ...]:
        """Lower left, lower right, upper right, upper left."""
        (left, right), (bottom, top) = self.x, self.y
        return (left, bottom), (right, bottom), (right, top), (left, top)


def nested(*ranges: Range) -> None:
    """Refuse ranges of which one does not lie within the one before.

    Raises:
        ValueError: the message gives both.
    """
    for outer, inner in pairwise(ranges):
        if not outer[0] <= inner[0] < inner[1] <= outer[1]:
            raise ValueError(f"{inner} is no piece of {outer}, so it cannot be enlarged")


def around(points: Sequence[Point], room: float = 0.12) -> Window:
    """The least window that holds the points, widened on each side by `room` of its size.

    Its ends are short decimals: they may lie further out by a hundredth of the size. Where all
    points have the same coordinate, the range reaches as far to each side as that is from zero.

    Raises:
        ValueError: there are no points.
    """
    if not points:
        raise ValueError("a window needs at least one point to hold")
    return Window(
        _widened([float(point.x) for point in points], room),
        _widened([float(point.y) for point in points], room),
    )


def _widened(values: Sequence[float], room: float) -> Range:
    low, high = min(values), max(values)
    size = high - low or abs(low) or 1.0
    decimals = 2 - floor(log10(size))
    unit = 10.0**-decimals
    margin = room * size if high > low else size
    ends = floor((low - margin) / unit), -floor(-(high + margin) / unit)
    return round(ends[0] * unit, decimals), round(ends[1] * unit, decimals)


def _common(a: Range, b: Range) -> Range:
    return max(a[0], b[0]), min(a[1], b[1])
