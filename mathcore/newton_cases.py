"""The walks that show Newton's method at its best, at its worst, and beside its rivals.

Each walk has a part to play, and is refused if it does not end as that part asks: so whoever shows
them cannot say of a walk what it does not do.
"""

from __future__ import annotations

from dataclasses import dataclass

from mathcore import bisection, minimise, newton
from mathcore.bisection import BisectionTrace
from mathcore.functions import Function
from mathcore.minimise import MinimiseTrace
from mathcore.newton import NewtonTrace, Outcome
from mathcore.quantity import Quantity
from mathcore.windows import Window


@dataclass(frozen=True, slots=True)
class Traps:
    """Walks on one curve: round a ring, beside that ring, and nowhere."""

    function: Function
    ring: NewtonTrace
    near: NewtonTrace
    flat: NewtonTrace


def number(text: str | float) -> Quantity:
    """The number that a formula without a variable stands for, such as ``"sqrt(2/3)"``."""
    return Function.parse(str(text)).value(0.0)


def swift(function: str, start: str, visits: int, view: Window) -> NewtonTrace:
    """A walk that converges, with at least so many visits that miss the root.

    Raises:
        ValueError: it does not converge, or sooner than that, or to a root with no known order,
            or its first two steps leave the view.
    """
    walk = newton.iterate(Function.parse(function), number(start)).ended(Outcome.CONVERGED)
    seen = len(walk.convergence.correct_digits)
    if seen < visits:
        raise ValueError(f"the walk from {start} is over after {seen} places, {visits=} are wanted")
    if walk.multiplicity is None:
        raise ValueError(f"the curve is not smooth at the root that the walk from {start} finds")
    for visit in walk.visits[:3]:
        view.hold(visit.point, visit.below)
    return walk


def traps(function: str, ring: str, near: str, flat: str, view: Window) -> Traps:
    """A walk that returns to its start, one that begins beside it, one with a level tangent.

    Raises:
        ValueError: one of them ends otherwise, or begins outside the view, or the ring leaves it;
            `near` may be drawn in, or get free to a root.
    """
    f = Function.parse(function)
    around = newton.iterate(f, number(ring)).ended(Outcome.CYCLE)
    beside = newton.iterate(f, number(near)).ended(Outcome.SETTLES, Outcome.CONVERGED)
    level = newton.iterate(f, number(flat)).ended(Outcome.FLAT)
    for visit in (*around.visits, beside.visits[0], level.visits[0]):
        view.hold(visit.point, visit.below)
    return Traps(f, around, beside, level)


def descent(function: str, start: str) -> MinimiseTrace:
    """A walk on the slope that ends in a minimum.

    Raises:
        ValueError: it ends elsewhere, or nowhere.
    """
    trace = minimise.newton_on_slope(Function.parse(function), number(start))
    if trace.outcome is not minimise.Outcome.MINIMUM:
        raise ValueError(f"the walk on the slope from {start}: {trace.outcome.value}")
    return trace


def rival(walk: NewtonTrace, low: float, high: float) -> BisectionTrace:
    """Bisection of [low, high] for the root of the same function, to the same tolerance."""
    return bisection.bisect(walk.function, low, high, walk.tolerance)
