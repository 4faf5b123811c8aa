"""Where every walk towards the least chi-squared begins, and how its end is judged.

A method walks in doubles; from its last place `finish` goes on by Newton's method in balls until
the slopes of chi-squared vanish to thirty digits or more, and adds those places to the trace.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mathcore.damped_step import usable
from mathcore.nonlinear_fit import NonlinearFit, Visit
from mathcore.nonlinear_meanings import Surface
from mathcore.nonlinear_model import Array, Problem
from mathcore.nonlinear_outcomes import FOUND, Outcome, runs_away
from mathcore.nonlinear_polish import polish
from mathcore.quantity import exact

Place = tuple[Array, float | None]
_SHORT = (Outcome.UNFINISHED, Outcome.STALLED, Outcome.RANK_DEFICIENT, Outcome.LEFT_DOMAIN)


def begin(problem: Problem, start: Sequence[float]) -> Array:
    """The start of a walk, shape (parameters,).

    Raises:
        ValueError: it has another number of parameters than the model, or the model has no
            finite value and slopes there.
    """
    place = np.array([float(each) for each in start])
    wanted = len(problem.model.parameters)
    if len(place) != wanted:
        raise ValueError(f"start must have {wanted} parameters, got {tuple(start)}")
    if not usable(problem.residuals(place), problem.slopes(place)):
        raise ValueError(f"the model has no finite value and slopes at start = {tuple(start)}")
    return place


def finish(
    problem: Problem,
    places: Sequence[Place],
    ended: Outcome,
    otherwise: Outcome = Outcome.STALLED,
) -> NonlinearFit:
    """The fit of a walk through `places` (parameters, damping), told by its method to have `ended`.

    CONVERGED is believed only if Newton's method finds a lowest place from there; if it finds
    nothing the outcome is `otherwise`. Of a walk that stopped short it is asked whether a
    parameter runs away.
    """
    surface, bottom, outcome = Surface(problem), None, ended
    spots = [(tuple(map(float, place)), damping) for place, damping in places]
    if ended is Outcome.CONVERGED:
        polished = polish(problem.evaluator, spots[-1][0])
        bottom = polished.bottom
        if polished.kind in FOUND:
            outcome = FOUND[polished.kind]
            spots += [(each, None) for each in polished.path if each != spots[-1][0]]
        else:
            outcome = otherwise
    if outcome in _SHORT and runs_away(problem, spots[0][0], spots[-1][0]):
        outcome = Outcome.ASYMPTOTE
    visits = tuple(
        Visit(surface, tuple(map(exact, place)), None if damping is None else exact(damping))
        for place, damping in spots
    )
    return NonlinearFit(surface, visits, outcome, bottom)
