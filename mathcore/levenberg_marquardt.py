"""Levenberg-Marquardt: a Gauss-Newton step, damped until it goes down.

The step makes |r - J s|^2 + damping |D s|^2 least. Levenberg (1944) takes D = 1, Marquardt (1963)
the lengths of the columns of J, so that the units of the parameters do not matter; here D
remembers, fading by half a step, columns that were longer, lest a parameter that matters less
and less be let go to infinity. The damping follows how well the promise of a step was kept
(Nielsen, *Damping parameter in Marquardt's method*, 1999). The geodesic acceleration bends a step
along the model's own curvature, and refuses steps too bent to trust (Transtrum & Sethna,
*Improvements to the Levenberg-Marquardt algorithm*, 2012).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np

from mathcore.damped_step import Damped, cosine, lengths, usable
from mathcore.nonlinear_fit import NonlinearFit
from mathcore.nonlinear_model import Array, Problem
from mathcore.nonlinear_outcomes import Outcome
from mathcore.nonlinear_walk import Place, begin, finish

_BENT = 0.75  # the greatest 2 |acceleration| / |velocity| of a step that is tried
_FADING = 0.5
_TRIALS = 100  # of one step
_CLOSE = 1e-15


class Damping(Enum):
    """What the damping weighs a step by."""

    LEVENBERG = "all parameters alike"
    MARQUARDT = "each parameter by how much it matters"


@np.errstate(all="ignore")  # a step may lead anywhere
def fit(
    problem: Problem,
    start: Sequence[float],
    *,
    damping: Damping = Damping.MARQUARDT,
    accelerate: bool = True,
    tol: float = 1e-9,
    max_steps: int = 1000,
) -> NonlinearFit:
    """Walk down from `start` until residuals and model slopes are at right angles.

    It stops when no |cosine| between the residuals and a column of J exceeds `tol`, or when no
    step that changes a parameter by a part in 10^15 leads down; then `finish` works on in balls.
    The damping begins at one in the units of D^2 (Levenberg: of the longest column of J).

    Raises:
        ValueError: `tol` is not positive, or the model has no finite value and slopes at `start`.
    """
    if not tol > 0:
        raise ValueError(f"tol must be positive, got {tol}")
    walk = _Walk(problem, begin(problem, start), damping, accelerate)
    places: list[Place] = [(walk.place, None)]
    for _ in range(max_steps):
        if cosine(walk.slopes, walk.residuals) <= tol:
            return finish(problem, places, Outcome.CONVERGED)
        used = walk.step()
        if used is None:
            edge = Outcome.LEFT_DOMAIN if walk.at_the_edge else Outcome.STALLED
            return finish(problem, places, Outcome.CONVERGED, edge)
        places.append((walk.place, used))
    return finish(problem, places, Outcome.UNFINISHED)


@dataclass
class _Walk:
    """A place, what the model is like there, and how freely to step."""

    problem: Problem
    place: Array
    rule: Damping
    accelerate: bool

    def __post_init__(self) -> None:
        self.residuals = self.problem.residuals(self.place)
        self.slopes = self.problem.slopes(self.place)
        self._lengths = lengths(self.slopes)
        self._damping = 1.0
        if self.rule is Damping.LEVENBERG:
            self._damping = float(self._lengths.max()) ** 2

    def step(self) -> float | None:
        """Take one step down; the damping it took, or None when none leads down any more."""
        dissected = Damped.of(self.slopes, self._scale())
        worse = 2.0
        for _ in range(_TRIALS):
            used = self._damping
            step = self._step(dissected)
            if step is not None and self._taken(dissected, step):
                return used
            if step is not None and np.all(np.abs(step) <= _CLOSE * np.abs(self.place)):
                return None
            self._damping *= worse
            worse *= 2
        return None

    @property
    def at_the_edge(self) -> bool:
        """Whether the model ends within reach of the undamped step.

        Reach is where a parameter has changed by twice itself, so that 0, too, can be an edge.
        """
        step = Damped.of(self.slopes, self._scale()).solve(self.residuals, 0.0)
        shares = np.abs(step) / np.where(self.place == 0, np.inf, np.abs(self.place))
        there = self.place + step * min(1.0, 2 / float(np.max(shares)))
        return not usable(self.problem.residuals(there), self.problem.slopes(there))

    def _scale(self) -> Array:
        if self.rule is Damping.LEVENBERG:
            return np.ones(len(self.place))
        self._lengths = np.maximum(lengths(self.slopes), _FADING * self._lengths)
        return self._lengths

    def _step(self, dissected: Damped) -> Array | None:
        """The damped step, with half the acceleration; None if it bends too much to be trusted."""
        velocity = dissected.solve(self.residuals, self._damping)
        if not self.accelerate:
            return velocity
        bend = self.problem.bend(self.place, velocity)
        if not np.isfinite(bend).all():
            return None
        acceleration = -dissected.solve(bend, self._damping)
        sizes = [float(np.linalg.norm(each * dissected.scale)) for each in (velocity, acceleration)]
        return velocity + acceleration / 2 if 2 * sizes[1] <= _BENT * sizes[0] else None

    def _taken(self, dissected: Damped, step: Array) -> bool:
        """Whether the step leads down; if so it is taken, and the damping follows its success."""
        there = self.place + step
        residuals, slopes = self.problem.residuals(there), self.problem.slopes(there)
        if not usable(residuals, slopes):
            return False
        fall = float(self.residuals @ self.residuals - residuals @ residuals)
        if not fall > 0:
            return False
        promised = dissected.promised(self.residuals, self._damping)
        kept = min(fall / promised, 1.0) if promised else 1.0
        self._damping *= max(1 / 3, 1 - (2 * kept - 1) ** 3)
        self.place, self.residuals, self.slopes = there, residuals, slopes
        return True
