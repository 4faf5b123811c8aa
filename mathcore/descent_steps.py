"""One step downhill, by the rules of `mathcore.step_rules`, in multiprecision."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import inf

from mpmath import mpf

from mathcore import precise
from mathcore.fields import Field
from mathcore.precise import Place
from mathcore.step_rules import Backtracking, Rule, Steady, ratio

_MOST_TRIALS = 200


@dataclass(frozen=True, slots=True)
class Step:
    """Where a step leads, how long it was, and how many longer ones were tried in vain.

    `shift` is what was added to the curvatures to find its direction; None: straight downhill.
    """

    place: Place
    gamma: Fraction
    trials: int = 0
    shift: Fraction | None = None


# From the places so far and from height and slopes at the last one; None if no step goes down.
Stepper = Callable[[Sequence[Place], Place], Step | None]


def stepper(field: Field, rule: Rule) -> Stepper:
    """Steps on `field` by `rule`."""
    return _steady(field, rule) if isinstance(rule, Steady) else _backtracking(field, rule)


def _steady(field: Field, rule: Steady) -> Stepper:
    level_at = precise.evaluator((field.expression, *field.first), field.variables)

    def step(places: Sequence[Place], level: Place) -> Step:
        gamma, kept = precise.number(rule.gamma), precise.number(rule.beta)
        before = places[-2] if len(places) > 1 else places[-1]
        ahead = tuple(x + kept * (x - w) for x, w in zip(places[-1], before, strict=True))
        asked = level_at(ahead) if rule.look_ahead else level
        if asked is None:  # the walk cannot follow a slope there, and shows that by landing
            return Step(ahead, rule.gamma)
        there = tuple(y - gamma * s for y, s in zip(ahead, asked[1:], strict=True))
        return Step(there, rule.gamma)

    return step


def _backtracking(field: Field, rule: Backtracking) -> Stepper:
    def step(places: Sequence[Place], level: Place) -> Step | None:
        downhill = tuple(-each for each in level[1:])
        return shortened(field, places[-1], level, downhill, rule)

    return step


def shortened(
    field: Field,
    here: Place,
    level: Place,
    direction: Place,
    rule: Backtracking,
    shift: Fraction | None = None,
    longest: float = inf,
) -> Step | None:
    """The first step along `direction` that falls by a share of what the slope promises (Armijo).

    A trial that leads farther than `longest` is in vain. None after two hundred trials.
    """
    reach = precise.length(direction)
    height_at = precise.evaluator((field.expression,), field.variables)
    promised: mpf = precise.number(ratio(rule.share)) * precise.dot(level[1:], direction)
    for trials in range(_MOST_TRIALS):
        length = rule.length(trials)
        gamma = precise.number(length)
        if gamma * reach > longest:
            continue
        there = tuple(x + gamma * d for x, d in zip(here, direction, strict=True))
        height = height_at(there)
        if height is not None and height[0] <= level[0] + gamma * promised:
            return Step(there, length, trials, shift)
    return None
