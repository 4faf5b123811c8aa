"""Descent with a steady step on a quadratic form: where it leads is known before it begins.

Along a principal axis of curvature c a plain step multiplies the distance from the level place by
1 - gamma c, so it shrinks when 0 < gamma c < 2. With momentum beta the distances obey
z^2 - t z + q = 0 with t = 1 + beta - gamma c, q = beta (heavy ball), or
t = (1 + beta)(1 - gamma c), q = beta (1 - gamma c) (looking ahead); they shrink when gamma c
is less than 2 (1 + beta), or that over 1 + 2 beta (B. T. Polyak, *Some methods of speeding up the
convergence of iteration methods*, 1964; Y. Nesterov, *Lectures on Convex Optimization*, 2018,
section 2.2). At the limit itself the walk jumps to and fro for ever.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from math import sqrt

import sympy
from sympy import Abs, Expr, Max, Poly

from mathcore.gradients import Gradient, plane
from mathcore.quadratics import Quadratic, Shape
from mathcore.quantity import Point, Quantity, compose
from mathcore.spectra import Vector, below, beyond, expression, quantity
from mathcore.step_rules import Number, Steady, ratio

_LARGEST = Fraction(2) ** 1023


class Outcome(Enum):
    """Where a walk with a steady step leads. One that fails is a result to show."""

    CONVERGES = "the step is short enough: the walk comes to a lowest place"
    TO_AND_FRO = "the step is exactly the longest one: the walk jumps to and fro for ever"
    DIVERGES = "the step is too long: each jump overshoots by more than the last"
    SLIDES = "the floor falls for ever in a straight line: the walk slides down without end"
    FALLS_AWAY = "the ground curves downwards: the walk runs off, however short the step"
    RESTS = "the ground is level at the start: the walk never leaves it"


@dataclass(frozen=True, slots=True)
class QuadraticWalk:
    """Every place in order, exactly, the start first, and where the walk would lead in the end."""

    form: Quadratic
    rule: Steady
    exact_places: tuple[Vector, ...]
    outcome: Outcome

    @property
    def places(self) -> tuple[tuple[Quantity, ...], ...]:
        """The places with one coordinate for each variable."""
        return tuple(tuple(map(quantity, each)) for each in self.exact_places)

    @property
    def points(self) -> tuple[Point, ...]:
        """The places as points of the plane; a ValueError for other than two variables."""
        return tuple(map(plane, self.places))

    @property
    def heights(self) -> tuple[Quantity, ...]:
        """The value of the form at each place."""
        return tuple(quantity(self.form.height(each)) for each in self.exact_places)

    @property
    def gradients(self) -> tuple[Gradient, ...]:
        """The slopes at each place."""
        slopes = (tuple(map(quantity, self.form.slopes(each))) for each in self.exact_places)
        return tuple(Gradient(at, each) for at, each in zip(self.places, slopes, strict=True))

    @property
    def limit(self) -> tuple[Quantity, ...]:
        """The lowest place that the walk comes to; a ValueError when it comes to none."""
        if self.outcome is not Outcome.CONVERGES:
            raise ValueError(f"this walk comes to no lowest place: {self.outcome.value}")
        return tuple(map(quantity, self.form.settled(self.exact_places[0])))


def walk(form: Quadratic, start: Sequence[Number], rule: Steady, steps: int) -> QuadraticWalk:
    """Take `steps` steps from `start`, or as many as lead to numbers that a float can hold.

    The outcome is decided by the axes that the slope at the start excites, without walking. The
    places are fractions, whose digits grow with every step: hundreds of steps are many.

    Raises:
        ValueError: `start` has another number of coordinates than the form.
    """
    if len(start) != len(form.pull):
        raise ValueError(f"start must have {len(form.pull)} coordinates, got {start!r}")
    here = before = tuple(map(ratio, start))
    gamma, kept = rule.gamma, rule.beta
    places = [here]
    for _ in range(steps):
        ahead = tuple(x + kept * (x - w) for x, w in zip(here, before, strict=True))
        slopes = form.slopes(ahead if rule.look_ahead else here)
        there = tuple(y - gamma * s for y, s in zip(ahead, slopes, strict=True))
        if not _holdable((*there, form.height(there))):
            break
        here, before = there, here
        places.append(here)
    push = form.slopes(places[0])
    outcome = _judged(form.matrix.excited(push), rule) if any(push) else Outcome.RESTS
    return QuadraticWalk(form, rule, tuple(places), outcome)


def verdict(form: Quadratic, rule: Steady) -> Outcome:
    """Where almost every start leads: to a lowest place, or why to none."""
    level = form.shape is not Shape.CHUTE
    factors = [f for f, _ in form.matrix.factors if not (level and f.eval(0) == 0)]
    return _judged(factors, rule)


def longest_step(form: Quadratic, rule: Steady | None = None) -> Quantity:
    """The step from which on a walk over a bowl no longer converges: 2 / L without momentum.

    Only the momentum of `rule` counts. A ValueError if the form is no bowl.
    """
    reach = _reach(rule) if rule else Fraction(2)
    value = float(reach) / form.greatest
    return compose(value, lambda most: expression(reach) / most, form.greatest)


def rate(form: Quadratic, rule: Steady) -> Quantity:
    """What each step multiplies the distance from the lowest place by, in the long run.

    Without momentum it is the spectral radius of 1 - gamma A. A ValueError if this is no bowl.
    """

    def largest(*curvatures: Expr) -> Expr:
        return Max(*(_modulus(rule, c) for c in curvatures))

    ends = form.least, form.greatest
    value = max(float(_modulus(rule, sympy.Float(float(c), 30))) for c in ends)
    return compose(value, largest, *ends)


def best_step(form: Quadratic) -> Quantity:
    """2 / (l + L), with which plain descent converges fastest. A ValueError if this is no bowl."""
    least, most = form.least, form.greatest
    return compose(2 / (least + most), lambda a, b: 2 / (a + b), least, most)


def best_rate(form: Quadratic) -> Quantity:
    """(K - 1) / (K + 1), the rate of the best step. A ValueError if this is no bowl."""
    least, most = form.least, form.greatest
    value = (most - least) / (most + least)
    return compose(value, lambda a, b: (b - a) / (b + a), least, most)


def best_heavy_ball(form: Quadratic) -> tuple[Quantity, Quantity]:
    """The step 4 / (sqrt L + sqrt l)^2 and the momentum ((sqrt K - 1) / (sqrt K + 1))^2.

    With both the rate is the root of that momentum. A ValueError if this is no bowl.
    """
    ends = form.least, form.greatest
    low, high = map(sqrt, ends)
    step = compose(
        4 / (low + high) ** 2, lambda a, b: 4 / (sympy.sqrt(a) + sympy.sqrt(b)) ** 2, *ends
    )
    momentum = compose(((high - low) / (high + low)) ** 2, _best_momentum, *ends)
    return step, momentum


def _best_momentum(a: Expr, b: Expr) -> Expr:
    low, high = sympy.sqrt(a), sympy.sqrt(b)
    return ((high - low) / (high + low)) ** 2


def _judged(factors: Iterable[Poly], rule: Steady) -> Outcome:
    excited = tuple(factors)
    limit = _reach(rule) / rule.gamma
    if any(below(each, Fraction()) for each in excited):
        return Outcome.FALLS_AWAY
    if any(beyond(each, limit) for each in excited):
        return Outcome.DIVERGES
    if any(each.eval(0) == 0 for each in excited):
        return Outcome.SLIDES
    if any(each.eval(expression(limit)) == 0 for each in excited):
        return Outcome.TO_AND_FRO
    return Outcome.CONVERGES


def _reach(rule: Steady) -> Fraction:
    """What gamma times the greatest curvature must stay below."""
    reach = 2 * (1 + rule.beta)
    return reach / (1 + 2 * rule.beta) if rule.look_ahead else reach


def _modulus(rule: Steady, curvature: Expr) -> Expr:
    """The greater modulus of the roots of z^2 - t z + q, without asking whether they are real."""
    beta, shrunk = expression(rule.beta), 1 - expression(rule.gamma) * curvature
    t, q = (1 + beta) * shrunk, beta * shrunk
    if not rule.look_ahead:
        t, q = beta + shrunk, beta
    if beta == 0:
        return Abs(t)
    real = (Abs(t) + sympy.sqrt(Max(t**2 - 4 * q, 0))) / 2
    return Max(sympy.sqrt(Max(q, 0)), real)


def _holdable(numbers: Iterable[Fraction]) -> bool:
    return all(abs(each) < _LARGEST for each in numbers)
