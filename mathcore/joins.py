"""Which piece of a function put together from pieces is in force close to a point."""

from __future__ import annotations

from typing import Protocol

import sympy as sp
from sympy import Basic, Expr, S, Symbol

from mathcore.power_series import NoSeriesError, Obstacle, Series, sign


class Sided(Protocol):
    """What is asked of a germ here."""

    variable: Symbol

    def series(self, expression: Expr) -> Series:
        """The series of `expression` on the germ's side."""

    def direction(self, u: Series) -> Expr:
        """The sign that `u` keeps on the germ's side."""


def branch(germ: Sided, e: sp.Piecewise) -> Expr:
    """The branch of `e` that holds beside the centre.

    Raises:
        NoSeriesError: none does.
    """
    for value, condition in e.args:
        if holds(germ, condition):
            return value
    raise NoSeriesError(Obstacle.UNREAL)


def holds(germ: Sided, condition: Basic) -> bool:
    """Whether `condition` holds beside the centre, which may differ from the centre itself."""
    if condition in (S.true, S.false):
        return bool(condition == S.true)
    if isinstance(condition, sp.And | sp.Or):
        combine = all if isinstance(condition, sp.And) else any
        return combine(holds(germ, each) for each in condition.args)
    if isinstance(condition, sp.Ne | sp.Eq):
        differ = bool(germ.series(condition.lhs - condition.rhs).stripped().coefficients)
        return differ == isinstance(condition, sp.Ne)
    ahead = germ.direction(germ.series(condition.gts - condition.lts))
    return bool(ahead > 0 or (ahead == 0 and isinstance(condition, sp.Le | sp.Ge)))


def piece(germ: Sided, e: Expr) -> Expr:
    """`e` without joins: only what is in force on the germ's side, and not what is flat there."""
    if not e.has(germ.variable) or not e.args:
        return e
    if isinstance(e, sp.Piecewise):
        return piece(germ, branch(germ, e))
    inner = [piece(germ, each) for each in e.args]
    if isinstance(e, sp.Abs | sp.sign):
        ahead = germ.direction(germ.series(inner[0]))
        return ahead * inner[0] if isinstance(e, sp.Abs) else ahead
    if isinstance(e, sp.exp):
        grown = germ.series(inner[0]).stripped()
        if grown.coefficients and grown.first < 0 and sign(grown.coefficients[0]) < 0:
            return S.Zero
    return e.func(*inner)
