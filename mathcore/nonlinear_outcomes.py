"""How a walk towards the least chi-squared can end, and the tests that tell the endings apart.

That a place is lowest, or that some change of the parameters changes nothing, is decided in
balls (`mathcore.nonlinear_polish`). That a parameter runs away is decided by its *profile*: it is
doubled twelve times (at least twice, if then the model is too large for doubles), the others are
fitted anew each time, and chi-squared never rises.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from itertools import pairwise

import numpy as np

from mathcore.damped_step import Damped, lengths, usable
from mathcore.nonlinear_model import Array, Problem
from mathcore.nonlinear_polish import Kind

_DOUBLINGS, _ENOUGH = 12, 2
_REFITS = 60
_RISE = 1 + 1e-4  # in all: what rounding may do to a model that tends to its limit


class Outcome(Enum):
    """Why a walk ended. A walk that fails is a result to show, not an error to raise.

    No walk can know whether a place far away is lower still.
    """

    CONVERGED = "the slopes of chi-squared vanish here, and it rises on every side"
    PERFECT = "the curve meets every point, so nothing is left over"
    STATIONARY = "the slopes of chi-squared vanish here, but nothing shows a lowest place"
    ASYMPTOTE = "chi-squared keeps falling while a parameter runs away"
    RANK_DEFICIENT = "some change of the parameters does not change the curve, so none are best"
    LEFT_DOMAIN = "the way down leads where the model has no value"
    DIVERGED = "the steps overshoot, and the fit grows worse and worse"
    STALLED = "the ground is so level that no step leads down"
    UNFINISHED = "the steps ran out first"


FOUND = {
    Kind.LOWEST: Outcome.CONVERGED,
    Kind.MEETS_ALL: Outcome.PERFECT,
    Kind.LEVEL: Outcome.STATIONARY,
    Kind.DEFICIENT: Outcome.RANK_DEFICIENT,
}


@np.errstate(all="ignore")
def runs_away(problem: Problem, start: Sequence[float], end: Sequence[float]) -> bool:
    """Whether a parameter that at least doubled on the way from `start` to `end` has no limit."""
    return any(
        abs(last) > 2 * abs(first) and _endless(problem, np.array(end, float), index)
        for index, (first, last) in enumerate(zip(start, end, strict=True))
    )


def growing(heights: Sequence[float]) -> bool:
    """Whether chi-squared has risen four times running, to more than ever before."""
    last = heights[-5:]
    rising = all(before < after for before, after in pairwise(last))
    return len(last) == 5 and rising and last[-1] >= max(heights)


def unfinished(heights: Sequence[float]) -> Outcome:
    """What to call a walk whose steps have run out: diverged if it stands above its start."""
    return Outcome.DIVERGED if heights[-1] > heights[0] else Outcome.UNFINISHED


def _endless(problem: Problem, place: Array, index: int) -> bool:
    place, lowest = _refitted(problem, place, index)
    for done in range(_DOUBLINGS):
        place[index] *= 2
        if not usable(problem.residuals(place), problem.slopes(place)):
            return done >= _ENOUGH  # doubles end here
        place, profile = _refitted(problem, place, index)
        if not profile <= lowest * _RISE:
            return False
        lowest = min(lowest, profile)
    return True


def _refitted(problem: Problem, place: Array, fixed: int) -> tuple[Array, float]:
    """The best that the other parameters can do from here, in a few damped steps."""
    residuals = problem.residuals(place)
    height, damping = float(residuals @ residuals), 1.0
    for _ in range(_REFITS):
        slopes = problem.slopes(place)
        slopes[:, fixed] = 0
        if not usable(residuals, slopes):
            break
        step = Damped.of(slopes, lengths(slopes)).solve(residuals, damping)
        there = problem.residuals(place + step)
        lower = float(there @ there)
        if lower < height:
            place, residuals, height, damping = place + step, there, lower, damping / 4
        else:
            damping *= 4
    return place, height
