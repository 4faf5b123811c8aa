"""Why a graph is not the slope graph of a curve: the first reason that an eye can check.

In this order: the curve is flat where the candidate is not zero; the candidate is zero where
the curve is not flat; a wrong sign; a wrong size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np

from mathcore.crossings import crossings
from mathcore.digits import negligible, value
from mathcore.functions import Function
from mathcore.quantity import Point, Quantity, exact
from mathcore.tangents import tangent

# A difference of less than this share of the graph's height cannot be seen.
_VISIBLE = 0.02
_PLACES = 40


class Reason(Enum):
    """What tells a candidate from the slope graph of a curve."""

    NONE = "this is the slope graph"
    MISSING_ZERO = "the curve is flat here, but this graph is not zero"
    FALSE_ZERO = "this graph is zero here, but the curve is not flat"
    FALLS = "the curve falls here, but this graph is above zero"
    RISES = "the curve rises here, but this graph is below zero"
    TOO_STEEP = "this graph lies further from zero here than the curve is steep"
    TOO_SHALLOW = "this graph lies nearer to zero here than the curve is steep"


@dataclass(frozen=True, slots=True)
class Mismatch:
    """The `reason`, and the place that shows it.

    `on_curve`, `right` and `wrong` are the points of the curve, of its slope graph and of the
    candidate there; all are None when nothing is wrong.
    """

    reason: Reason
    on_curve: Point | None = None
    right: Point | None = None
    wrong: Point | None = None


def mismatch(f: Function, candidate: Function, low: float, high: float) -> Mismatch:
    """Why `candidate` is not the slope graph of `f` over ``[low, high]``.

    Zeros count when the other graph is there at least 2 % of the slope graph's height away from
    zero; signs and sizes are compared at 41 evenly spaced places, and the plainest one is told.

    Raises:
        ValueError: ``low < high`` fails, or either graph has a hole in the interval.
    """
    if not low < high:
        raise ValueError(f"low must be less than high, got {low=} and {high=}")
    slope = f.derivative()
    wrong = Function(candidate.expression.xreplace({candidate.variable: f.variable}), f.variable)
    x = np.array([float(f"{each:.6g}") for each in np.linspace(low, high, _PLACES + 1)[1:-1]])
    right_y, wrong_y = slope(x), wrong(x)
    if np.isnan(right_y + wrong_y).any():
        raise ValueError(f"a graph has a hole between {low=} and {high=}")
    if _same(slope, wrong, x):
        return Mismatch(Reason.NONE)
    height = max(float(np.abs(right_y).max()), float(np.abs(wrong_y).max()))
    for reason, zeros_of, other in (
        (Reason.MISSING_ZERO, slope, wrong),
        (Reason.FALSE_ZERO, wrong, slope),
    ):
        place = _plainest_zero(zeros_of, other, low, high, _VISIBLE * height)
        if place is not None:
            return _tell(reason, f, wrong, place)
    against = np.where(right_y * wrong_y < 0, np.minimum(abs(right_y), abs(wrong_y)), 0.0)
    if against.max() > 0:
        i = int(against.argmax())
        return _tell(Reason.RISES if right_y[i] > 0 else Reason.FALLS, f, wrong, exact(x[i]))
    i = int(np.abs(right_y - wrong_y).argmax())
    farther = abs(wrong_y[i]) > abs(right_y[i])
    return _tell(Reason.TOO_STEEP if farther else Reason.TOO_SHALLOW, f, wrong, exact(x[i]))


def riddle(
    f: Function, candidates: Sequence[Function], low: float, high: float
) -> tuple[Mismatch, ...]:
    """What is wrong with each candidate, where just one of them is right.

    Raises:
        ValueError: none of them is the slope graph of `f`, or more than one.
    """
    verdicts = tuple(mismatch(f, each, low, high) for each in candidates)
    right = [verdict.reason for verdict in verdicts].count(Reason.NONE)
    if right != 1:
        raise ValueError(f"one candidate must be the slope graph of {f}, but {right} are")
    return verdicts


def _same(slope: Function, other: Function, places: np.ndarray) -> bool:
    if (slope.expression - other.expression).equals(0):
        return True
    ours, theirs = (
        [value(each.expression, each.variable, exact(x).meaning.expression) for x in places]
        for each in (slope, other)
    )
    return all(negligible(a - b, max(map(abs, ours))) for a, b in zip(ours, theirs, strict=True))


def _plainest_zero(
    zeros_of: Function, other: Function, low: float, high: float, least: float
) -> Quantity | None:
    """The zero of one graph at which the other is furthest from it; an end only if need be."""
    if zeros_of.expression.is_zero:
        return None
    seen = [each for each in crossings(zeros_of, low, high) if abs(other(each.x)) > least]
    inner = [each for each in seen if each.before and each.after]
    places = [each.x for each in inner or seen]
    return max(places, key=lambda place: abs(float(other(place))), default=None)


def _tell(reason: Reason, f: Function, wrong: Function, x: Quantity) -> Mismatch:
    on_curve = f.point(x)
    return Mismatch(reason, on_curve, Point(on_curve.x, tangent(f, x).slope), wrong.point(x))
