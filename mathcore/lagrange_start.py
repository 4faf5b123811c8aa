"""The stationary place that a walk from a start leads to, polished, proved and named.

The walk goes downhill along the constraints, or uphill; where the one finds nothing the other is
tried, and at last Newton's method from the start itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np

from mathcore.lagrange import Problem, StationaryPoint
from mathcore.lagrange_settle import Outcome, Settled, settled
from mathcore.lagrange_walk import Walk, downhill

_SMALL = 1e-3  # of the greatest coordinate of all: the least size that a variable is taken to have


class Sense(Enum):
    """Which way a walk goes."""

    LEAST = "downhill along the constraint"
    GREATEST = "uphill along the constraint"


@dataclass(frozen=True, slots=True)
class Arrival:
    """Where a walk went, the start first, and what it came to."""

    visits: tuple[tuple[float, ...], ...]
    outcome: Outcome
    estimate: tuple[float, ...]
    found: StationaryPoint | None

    @property
    def point(self) -> StationaryPoint:
        """The stationary place; a ValueError if none was proved."""
        if self.found is None:
            raise ValueError(f"no stationary place was proved: {self.outcome.value}")
        return self.found


def from_start(
    problem: Problem, start: Sequence[float], sense: Sense | None = None, max_steps: int = 400
) -> Arrival:
    """Walk from `start` to a stationary place; without a `sense`, downhill first and then uphill.

    The walk stops as `lagrange_walk.downhill` does; then Newton's method goes on to fifty digits.

    Raises:
        ValueError: the start has another number of coordinates than the problem has variables, or
            the function or a constraint has no finite value or slope there.
    """
    place = np.array(start, float)
    if place.shape != (len(problem.variables),):
        raise ValueError(
            f"start must have {len(problem.variables)} coordinates, got {tuple(start)}"
        )
    fields = (problem.objective, *problem.constraints)
    seen = [(each(*place), *each.slopes(*place)) for each in fields]
    if not np.isfinite(np.array(seen, float)).all():
        raise ValueError(f"the problem is not finite and smooth at start = {tuple(start)}")
    senses = (sense,) if sense else (Sense.LEAST, Sense.GREATEST)
    for each in senses:
        walk = downhill(problem, place, 1.0 if each is Sense.LEAST else -1.0, max_steps)
        found = _at_the_end(problem, walk)
        if found.outcome is not Outcome.NOWHERE:
            return _arrival(walk, found)
    still = downhill(problem, place, 1.0, 0)
    return _arrival(still, _at_the_end(problem, still))


def _at_the_end(problem: Problem, walk: Walk) -> Settled:
    extent = np.abs(np.array(walk.visits)[[0, -1]]).max(axis=0)
    greatest = float(extent.max()) or 1.0
    size = [float(each) for each in np.maximum(extent, _SMALL * greatest)]
    return settled(problem, walk.visits[-1], walk.multipliers, size)


def _arrival(walk: Walk, found: Settled) -> Arrival:
    return Arrival(walk.visits, found.outcome, found.estimate, found.point)
