"""How a walk downhill can end, and the tests that tell the endings apart."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

import numpy as np
from mpmath import mpf
from numpy.typing import NDArray

from mathcore import critical_points, precise
from mathcore.critical_kinds import Kind
from mathcore.critical_points import CriticalPoint
from mathcore.fields import Field
from mathcore.precise import Place

Array = NDArray[np.float64]

_LONGEST_PERIOD = 32
_BUDGET = 2000


class Outcome(Enum):
    """Why a walk ended. A walk that fails is a result to show, not an error to raise."""

    CONVERGED = "the ground is level here, and higher all around: a lowest place"
    SADDLE = "the ground is level here, yet one way still leads down: a saddle"
    TOP = "the ground is level here, and lower all around: a top, from which no way is steepest"
    LEVEL = "the slope has all but vanished, but what lies around is not decided"
    OVERSHOOTS = "the step is too long: the walk overshoots, and climbs instead of falling"
    CYCLE = "it comes back to the same places, and goes round for ever"
    RUNS_AWAY = "the ground falls without end, and the walk runs away"
    LEFT_BOX = "the walk has left the map"
    LEFT_DOMAIN = "it lands where the ground has no height or no slope"
    STUCK = "however short the step, the ground does not fall as its slope promises"
    UNFINISHED = "the steps ran out first"


ENDS = {
    Kind.PIT: Outcome.CONVERGED,
    Kind.SADDLE: Outcome.SADDLE,
    Kind.TOP: Outcome.TOP,
    Kind.INCONCLUSIVE: Outcome.LEVEL,
}


def goal(field: Field, places: Sequence[Place]) -> CriticalPoint | None:
    """The one level place that is proved to lie where the walk ends, if any is."""
    walked = np.array([[float(x) for x in each] for each in (places[0], places[-1])])
    extent = float(max(np.ptp(walked, axis=0).max(), np.abs(walked[-1]).max())) or 1.0
    last = walked[-1]
    try:
        regular = critical_points.near(field, tuple(last), extent)
        if regular is not None:
            return regular
        ranges = [(float(x) - extent / 100, float(x) + extent / 100) for x in last]
        around = critical_points.search(field, ranges, _BUDGET)
    except ValueError:  # the field holds a function that has no enclosure
        return None
    return around.found[0] if around.complete and len(around.found) == 1 else None


def lowest(outcome: Outcome, goal: CriticalPoint | None) -> CriticalPoint:
    """The `goal` of a walk that came to a lowest place.

    Raises:
        ValueError: it came to none.
    """
    if outcome is not Outcome.CONVERGED or goal is None:
        raise ValueError(f"this walk found no lowest place: {outcome.value}")
    return goal


def climbs(heights: Sequence[mpf]) -> bool:
    """Whether the highest place of each third of the walk is higher than that of the third before.

    Walking downhill climbs only by overshooting; in a swing with momentum not every step does.
    """
    third = len(heights) // 3
    if third < 2:
        return False
    thirds = heights[:third], heights[third : 2 * third], heights[2 * third :]
    first, second, last = map(max, thirds)
    return bool(first < second < last)


def returned(places: Sequence[Place], coarse: Sequence[Array], tol: mpf, same: mpf) -> bool:
    """Whether the last place is an earlier one again, or is drawn into a ring of places.

    A return within `same` (relative to the last step) is a cycle; one within `tol` counts only if
    the return before it was worse, so that the ring attracts. `coarse` are the places as floats,
    which most comparisons are made with.
    """
    last = len(places) - 1
    step, here = _gap(places, last, last - 1), coarse[last]
    near = 2 * float(tol * step) + 1e-14 * float(np.abs(here).max())
    for period in range(2, min(last, _LONGEST_PERIOD) + 1):
        if not np.abs(here - coarse[last - period]).max() <= near:
            continue
        miss = _gap(places, last, last - period)
        if miss <= same * step:
            return True
        if miss <= tol * step and last >= 2 * period:
            return bool(miss <= _gap(places, last - period, last - 2 * period) * mpf(9) / 10)
    return False


def _gap(places: Sequence[Place], one: int, other: int) -> mpf:
    return precise.length([a - b for a, b in zip(places[one], places[other], strict=True)])
