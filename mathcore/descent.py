"""Steepest descent on any smooth field: fixed steps, momentum, and backtracking.

x_next = x - gamma grad f(x), with the rules of `mathcore.step_rules` for gamma (Nocedal & Wright,
*Numerical Optimization*, 2nd edition 2006, sections 2.2 and 3.1). The walk is made with so many
digits that its places are those of the method, not of rounding.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sympy import Dummy, Expr

from mathcore import descent_outcomes, descent_steps, descent_walk
from mathcore.critical_points import CriticalPoint, Ranges
from mathcore.descent_outcomes import Outcome
from mathcore.descent_walk import Walk
from mathcore.fields import Field
from mathcore.gradients import Gradient, plane
from mathcore.precise import Place
from mathcore.quantity import Meaning, Point, Quantity, compose, exact
from mathcore.spectra import expression, quantity
from mathcore.step_rules import Rule, Steady
from mathcore.walk_meanings import Chain, Moved


@dataclass(frozen=True, slots=True)
class Visit:
    """A place of a walk: how high it lies, the slope there, and the step length taken from it.

    `step` is None at the last place; `trials` counts the longer steps that were tried in vain.
    """

    place: tuple[Quantity, ...]
    height: Quantity
    gradient: Gradient
    step: Quantity | None
    trials: int

    @property
    def at(self) -> Point:
        """The place as a point of the plane."""
        return plane(self.place)

    @property
    def aim(self) -> Point:
        """Where the whole step downhill would lead without momentum, in the plane.

        Raises:
            ValueError: no step was taken from here.
        """
        if self.step is None:
            raise ValueError("no step was taken from the last place of a walk")
        parts = zip(self.place, self.gradient.slopes, strict=True)
        ends = (
            compose(x - self.step * s, lambda x, s, k: x - k * s, x, s, self.step) for x, s in parts
        )
        return plane(tuple(ends))


@dataclass(frozen=True, slots=True)
class DescentTrace:
    """Every visit in order, the start first, and why there was no further one.

    `goal` is the level place that the walk has come to, when one is proved to be there.
    """

    field: Field
    rule: Rule
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

    @property
    def lowest(self) -> CriticalPoint:
        """The lowest place that the walk came to; a ValueError when it came to none."""
        return descent_outcomes.lowest(self.outcome, self.goal)


def descend(
    field: Field,
    start: Sequence[float],
    rule: Rule,
    ranges: Ranges | None = None,
    *,
    tol: float = 1e-9,
    max_steps: int = 200,
) -> DescentTrace:
    """Walk downhill from `start` until the slope is at most `tol` times the steepest one met.

    With momentum the last step must be as small as that, too, among the steps. At a saddle the
    walk goes on to see whether it leaves. `ranges` is the map, one (low, high) a variable; a walk
    ends at the last place on it.

    Raises:
        ValueError: `tol` is not positive and finite, `start` is not on the map or has another
            number of coordinates, or the field has no height and slope there.
    """
    step = descent_steps.stepper(field, rule)
    walked = descent_walk.walk(field, start, step, ranges, tol, max_steps, _keeps(rule))
    return DescentTrace(
        field, rule, _visits(field, start, rule, walked), walked.outcome, walked.goal
    )


def height(field: Field, place: tuple[Quantity, ...], value: float) -> Quantity:
    """`value`, claimed to be the height at `place`."""

    def build(*at: Expr) -> Expr:
        return field.expression.xreplace(dict(zip(field.variables, at, strict=True)))

    return compose(value, build, *place)


def gradient(field: Field, place: tuple[Quantity, ...], slopes: Place) -> Gradient:
    """`slopes`, claimed to be the gradient at `place`."""

    def meaning(index: int) -> Callable[[], Meaning]:
        return lambda: field.gradient(*place).slopes[index].meaning

    return Gradient(place, tuple(Quantity(s, meaning(i)) for i, s in enumerate(slopes)))


def _keeps(rule: Rule) -> bool:
    return isinstance(rule, Steady) and rule.beta != 0


def _visits(field: Field, start: Sequence[float], rule: Rule, walked: Walk) -> tuple[Visit, ...]:
    chain = Chain([*start, *start] if _keeps(rule) else start)
    links: dict[Fraction, Moved] = {}
    visits = []
    for i, (place, level) in enumerate(zip(walked.places, walked.levels, strict=True)):
        at = chain.place(tuple(map(float, place)))
        here = at, height(field, at, level[0]), gradient(field, at, level[1:])
        if i == len(walked.taken):
            visits.append(Visit(*here, None, 0))
            continue
        step = walked.taken[i]
        visits.append(Visit(*here, quantity(step.gamma), step.trials))
        if step.gamma not in links:
            links[step.gamma] = _moved(field, rule, step.gamma)
        chain.add(links[step.gamma])
    return tuple(visits)


def straight(field: Field, gamma: Fraction) -> Moved:
    """The step of length `gamma` times the slope, straight down."""
    at, pace = field.variables, expression(gamma)
    return Moved(at, tuple(x - pace * s for x, s in zip(at, field.first, strict=True)))


def _moved(field: Field, rule: Rule, gamma: Fraction) -> Moved:
    if not (isinstance(rule, Steady) and rule.beta):
        return straight(field, gamma)
    at, pace = field.variables, expression(gamma)
    share = expression(rule.beta)
    before = tuple(Dummy(str(each), real=True) for each in at)
    ahead = [x + share * (x - w) for x, w in zip(at, before, strict=True)]
    slopes = field.first
    if rule.look_ahead:
        there = dict(zip(at, ahead, strict=True))
        slopes = tuple(each.xreplace(there) for each in slopes)
    maps = tuple(y - pace * s for y, s in zip(ahead, slopes, strict=True))
    return Moved((*at, *before), (*maps, *at))
