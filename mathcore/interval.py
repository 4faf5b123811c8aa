"""The certain range of an expression, by ball arithmetic; of its derivatives, by power series.

An expression is compiled once into a short list of steps, one for each different
subexpression, which run on balls and on power series of balls alike (see `mathcore.balls`,
also for the *strict* and the *hull* reading). Rationals stay exact; a SymPy ``Float`` counts
as its exact binary value. A `Derivative` that stands unevaluated is worked out as a Taylor
coefficient, mixed second ones by polarisation: 2 f_xy = D_(1,1)² f - f_xx - f_yy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache, reduce
from math import factorial, inf, isnan, nan, nextafter

import sympy
from flint import arb, arb_series, ctx
from sympy import Basic, Expr, Rational, Symbol

from mathcore import balls
from mathcore.balls import Ball, head
from mathcore.conditions import condition

Env = Mapping[Symbol, Ball]
Evaluator = Callable[[Env], Ball]
Step = Callable[[list[Ball], Env], Ball]
Place = Callable[[Basic], int]

_BITS = 64


@lru_cache(maxsize=4096)
def compiled(expression: Expr, hull: bool = False) -> Evaluator:
    """A function from the values of the symbols (balls or series) to that of `expression`.

    Raises:
        ValueError: the expression holds something that has no interval form here.
    """
    steps: list[Step] = []
    slots: dict[Basic, int] = {}

    def place(part: Basic) -> int:
        if part not in slots:
            step = _step(part, place, hull)
            slots[part] = len(steps)
            steps.append(step)
        return slots[part]

    place(expression)

    def evaluate(env: Env) -> Ball:
        values: list[Ball] = []
        for step in steps:
            values.append(step(values, env))
        return values[-1]

    return evaluate


def ball(low: float | Rational | arb, high: float | Rational | arb) -> arb:
    """The ball that contains [low, high]; exact when both are the same float."""
    return point(low) if low is high else point(low).union(point(high))


def point(number: float | Rational | arb) -> arb:
    """A number as a ball; floats and arb exactly, rationals to working precision."""
    if isinstance(number, Rational):
        return balls.quotient(int(number.p), int(number.q))()
    return arb(number)


def bounds(x: arb) -> tuple[float, float]:
    """Floats below and above all of `x`; (-inf, inf) when it is not a finite ball."""
    if not x.is_finite():
        return -inf, inf
    return nextafter(float(x.lower()), -inf), nextafter(float(x.upper()), inf)


def enclose(expression: Expr, variable: Symbol, low: float, high: float) -> tuple[float, float]:
    """Floats between which all values lie that `expression` has on [low, high].

    (-inf, inf) when nothing is certain, (nan, nan) when it is certain to be undefined throughout.
    """
    with balls.working(_BITS):
        try:
            value = compiled(expression, hull=True)({variable: ball(low, high)})
        except balls.Undefined:
            return nan, nan
        return bounds(value)


def jet(
    expression: Expr,
    variable: Symbol,
    at: arb,
    order: int,
    hull: bool = False,
    others: Env | None = None,
) -> tuple[arb, ...]:
    """Enclosures of f, f', ..., f^(order) over the ball `at`; NaN where nothing is certain."""
    with balls.working(ctx.prec, order + 1):
        env = {**(others or {}), variable: arb_series([at, 1])}
        return derivatives(compiled(expression, hull)(env), order)


def derivatives(value: Ball, order: int) -> tuple[arb, ...]:
    """The derivatives that a series of balls carries, from order 0 on."""
    if isinstance(value, arb):
        return (value, *[balls.ZERO] * order)
    return tuple(value[k] * factorial(k) for k in range(order + 1))


def _step(part: Basic, place: Place, hull: bool) -> Step:
    if isinstance(part, Symbol):
        return lambda values, env: env[part]
    if isinstance(part, Rational | sympy.Float):
        exact = Rational(part)
        constant = balls.quotient(int(exact.p), int(exact.q))
        return lambda values, env: constant()
    if part is sympy.pi:
        return lambda values, env: arb.pi()
    if part is sympy.E:
        return lambda values, env: arb.const_e()
    if isinstance(part, sympy.Add | sympy.Mul | sympy.Max | sympy.Min):
        return _chain(part, place, hull)
    if isinstance(part, sympy.Pow):
        return _pow(part, place, hull)
    if isinstance(part, sympy.UnevaluatedExpr):
        inner = place(part.args[0])
        return lambda values, env: values[inner]
    if isinstance(part, sympy.Piecewise):
        return _piecewise(part, hull)
    if isinstance(part, sympy.Derivative):
        return _derivative(part, hull)
    if isinstance(part, sympy.Subs):
        return _substituted(part, place, hull)
    if isinstance(part, sympy.atan2):
        up, along = map(place, part.args)
        return lambda values, env: balls.angle(values[up], values[along])
    rule = balls.FUNCTIONS.get(part.func.__name__)
    if rule is None:
        raise ValueError(f"no interval form is known of {part.func.__name__} in {part}")
    argument = place(part.args[0])
    return lambda values, env: rule(values[argument], hull)


def _chain(part: Expr, place: Place, hull: bool) -> Step:
    first, *rest = [place(each) for each in part.args]
    if isinstance(part, sympy.Max | sympy.Min):
        name = "max" if isinstance(part, sympy.Max) else "min"
        return lambda values, env: reduce(
            lambda x, i: balls.extreme(name, x, values[i], hull), rest, values[first]
        )
    adds = isinstance(part, sympy.Add)

    def run(values: list[Ball], env: Env) -> Ball:
        whole = values[first]
        for i in rest:
            whole = whole + values[i] if adds else whole * values[i]
        return whole

    return run


def _pow(part: sympy.Pow, place: Place, hull: bool) -> Step:
    exponent = part.exp
    if part.base is sympy.E:
        up = place(exponent)
        return lambda values, env: values[up].exp()
    base = place(part.base)
    if isinstance(exponent, Rational):
        p, q = int(exponent.p), int(exponent.q)
        if q == 1:
            return lambda values, env: balls.power(values[base], p)
        return lambda values, env: balls.fraction(values[base], p, q, hull)
    up = place(exponent)
    return lambda values, env: balls.raised(values[base], values[up], hull)


def _piecewise(part: sympy.Piecewise, hull: bool) -> Step:
    pieces = [(compiled(e, hull), condition(c, compiled)) for e, c in part.args]

    def run(values: list[Ball], env: Env) -> Ball:
        possible: list[arb] = []
        for value, holds in pieces:
            truth = holds(env)
            if truth is True and not possible:
                return value(env)
            if truth is not False:
                possible += _defined(value, env) if hull else [balls.NAN]
            if truth is True:
                break
        if not possible:
            raise balls.Undefined
        hulls = reduce(lambda one, other: one.union(other), possible)
        series = [each for each in env.values() if isinstance(each, arb_series)]
        return balls.unknown(series[0] if series else hulls, hulls)

    return run


def _defined(value: Evaluator, env: Env) -> list[arb]:
    try:
        return [head(value(env))]
    except balls.Undefined:
        return []


def _substituted(part: sympy.Subs, place: Place, hull: bool) -> Step:
    inner, places = compiled(part.expr, hull), [place(each) for each in part.point]

    def run(values: list[Ball], env: Env) -> Ball:
        moved = {v: values[i] for v, i in zip(part.variables, places, strict=True)}
        return inner({**env, **moved})

    return run


def _derivative(part: sympy.Derivative, hull: bool) -> Step:
    inner, free = compiled(part.expr, hull), part.expr.free_symbols
    orders = tuple((v, int(n)) for v, n in part.variable_count)
    if len(orders) > 1 and [n for _, n in orders] != [1, 1]:
        raise ValueError(f"no interval form is known of the mixed derivative {part}")

    def run(values: list[Ball], env: Env) -> Ball:
        local = {symbol: env[symbol] for symbol in free}
        moving = {v for v, _ in orders}
        if any(isinstance(local[s], arb_series) for s in free - (moving if len(moving) < 2 else set())):
            raise ValueError(f"{part} cannot be differentiated once more by intervals")
        if not moving <= free:
            return balls.ZERO
        if len(orders) == 1:
            return _nth(inner, local, *orders[0])
        (x, _), (y, _) = orders
        with balls.working(ctx.prec, 3):
            both = {x: arb_series([local[x], 1]), y: arb_series([local[y], 1])}
            diagonal = derivatives(inner({**local, **both}), 2)[2]
        return (diagonal - _nth(inner, local, x, 2) - _nth(inner, local, y, 2)) / 2

    return run


def _nth(inner: Evaluator, env: dict[Symbol, Ball], x: Symbol, n: int) -> Ball:
    """f^(n) at env[x]; when that is a series a(t), its composition with f^(n)."""
    at = env[x]
    more = ctx.cap - 1 if isinstance(at, arb_series) else 0
    with balls.working(ctx.prec, n + 1 + more):
        taylor = derivatives(inner({**env, x: arb_series([head(at), 1])}), n + more)[n:]
    if isinstance(at, arb):
        return taylor[0]
    step, whole = at - at[0], arb_series([0])
    for k in reversed(range(more + 1)):
        whole = whole * step + taylor[k] / factorial(k)
    return whole
