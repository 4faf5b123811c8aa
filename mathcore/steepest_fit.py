"""Steepest descent on chi-squared: each step goes straight down its slope.

b -> b - gamma grad chi^2, grad chi^2 = -2 J'r. With a step length gamma given it converges where
gamma is less than two over the greatest curvature; without, gamma is the one that would be best
if the model were linear (Cauchy's), halved until chi-squared falls by a share of what the slope
promises. Down a long valley it zigzags (Nocedal & Wright, *Numerical Optimization*, 2nd edition
2006, sections 3.1 and 3.3).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mathcore.damped_step import cosine, usable
from mathcore.nonlinear_fit import NonlinearFit
from mathcore.nonlinear_model import Array, Problem
from mathcore.nonlinear_outcomes import Outcome, growing, unfinished
from mathcore.nonlinear_walk import Place, begin, finish

_SHARE = 1e-4  # Armijo's
_HALVINGS = 60


@np.errstate(all="ignore")  # a step may lead anywhere
def descend(
    problem: Problem,
    start: Sequence[float],
    *,
    step: float | None = None,
    tol: float = 1e-6,
    max_steps: int = 2000,
) -> NonlinearFit:
    """Walk down from `start` until residuals and model slopes are at right angles.

    It stops when no |cosine| between the residuals and a column of J exceeds `tol`, or when
    doubles can tell no lower place; then `finish` works on in balls.

    Args:
        problem: the model and its points.
        start: a value for each parameter.
        step: gamma, the same for every step; found anew for each step if None.
        tol: the greatest |cosine| that counts as a right angle.
        max_steps: how many steps may be taken.

    Raises:
        ValueError: `tol` or `step` is not positive, or the model has no finite value and slopes at
            `start`.
    """
    if not tol > 0 or not (step is None or step > 0):
        raise ValueError(f"tol and step must be positive, got {tol=} and {step=}")
    here = begin(problem, start)
    places: list[Place] = [(here, None)]
    heights: list[float] = []
    for _ in range(max_steps):
        residuals, slopes = problem.residuals(here), problem.slopes(here)
        heights.append(float(residuals @ residuals))
        if cosine(slopes, residuals) <= tol:
            return finish(problem, places, Outcome.CONVERGED)
        if growing(heights):
            return finish(problem, places, Outcome.DIVERGED)
        uphill = -2 * slopes.T @ residuals
        there = _shortened(problem, here, uphill, slopes) if step is None else here - step * uphill
        if there is None or np.array_equal(there, here):
            return finish(problem, places, Outcome.CONVERGED)
        if not usable(problem.residuals(there), problem.slopes(there)):
            overshot = len(heights) > 1 and heights[-1] > heights[-2]
            return finish(problem, places, Outcome.DIVERGED if overshot else Outcome.LEFT_DOMAIN)
        here = there
        places.append((here, None))
    return finish(problem, places, unfinished(heights))


def _shortened(problem: Problem, here: Array, uphill: Array, slopes: Array) -> Array | None:
    """The next place by Cauchy's step, halved until it goes down; None if it never does."""
    residuals = problem.residuals(here)
    height, square = float(residuals @ residuals), float(uphill @ uphill)
    bent = float(np.sum((slopes @ uphill) ** 2))
    length = square / (2 * bent) if bent else 1.0
    for _ in range(_HALVINGS):
        there = here - length * uphill
        lower = problem.residuals(there)
        fall = height - float(lower @ lower)
        enough = fall > 0 and fall >= _SHARE * length * square
        if enough and usable(lower, problem.slopes(there)):
            return there
        length /= 2
    return None
