"""The derivatives that are looked up: the functions of one argument, and where they have a slope.

Forms as in Abramowitz & Stegun, *Handbook of Mathematical Functions* (1964), chapters 4, 6 and 7.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import sympy as sp
from sympy import Expr, Integer, Rational, S
from sympy.logic.boolalg import Boolean

from mathcore.plain_forms import negative, power, product, quotient, total
from mathcore.rules import Rule

_HALF = Rational(1, 2)
_TWO = Integer(2)
Conditions = tuple[Boolean, ...]


@dataclass(frozen=True, slots=True)
class Outer:
    """A function of one argument u: its `rule`, `slope` at u, and the `conditions` on u.

    `at` is the function itself.
    """

    rule: Rule
    at: Callable[[Expr], Expr]
    slope: Callable[[Expr], Expr]
    conditions: Callable[[Expr], Conditions]


def positive(u: Expr) -> Conditions:
    """That u > 0, unless that is plain to see; for |v| and v^2 that is v != 0."""
    even = isinstance(u, sp.Pow) and u.base.is_extended_real and u.exp.is_Integer
    if isinstance(u, sp.Abs) or (even and u.exp.is_even and u.exp > 0):
        return nonzero(u.args[0])
    return () if u.is_positive else (sp.StrictGreaterThan(u, 0, evaluate=False),)


def nonzero(u: Expr) -> Conditions:
    """That u is not 0, unless that is plain to see; for |v| and v^n that is v != 0."""
    if isinstance(u, sp.Abs) or (isinstance(u, sp.Pow) and u.exp.is_positive):
        return nonzero(u.args[0])
    return () if u.is_nonzero else (sp.Unequality(u, 0, evaluate=False),)


def lookup(expression: Expr) -> Outer | None:
    """How a function of one argument is differentiated, None for one that the table lacks."""
    if isinstance(expression, sp.polygamma) and expression.args[0].is_Integer:
        return _polygamma(expression.args[0])
    if len(expression.args) != 1:
        return None
    return _TABLE.get(type(expression))


def power_of(exponent: Expr) -> Outer:
    """u^n with a constant n."""

    def conditions(u: Expr) -> Conditions:
        if not exponent.is_Integer:
            return positive(u)
        return nonzero(u) if exponent < 0 else ()

    def slope(u: Expr) -> Expr:
        return product(exponent, power(u, exponent - 1))

    return Outer(Rule.POWER, lambda u: sp.Pow(u, exponent, evaluate=False), slope, conditions)


def exponential(base: Expr) -> Outer:
    """b^u with a constant b, which must be positive."""
    return Outer(
        Rule.EXPONENTIAL_TO_BASE,
        lambda u: sp.Pow(base, u, evaluate=False),
        lambda u: product(sp.Pow(base, u, evaluate=False), sp.log(base)),
        lambda u: positive(base),
    )


def _anywhere(u: Expr) -> Conditions:
    return ()


def _between(u: Expr) -> Conditions:
    return (
        sp.StrictGreaterThan(u, -1, evaluate=False),
        sp.StrictLessThan(u, 1, evaluate=False),
    )


def _no_pole(u: Expr) -> Conditions:
    whole = sp.Unequality(u, sp.floor(u, evaluate=False), evaluate=False)
    return tuple(sp.Or(each, whole) for each in positive(u))


def _polygamma(order: Expr) -> Outer:
    return Outer(
        Rule.DIGAMMA_FUNCTION,
        lambda u: sp.polygamma(order, u, evaluate=False),
        lambda u: sp.polygamma(order + 1, u, evaluate=False),
        _no_pole,
    )


def _squared(u: Expr) -> Expr:
    return power(u, _TWO)


def _one_minus_square(u: Expr) -> Expr:
    return total(S.One, negative(_squared(u)))


def _one_over_root(u: Expr) -> Expr:
    return quotient(S.One, power(u, _HALF))


def _bell(u: Expr) -> Expr:
    height = quotient(_TWO, sp.sqrt(sp.pi))
    return product(height, sp.exp(negative(_squared(u)), evaluate=False))


def _entry(
    rule: Rule,
    kind: type[sp.Function],
    slope: Callable[[Expr], Expr],
    conditions: Callable[[Expr], Conditions] = _anywhere,
) -> tuple[type[sp.Function], Outer]:
    return kind, Outer(rule, lambda u: kind(u, evaluate=False), slope, conditions)


def _of(kind: type[sp.Function], u: Expr) -> Expr:
    return kind(u, evaluate=False)


def _beyond_one(u: Expr) -> Conditions:
    return (sp.StrictGreaterThan(u, 1, evaluate=False),)


def _zero(u: Expr) -> Expr:
    return S.Zero


def _no_jump(kind: type[sp.Function]) -> Callable[[Expr], Conditions]:
    return lambda u: (sp.Unequality(u, _of(kind, u), evaluate=False),)


_TABLE: dict[type[sp.Function], Outer] = dict(
    (
        _entry(Rule.EXPONENTIAL, sp.exp, lambda u: _of(sp.exp, u)),
        _entry(Rule.LOGARITHM, sp.log, lambda u: quotient(S.One, u), positive),
        _entry(Rule.SINE, sp.sin, lambda u: _of(sp.cos, u)),
        _entry(Rule.COSINE, sp.cos, lambda u: negative(_of(sp.sin, u))),
        _entry(
            Rule.TANGENT,
            sp.tan,
            lambda u: quotient(S.One, _squared(_of(sp.cos, u))),
            lambda u: nonzero(_of(sp.cos, u)),
        ),
        _entry(Rule.ARCSINE, sp.asin, lambda u: _one_over_root(_one_minus_square(u)), _between),
        _entry(
            Rule.ARCCOSINE,
            sp.acos,
            lambda u: negative(_one_over_root(_one_minus_square(u))),
            _between,
        ),
        _entry(Rule.ARCTANGENT, sp.atan, lambda u: quotient(S.One, total(S.One, _squared(u)))),
        _entry(Rule.HYPERBOLIC_SINE, sp.sinh, lambda u: _of(sp.cosh, u)),
        _entry(Rule.HYPERBOLIC_COSINE, sp.cosh, lambda u: _of(sp.sinh, u)),
        _entry(Rule.HYPERBOLIC_TANGENT, sp.tanh, lambda u: _one_minus_square(_of(sp.tanh, u))),
        _entry(Rule.AREA_SINE, sp.asinh, lambda u: _one_over_root(total(_squared(u), S.One))),
        _entry(
            Rule.AREA_COSINE,
            sp.acosh,
            lambda u: _one_over_root(total(_squared(u), S.NegativeOne)),
            _beyond_one,
        ),
        _entry(
            Rule.AREA_TANGENT, sp.atanh, lambda u: quotient(S.One, _one_minus_square(u)), _between
        ),
        _entry(Rule.ABSOLUTE_VALUE, sp.Abs, lambda u: _of(sp.sign, u), nonzero),
        _entry(Rule.STEPS, sp.sign, _zero, nonzero),
        _entry(Rule.STEPS, sp.floor, _zero, _no_jump(sp.floor)),
        _entry(Rule.STEPS, sp.ceiling, _zero, _no_jump(sp.ceiling)),
        _entry(Rule.ERROR_FUNCTION, sp.erf, _bell),
        _entry(Rule.COMPLEMENTARY_ERROR_FUNCTION, sp.erfc, lambda u: negative(_bell(u))),
        _entry(
            Rule.GAMMA_FUNCTION,
            sp.gamma,
            lambda u: product(_of(sp.gamma, u), sp.polygamma(0, u, evaluate=False)),
            _no_pole,
        ),
    )
)
