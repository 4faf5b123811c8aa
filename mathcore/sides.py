"""One side of a point of a graph: the height it comes from, the slope it comes with, in evidence.

Beside the point most formulas are one analytic formula, whose derivative at the point is the
slope of that side. Where they are not, the limit of the difference quotient decides (Spivak,
*Calculus*, 2008, chapter 9). Either way quotients of the function itself must agree.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from math import frexp

import sympy as sp
from flint import arb
from sympy import Derivative, Dummy, Expr, Integer, Subs, Symbol

from mathcore import balls
from mathcore.branches import beside
from mathcore.corners import KINKED
from mathcore.exact_values import closed, jet_at, same, value_at
from mathcore.one_sided_limits import STEPS, Limit, Tendency, UnclearError, evaluator, limit, step
from mathcore.quantity import Meaning, Quantity, compose

DIGITS = 30
_BITS = 400
_FINE = 8192
_CLOSE = 150
_COARSE = 10
_SCALES = (128, 512, 2048, 8192)
_SETTLES = Tendency.SETTLES


@dataclass(frozen=True, slots=True)
class Quotient:
    """The slope of the secant from the point to the one that lies `step` further (or before)."""

    step: Quantity
    slope: Quantity


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a point.

    `height` is what the values tend to; `slope` what the quotients tend to, from the point itself
    or, where there is none, from the height that its values tend to; `quotient` agrees with the
    slope to 30 digits, and is None when none of those tried does.
    """

    height: Limit
    slope: Limit
    quotient: Quotient | None = None

    @property
    def steep(self) -> bool:
        """Whether the slopes of this side are beyond every bound."""
        return self.slope.tendency in (Tendency.RISES, Tendency.FALLS)


@dataclass(frozen=True)
class Walk:
    """A walk along `expression` from `a` to one side: x = a + pace t, t falling to zero."""

    expression: Expr
    variable: Symbol
    a: Expr
    direction: int

    @property
    def defined(self) -> bool:
        """Whether the function is defined at one of two places close by."""
        value = evaluator(self.expression, self.variable)
        try:
            return any(value(self.place(scale), scale) is not None for scale in (_CLOSE, 500))
        except UnclearError:
            return True

    def place(self, scale: int) -> arb:
        """A place that is about 2^-scale of the size of `a` away from it."""
        with balls.working(_FINE):
            return closed(self.a, _FINE) + closed(self.pace, _FINE) * step(scale, STEPS[0])

    @property
    def pace(self) -> Expr:
        """The sign of the side times the power of two that is the size of `a`."""
        size = frexp(float(self.a))[1] if self.a != 0 else 0
        return self.direction * Integer(2) ** size

    def of(self, expression: Expr, t: Symbol) -> Expr:
        """`expression` along the walk."""
        return _moved(expression, self.variable, self.a + self.pace * t)

    def quotient(self, height: Expr, t: Symbol) -> Expr:
        """The difference quotient, with `height` at the point."""
        return (self.of(self.expression, t) - height) / (self.pace * t)


def _moved(e: Expr, x: Symbol, place: Expr) -> Expr:
    """`e` with `x` at `place`; SymPy would think long about the signs in corners and jumps."""
    if not e.has(*KINKED) or not e.args:
        return e.xreplace({x: place})
    parts = [_moved(each, x, place) for each in e.args]
    if isinstance(e, KINKED) and not isinstance(e, sp.Piecewise):
        return e.func(*parts, evaluate=False)
    return e.func(*parts)


def side(expression: Expr, x: Symbol, a: Quantity, height: Expr | None, direction: int) -> Side:
    """The side of `a` to the left (direction -1) or to the right (1).

    Args:
        expression: the function, in `x`.
        x: its variable.
        a: the point, which has a closed form.
        height: the value at the point, None where it has none.
        direction: the side.

    Raises:
        ValueError: `expression` holds something that has no interval form.
    """
    t = Dummy("t", positive=True)
    walk = Walk(expression, x, a.meaning.expression, direction)
    if walk.of(expression, t).has(sp.I) or not walk.defined:
        return Side(Limit(Tendency.MISSING), Limit(Tendency.MISSING))
    piece = beside(expression, x, walk.place(_CLOSE))
    for start, slope, ball in () if piece is None else _analytic(walk, piece, a, t):
        if height is None or same(start.meaning.expression, height):
            seen = confirmed(walk, start.meaning.expression, ball)
            if seen is not None:
                return Side(Limit(_SETTLES, start), Limit(_SETTLES, slope), seen)
    if height is None:
        return _approached(walk, t)
    slope_limit = limit(walk.quotient(height, t), t)
    if slope_limit.value is None:
        return Side(limit(walk.of(expression, t), t), slope_limit)
    seen = confirmed(walk, height, closed(slope_limit.value.meaning.expression))
    return Side(
        Limit(_SETTLES, Quantity(_rounded(closed(height)), Meaning(height))), slope_limit, seen
    )


def _approached(walk: Walk, t: Symbol) -> Side:
    """A side of a hole: slopes are taken from where its own values tend to."""
    height = limit(walk.of(walk.expression, t), t)
    if height.value is None:
        return Side(height, Limit(Tendency.MISSING))
    start = height.value.meaning.expression
    slope = limit(walk.quotient(start, t), t)
    ball = None if slope.value is None else closed(slope.value.meaning.expression)
    return Side(height, slope, None if ball is None else confirmed(walk, start, ball))


def _analytic(
    walk: Walk, piece: Expr, a: Quantity, t: Symbol
) -> tuple[tuple[Quantity, Quantity, arb], ...]:
    """Value, slope and its ball of a `piece` certain to be differentiable there; nothing if not."""
    along = walk.of(piece, t)
    height = value_at(along, t, Integer(0))
    if height is None:
        return ()
    start, steepness = jet_at(along, t, Integer(0))
    if not (start.is_finite() and steepness.is_finite()):
        return ()
    with balls.working(_BITS):
        ball = steepness / closed(walk.pace)
    value = Quantity(_rounded(start), Meaning(height))
    unevaluated = Derivative(piece, walk.variable, evaluate=False)
    slope = compose(_rounded(ball), lambda at: Subs(unevaluated, walk.variable, at), a)
    return ((value, slope, ball),)


def confirmed(walk: Walk, height: Expr, slope: arb) -> Quotient | None:
    """A quotient of the function that agrees with `slope` to 30 digits, if one does.

    Where the slope is zero, the digits are counted from a quotient of a step of a thousandth, or
    where that is zero, too, from the size of the value.
    """
    t = Dummy("t", positive=True)
    quotient = walk.quotient(height, t)
    value = evaluator(quotient, t)
    with suppress(UnclearError), balls.working(_BITS):
        coarse = value(step(_COARSE, STEPS[0]), _COARSE)
        scales = (slope, coarse, closed(height) / closed(walk.pace), balls.ONE)
        size = next(abs(each) for each in scales if each is not None and balls.nonzero(each))
        for scale in _SCALES:
            seen = value(step(scale, STEPS[0]), scale)
            if seen is not None and abs(seen - slope) <= size.mid() * arb(10) ** -DIGITS:
                return _shown(walk, quotient, t, seen, scale)
    return None


def _shown(walk: Walk, quotient: Expr, t: Symbol, seen: arb, scale: int) -> Quotient:
    length = Integer(STEPS[0]) / Integer(2) ** (scale + 16)
    return Quotient(
        Quantity(float(abs(walk.pace) * length), Meaning(abs(walk.pace) * length)),
        Quantity(float(seen.mid()), lambda: Meaning(quotient.xreplace({t: length}))),
    )


def _rounded(value: arb) -> float:
    """The nearest float; a ball about zero, all that is known, is zero."""
    return 0.0 if value.contains(balls.ZERO) else float(value.mid())
