"""Derivatives of expressions that have corners and jumps, right wherever a derivative exists.

SymPy differentiates |u| with real and imaginary parts when it cannot see that u is real, floor
not at all, and a jump into a delta. Here everything is real: between its jumps a step (sign,
floor, ceiling) is a constant, |u| is ``sign(u) u``, and the larger of two is one or the other.
At a corner or a jump itself the formula may still have a value, which is nobody's slope:
`breaks` tells where that is so.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from sympy import (
    Abs,
    Add,
    Dummy,
    Eq,
    Expr,
    Max,
    Min,
    Ne,
    Piecewise,
    S,
    Symbol,
    ceiling,
    floor,
    sign,
)
from sympy.core.relational import Relational


def derivative(expression: Expr, variable: Symbol, order: int = 1) -> Expr:
    """The derivative of the given order, valid wherever `expression` has one."""
    for _ in range(order):
        smooth = expression.replace(Abs, _size).replace(Max, _greatest).replace(Min, _least)
        steps = {each: Dummy(real=True) for each in smooth.atoms(floor, ceiling, sign)}
        constants = {constant: step for step, constant in steps.items()}
        expression = smooth.xreplace(steps).diff(variable).xreplace(constants)
    # a piece without a value has no slope: infinity is no number, and code can be made of it
    return expression.xreplace({S.ComplexInfinity: S.Infinity})


def breaks(expression: Expr) -> Iterator[Expr]:
    """Expressions that vanish wherever `expression` may have a corner or a jump."""
    for each in expression.atoms(Abs, sign, floor, ceiling, Max, Min):
        if isinstance(each, Max | Min):
            yield from (a - b for a, b in combinations(each.args, 2))
        else:
            inside = each.args[0]
            yield inside if isinstance(each, Abs | sign) else inside - each
    for pieces in expression.atoms(Piecewise):
        # a single point that is defined apart, as exp(-1/x^2) at 0 is, fills a hole
        for relation in pieces.atoms(Relational):
            if not isinstance(relation, Eq | Ne):
                yield relation.lhs - relation.rhs


def _size(u: Expr) -> Expr:
    # SymPy's own derivative of |u| is simpler, and right when it knows that u is real
    return Abs(u) if u.is_extended_real else u * sign(u)


def _greatest(*arguments: Expr) -> Expr:
    first, *others = arguments
    if not others:
        return first
    rivals = Max(*others, evaluate=False) if len(others) > 1 else others[0]
    # given a term that stands on both sides, SymPy may rearrange a condition for ever
    shared = set(Add.make_args(first)) & set(Add.make_args(rivals))
    wins = first - rivals > 0 if shared else first > rivals
    return Piecewise((first, wins), (_greatest(*others), True))


def _least(*arguments: Expr) -> Expr:
    return -_greatest(*(-each for each in arguments))
