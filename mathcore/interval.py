"""The certain range of an expression, by ball arithmetic; of its derivatives, by power series.

An expression is compiled once into a short list of steps, one for each different
subexpression, which run on balls and on power series of balls alike (see `mathcore.balls`,
also for the *strict* and the *hull* reading). Rationals stay exact; a SymPy ``Float`` counts
as its exact binary value. A `Derivative` that stands unevaluated is worked out as a Taylor
coefficient, mixed second ones by polarisation: 2 f_xy = D_(1,1)² f - f_xx - f_yy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from math import inf, nan, nextafter
from operator import add

import sympy
from flint import arb, arb_series, ctx
from sympy import Basic, Expr, Rational, Symbol

from mathcore import balls, choices, elementary
from mathcore.balls import Ball, derivatives, head
from mathcore.unevaluated import derivative, nth

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
        keep = values.append
        for step in steps:
            keep(step(values, env))
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
        except balls.UndefinedError:
            return nan, nan
        return bounds(head(value))


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


def _step(part: Basic, place: Place, hull: bool) -> Step:
    if isinstance(part, Symbol):
        return lambda values, env: env[part]
    if isinstance(part, sympy.Number | sympy.NumberSymbol):
        return _constant(part)
    if isinstance(part, sympy.Add | sympy.Mul):
        return _chain(part, place, hull)
    for kind, builder in _BUILDERS:
        if isinstance(part, kind):
            return builder(part, place, hull)
    for kinds, chooser in _CHOOSERS:
        if isinstance(part, kinds):
            return chooser(part, place, hull, compiled)
    return _function(part, place, hull)


def _constant(part: Expr) -> Step:
    if part is sympy.pi:
        return lambda values, env: arb.pi()
    if part is sympy.E:
        return lambda values, env: arb.const_e()
    if not isinstance(part, Rational | sympy.Float):
        raise ValueError(f"no interval form is known of the number {part}")
    exact = Rational(part)
    constant = balls.quotient(int(exact.p), int(exact.q))
    return lambda values, env: constant()


def _function(part: Basic, place: Place, hull: bool) -> Step:
    if isinstance(part, sympy.atan2):
        up, along = map(place, part.args)
        return lambda values, env: elementary.angle(values[up], values[along])
    rule = elementary.FUNCTIONS.get(part.func.__name__)
    if rule is None:
        raise ValueError(f"no interval form is known of {part.func.__name__} in {part}")
    argument = place(part.args[0])
    return lambda values, env: rule(values[argument], hull)


def _chain(part: Expr, place: Place, hull: bool) -> Step:
    first, *rest = [place(each) for each in part.args]
    combine = add if isinstance(part, sympy.Add) else balls.product
    if len(rest) == 1:
        (second,) = rest
        return lambda values, env: combine(values[first], values[second])

    def run(values: list[Ball], env: Env) -> Ball:
        whole = values[first]
        for i in rest:
            whole = combine(whole, values[i])
        return whole

    return run


def _pow(part: sympy.Pow, place: Place, hull: bool) -> Step:
    exponent = part.exp
    base = place(part.base)
    if isinstance(exponent, Rational):
        p, q = int(exponent.p), int(exponent.q)
        if q == 1:
            return lambda values, env: balls.power(values[base], p)
        return lambda values, env: balls.fraction(values[base], p, q, hull)
    up = place(exponent)
    return lambda values, env: elementary.raised(values[base], values[up], hull)


def _substituted(part: sympy.Subs, place: Place, hull: bool) -> Step:
    if len(set(part.point)) < len(part.point):
        # SymPy takes d/dx and d/dy at (1, 1) for equal, and one would stand for the other
        raise ValueError(f"no interval form is known of {part}, at equal coordinates")
    inner, places = compiled(part.expr, hull), [place(each) for each in part.point]

    def run(values: list[Ball], env: Env) -> Ball:
        moved = {v: values[i] for v, i in zip(part.variables, places, strict=True)}
        return inner({**env, **moved})

    return run


def _differentiated(part: sympy.Derivative, place: Place, hull: bool) -> Step:
    return derivative(part, compiled(part.expr, hull))


def _polygamma(part: sympy.polygamma, place: Place, hull: bool) -> Step:
    if not part.args[0].is_Integer:
        raise ValueError(f"no interval form is known of the order of {part}")
    order, v = int(part.args[0]), sympy.Dummy()
    inner, inside = compiled(sympy.loggamma(v), hull), place(part.args[1])
    return lambda values, env: nth(inner, {v: values[inside]}, v, order + 1)


_BUILDERS: tuple[tuple[type[Basic], Callable[..., Step]], ...] = (
    (sympy.Pow, _pow),
    (sympy.Derivative, _differentiated),
    (sympy.Subs, _substituted),
    (sympy.polygamma, _polygamma),
)
_CHOOSERS: tuple[tuple[tuple[type[Basic], ...], Callable[..., Step]], ...] = (
    ((sympy.sign, sympy.floor, sympy.ceiling), choices.step),
    ((sympy.Max, sympy.Min), choices.extreme),
    ((sympy.Piecewise,), choices.pieces),
)
