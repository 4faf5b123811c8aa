"""Whether a condition holds on balls: certainly, certainly not, or undecided."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import sympy
from flint import arb_series
from sympy import Expr, Symbol
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean

from mathcore.balls import Ball, head

Truth = bool | None
Test = Callable[[Mapping[Symbol, Ball]], Truth]


def condition(formula: Boolean, compiled: Callable[[Expr], Callable[..., Ball]]) -> Test:
    """The test of `formula`: True or False when certain on the whole ball, else None.

    On power series it must be certain around the ball as well, ends included: a derivative
    at the border of two pieces is nobody's.

    Raises:
        ValueError: `formula` is not built of comparisons with and, or, not.
    """
    if formula in (sympy.true, sympy.false):
        constant = formula == sympy.true
        return lambda env: constant
    if isinstance(formula, Relational):
        sides = compiled(formula.lhs), compiled(formula.rhs)
        return lambda env: compare(formula.rel_op, sides[0](env), sides[1](env))
    parts = [condition(each, compiled) for each in formula.args]
    if isinstance(formula, sympy.And):
        return lambda env: _all([part(env) for part in parts])
    if isinstance(formula, sympy.Or):
        return lambda env: _not(_all([_not(part(env)) for part in parts]))
    if isinstance(formula, sympy.Not):
        return lambda env: _not(parts[0](env))
    raise ValueError(f"no interval form is known of the condition {formula}")


def compare(operator: str, left: Ball, right: Ball) -> Truth:
    """Whether ``left operator right``, for ``<  <=  >  >=  ==  !=``; None when undecided."""
    a, b = head(left), head(right)
    if a < b or a > b:
        return {"<": a < b, "<=": a < b, ">": a > b, ">=": a > b, "==": False, "!=": True}[operator]
    if isinstance(left, arb_series) or isinstance(right, arb_series):
        return None
    same = a.is_exact() and b.is_exact() and a == b
    return operator in ("<=", ">=", "==") if same else None


def _not(truth: Truth) -> Truth:
    return None if truth is None else not truth


def _all(truths: list[Truth]) -> Truth:
    if False in truths:
        return False
    return None if None in truths else True
