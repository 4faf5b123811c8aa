"""What a derivative in several variables means: unevaluated, for the prover to work out.

Along one variable it is the derivative of the section on which only that one changes. A mixed
derivative is a sum of derivatives along straight lines (polarisation): with D_b the derivative
along the direction b,

    d^a f = 1/n! sum over 0 <= b <= a of (-1)^(n - |b|) C(a, b) (D_b)^n f,   n = |a|,

since the a-th finite difference of the form b -> (D_b)^n f is n! d^a f (D. S. Mitrinovic, *Analytic
Inequalities*, 1970, section 2.41, has the case of one argument).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import comb, factorial, prod

from sympy import Add, Derivative, Dummy, Expr, Rational, S, Subs, Symbol

_T = Dummy("t", real=True)


def unevaluated(
    expression: Expr, variables: Sequence[Symbol], orders: Sequence[int], at: Sequence[Expr]
) -> Expr:
    """The derivative of the given order along each variable, at `at`, left to be worked out."""
    moving = [i for i, order in enumerate(orders) if order]
    there = dict(zip(variables, at, strict=True))
    if len(moving) > 1:
        return _polarised(expression, there, dict(zip(variables, orders, strict=True)))
    # SymPy takes slopes along different axes for equal where two coordinates are equal, and would
    # put one for the other: hence a section, in which one variable is left
    section = expression.xreplace(
        {v: a for i, (v, a) in enumerate(there.items()) if i not in moving}
    )
    return (
        along(section, variables[moving[0]], orders[moving[0]], at[moving[0]])
        if moving
        else section
    )


def along(section: Expr, variable: Symbol, order: int, at: Expr) -> Expr:
    """The derivative of a function of one variable, left to be worked out."""
    if not section.has(variable):
        return S.Zero
    return Subs(Derivative(section, (variable, order), evaluate=False), variable, at)


def _polarised(expression: Expr, there: dict[Symbol, Expr], orders: dict[Symbol, int]) -> Expr:
    whole = sum(orders.values())
    terms = []
    for way in product(*(range(order + 1) for order in orders.values())):
        if any(way):
            weight = prod(comb(a, b) for a, b in zip(orders.values(), way, strict=True))
            line = {v: a + b * _T for (v, a), b in zip(there.items(), way, strict=True)}
            slope = along(expression.xreplace(line), _T, whole, S.Zero)
            terms.append((-1) ** (whole - sum(way)) * weight * slope)
    return Rational(1, factorial(whole)) * Add(*terms)
