"""Will this step do? A verdict before walking, by the step against two over the curvature.

If no curvature in a convex region exceeds L, every step gamma < 2 / L inside it goes down, by at
least gamma (1 - gamma L / 2) |grad f|^2; if besides none is less than l > 0, the distance from the
lowest place shrinks at each step, so that the walk stays in any ball around it (Nesterov,
*Lectures on Convex Optimization*, 2018, sections 1.2.3 and 2.1.5). The curvatures are enclosed by
interval arithmetic over pieces of the region.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from itertools import product

import numpy as np
from numpy.typing import NDArray

from mathcore import critical_points
from mathcore.boxes import enclose
from mathcore.critical_points import CriticalPoint, Ranges
from mathcore.fields import Field
from mathcore.quantity import Quantity, compose, exact
from mathcore.step_rules import Number, Steady, ratio

Array = NDArray[np.float64]

_PIECES = 4096  # about so many, whatever the number of variables
_SLACK = 1e-12  # of the size of a Hessian: more than finding its eigenvalues takes
_BUDGET = 4000
_MARGIN = 1e-9  # of a curvature at a place: nearer to two over the step it is not decided


class Verdict(Enum):
    """What is known of a step before it is taken."""

    CONVERGES = "the step is short enough: the walk surely comes to the lowest place"
    DESCENDS = "the step is short enough to go down always; where the walk ends is not decided"
    TOO_LONG = "the step is too long for every place in view: none can hold the walk"
    CANNOT_TELL = "the step may be too long: the curvatures in view do not decide"


class Hold(Enum):
    """Whether a level place holds a walk that comes near."""

    HOLDS = "the step is short enough here: a walk that comes near is drawn in"
    OVERSHOOTS = "the step is too long here: a walk that comes near overshoots and leaves"
    FALLS = "the ground falls away on some side: a walk that comes near leaves"
    UNDECIDED = "the curvatures here do not decide"


@dataclass(frozen=True, slots=True)
class Curvatures:
    """Bounds of the curvatures in a region: every eigenvalue of the Hessian lies in [low, high].

    At every place the greatest eigenvalue is at least `steepest_low`.
    """

    low: Quantity
    high: Quantity
    steepest_low: Quantity

    @property
    def longest_sure_step(self) -> Quantity:
        """2 / L: every shorter step goes down. A ValueError where nothing curves upwards."""
        if not self.high > 0:
            raise ValueError(f"no step is too long where no curvature is positive, got {self.high}")
        return compose(2 / self.high, lambda most: 2 / most, self.high)


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict, the curvatures that it rests on, and the lowest place if one is proved."""

    verdict: Verdict
    curvatures: Curvatures
    lowest: CriticalPoint | None


def curvatures(field: Field, ranges: Ranges) -> Curvatures:
    """Enclose the curvatures over a box, one (low, high) a variable, cut into pieces.

    Raises:
        ValueError: the ranges are not a finite box in the field's variables, or the field holds a
            function that has no enclosure, or the curvatures have no bound there.
    """
    corners = np.array(ranges, float)
    if corners.shape != (len(field.variables), 2) or not np.isfinite(corners).all():
        raise ValueError(f"ranges must be a finite (low, high) a variable, got {ranges!r}")
    size = len(corners)
    count = max(1, round(_PIECES ** (1 / size)))
    edges = [np.linspace(low, high, count + 1) for low, high in corners]
    pieces = np.array(list(product(range(count), repeat=size))).T
    low = np.array([edge[index] for edge, index in zip(edges, pieces, strict=True)])
    high = np.array([edge[index + 1] for edge, index in zip(edges, pieces, strict=True)])
    bottom, top = enclose(field.second, field.variables, low, high)
    if not (np.isfinite(bottom) & np.isfinite(top)).all():
        raise ValueError(f"the curvatures have no bound in ranges = {ranges!r}")
    middle = ((bottom + top) / 2).T.reshape(-1, size, size)
    spread = ((top - bottom) / 2).T.reshape(-1, size, size)
    values = np.linalg.eigvalsh(middle)
    slack = _SLACK * np.abs(middle).sum(axis=(1, 2))
    off = spread.sum(axis=2).max(axis=1) * (1 + _SLACK) + slack
    return Curvatures(
        exact(float((values[:, 0] - off).min())),
        exact(float((values[:, -1] + off).max())),
        exact(float((values[:, -1] - off).min())),
    )


def judge(field: Field, start: Sequence[float], step: Number, ranges: Ranges) -> Judgement:
    """What plain steps of length `step` times the slope will do from `start`, as far as is sure.

    Convergence is claimed when the ground curves upwards everywhere in view and the ball around its
    lowest place, through the start, is in view.

    Raises:
        ValueError: as `curvatures`; or `step` is not positive.
    """
    gamma = Steady(step).gamma
    bend = curvatures(field, ranges)
    if gamma * ratio(bend.steepest_low) > 2:
        return Judgement(Verdict.TOO_LONG, bend, None)
    if not gamma * ratio(bend.high) < 2:
        return Judgement(Verdict.CANNOT_TELL, bend, None)
    lowest = _lowest(field, ranges) if bend.low > 0 else None
    sure = lowest is not None and _inside(lowest, start, ranges)
    return Judgement(Verdict.CONVERGES if sure else Verdict.DESCENDS, bend, lowest)


def hold(place: CriticalPoint, step: Number) -> Hold:
    """Whether a level place holds plain steps: all its curvatures must lie between 0 and 2 / step.

    What is nearer to either than a billionth of the greatest curvature is left undecided.
    """
    gamma: Fraction = Steady(step).gamma
    bends = np.linalg.eigvalsh(np.array(place.hessian.entries, float))
    margin = _MARGIN * float(np.abs(bends).max())
    limit = float(2 / gamma)
    if bends[0] < -margin:
        return Hold.FALLS
    if bends[-1] > limit + margin:
        return Hold.OVERSHOOTS
    inside = bends[0] > margin and bends[-1] < limit - margin
    return Hold.HOLDS if inside else Hold.UNDECIDED


def _lowest(field: Field, ranges: Ranges) -> CriticalPoint | None:
    """The one level place in view: where all curvatures are positive there is no other."""
    found = critical_points.search(field, ranges, _BUDGET).found
    return found[0] if found else None


def _inside(lowest: CriticalPoint, start: Sequence[float], ranges: Ranges) -> bool:
    middle = np.array(lowest.place, float)
    radius = float(np.linalg.norm(np.array([float(x) for x in start]) - middle)) * (1 + _SLACK)
    return all(
        low <= x - radius and x + radius <= high
        for x, (low, high) in zip(middle, ranges, strict=True)
    )
