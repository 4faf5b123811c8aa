"""Newton's method for a system F(x) = 0: each step goes to the root of the tangent system.

F(x) + J(x) (x_next - x) = 0, J the Jacobian. Where J is regular at the root and the start is near,
each step squares the error (Kantorovich; Nocedal & Wright, *Numerical Optimization*, 2nd edition
2006, section 11.1). A root is claimed only when it is proved to be there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from math import isfinite

import numpy as np
from mpmath import mp, mpf, workdps
from numpy.typing import NDArray
from sympy import Add, sqrt

from mathcore import precise
from mathcore.descent_outcomes import returned
from mathcore.gradients import plane
from mathcore.multiprecision import number
from mathcore.newton_links import solved
from mathcore.precise import Place
from mathcore.quantity import Point, Quantity, compose, exact
from mathcore.systems import System
from mathcore.walk_meanings import Chain

_POLISHINGS = 8


class Outcome(Enum):
    """Why a walk ended. A walk that fails is a result to show, not an error to raise."""

    CONVERGED = "the steps shrink to nothing: here is a root"
    DEGENERATE = (
        "here is a root at which the Jacobian is singular: the walk can only creep up to it"
    )
    UNPROVED = "the steps shrink to nothing, but no root is proved to be here"
    SINGULAR = "the Jacobian is singular here: the tangent system has no single root"
    CYCLE = "it comes back to the same places, and goes round for ever"
    ESCAPED = "it runs away, out of every picture"
    LEFT_DOMAIN = "it lands where an equation has no value"
    UNFINISHED = "the steps ran out first"


@dataclass(frozen=True, slots=True)
class Visit:
    """A place of the walk, what the equations give there, and their Jacobian, row by row."""

    place: tuple[Quantity, ...]
    values: tuple[Quantity, ...]
    jacobian: tuple[tuple[Quantity, ...], ...]

    @property
    def at(self) -> Point:
        """The place as a point of the plane."""
        return plane(self.place)


@dataclass(frozen=True, slots=True)
class SystemTrace:
    """Every visit in order, the start first, and why there was no further one."""

    system: System
    visits: tuple[Visit, ...]
    outcome: Outcome
    proved: tuple[Quantity, ...] | None
    misses: tuple[float, ...]

    @property
    def steps(self) -> Quantity:
        """How many steps were taken."""
        return exact(float(len(self.visits) - 1))

    @property
    def root(self) -> tuple[Quantity, ...]:
        """The root that the walk came to; a ValueError when none is proved there."""
        if self.proved is None:
            raise ValueError(f"this walk found no root: {self.outcome.value}")
        return self.proved

    @property
    def errors(self) -> tuple[Quantity, ...]:
        """How far each visit was from the root; a ValueError when none is proved."""
        size = len(self.root)
        return tuple(
            compose(
                miss,
                lambda *at: sqrt(Add(*((x - r) ** 2 for x, r in zip(at, at[size:], strict=False)))),
                *visit.place,
                *self.root,
            )
            for visit, miss in zip(self.visits, self.misses, strict=True)
        )


def walk(
    system: System, start: Sequence[float], *, tol: float = 1e-12, max_steps: int = 60
) -> SystemTrace:
    """Walk from `start` until a step moves each coordinate by at most `tol` times its size.

    The size of a coordinate is how far from zero it has been.

    Raises:
        ValueError: `tol` is not positive and finite, `start` has another number of coordinates,
            or an equation has no value or slope there.
    """
    if not (isfinite(tol) and tol > 0):
        raise ValueError(f"tol must be positive and finite, got {tol!r}")
    if len(start) != len(system.variables):
        raise ValueError(f"start must have {len(system.variables)} coordinates, got {start!r}")
    digits = 50 + max_steps // 2
    with workdps(digits):
        walker = _Walker(system, mpf(repr(float(tol))))
        if not walker.visit(tuple(number(each, digits) for each in start)):
            where = tuple(map(float, start))
            raise ValueError(f"an equation has no value or slope at start = {where}")
        outcome = walker.walk(max_steps)
        root = None
        if outcome is Outcome.CONVERGED:
            outcome, root = walker.proved()
        return SystemTrace(system, walker.visits(start), outcome, root, walker.misses)


class _Walker:
    """One walk as it goes; each level holds the values and then the Jacobian, row by row."""

    def __init__(self, system: System, tol: mpf) -> None:
        self.system, self.tol, self.least = system, tol, mpf(10) ** (-mp.dps // 2)
        both = (*system.expressions, *system.jacobian)
        self.level = precise.evaluator(both, system.variables)
        self.places: list[Place] = []
        self.coarse: list[NDArray[np.float64]] = []
        self.levels: list[Place] = []
        self.misses: tuple[float, ...] = ()

    def visit(self, place: Place) -> bool:
        """Stand at `place`, if the equations have values and slopes there."""
        level = self.level(place)
        if level is None:
            return False
        self.places.append(place)
        self.coarse.append(np.array(place, float))
        self.levels.append(level)
        return True

    def walk(self, max_steps: int) -> Outcome:
        """Visit until an ending is seen or the steps run out."""
        for _ in range(max_steps):
            ending = self._step() or self._arrived()
            if ending is not None:
                return ending
        return Outcome.UNFINISHED

    def _step(self) -> Outcome | None:
        here, level = self.places[-1], self.levels[-1]
        if not any(level[: len(here)]):
            return Outcome.CONVERGED
        move = self.move(here, level)
        if move is None:
            return Outcome.SINGULAR
        there = tuple(x + m for x, m in zip(here, move, strict=True))
        if not precise.holdable(there):
            return Outcome.ESCAPED
        return None if self.visit(there) else Outcome.LEFT_DOMAIN

    def _arrived(self) -> Outcome | None:
        here, before = self.places[-1], self.places[-2]
        moves = [abs(a - b) for a, b in zip(here, before, strict=True)]
        if all(m <= self.tol * s for m, s in zip(moves, self.scale(), strict=True)):
            return Outcome.CONVERGED
        if len(self.places) > 2 and returned(self.places, self.coarse, self.tol, self.least):
            return Outcome.CYCLE
        return None

    def scale(self) -> tuple[float, ...]:
        """How far each coordinate has been from zero; those always there take the farthest."""
        far = np.abs(self.coarse).max(axis=0)
        return tuple(np.where(far > 0, far, far.max() or 1.0).tolist())

    def move(self, here: Place, level: Place) -> Place | None:
        """The Newton step; None where the Jacobian is singular."""
        size = len(here)
        rows = [level[i : i + size] for i in range(size, size + size**2, size)]
        return precise.solve(rows, [-each for each in level[:size]], self.least)

    def proved(self) -> tuple[Outcome, tuple[Quantity, ...] | None]:
        """What the walk converged to, and the root if one is proved, after some more steps."""
        place, scale = self.places[-1], self.scale()
        for _ in range(_POLISHINGS):
            level = self.level(place)
            move = self.move(place, level) if level else None
            if move is None:
                break
            place = tuple(x + m for x, m in zip(place, move, strict=True))
        root, tidy = self.system.certified(place, scale), self.system.tidy(place, scale)
        if tidy is not None:
            place = tuple(number(each, mp.dps) for each in tidy)
        self.misses = tuple(
            float(precise.length([a - b for a, b in zip(each, place, strict=True)]))
            for each in self.places
        )
        if root is not None:
            return Outcome.CONVERGED, tidy or root
        if tidy is None:
            return Outcome.UNPROVED, None
        level = self.level(place)
        regular = level is not None and self.move(place, level) is not None
        return Outcome.CONVERGED if regular else Outcome.DEGENERATE, tidy

    def visits(self, start: Sequence[float]) -> tuple[Visit, ...]:
        """The visits with the meaning of every number."""
        system, size = self.system, len(start)
        chain, found = Chain(start), []
        for i, (place, level) in enumerate(zip(self.places, self.levels, strict=True)):
            if i:
                equations = system.variables, system.jacobian, system.expressions
                chain.add(solved(*equations, self.places[i - 1], place))
            at = chain.place(tuple(map(float, place)))
            values = tuple(system.value(k, level[k], at) for k in range(size))
            rows = (
                tuple(system.slope(r, c, level[size * (r + 1) + c], at) for c in range(size))
                for r in range(size)
            )
            found.append(Visit(at, values, tuple(rows)))
        return tuple(found)
