"""Steepest ascent and descent: from each place a step along the gradient, or against it.

The walk is x -> x + gamma grad f(x) uphill, x - gamma grad f(x) downhill. Near a top with
curvatures -a <= -b < 0 it converges when gamma < 2/a and comes straight in, without a zigzag, when
gamma <= 1/a (Nocedal & Wright, *Numerical Optimization*, 2nd edition 2006, section 3.3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from math import hypot, isfinite

import numpy as np
from numpy.typing import NDArray
from sympy import Expr

from mathcore import critical_points
from mathcore.critical_kinds import Kind
from mathcore.critical_points import CriticalPoint, Ranges
from mathcore.fields import Field
from mathcore.gradients import plane
from mathcore.quantity import Point, Quantity, compose, exact, iterate

Array = NDArray[np.float64]

_DRAWN = 60


class Outcome(Enum):
    """Why a walk ended. A walk that fails is a result to show, not an error to raise."""

    REACHED_TOP = "the walk has come to a top"
    REACHED_PIT = "the walk has come to a pit"
    STOPPED_AT_SADDLE = "the ground is level, yet this is a saddle and no top or pit"
    STOPPED_ON_FLAT = "the ground is level, and the slopes do not tell what lies around"
    LEFT_BOX = "the walk has left the map"
    DIVERGED = "the steps overshoot, each by more than the last"
    UNFINISHED = "the steps ran out first"


@dataclass(frozen=True, slots=True)
class AscentPath:
    """Every place of a walk in order, the start first, and why there was no further one.

    `goal` is the top, pit or saddle that the walk has come to, when that is proved.
    """

    places: tuple[tuple[Quantity, ...], ...]
    outcome: Outcome
    goal: CriticalPoint | None

    @property
    def steps(self) -> Quantity:
        """How many steps were taken."""
        return exact(float(len(self.places) - 1))

    @property
    def points(self) -> tuple[Point, ...]:
        """The places as points of the plane."""
        return tuple(plane(each) for each in self.places)

    @property
    def drawn(self) -> tuple[Point, ...]:
        """At most sixty of the points, the first and the last among them, evenly far apart."""
        points = self.points
        if len(points) <= _DRAWN:
            return points
        paces = [hypot(b.x - a.x, b.y - a.y) for a, b in pairwise(points)]
        gone = np.concatenate([[0.0], np.cumsum(paces)])
        marks = np.searchsorted(gone, np.linspace(0, gone[-1], _DRAWN - 1)[1:-1])
        kept = sorted({0, *(int(each) for each in marks), len(points) - 1})
        return tuple(points[i] for i in kept)


def walk(
    field: Field,
    start: Sequence[float],
    step: float,
    ranges: Ranges | None = None,
    *,
    uphill: bool = True,
    max_steps: int = 200,
    tol: float = 1e-9,
) -> AscentPath:
    """Walk from `start` until the steepest slope is at most `tol` times the steepest one met.

    The slope that the start's curvature makes over the start's distance from the origin counts as
    met, so that a start on a level place, known to rounding, stops there. `ranges` is the map, one
    (low, high) a variable; a walk ends at the last place on it. A walk counts as diverged when
    its last step is the longest and turns back on the one before.

    Raises:
        ValueError: `step` or `tol` is not positive and finite, `start` is not on the map, or the
            field has no gradient there.
    """
    if not (isfinite(step) and step > 0 and isfinite(tol) and tol > 0):
        raise ValueError(f"step and tol must be positive and finite, got {step=} and {tol=}")
    sign = 1 if uphill else -1
    field.gradient(*start)
    spots = [np.array([float(each) for each in start])]
    if ranges is not None and _outside(spots[0], ranges):
        raise ValueError(f"start must lie in {ranges}, got {tuple(spots[0])}")
    outcome = _went(field, spots, sign * step, ranges, max_steps, tol)
    goal = None
    if outcome is Outcome.STOPPED_ON_FLAT:
        goal = _goal(field, spots[-1], spots)
        outcome = _ENDS[goal.kind] if goal is not None else outcome
    pace = exact(sign * float(step)).meaning.expression
    maps = tuple(v + pace * d for v, d in zip(field.variables, field.first, strict=True))
    return AscentPath(_places(field, spots, start, maps), outcome, goal)


def longest_straight_step(place: CriticalPoint) -> Quantity:
    """The longest step that comes straight in to a top or pit of the plane: 1 / |curvature|.

    Raises:
        ValueError: the place is neither a top nor a pit of one or two variables.
    """
    if place.kind not in (Kind.TOP, Kind.PIT) or place.second_derivative_test is not place.kind:
        raise ValueError(f"place must be a regular top or pit, got {place.kind.value}")
    steepest = max(place.hessian.eigenvalues, key=abs)
    return compose(1 / abs(steepest), lambda a: 1 / abs(a), steepest)


_ENDS = {
    Kind.TOP: Outcome.REACHED_TOP,
    Kind.PIT: Outcome.REACHED_PIT,
    Kind.SADDLE: Outcome.STOPPED_AT_SADDLE,
    Kind.INCONCLUSIVE: Outcome.STOPPED_ON_FLAT,
}


def _went(
    field: Field, spots: list[Array], pace: float, ranges: Ranges | None, most: int, tol: float
) -> Outcome:
    """Add the places walked to `spots`; level ground is told apart afterwards."""
    here = spots[0]
    steepest = float(np.abs(field.curvatures(*here)).max() * np.abs(here).max())
    while True:
        slopes = field.slopes(*here)
        steepness = hypot(*slopes)
        steepest = max(steepest, steepness)
        if steepness <= tol * steepest:
            return Outcome.STOPPED_ON_FLAT
        with np.errstate(over="ignore"):
            here = here + pace * slopes
        if not np.isfinite(field.slopes(*here)).all():
            return Outcome.DIVERGED
        if ranges is not None and _outside(here, ranges):
            back = _overshooting([*spots, here])
            return Outcome.DIVERGED if back else Outcome.LEFT_BOX
        if len(spots) > most:
            return Outcome.DIVERGED if _overshooting(spots) else Outcome.UNFINISHED
        spots.append(here)


def _outside(place: Array, ranges: Ranges) -> bool:
    return any(not low <= x <= high for x, (low, high) in zip(place, ranges, strict=True))


def _overshooting(spots: list[Array]) -> bool:
    steps = np.diff(np.array(spots), axis=0)
    lengths = np.hypot.reduce(steps, axis=1)
    turned = len(steps) > 1 and float(steps[-1] @ steps[-2]) < 0
    return turned and bool(lengths[-1] >= lengths.max())


def _goal(field: Field, place: Array, spots: list[Array]) -> CriticalPoint | None:
    extent = float(np.ptp(np.array(spots), axis=0).max())
    scale = max(extent, float(np.abs(place).max())) or 1.0
    return critical_points.near(field, tuple(place), scale)


def _places(
    field: Field, spots: list[Array], start: Sequence[float], maps: tuple[Expr, ...]
) -> tuple[tuple[Quantity, ...], ...]:
    later = (
        iterate(tuple(map(float, spot)), field.variables, maps, start, n)
        for n, spot in enumerate(spots[1:], start=1)
    )
    return (tuple(exact(each) for each in start), *later)
