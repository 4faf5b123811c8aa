"""Slopes from the left and from the right, and what stands between them and a tangent.

Close enough to a point, on one side of it, ``|x|``, ``min``, ``floor`` and functions given in
pieces are one smooth formula each. The derivative of that formula is the one-sided slope; where
it has no value, the one-sided limit of ``(f(x) - f(a)) / (x - a)`` decides
(Spivak, *Calculus*, 2008, chapter 9).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import sympy as sp
from flint import arb
from mpmath import floor, isnan, mpf, sign
from sympy import Derivative, Expr, Integer, Rational, Subs, Symbol

from mathcore.digits import exactly, negligible, value
from mathcore.functions import Function
from mathcore.quantity import Meaning, Quantity, compose, exact

# No formula on a blackboard changes its mind this close to the point that is asked about.
_STEP = Rational(1, 10**40)
_MANY = 120
KINKED = (sp.Abs, sp.sign, sp.floor, sp.ceiling, sp.Min, sp.Max, sp.Piecewise, sp.atan2)


class Outcome(Enum):
    """How the two sides of a curve meet at a point."""

    SMOOTH = "both sides have the same slope"
    CORNER = "the two sides have different slopes, so there is no tangent"
    EDGE = "the curve has only one side here"
    VERTICAL = "the curve stands upright here, and upright has no slope"
    BROKEN = "the curve is broken here"
    RESTLESS = "the slopes never settle"


@dataclass(frozen=True, slots=True)
class OneSided:
    """The slope on either side, None where that side has none, and how the sides meet."""

    left: Quantity | None
    right: Quantity | None
    outcome: Outcome

    def ended(self, wanted: Outcome) -> OneSided:
        """These slopes; a ValueError when the sides do not meet as the caller needs them to."""
        if self.outcome is not wanted:
            raise ValueError(f"there should be a {wanted.name.lower()}, but {self.outcome.value}")
        return self


def one_sided(f: Function, a: float) -> OneSided:
    """The slopes of `f` just left and just right of `a`.

    Raises:
        ValueError: `f` has no finite real value at `a`.
    """
    f.value(a)
    left, left_verdict = _side(f, a, -1)
    right, right_verdict = _side(f, a, 1)
    for verdict in (Outcome.RESTLESS, Outcome.BROKEN, Outcome.VERTICAL, Outcome.EDGE):
        if verdict in (left_verdict, right_verdict):
            return OneSided(left, right, verdict)
    assert left is not None  # both sides are smooth
    assert right is not None
    same = abs(left - right) <= 1e-14 * max(abs(left), abs(right))
    return OneSided(left, right, Outcome.SMOOTH if same else Outcome.CORNER)


def branch(expression: Expr, variable: Symbol, a: Expr, side: int) -> Expr:
    """The smooth formula that `expression` is just left (side -1) or right (side 1) of `a`."""
    if not expression.has(*KINKED) or not expression.has(variable):
        return expression
    near = a + side * _STEP
    if isinstance(expression, sp.Piecewise):
        for piece, condition in expression.args:
            if condition.xreplace({variable: near}) == sp.true:
                return branch(piece, variable, a, side)
        return sp.nan
    parts = [branch(each, variable, a, side) for each in expression.args]
    if not isinstance(expression, KINKED):
        return expression.func(*parts)
    sizes = [value(each, variable, near, _MANY) for each in parts]
    if any(map(isnan, sizes)):
        return sp.nan
    return _straightened(expression, parts, sizes)


def _straightened(kinked: Expr, parts: list[Expr], sizes: list[mpf]) -> Expr:
    """One of the KINKED functions as the formula it is while its arguments have these `sizes`."""
    if isinstance(kinked, sp.Min | sp.Max):
        pick = min if isinstance(kinked, sp.Min) else max
        return parts[sizes.index(pick(sizes))]
    if isinstance(kinked, sp.floor | sp.ceiling):
        return Integer(int(floor(sizes[0]))) + int(isinstance(kinked, sp.ceiling))
    if isinstance(kinked, sp.atan2):
        return turned(*parts, *sizes)
    direction = Integer(int(sign(sizes[0])))
    return direction * parts[0] if isinstance(kinked, sp.Abs) else direction


def turned(up: Expr, right: Expr, y: mpf | arb, x: mpf | arb) -> Expr:
    """The angle of (right, up), smooth all around the place (x, y), even beyond the cut.

    NaN at the origin, and for balls where they do not tell on which side of the cut they are.
    """
    if abs(y) > abs(x):
        return (1 if y > 0 else -1) * sp.pi / 2 - sp.atan(right / up)
    if x > 0:
        return sp.atan(up / right)
    if not x < 0 or not (y < 0 or y >= 0):
        return sp.nan
    return sp.atan(up / right) + (sp.pi if y >= 0 else -sp.pi)


def _side(f: Function, a: float, side: int) -> tuple[Quantity | None, Outcome]:
    x, here = f.variable, exactly(a)
    piece = branch(f.expression, x, here, side)
    if piece is sp.nan or isnan(value(piece, x, here + side * _STEP, _MANY)):
        return None, Outcome.EDGE
    height = value(f.expression, x, here)
    meets = negligible(value(piece, x, here) - height, abs(height) + 1)
    steepness = value(piece.diff(x), x, here)
    if meets and not isnan(steepness):
        if not piece.has(x):
            return exact(0.0), Outcome.SMOOTH
        unevaluated = Derivative(piece, x, evaluate=False)
        return compose(steepness, lambda at: Subs(unevaluated, x, at), a), Outcome.SMOOTH
    return _limit(piece, f.expression.xreplace({x: here}), x, here, "+" if side > 0 else "-")


def _limit(
    piece: Expr, height: Expr, x: Symbol, here: Expr, direction: str
) -> tuple[Quantity | None, Outcome]:
    try:
        end = sp.limit(piece, x, here, direction)
        if end.is_finite and (end - height).equals(0) is False:
            return None, Outcome.BROKEN
        slope = sp.limit((piece - height) / (x - here), x, here, direction)
    except (NotImplementedError, ValueError):
        return None, Outcome.RESTLESS
    if slope.is_infinite:
        return None, Outcome.VERTICAL if not end.is_infinite else Outcome.BROKEN
    if not slope.is_number or not slope.is_finite or not slope.is_real:
        return None, Outcome.RESTLESS
    return Quantity(slope, Meaning(slope)), Outcome.SMOOTH
