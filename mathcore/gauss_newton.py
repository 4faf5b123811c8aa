"""Gauss-Newton: each step is the best fit of the model's tangents, as if they were the model.

With residuals r and J the derivatives of the model by its parameters, the step s makes
|r - J s|^2 least: a linear fit. Near a close fit it homes in almost as fast as Newton's method;
far away its full steps may overshoot (Nocedal & Wright, *Numerical Optimization*, 2nd edition
2006, section 10.3).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mathcore.damped_step import Damped, cosine, lengths, usable
from mathcore.nonlinear_fit import NonlinearFit
from mathcore.nonlinear_model import Problem
from mathcore.nonlinear_outcomes import Outcome, growing, unfinished
from mathcore.nonlinear_walk import Place, begin, finish

_SINGULAR = 1e-15


@np.errstate(all="ignore")  # a step may lead anywhere
def iterate(
    problem: Problem, start: Sequence[float], *, tol: float = 1e-9, max_steps: int = 200
) -> NonlinearFit:
    """Take full steps from `start` until residuals and model slopes are at right angles.

    It stops when no |cosine| between the residuals and a column of J exceeds `tol`, or when a
    step moves every parameter by less than a part in 10^14; then `finish` works on in balls.

    Raises:
        ValueError: `tol` is not positive, or the model has no finite value and slopes at `start`.
    """
    if not tol > 0:
        raise ValueError(f"tol must be positive, got {tol}")
    here = begin(problem, start)
    places: list[Place] = [(here, None)]
    heights: list[float] = []
    while True:
        residuals, slopes = problem.residuals(here), problem.slopes(here)
        if not usable(residuals, slopes):
            overshot = len(heights) > 1 and heights[-1] > heights[-2]
            ended = Outcome.DIVERGED if overshot else Outcome.LEFT_DOMAIN
            return finish(problem, places[:-1], ended)
        heights.append(float(residuals @ residuals))
        if cosine(slopes, residuals) <= tol:
            return finish(problem, places, Outcome.CONVERGED)
        if growing(heights):
            return finish(problem, places, Outcome.DIVERGED)
        if len(places) > max_steps:
            return finish(problem, places, unfinished(heights))
        dissected = Damped.of(slopes, lengths(slopes))
        if dissected.values[-1] <= _SINGULAR * dissected.values[0]:
            return finish(problem, places, Outcome.RANK_DEFICIENT)
        step = dissected.solve(residuals, 0.0)
        here = here + step
        places.append((here, None))
        if np.all(np.abs(step) <= 1e-14 * np.abs(here)):
            return finish(problem, places, Outcome.CONVERGED)
