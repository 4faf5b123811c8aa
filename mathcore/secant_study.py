"""All about the secants through one point of a curve: from the right, the left, both sides.

The second point is one gap away, then half of that, and half again; on both sides it is one gap
away on either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from mathcore.functions import Function
from mathcore.lines import Line
from mathcore.quantity import Point, Quantity
from mathcore.quotients import Approach, Outcome, Side, approach
from mathcore.secant_slopes import SecantSlopes, secant_slopes
from mathcore.tangents import tangent
from mathcore.windows import Range, Window

_SIDES = (Side.FORWARD, Side.BACKWARD, Side.CENTRAL)


@dataclass(frozen=True, slots=True)
class SecantStudy:
    """The secants of `function` through its point at `at`, approached in three ways, in a view."""

    function: Function
    at: float
    right: Approach
    left: Approach
    both: Approach
    view: Window

    @property
    def ways(self) -> tuple[Approach, Approach, Approach]:
        """From the right, from the left, on both sides at once."""
        return self.right, self.left, self.both

    @property
    def touch(self) -> Point:
        """The point that the secants from the right and from the left go through."""
        return self.function.point(self.at)

    @property
    def limit(self) -> Quantity:
        """The derivative; a ValueError where there is none."""
        return self.right.limit

    @property
    def tangent(self) -> Line:
        """The line that the secants close in on; a ValueError where there is none."""
        return tangent(self.function, self.at).line

    @property
    def slopes(self) -> SecantSlopes:
        """The slopes as a graph over the gap."""
        return secant_slopes(self.function, self.at, self.right, self.left)

    @property
    def outcome(self) -> Outcome:
        """What becomes of the slopes."""
        return self.right.outcome

    def converging(self, *sides: Side) -> Self:
        """Itself, if its slopes have a limit, and no step reaches it.

        Args:
            sides: the ways that are asked about.

        Raises:
            ValueError: they have none, or there is nothing to approach.
        """
        for each in self.ways:
            reached = not all(each.errors)
            if each.side in sides and (each.outcome is not Outcome.CONVERGES or reached):
                outcome = Outcome.EXACT if each.outcome is Outcome.CONVERGES else each.outcome
                way = each.side.name.lower()
                raise self._refusal(f"there is no {way} approach to show", outcome)
        return self

    def failing(self) -> Self:
        """Itself, if its slopes have no limit.

        Raises:
            ValueError: they have one.
        """
        if self.outcome in (Outcome.CONVERGES, Outcome.EXACT):
            raise self._refusal("there is no failure to show", self.outcome)
        return self

    def _refusal(self, what: str, outcome: Outcome) -> ValueError:
        return ValueError(f"{self.function} at {self.at!r}: {what}, because {outcome.value}")


def study(
    text: str, a: float, gaps: Sequence[float], x_range: Range, y_range: Range
) -> SecantStudy:
    """The secants at `a` of the function that is written as `text`, seen through a window.

    Args:
        text: a formula in x.
        a: where the fixed point stands.
        gaps: falling towards zero.
        x_range: least and greatest abscissa of the window.
        y_range: least and greatest ordinate.

    Raises:
        ValueError: the text is no formula, the function has no value at an end of a secant, or the
            widest secants do not fit into the window.
    """
    f, view = Function.parse(text), Window(x_range, y_range)
    right, left, both = (approach(f, a, gaps, side) for side in _SIDES)
    for each in (right, left):
        row = each.rows[0]
        if not (_inside(row.start, view) and _inside(row.end, view)):
            where = f"from x = {float(row.start.x)!r} to {float(row.end.x)!r}"
            raise ValueError(f"a secant of {f} {where} leaves the view: {x_range=}, {y_range=}")
    return SecantStudy(f, a, right, left, both, view)


def _inside(point: Point, view: Window) -> bool:
    (left, right), (bottom, top) = view.x, view.y
    return left <= point.x <= right and bottom <= point.y <= top
