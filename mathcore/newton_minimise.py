"""Newton's method for the lowest place in several variables, with a safe way to fall back.

The step p solves H p = -grad f: it goes to the bottom of the paraboloid with the same slopes and
curvatures. Where H is not positive definite there is no bottom, and the step may lead uphill.
Then either the step goes straight down the slope, or H is raised to H + shift 1 with a shift that
makes it positive definite. Either way the step is halved until f falls by a share of what its
slope promises (Nocedal & Wright, *Numerical Optimization*, 2nd edition 2006, sections 3.2 to 3.4).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction
from math import frexp, inf

import numpy as np
from mpmath import mp, mpf

from mathcore import descent_outcomes, descent_walk, precise
from mathcore.critical_points import CriticalPoint, Ranges
from mathcore.descent import gradient, height, straight
from mathcore.descent_outcomes import Outcome
from mathcore.descent_steps import Step, shortened
from mathcore.descent_walk import Walk
from mathcore.fields import Field
from mathcore.gradients import Gradient, Hessian, plane
from mathcore.newton_links import solved
from mathcore.precise import Place
from mathcore.quantity import Point, Quantity, exact
from mathcore.spectra import quantity
from mathcore.step_rules import Backtracking
from mathcore.walk_meanings import Chain, Moved

_RULE = Backtracking()
_LIFT = 2.0**-6  # of the greatest curvature: the least one that a raised Hessian has


class Fallback(Enum):
    """What to do where the Hessian is not positive definite."""

    STEEPEST = "go straight down the slope"
    SHIFTED = "raise all curvatures until they are positive"


class Way(Enum):
    """Which step was taken."""

    NEWTON = "the whole Newton step"
    SHORTENED = "the Newton step, shortened until the ground falls enough"
    STEEPEST = "some curvature is not positive: a step straight down the slope"
    SHIFTED = "some curvature is not positive: all were raised for this step"


@dataclass(frozen=True, slots=True)
class Visit:
    """A place of a walk, what the ground does there, and the step taken from it.

    `step` is the share of the step taken (of the slope, for a step straight down), `shift` what was
    added to all curvatures; at the last place `way`, `step` and `shift` are None.
    """

    place: tuple[Quantity, ...]
    height: Quantity
    gradient: Gradient
    way: Way | None = None
    step: Quantity | None = None
    shift: Quantity | None = None

    @property
    def at(self) -> Point:
        """The place as a point of the plane."""
        return plane(self.place)


@dataclass(frozen=True, slots=True)
class NewtonDescent:
    """Every visit in order, the start first, and why there was no further one.

    `goal` is the level place that the walk has come to, when one is proved to be there.
    """

    field: Field
    visits: tuple[Visit, ...]
    outcome: Outcome
    goal: CriticalPoint | None

    @property
    def steps(self) -> Quantity:
        """How many steps were taken."""
        return exact(float(len(self.visits) - 1))

    @property
    def points(self) -> tuple[Point, ...]:
        """The places as points of the plane."""
        return tuple(each.at for each in self.visits)

    def count(self, way: Way) -> Quantity:
        """How many steps were taken in this way."""
        return exact(float(sum(each.way is way for each in self.visits)))

    def hessian(self, index: int) -> Hessian:
        """The curvatures at a visit."""
        return self.field.hessian(*self.visits[index].place)

    @property
    def lowest(self) -> CriticalPoint:
        """The lowest place that the walk came to; a ValueError when it came to none."""
        return descent_outcomes.lowest(self.outcome, self.goal)


def descend(
    field: Field,
    start: Sequence[float],
    fallback: Fallback = Fallback.STEEPEST,
    ranges: Ranges | None = None,
    *,
    longest: float = inf,
    tol: float = 1e-9,
    max_steps: int = 100,
) -> NewtonDescent:
    """Walk from `start` until the slope is at most `tol` times the steepest one met.

    No step is longer than `longest`: where a curvature almost vanishes Newton's step is long and
    leads where the ground is quite another. A walk that starts on level ground stays there, even
    on a saddle: no slope shows a way down.

    Raises:
        ValueError: `longest` is not positive, or as `descent.descend`.
    """
    if not longest > 0:
        raise ValueError(f"longest must be positive, got {longest!r}")
    stepper = _Stepper(field, fallback, longest)
    walked = descent_walk.walk(field, start, stepper, ranges, tol, max_steps)
    return NewtonDescent(field, _visits(field, start, walked), walked.outcome, walked.goal)


class _Stepper:
    """Newton steps on a field, as `descent_steps.Stepper` wants them."""

    def __init__(self, field: Field, fallback: Fallback, longest: float) -> None:
        self.field, self.fallback, self.longest = field, fallback, longest
        self.second = precise.evaluator(field.second, field.variables)

    def __call__(self, places: Sequence[Place], level: Place) -> Step | None:
        """The step from the last of `places`, where height and slopes are `level`."""
        here, size = places[-1], len(places[-1])
        flat = self.second(here)
        if flat is None:
            return self._straight(here, level, 0.0)
        rows = [list(flat[i : i + size]) for i in range(0, size * size, size)]
        shift = Fraction(0)
        if not precise.positive_definite(rows, mpf(10) ** (-mp.dps // 2)):
            bends = np.linalg.eigvalsh(np.array(rows, float))
            most = float(np.abs(bends).max())
            if self.fallback is Fallback.STEEPEST or most == 0:
                return self._straight(here, level, most)
            shift = Fraction(_LIFT * most - float(bends[0]))
            for i, row in enumerate(rows):
                row[i] += precise.number(shift)
        downhill = precise.solve(rows, [-each for each in level[1:]], mpf(0))
        assert downhill is not None, "a positive definite matrix is regular"
        return shortened(self.field, here, level, downhill, _RULE, shift, self.longest)

    def _straight(self, here: Place, level: Place, bend: float) -> Step | None:
        """Down the slope, at first by a power of two next to one over the greatest curvature."""
        downhill = tuple(-each for each in level[1:])
        rule = replace(_RULE, first=Fraction(2) ** -frexp(bend)[1])
        return shortened(self.field, here, level, downhill, rule, longest=self.longest)


def _visits(field: Field, start: Sequence[float], walked: Walk) -> tuple[Visit, ...]:
    chain, moved = Chain(start), dict[Fraction, Moved]()
    visits: list[Visit] = []
    for i, (place, level) in enumerate(zip(walked.places, walked.levels, strict=True)):
        at = chain.place(tuple(map(float, place)))
        here = at, height(field, at, level[0]), gradient(field, at, level[1:])
        if i == len(walked.taken):
            visits.append(Visit(*here))
            continue
        step = walked.taken[i]
        shift = None if step.shift is None else quantity(step.shift)
        visits.append(Visit(*here, _way(step), quantity(step.gamma), shift))
        if step.shift is not None:
            equations = field.variables, field.second, field.first
            chain.add(solved(*equations, place, walked.places[i + 1], step.gamma, step.shift))
            continue
        if step.gamma not in moved:
            moved[step.gamma] = straight(field, step.gamma)
        chain.add(moved[step.gamma])
    return tuple(visits)


def _way(step: Step) -> Way:
    if step.shift is None:
        return Way.STEEPEST
    if step.shift:
        return Way.SHIFTED
    return Way.SHORTENED if step.trials else Way.NEWTON
