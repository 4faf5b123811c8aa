"""Taylor coefficients over a whole interval at once, each in a ball that is certain to hold it.

A formula is run on power series whose coefficients are balls (Moore, Kearfott & Cloud,
*Introduction to Interval Analysis*, 2009, section 9.3): the coefficient number k encloses
f^(k) / k! at every point of the interval. Where numerator and denominator vanish together at a
hole c, say k times, both are divided by (x - c)^k first: the quotient N / (x - c)^k is a divided
difference, so its jet is that of N moved down by k places, over the interval widened to c.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache, reduce
from operator import add, mul

import sympy as sp
from flint import arb, arb_series, ctx, fmpq
from sympy import Expr, Integer, Rational, S, Symbol

from mathcore.balls import working
from mathcore.germs import Germ, laurent
from mathcore.power_series import vanishes

Run = Callable[[arb_series], arb_series]
_BITS = (128, 256, 512, 1024, 4096)
_ORDERS = 20  # a denominator that vanishes more often than that is not divided
_CERTAIN = 55  # bits that make a float right

_SERIES = ("log", "sin", "cos", "tan", "atan", "asin", "acos", "erf", "gamma")
_DEFINED: dict[str, Callable[[Expr], Expr]] = {
    "sinh": lambda u: (sp.exp(u) - sp.exp(-u)) / 2,
    "cosh": lambda u: (sp.exp(u) + sp.exp(-u)) / 2,
    "tanh": lambda u: 1 - 2 / (sp.exp(2 * u) + 1),
    "coth": lambda u: 1 + 2 / (sp.exp(2 * u) - 1),
    "sech": lambda u: 2 / (sp.exp(u) + sp.exp(-u)),
    "csch": lambda u: 2 / (sp.exp(u) - sp.exp(-u)),
    "cot": lambda u: sp.cos(u) / sp.sin(u),
    "sec": lambda u: 1 / sp.cos(u),
    "csc": lambda u: 1 / sp.sin(u),
    "acot": lambda u: sp.atan(1 / u),
    "asinh": lambda u: sp.log(u + sp.sqrt(u**2 + 1)),
    "acosh": lambda u: sp.log(u + sp.sqrt(u - 1) * sp.sqrt(u + 1)),
    "atanh": lambda u: (sp.log(1 + u) - sp.log(1 - u)) / 2,
}


def number(value: float | Rational | arb) -> arb:
    """A ball around one number."""
    return arb(fmpq(value.p, value.q)) if isinstance(value, Rational) else arb(value)


def constant(value: Expr) -> arb:
    """A ball around a closed form, to the precision at work."""
    return _compiled(value, sp.Dummy(), None)(arb_series([0]))[0]


@dataclass(frozen=True)
class Jets:
    """The enclosures of `expression` in `variable`; `hole` is a point to which it is continued."""

    expression: Expr
    variable: Symbol
    hole: Expr | None = None

    def over(self, ball: arb, order: int) -> list[arb]:
        """Enclosures of f^(k) / k! over `ball`, k from 0 to `order`; NaN where none is known."""
        with working(ctx.prec, order + 1):
            run = self._run
            try:
                series = run(arb_series([ball, 1]))
            except (ZeroDivisionError, ValueError):  # a ball around 0 in a denominator
                return [arb.nan()] * (order + 1)
            return [series[k] for k in range(order + 1)]

    @cached_property
    def _run(self) -> Run:
        return _compiled(self.expression, self.variable, self.hole)

    def at(self, x: float) -> float:
        """The value at `x` to a float's last digit or so; NaN where there is none."""
        for bits in _BITS:
            with working(bits, 1):
                value = self.over(arb(x), 0)[0]
            if value.is_zero() or value.rel_accuracy_bits() > _CERTAIN:
                return float(value)
        return 0.0 if value.is_finite() and value.contains(0) else float("nan")


@lru_cache(maxsize=512)
def _compiled(e: Expr, x: Symbol, hole: Expr | None) -> Run:
    if e == x or not e.args:
        return _leaf(e, x)
    if e.is_Mul and hole is not None:
        divided = _divided(e, x, hole)
        if divided is not None:
            return divided
    if e.is_Add or e.is_Mul:
        runs, combine = [_compiled(each, x, hole) for each in e.args], add if e.is_Add else mul
        return lambda t: reduce(combine, (run(t) for run in runs))
    if isinstance(e, sp.exp):
        inner = _compiled(e.args[0], x, hole)
        return lambda t: inner(t).exp()
    if e.is_Pow:
        return _power(e, x, hole)
    return _function(e, x, hole)


def _leaf(e: Expr, x: Symbol) -> Run:
    if e == x:
        return lambda t: t
    if e in (sp.pi, sp.E):
        return lambda t: arb_series([arb.pi() if e is sp.pi else arb.const_e()])
    if not isinstance(e, Rational | sp.Float):
        raise ValueError(f"nothing says what {e} is")
    return _rational(Rational(e))


def _rational(exact: Rational) -> Run:
    """A constant, made once for each precision and length of series."""
    made: dict[tuple[int, int], arb_series] = {}

    def constant(t: arb_series) -> arb_series:
        here = ctx.prec, ctx.cap
        if here not in made:
            made[here] = arb_series([number(exact)])
        return made[here]

    return constant


def _power(e: Expr, x: Symbol, hole: Expr | None) -> Run:
    base, exponent = _compiled(e.base, x, hole), e.exp
    if exponent.is_Integer:
        n = abs(int(exponent))
        if exponent < 0:
            return lambda t: 1 / _whole(base(t), n)
        return lambda t: _whole(base(t), n)
    if abs(exponent) == S.Half:
        return lambda t: base(t).sqrt() if exponent > 0 else 1 / base(t).sqrt()
    raised = _compiled(exponent, x, hole)
    return lambda t: (raised(t) * base(t).log()).exp()


def _whole(u: arb_series, n: int) -> arb_series:
    result = arb_series([1])
    for bit in bin(n)[2:]:
        result = result * result * u if bit == "1" else result * result
    return result


def _function(e: Expr, x: Symbol, hole: Expr | None) -> Run:
    name = e.func.__name__
    if isinstance(e, sp.Piecewise):
        return _piecewise(e, x, hole)
    if name in _DEFINED:
        return _compiled(_DEFINED[name](e.args[0]), x, hole)
    inner = _compiled(e.args[0], x, hole)
    if isinstance(e, sp.Abs):
        return lambda t: inner(t) * _sign(inner(t)[0])
    if isinstance(e, sp.sign):
        return lambda t: _sign(inner(t)[0])
    if name not in _SERIES:
        raise ValueError(f"no series of {name} is known here, in {e}")
    return lambda t: getattr(inner(t), name)()


def _unknown() -> arb_series:
    return arb_series([arb.nan()] * ctx.cap)


def _sign(value: arb) -> arb_series:
    return arb_series([1 if value > 0 else -1]) if value > 0 or value < 0 else _unknown()


def _piecewise(e: sp.Piecewise, x: Symbol, hole: Expr | None) -> Run:
    pieces = [(_compiled(value, x, hole), condition) for value, condition in e.args]

    def run(t: arb_series) -> arb_series:
        for value, condition in pieces:
            holds = _holds(condition, t, x, hole)
            if holds is None:
                break
            if holds:
                return value(t)
        return _unknown()

    return run


def _holds(condition: sp.Basic, t: arb_series, x: Symbol, hole: Expr | None) -> bool | None:
    if condition in (S.true, S.false):
        return bool(condition)
    if not isinstance(condition, sp.core.relational.Relational):
        return None
    gap = _compiled(condition.lhs - condition.rhs, x, hole)(t)[0]
    side = 1 if gap > 0 else -1 if gap < 0 else 0 if gap.is_zero() else None
    if side is None:
        return None
    return bool(condition.func(Integer(side), 0))


def _divided(e: Expr, x: Symbol, hole: Expr) -> Run | None:
    """A quotient of which both parts vanish at `hole`, divided there."""
    over, under = e.as_numer_denom()
    low = under.subs(x, hole)
    if not under.has(x) or low.is_finite is not True or not vanishes(low):
        return None
    first = [
        laurent(each, lambda length: Germ(x, hole, length), _ORDERS)[0].first
        for each in (over, under)
    ]
    lost = first[1]
    if first[0] < lost:
        return None  # a pole, as in exp(-1/x^2)
    parts = [_compiled(each, x, hole) for each in (over, under)]

    def run(t: arb_series) -> arb_series:
        terms, away = ctx.cap, not t[0].contains(constant(hole))
        with working(ctx.prec, terms + lost):
            wide = arb_series([t[0].union(constant(hole)), 1])
            whole = [part(wide) for part in parts]
            moved = [arb_series([each[k + lost] for k in range(terms)]) for each in whole]
        near = moved[0] / moved[1] if not moved[1][0].contains(0) else _unknown()
        if not away:
            return near
        plain = parts[0](t) / parts[1](t)
        return arb_series([_narrower(near[k], plain[k]) for k in range(terms)])

    return run


def _narrower(one: arb, other: arb) -> arb:
    return one if one.is_finite() and not one.rad() > other.rad() else other
