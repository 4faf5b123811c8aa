"""Every stationary place in a box, among the places that meet the constraints.

The box is cut until each piece is proved to hold no such place, or exactly one
(`mathcore.lagrange_boxes`); these are worked out to fifty digits. What is left are places where the
equations are singular: where they can be named exactly, and algebra proves that each is the
only one in its corner, the list is complete all the same. Otherwise what is left is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray
from sympy import Rational

from mathcore import dissection, lagrange_boxes
from mathcore.lagrange import Problem, StationaryPoint
from mathcore.lagrange_boxes import Piece
from mathcore.lagrange_elimination import at_most_one
from mathcore.lagrange_kinds import Kind
from mathcore.lagrange_settle import Outcome as Found
from mathcore.lagrange_settle import Settled, settled
from mathcore.quantity import Quantity, exact

Array = NDArray[np.float64]
Ranges = Sequence[tuple[float, float]]

_MOST_LEFT = 3000  # pieces: more are not joined to clusters, each of which is looked into
_SAME = 1e-9  # of the width of the box: a singular place that was found before
_TRIALS = 12  # pieces from which a line of places is looked for


class Outcome(Enum):
    """How much of the box the search has settled."""

    ALL_FOUND = "every place in view where the gradients are in balance was found"
    CURVE = "the gradients are in balance along a whole line"
    UNDECIDED = "the search ended before all of the view was settled"


@dataclass(frozen=True, slots=True)
class Search:
    """What was found, the highest value first; whether that is all; and the pieces not settled.

    `points` may end with places where the constraints' gradients are dependent: candidates without
    multipliers.
    """

    points: tuple[StationaryPoint, ...]
    outcome: Outcome
    left: tuple[tuple[tuple[float, float], ...], ...]

    @property
    def complete(self) -> bool:
        """Whether it is proved that there are no others in the box."""
        return self.outcome is Outcome.ALL_FOUND

    @property
    def highest(self) -> StationaryPoint:
        """Where the function is greatest of all places found; a ValueError if none was found."""
        return self._some[0]

    @property
    def lowest(self) -> StationaryPoint:
        """Where the function is least of all places found; a ValueError if none was found."""
        return self._some[-1]

    def of(self, kind: Kind) -> tuple[StationaryPoint, ...]:
        """Those of one kind, the highest first."""
        return tuple(each for each in self.points if each.kind is kind)

    def count(self, *kinds: Kind) -> Quantity:
        """How many were found, of these kinds or, when none is named, of all."""
        return exact(float(sum(not kinds or each.kind in kinds for each in self.points)))

    @property
    def _some(self) -> tuple[StationaryPoint, ...]:
        if not self.points:
            raise ValueError("no stationary place was found in the box")
        return self.points


def search(problem: Problem, ranges: Ranges, budget: int = 100_000) -> Search:
    """Find every stationary place in the closed box `ranges`, one (low, high) a variable.

    It stops when nothing is left to cut, or after testing `budget` pieces. On a border of the box a
    place is counted when it cannot be told from the border within rounding.

    Raises:
        ValueError: the ranges are not a finite box in the problem's variables, or a formula
            contains a function that has no enclosure.
    """
    corners = np.array(ranges, float)
    if corners.shape != (len(problem.variables), 2) or not np.isfinite(corners).all():
        raise ValueError(f"ranges must be a finite (low, high) a variable, got {ranges!r}")
    if not (corners[:, 0] < corners[:, 1]).all():
        raise ValueError(f"ranges must have low < high, got {ranges!r}")
    width = corners[:, 1] - corners[:, 0]
    pieces = lagrange_boxes.cut(problem, corners[:, 0], width, budget)
    found, lost = _regular(problem, pieces.single, width)
    points = [each.point for each in found if each.point is not None]
    curve, open_ = _on_a_curve(problem, pieces.left, width), list(pieces.left)
    if not curve and pieces.settled and len(pieces.left) <= _MOST_LEFT:
        open_ = []
        for low, high in dissection.clusters(list(pieces.left), width):
            point, known = _singular(problem, low, high, width)
            points += [point] if point is not None and not _listed(point, points, width) else []
            open_ += [] if known else [(low, high)]
    inside = [each for each in points if _within(np.array(each.place, float), corners)]
    inside.sort(key=lambda each: (not each.multipliers, -each.value, *each.place))
    left = tuple(_pairs(low, high) for low, high in [*open_, *lost])
    if curve:
        return Search(tuple(inside), Outcome.CURVE, left)
    return Search(tuple(inside), Outcome.UNDECIDED if left else Outcome.ALL_FOUND, left)


def _regular(
    problem: Problem, single: Sequence[Piece], width: Array
) -> tuple[list[Settled], list[Piece]]:
    """The places in pieces that hold one each; and pieces where it could not be worked out."""
    count = len(problem.variables)
    found: list[Settled] = []
    lost: list[Piece] = []
    for piece in single:
        low, high = lagrange_boxes.narrowed(problem, *piece)
        middle = (low + high) / 2
        if any(_holds(each, middle) for each in found):
            continue
        there = settled(problem, *_floats(middle[:count], middle[count:], width))
        if there.outcome is not Found.REGULAR or not _holds(there, middle):
            lost.append((low[:count], high[:count]))
        else:
            found.append(there)
    return found, lost


def _holds(found: Settled, place: Array) -> bool:
    """Whether a place, of variables and multipliers, is in the box where `found` is alone."""
    return all(
        low <= Rational(float(each)) <= high
        for each, (low, high) in zip(place, found.box, strict=True)
    )


def _on_a_curve(problem: Problem, left: Sequence[Piece], width: Array) -> bool:
    """Whether a line of places was found from some of the pieces left."""
    for low, high in left[:: max(1, len(left) // _TRIALS)]:
        if _looked_into(problem, low, high, width).outcome is Found.CURVE:
            return True
    return False


def _singular(
    problem: Problem, low: Array, high: Array, width: Array
) -> tuple[StationaryPoint | None, bool]:
    """The place in a small box where the equations are singular; whether the box is settled."""
    alone = at_most_one(problem, low, high)
    if alone is False:
        return None, True
    point = _looked_into(problem, low, high, width).point
    if point is None:
        return None, False
    place = np.array(point.place, float)
    slack = high - low
    if not ((low - slack <= place) & (place <= high + slack)).all():
        return None, False
    return point, alone is True


def _listed(point: StationaryPoint, points: Sequence[StationaryPoint], width: Array) -> bool:
    place = np.array(point.place, float)
    others = (np.array(each.place, float) for each in points)
    return any(bool((np.abs(place - each) <= _SAME * width).all()) for each in others)


def _looked_into(problem: Problem, low: Array, high: Array, width: Array) -> Settled:
    middle = (low + high) / 2
    slopes = np.array([each.slopes(*middle) for each in problem.constraints])
    pull = problem.objective.slopes(*middle)
    if not (np.isfinite(slopes).all() and np.isfinite(pull).all()):
        return Settled(Found.NOWHERE, tuple(map(float, middle)))
    return settled(problem, *_floats(middle, np.linalg.pinv(slopes.T) @ pull, width))


def _floats(*arrays: Array) -> tuple[list[float], ...]:
    return tuple(list(map(float, each)) for each in arrays)


def _within(place: Array, corners: Array) -> bool:
    slack = 1e-13 * (corners[:, 1] - corners[:, 0] + np.abs(corners).max(axis=1))
    return bool(((corners[:, 0] - slack <= place) & (place <= corners[:, 1] + slack)).all())


def _pairs(low: Array, high: Array) -> tuple[tuple[float, float], ...]:
    return tuple((float(a), float(b)) for a, b in zip(low, high, strict=True))
