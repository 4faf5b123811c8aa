"""From about a stationary place to the place itself: fifty digits, proved, and what it is.

A regular place is proved by Krawczyk's test. Where the equations are singular the place can only be
proved when it is found to be a fraction in every coordinate, by putting it into the
equations. There may then be a whole line of such places, or the constraints' gradients may be
dependent, so that there need be no multipliers at all (Nocedal & Wright, *Numerical Optimization*,
2nd edition 2006, section 12.2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from itertools import combinations
from math import comb

from flint import arb
from sympy import Expr, Matrix, Rational, simplify

from mathcore import balls
from mathcore.ball_systems import BITS, Box, System, finite, proved, settle
from mathcore.lagrange import Problem, StationaryPoint, exactly
from mathcore.lagrange_families import on_a_curve
from mathcore.lagrange_kinds import Kind, by_curvature
from mathcore.lagrange_series import by_series
from mathcore.quantity import Quantity, zero

_STEPS = 600
_LARGEST_DENOMINATOR = 10**6
_ALIKE = arb(2) ** -75  # a fraction with a denominator of twenty bits so near is no accident
_MOST_MINORS = 60  # determinants: more take too long to write out
_NEAR = 0.1  # of the scales: farther off it is another place


class Outcome(Enum):
    """What was found: the sentence says how far it can be trusted."""

    REGULAR = "the gradients are in balance here, and nowhere else nearby"
    SINGULAR = "the gradients are in balance here, but the second derivatives fail"
    CURVE = "the gradients are in balance along a whole line"
    UNQUALIFIED = "the constraints' own gradients are dependent here, so multipliers may not exist"
    UNPROVED = "the walk came to rest here, but what is here could not be proved"
    NOWHERE = "the walk did not come to a place where the gradients are in balance"


@dataclass(frozen=True, slots=True)
class Settled:
    """What is at about a place: the point if it is proved, else only an estimate of it."""

    outcome: Outcome
    estimate: tuple[float, ...]
    point: StationaryPoint | None = None
    box: Box = ()


def settled(
    problem: Problem, near: Sequence[float], multipliers: Sequence[float], size: Sequence[float]
) -> Settled:
    """The stationary place next to `near`, if Newton's method finds one within a tenth of `size`.

    `size` is how large every variable is where one looks.

    Raises:
        ValueError: the problem contains a function that is not known in balls.
    """
    with balls.working(BITS):
        start = [arb(each) for each in (*near, *multipliers)]
        scales = _scales(problem, start, size)
        place = settle(problem.system, start, scales, _STEPS) if scales else []
        count = len(near)
        if place and all(
            abs(a - b) <= _NEAR * s
            for a, b, s in zip(place[:count], start[:count], scales[:count], strict=True)
        ):
            return _judged(problem, place, scales)
        return _unqualified(problem, near, size)


def _judged(problem: Problem, place: list[arb], scales: list[arb]) -> Settled:
    count = len(problem.variables)
    estimate = tuple(map(float, place[:count]))
    tidy = [_tidy(each, scale) for each, scale in zip(place, scales, strict=True)]
    root = proved(problem.system, place, scales)
    if root is not None:
        at = _numbers(problem, place, tidy, scales, root.box)
        kind = by_curvature(problem.system.jacobian(root.balls), count)
        point = StationaryPoint(problem, at[:count], at[count:], kind, kind)
        return Settled(Outcome.REGULAR, tuple(map(float, at[:count])), point, root.box)
    curve = on_a_curve(problem.system, place, scales, count)
    exact = [each for each in tidy if each is not None]
    if len(exact) < len(place) or not _vanish(problem.system, exact):
        return Settled(Outcome.CURVE if curve else Outcome.UNPROVED, estimate)
    if _dependent(problem, exact[:count]):
        return Settled(Outcome.UNQUALIFIED, estimate, _bare(problem, exact[:count]))
    at = tuple(map(exactly, exact))
    kind = Kind.DEGENERATE
    second = by_curvature(problem.system.jacobian([_ball(e) for e in exact]), count)
    if second is Kind.DEGENERATE and not curve:
        kind = by_series(problem, exact)
    point = StationaryPoint(problem, at[:count], at[count:], kind, second)
    return Settled(Outcome.CURVE if curve else Outcome.SINGULAR, estimate, point)


def _numbers(
    problem: Problem,
    place: list[arb],
    tidy: list[Rational | None],
    scales: list[arb],
    box: Box,
) -> tuple[Quantity, ...]:
    """Every number with its meaning: fractions where they solve the equations, else zeros."""
    system = problem.system
    floats = [float(a if b is None else b) for a, b in zip(place, tidy, strict=True)]
    known = {v: e for v, e in zip(system.variables, tidy, strict=True) if e is not None}
    left = [each.xreplace(known) for each in system.expressions]
    left = [each for each in map(simplify, left) if each != 0] if known else left
    open_ = [i for i, each in enumerate(tidy) if each is None]
    if not known or len(left) != len(open_):
        return zero(floats, system.variables, system.expressions, box)
    numbers = [exactly(each) if each is not None else None for each in tidy]
    if open_:
        names = tuple(system.variables[i] for i in open_)
        slopes = tuple(each.diff(name) for each in left for name in names)
        smaller = System(tuple(left), slopes, names)
        root = proved(smaller, [place[i] for i in open_], [scales[i] for i in open_])
        # rows left out depend on the known alone, so the rest is as regular as the whole
        assert root is not None
        rest = zero([floats[i] for i in open_], names, smaller.expressions, root.box)
        for i, each in zip(open_, rest, strict=True):
            numbers[i] = each
    return tuple(each for each in numbers if each is not None)


def _scales(problem: Problem, start: list[arb], size: Sequence[float]) -> list[arb]:
    """How large each unknown is; for the multipliers, what balances slopes and curvatures."""
    count = len(size)
    jacobian, values = problem.system.jacobian(start), problem.system.values(start)
    if not finite(jacobian) or not finite(values):
        return []
    rows = jacobian.tolist()
    wide = [arb(each) for each in size]
    bent = sum(abs(rows[i][j]) * wide[i] * wide[j] for i in range(count) for j in range(count))
    scales = list(wide)
    for i in range(count, len(start)):
        slope = sum((abs(rows[i][j]) * wide[j] for j in range(count)), arb(0))
        natural = bent / slope if slope > 0 else arb(0)
        scales.append(max(abs(start[i]), natural, arb(2) ** -60).mid())
    return scales


def _unqualified(problem: Problem, near: Sequence[float], size: Sequence[float]) -> Settled:
    """Look for a place nearby where the constraints are met and their gradients dependent."""
    estimate = tuple(map(float, near))
    names = problem.variables
    if comb(len(names), len(problem.constraints)) > _MOST_MINORS:
        return Settled(Outcome.NOWHERE, estimate)
    minors = _dependent_minors(problem)
    expressions = (*(each.expression for each in problem.constraints), *minors)
    slopes = tuple(each.diff(name) for each in expressions for name in names)
    scales = [arb(each) for each in size]
    place = settle(System(expressions, slopes, names), [arb(e) for e in near], scales, _STEPS)
    if not place or any(
        abs(a - arb(b)) > _NEAR * s for a, b, s in zip(place, near, scales, strict=True)
    ):
        return Settled(Outcome.NOWHERE, estimate)
    estimate = tuple(map(float, place))
    exact = [_tidy(each, scale) for each, scale in zip(place, scales, strict=True)]
    fractions = [each for each in exact if each is not None]
    if len(fractions) < len(place) or not _dependent(problem, fractions):
        return Settled(Outcome.UNPROVED, estimate)
    return Settled(Outcome.UNQUALIFIED, estimate, _bare(problem, fractions))


def _dependent_minors(problem: Problem) -> tuple[Expr, ...]:
    """The determinants that all vanish where the constraints' gradients are dependent."""
    rows = Matrix([each.first for each in problem.constraints])
    count = len(problem.constraints)
    choices = combinations(range(len(problem.variables)), count)
    return tuple(rows[:, list(each)].det(method="berkowitz") for each in choices)


def _vanish(system: System, place: Sequence[Expr]) -> bool:
    """Whether every expression is proved to be zero at a place known exactly."""
    at = dict(zip(system.variables, place, strict=True))
    return all(simplify(each.xreplace(at)) == 0 for each in system.expressions)


def _dependent(problem: Problem, place: Sequence[Rational]) -> bool:
    """Whether the constraints are met, with dependent gradients, at a place known exactly."""
    at = dict(zip(problem.variables, place, strict=True))
    if any(simplify(each.expression.xreplace(at)) != 0 for each in problem.constraints):
        return False
    rows = [[simplify(e.xreplace(at)) for e in each.first] for each in problem.constraints]
    return bool(Matrix(rows).rank() < len(rows))


def _bare(problem: Problem, place: Sequence[Rational]) -> StationaryPoint:
    at = tuple(map(exactly, place))
    return StationaryPoint(problem, at, (), Kind.DEGENERATE, Kind.DEGENERATE)


def _tidy(value: arb, scale: arb) -> Rational | None:
    """The fraction next to `value`, if it is much nearer than a fraction would be by chance."""
    exact = value.mid().fmpq()
    near = Fraction(int(exact.p), int(exact.q)).limit_denominator(_LARGEST_DENOMINATOR)
    tidy = Rational(near.numerator, near.denominator)
    return tidy if abs(value - _ball(tidy)) <= _ALIKE * scale else None


def _ball(number: Rational) -> arb:
    return arb(int(number.p)) / int(number.q)
