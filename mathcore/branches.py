"""The one formula that a function with corners and jumps is, close enough to a point on one side.

Which one it is, is read from balls at one place so close to the point that no formula on a
blackboard changes its mind between them.
"""

from __future__ import annotations

import sympy as sp
from flint import arb
from sympy import Expr, Integer, Symbol

from mathcore import balls, interval
from mathcore.conditions import condition
from mathcore.corners import KINKED, turned

_BITS = 1024


def beside(expression: Expr, x: Symbol, near: arb) -> Expr | None:
    """`expression` without corners and jumps, as it is at `near`; None where that is not certain.

    Raises:
        ValueError: something in it has no interval form.
    """
    with balls.working(_BITS):
        return _straight(expression, x, near)


def _straight(e: Expr, x: Symbol, near: arb) -> Expr | None:
    if not e.has(*KINKED) or not e.has(x):
        return e
    if isinstance(e, sp.Piecewise):
        return _piece(e, x, near)
    parts = [_straight(each, x, near) for each in e.args]
    if any(each is None for each in parts):
        return None
    if not isinstance(e, KINKED):
        return e.func(*parts)
    values = [balls.head(interval.compiled(each)({x: near})) for each in parts]
    if not all(each.is_finite() for each in values):
        return None
    return _chosen(e, parts, values)


def _piece(e: sp.Piecewise, x: Symbol, near: arb) -> Expr | None:
    for value, test in e.args:
        holds = condition(test, interval.compiled)({x: near})
        if holds is not False:
            return _straight(value, x, near) if holds else None
    return None


def _chosen(e: Expr, parts: list[Expr], values: list[arb]) -> Expr | None:
    """One of the KINKED functions while its arguments have these values."""
    if isinstance(e, sp.Min | sp.Max):
        wanted = -1 if isinstance(e, sp.Min) else 1
        chosen = 0  # where two are equal for good, either will do
        for i, each in enumerate(values):
            if _compare(each, values[chosen]) == wanted:
                chosen = i
        return parts[chosen]
    if isinstance(e, sp.floor | sp.ceiling):
        whole = (values[0].floor() if isinstance(e, sp.floor) else values[0].ceil()).unique_fmpz()
        return None if whole is None else Integer(int(whole))
    if isinstance(e, sp.atan2):
        angle = turned(*parts, *values)
        return None if angle is sp.nan else angle
    direction = _compare(values[0], arb(0))
    return direction * parts[0] if isinstance(e, sp.Abs) else Integer(direction)


def _compare(one: arb, other: arb) -> int:
    return int(bool(one > other)) - int(bool(one < other))
