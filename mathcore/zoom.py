"""A curve and its tangent under a magnifier: how soon the two cannot be told apart.

Both axes are magnified alike, so that slopes look the same in every view. The distance from the
tangent is of second order, ``f(x) - f(a) - f'(a) (x - a) = f''(t) (x - a)^2 / 2``: in a view
ten times as close, it is about a hundred times smaller (Spivak, *Calculus*, 2008, chapter 20).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mathcore.functions import Function
from mathcore.quantity import Point, Quantity, exact
from mathcore.tangents import Tangent, tangent

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class View:
    """What is seen at one magnification.

    `ends` are those of the tangent in the view, `gap` the greatest upright distance between curve
    and tangent from the one to the other, in units of the ordinate.
    """

    magnification: Quantity
    x: Range
    y: Range
    ends: tuple[Point, Point]
    gap: Quantity

    @property
    def corners(self) -> tuple[Point, Point, Point, Point]:
        """The corners of the view, from the lower left one on, counter-clockwise."""
        left, right, bottom, top = (exact(each) for each in (*self.x, *self.y))
        return Point(left, bottom), Point(right, bottom), Point(right, top), Point(left, top)


@dataclass(frozen=True, slots=True)
class Zoom:
    """The `tangent`, and the views of it: the whole window first, then closer and closer."""

    tangent: Tangent
    views: tuple[View, ...]


def zoom(
    f: Function, a: float, x_range: Range, y_range: Range, magnifications: Sequence[float]
) -> Zoom:
    """Look at `f` and its tangent at `a` in the whole window, then magnified about the point.

    Raises:
        ValueError: the magnifications do not grow from above 1, a view reaches beyond the one
            before it, `f` has no tangent at `a`, or the curve has a hole in view.
    """
    line = tangent(f, a)
    views = [_view(line, 1.0, x_range, y_range)]
    for power in magnifications:
        if not power > views[-1].magnification:
            raise ValueError(f"each view must be closer than the last, got {magnifications=}")
        x = _around(float(line.touch.x), x_range, power)
        y = _around(float(line.touch.y), y_range, power)
        last = views[-1]
        if not (last.x[0] <= x[0] < x[1] <= last.x[1] and last.y[0] <= y[0] < y[1] <= last.y[1]):
            raise ValueError(
                f"at {f.variable} = {float(a):g} the view {power:g} times as close does not lie "
                "inside the one before it"
            )
        views.append(_view(line, power, x, y))
    return Zoom(line, tuple(views))


def _around(centre: float, whole: Range, power: float) -> Range:
    half = (whole[1] - whole[0]) / power / 2
    return centre - half, centre + half


def _view(line: Tangent, power: float, x: Range, y: Range) -> View:
    ends = line.within(x, y)
    return View(exact(power), x, y, ends, line.gap(ends[0].x, ends[1].x))
