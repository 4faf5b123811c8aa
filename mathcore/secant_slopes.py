"""The slope of a secant as a graph over its gap, which has a hole where the gap is zero.

A derivative is the one value that fills the hole, if any value does
(Spivak, *Calculus*, 2008, chapter 9).
"""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Symbol

from mathcore.functions import Function
from mathcore.quantity import Point, Quantity, compose, exact
from mathcore.quotients import Approach


@dataclass(frozen=True, slots=True)
class SecantSlopes:
    """``function(h) = (f(a + h) - f(a)) / h``, and the points that a table of it has found.

    `right` are the points for the gaps above zero, `left` for those below, the widest first.
    """

    function: Function
    right: tuple[Point, ...]
    left: tuple[Point, ...]

    def hole(self, limit: Quantity) -> Point:
        """Where the graph has its hole when the slopes settle on `limit` from both sides."""
        return Point(exact(0.0), limit)


@dataclass(frozen=True, slots=True)
class NoRatio:
    """What the quotient comes to where the gap is zero: a rise and a gap that are both zero."""

    rise: Quantity
    gap: Quantity


def without_gap(f: Function, a: float) -> NoRatio:
    """Rise and gap of the secant of `f` from `a` to `a` itself."""
    height = f.value(a)
    return NoRatio(
        compose(0.0, lambda p, q: q - p, height, height), compose(0.0, lambda p, q: q - p, a, a)
    )


def secant_slopes(f: Function, a: float, right: Approach, left: Approach) -> SecantSlopes:
    """The slopes of `f` at `a` over the gap h of either sign, with the rows of two tables of them.

    The function has no value at 0, however its formula is simplified elsewhere.
    """
    h, here = Symbol("h", real=True), exact(a).meaning.expression
    there = f.expression.xreplace({f.variable: here + h})
    graph = Function((there - f.expression.xreplace({f.variable: here})) / h, h)
    return SecantSlopes(
        graph,
        tuple(Point(row.h, row.slope) for row in right.rows),
        tuple(Point(compose(-row.h, lambda step: -step, row.h), row.slope) for row in left.rows),
    )
