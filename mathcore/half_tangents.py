"""The two half tangents of a corner: how the curve would go on from either side."""

from __future__ import annotations

from dataclasses import dataclass

from mathcore.corners import Outcome, one_sided
from mathcore.functions import Function
from mathcore.lines import Line
from mathcore.quantity import Point, Quantity

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class HalfTangents:
    """A `corner`, the slope on either side, and where each tangent leaves the window beyond it.

    The left one goes on to the right, the right one comes from the left.
    """

    corner: Point
    left: Quantity
    right: Quantity
    left_end: Point
    right_end: Point


def half_tangents(f: Function, a: float, x_range: Range, y_range: Range) -> HalfTangents:
    """The half tangents of `f` at its corner `a`, as far as the window goes.

    Raises:
        ValueError: `f` has no corner at `a`, or it lies at the edge of the window.
    """
    sides, here = one_sided(f, a).ended(Outcome.CORNER), f.point(a)
    (low, high), (bottom, top) = x_range, y_range
    if not (low < here.x < high and bottom < here.y < top):
        raise ValueError(f"the corner at {f.variable} = {float(a):g} is not inside the window")
    assert sides.left is not None
    assert sides.right is not None
    ahead = Line(here, sides.left).within(x_range, y_range)[1]
    behind = Line(here, sides.right).within(x_range, y_range)[0]
    return HalfTangents(here, sides.left, sides.right, ahead, behind)
