"""Derivatives that stand unevaluated, worked out as Taylor coefficients of balls.

One variable, any order: f^(n)(a) = n! times the n-th coefficient of f(a + t). Two variables,
one order each, by polarisation: 2 f_xy = D_(1,1)² f - f_xx - f_yy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import factorial

from flint import arb, arb_series, ctx
from sympy import Derivative, Symbol

from mathcore.balls import ZERO, Ball, derivatives, head, working

Env = Mapping[Symbol, Ball]
Evaluator = Callable[[Env], Ball]
Step = Callable[[list[Ball], Env], Ball]


def derivative(part: Derivative, inner: Evaluator) -> Step:
    """How to work out the derivative `part` of what `inner` evaluates.

    Raises:
        ValueError: a mixed derivative beyond the second order.
    """
    free = part.expr.free_symbols
    orders = tuple((v, int(n)) for v, n in part.variable_count)
    if len(orders) > 1 and [n for _, n in orders] != [1, 1]:
        raise ValueError(f"no interval form is known of the mixed derivative {part}")

    def run(values: list[Ball], env: Env) -> Ball:
        local = {symbol: env[symbol] for symbol in free}
        moving = {v for v, _ in orders}
        still = free if len(moving) > 1 else free - moving
        if any(isinstance(local[symbol], arb_series) for symbol in still):
            raise ValueError(f"{part} cannot be differentiated once more by intervals")
        if not moving <= free:
            return ZERO
        if len(orders) == 1:
            return nth(inner, local, *orders[0])
        (x, _), (y, _) = orders
        with working(ctx.prec, 3):
            both = {x: arb_series([head(local[x]), 1]), y: arb_series([head(local[y]), 1])}
            diagonal = derivatives(inner({**local, **both}), 2)[2]
        return (diagonal - nth(inner, local, x, 2) - nth(inner, local, y, 2)) / 2

    return run


def nth(inner: Evaluator, env: dict[Symbol, Ball], x: Symbol, n: int) -> Ball:
    """f^(n) at env[x]; when that is a series a(t), its composition with f^(n)."""
    at = env[x]
    more = ctx.cap - 1 if isinstance(at, arb_series) else 0
    with working(ctx.prec, n + 1 + more):
        taylor = derivatives(inner({**env, x: arb_series([head(at), 1])}), n + more)[n:]
    if isinstance(at, arb):
        return taylor[0]
    step, whole = at - at[0], arb_series([0])
    for k in reversed(range(more + 1)):
        whole = whole * step + taylor[k] / factorial(k)
    return whole
