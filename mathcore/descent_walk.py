"""The walk downhill in multiprecision, step by step, until an ending is seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np
from mpmath import mp, mpf, workdps
from numpy.typing import NDArray

from mathcore import precise
from mathcore.critical_points import CriticalPoint, Ranges
from mathcore.descent_outcomes import ENDS, Outcome, climbs, goal, returned
from mathcore.descent_steps import Step, Stepper
from mathcore.differentiation import breaks
from mathcore.fields import Field
from mathcore.multiprecision import number
from mathcore.precise import Place

_MOST_DOUBLINGS = 800
_AT_REST = mpf(10) ** -25  # of the steepest slope: here even a saddle holds the walk


@dataclass(frozen=True, slots=True)
class Walk:
    """The places, each with its height and slopes, and the steps between them."""

    places: tuple[Place, ...]
    levels: tuple[Place, ...]
    taken: tuple[Step, ...]
    outcome: Outcome
    goal: CriticalPoint | None


def walk(
    field: Field,
    start: Sequence[float],
    step: Stepper,
    ranges: Ranges | None,
    tol: float,
    max_steps: int,
    momentum: bool = False,
) -> Walk:
    """Walk until an ending is seen; see `descent.descend`.

    A step may double every error, so there is half a digit more for each of eight hundred steps.

    Args:
        field: the ground.
        start: where the walk begins.
        step: how each step is found.
        ranges: the map.
        tol: how small a slope, as a share of the steepest one met, counts as level.
        max_steps: how many steps may be taken.
        momentum: whether a step depends on the one before, so that the walk may swing through
            level ground, and pass a place again without going round.

    Raises:
        ValueError: `tol` is not positive and finite, `start` is not on the map or has another
            number of coordinates, or the field has no height and slope there.
    """
    if not (isfinite(tol) and tol > 0):
        raise ValueError(f"tol must be positive and finite, got {tol!r}")
    if len(start) != len(field.variables):
        raise ValueError(f"start must have {len(field.variables)} coordinates, got {start!r}")
    if ranges is not None and outside([*start], ranges):
        raise ValueError(f"start must lie in {ranges}, got {tuple(map(float, start))}")
    digits = 50 + min(max_steps, _MOST_DOUBLINGS) // 2
    with workdps(digits):
        walker = _Walker(field, step, ranges, mpf(repr(float(tol))), momentum)
        origin = tuple(number(each, digits) for each in start)
        if not walker.visit(origin):
            where = tuple(map(float, start))
            raise ValueError(f"{field.expression} has no height and slope at start = {where}")
        return walker.walk(max_steps)


def outside(place: Sequence[mpf], ranges: Ranges) -> bool:
    """Whether a place lies off the map."""
    return any(not low <= x <= high for x, (low, high) in zip(place, ranges, strict=True))


class _Walker:
    """One walk as it goes; `rested` is where it came to a saddle, if it has not left it again."""

    def __init__(
        self, field: Field, step: Stepper, ranges: Ranges | None, tol: mpf, momentum: bool
    ) -> None:
        self.field, self.stepper, self.ranges = field, step, ranges
        self.tol, self.momentum = tol, momentum
        self.same = mpf(10) ** (-mp.dps // 2)
        self.level = precise.evaluator((field.expression, *field.first), field.variables)
        self.joins = precise.evaluator(tuple(breaks(field.expression)), field.variables)
        self.places: list[Place] = []
        self.coarse: list[NDArray[np.float64]] = []
        self.levels: list[Place] = []
        self.taken: list[Step] = []
        self.steepest = self.longest = mpf(0)
        self.rested: int | None = None
        self.goal: CriticalPoint | None = None

    def walk(self, max_steps: int) -> Walk:
        """Every visit until an ending is seen or the steps run out."""
        for _ in range(max_steps):
            ending = self._level_here() or self._again() or self._step()
            if ending is not None:
                return self._ended(ending)
        ending = self._level_here() or self._again()
        if ending is None and self.rested is not None:
            ending = Outcome.SADDLE
        if ending is None:
            ending = Outcome.OVERSHOOTS if self._climbing() else Outcome.UNFINISHED
        return self._ended(ending)

    def visit(self, place: Place) -> bool:
        """Stand at `place`, if there is a height and a slope."""
        level = self._level_at(place)
        if level is None:
            return False
        if self.places:
            self.longest = max(self.longest, self._stride(place))
        self.places.append(place)
        self.coarse.append(np.array(place, float))
        self.levels.append(level)
        self.steepest = max(self.steepest, precise.length(level[1:]))
        return True

    def _level_at(self, place: Place) -> Place | None:
        """Height and slopes; None where there are none, or two formulas meet."""
        joins = self.joins(place)
        smooth = joins is not None and all(each != 0 for each in joins)
        return self.level(place) if smooth else None

    def _step(self) -> Outcome | None:
        step = self.stepper(self.places, self.levels[-1])
        if step is None:
            return Outcome.STUCK
        there = step.place
        if not precise.holdable(there):
            return self._off()
        if self.ranges is not None and outside(there, self.ranges):
            return Outcome.OVERSHOOTS if self._climbing() else Outcome.LEFT_BOX
        if not self.visit(there):
            return Outcome.LEFT_DOMAIN
        self.taken.append(step)
        return None if precise.holdable(self.levels[-1]) else self._off()

    def _off(self) -> Outcome:
        """The walk is beyond what a float can hold: it has climbed there, or fallen."""
        climbed = self.levels[-1][0] >= self.levels[0][0]
        while not precise.holdable(self.levels[-1]):
            del self.places[-1], self.levels[-1], self.taken[-1]
        return Outcome.OVERSHOOTS if climbed else Outcome.RUNS_AWAY

    def _level_here(self) -> Outcome | None:
        """How the walk ends if the ground is level here; a saddle must hold it for good."""
        steep = precise.length(self.levels[-1][1:])
        if steep > self.tol * self.steepest or self._swinging():
            self.rested = None
            return None
        if self.rested is None:
            self.goal = goal(self.field, self.places)
            ending = ENDS[self.goal.kind] if self.goal else Outcome.LEVEL
            if ending is not Outcome.SADDLE:
                return ending
            self.rested = len(self.places) - 1
        return Outcome.SADDLE if steep <= _AT_REST * self.steepest else None

    def _swinging(self) -> bool:
        """Whether momentum still carries the walk on."""
        if not self.momentum or len(self.places) == 1:
            return False
        return bool(self._stride(self.places[-2]) > self.tol * self.longest)

    def _stride(self, other: Place) -> mpf:
        return precise.length([a - b for a, b in zip(self.places[-1], other, strict=True)])

    def _again(self) -> Outcome | None:
        """A walk without momentum that comes back goes round for ever."""
        if self.momentum or len(self.places) < 3:
            return None
        if returned(self.places, self.coarse, self.tol, self.same):
            return Outcome.CYCLE
        return None

    def _climbing(self) -> bool:
        return climbs([each[0] for each in self.levels])

    def _ended(self, outcome: Outcome) -> Walk:
        last = len(self.places)
        if outcome is Outcome.SADDLE and self.rested is not None:
            last = self.rested + 1
        level = outcome in ENDS.values()
        return Walk(
            tuple(self.places[:last]),
            tuple(self.levels[:last]),
            tuple(self.taken[: last - 1]),
            outcome,
            self.goal if level else None,
        )
