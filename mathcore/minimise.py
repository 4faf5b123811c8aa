"""Newton's method for the lowest place: Newton's walk on the slope, since it is flat there.

``x_next = x - f'(x) / f''(x)`` goes to the top, or the bottom, of the parabola that has the same
slope and curvature as f here. It does not know which: that the walk ends in a minimum must be
checked (Nocedal & Wright, *Numerical Optimization*, 2006, section 3.3).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from mathcore import newton
from mathcore.functions import Function
from mathcore.newton import NewtonTrace
from mathcore.newton_outcomes import Outcome as WalkOutcome
from mathcore.quantity import Point, Quantity

__all__ = ["MinimiseTrace", "Outcome", "newton_on_slope"]


class Outcome(Enum):
    """What kind of place the walk found. A place that is no minimum is a result to show."""

    MINIMUM = "the curve is higher on both sides: a minimum"
    MAXIMUM = "the curve is lower on both sides: a maximum"
    FLAT_INFLECTION = "the curve is flat, but goes on the same way: neither top nor bottom"
    UNCLEAR = "the slope is zero here, but the curve is too rough to say more"
    NOWHERE = "the walk found no place where the slope is zero"


@dataclass(frozen=True, slots=True)
class MinimiseTrace:
    """The walk on the slope of `function`, and what kind of place it led to."""

    function: Function
    walk: NewtonTrace
    outcome: Outcome

    @property
    def points(self) -> tuple[Point, ...]:
        """The visits on the curve of `function` itself, where it has a value."""
        return tuple(self.function.point(visit.x) for visit in self.walk.visits)

    @property
    def place(self) -> Quantity:
        """Where the slope is zero; a ValueError if the walk did not converge."""
        return self.walk.root

    @property
    def value(self) -> Quantity:
        """How high the curve is there."""
        return self.function.value(self.place)

    @property
    def curvature(self) -> Quantity:
        """f'' there: positive in a pit, negative on a top."""
        return self.function.nth(2, self.place)


def newton_on_slope(
    f: Function, x0: float, *, tol: float = 1e-12, max_steps: int = 400
) -> MinimiseTrace:
    """Walk by Newton's method on f' from `x0`; arguments and stopping rule of `newton.iterate`.

    The place is a minimum or maximum if the root of f' is repeated an odd number of times, by the
    sign of the first derivative of f that is not zero there.

    Raises:
        ValueError: as `newton.iterate`, of f'.
    """
    walk = newton.iterate(f.derivative(), x0, tol=tol, max_steps=max_steps)
    return MinimiseTrace(f, walk, _kind(f, walk))


def _kind(f: Function, walk: NewtonTrace) -> Outcome:
    if walk.outcome is not WalkOutcome.CONVERGED:
        return Outcome.NOWHERE
    if walk.multiplicity is None:
        return Outcome.UNCLEAR
    if walk.multiplicity % 2 == 0:
        return Outcome.FLAT_INFLECTION
    bend = f.nth(walk.multiplicity + 1, walk.root)
    return Outcome.MINIMUM if bend > 0 else Outcome.MAXIMUM
