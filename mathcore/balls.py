"""Balls, power series whose coefficients are balls, and arithmetic on both.

A ball is an interval that is certain to contain the true value (Johansson, *Arb: efficient
arbitrary-precision midpoint-radius interval arithmetic*, 2017, sections 2 and 3). A power
series of balls carries derivatives: its n-th coefficient encloses f^(n) / n!. NaN stands for "not
certain to be defined".

Two readings of a function at the edge of its domain: the *strict* one answers NaN unless the
function is certain to be defined and continuous on the whole ball; the *hull* encloses the
values at those points of the ball where it is defined, jumps included.
"""

from __future__ import annotations

from collections.abc import Callable
from math import comb, factorial

from flint import arb, arb_series, ctx, fmpq

Ball = arb | arb_series
NAN = arb("nan")
ONE = arb(1)
ZERO = arb(0)
_WIDE = 6
"""A ball with no more good bits than this is handled by its ends."""


class UndefinedError(ArithmeticError):
    """The expression is certain to be undefined on the whole ball (hull reading only)."""


class working:  # noqa: N801  a generator would take longer than what is done inside
    """Inside, balls have `bits` of precision and new series have `terms` coefficients."""

    __slots__ = ("_before", "_here")

    def __init__(self, bits: int, terms: int = 1) -> None:
        """Nothing is set yet."""
        self._here = bits, terms

    def __enter__(self) -> None:
        self._before = ctx.prec, ctx.cap
        ctx.prec, ctx.cap = self._here

    def __exit__(self, *_: object) -> None:
        ctx.prec, ctx.cap = self._before


def head(x: Ball) -> arb:
    """The value: the constant coefficient of a series, a ball itself."""
    return x[0] if isinstance(x, arb_series) else x


def nonzero(x: arb) -> bool:
    """Whether the ball certainly keeps clear of zero."""
    return bool(x != 0)


def unknown(x: Ball, value: arb = NAN) -> Ball:
    """Nothing certain but `value`: a ball, or a series whose other coefficients are NaN."""
    if isinstance(x, arb_series):
        return arb_series([value] + [NAN] * (x.prec - 1), x.prec)
    return value


def divide(x: Ball, y: Ball) -> Ball:
    """x / y, NaN unless y is certain not to be zero."""
    if head(y) != 0:
        return product(x, ONE / y) if _vanishes(x) else x / y
    return unknown(y if isinstance(y, arb_series) else x)


def reciprocal(x: Ball) -> Ball:
    """1 / x, NaN unless x is certain not to be zero."""
    return ONE / x if head(x) != 0 else unknown(x)


def from_zero(top: arb) -> arb:
    """A ball from exactly zero to `top` or a little more; a union may begin a little below."""
    spread = arb(0, top.upper() / 2)  # its radius has so few bits that both ends become exact
    return spread + spread.rad()


def square(x: arb) -> arb:
    """x², never negative (Arb's rounding aside)."""
    return _wide_power(x, 2)


def product(x: Ball, y: Ball) -> Ball:
    """x y; a factor that is zero does not hide that the other one is undefined."""
    if isinstance(x, arb) and isinstance(y, arb):
        return x * y
    for one, other in ((x, y), (y, x)):
        if _vanishes(one):
            known = other.coeffs() if isinstance(other, arb_series) else [other]
            return arb_series([0 * each for each in known])
    return x * y


def _vanishes(x: Ball) -> bool:
    """Whether FLINT drops `x`, and with it what it is multiplied by."""
    return not x.length() if isinstance(x, arb_series) else bool(x.is_zero())


def own_power(x: arb, exponent: arb | int) -> arb:
    """FLINT's own power, which may crash on infinity give or take infinity; that is NaN here."""
    return x**exponent if x.rad().is_finite() else NAN


def power(x: Ball, n: int) -> Ball:
    """x^n for an integer n."""
    if n < 0:
        return reciprocal(power(x, -n))
    if n == 0:
        return 1 + product(ZERO, x)
    if n == 1:
        return x  # FLINT's ball**1 is not a number where the ball holds zero
    if isinstance(x, arb):
        return x**n if x.rel_accuracy_bits() > _WIDE else _wide_power(x, n)
    if n > 2 and x[0].rel_accuracy_bits() <= _WIDE:
        return _binomial(x, n)
    whole = arb_series([1])
    while n:
        if n % 2:
            whole = whole * x
        n //= 2
        if n:
            x = x * x
    return whole


def _wide_power(x: arb, n: int) -> arb:
    """By the ends of the ball, since products of wide balls lose much; even powers are >= 0."""
    if not x.is_finite() or x.is_exact():
        return own_power(x, n)
    if n % 2 == 0 and x.contains(ZERO):
        return from_zero(abs(x).upper() ** n)
    return (x.lower() ** n).union(x.upper() ** n)


def _binomial(x: arb_series, n: int) -> arb_series:
    """Sum of C(n, k) x0^(n - k) u^k, with u = x - x0 the moving part of the series."""
    moving = x - x[0]
    whole, raised_step = arb_series([_wide_power(x[0], n)]), arb_series([1])
    for k in range(1, min(n, x.prec - 1) + 1):
        raised_step = raised_step * moving
        whole = whole + raised_step * (comb(n, k) * power(x[0], n - k))
    return whole


def _extended(x: arb, function: Callable[[arb], arb]) -> arb:
    """A rising function that starts at (0, 0), where it is defined on `x`."""
    if x.is_nan():
        return NAN
    low, high = x.lower(), x.upper()
    if high < 0:
        raise UndefinedError
    top = function(high) if high > 0 else ZERO
    return function(low).union(top) if low > 0 else from_zero(top)


def root(x: Ball, q: int, hull: bool) -> Ball:
    """The real q-th root, defined for x >= 0."""
    if isinstance(x, arb):
        if x > 0 or x.is_zero():
            return x.root(q) if x > 0 else x  # FLINT knows no third root of zero
        return _extended(x, lambda each: each.root(q)) if hull or x.lower() >= 0 else NAN
    start = x[0]
    if start > 0:
        return x.sqrt() if q == 2 else (x.log() / q).exp()
    return unknown(x, head(root(start, q, hull)))


def fraction(x: Ball, p: int, q: int, hull: bool) -> Ball:
    """x^(p/q) in lowest terms, defined for x >= 0 (x > 0 when p < 0)."""
    return power(root(x, q, hull), p)


def quotient(p: int, q: int) -> Callable[[], arb]:
    """The rational p/q, as a ball of whatever precision is at work; made once a precision."""
    number = fmpq(p, q)
    made: dict[int, arb] = {}

    def constant() -> arb:
        if ctx.prec not in made:
            made[ctx.prec] = arb(number)
        return made[ctx.prec]

    return constant


def derivatives(value: Ball, order: int) -> tuple[arb, ...]:
    """The derivatives that a series of balls carries, from order 0 on.

    What has no certain value has no derivatives, though x + asin(2) leaves its slope in the series.
    """
    if not head(value).is_finite():
        return (head(value), *[NAN] * order)
    if isinstance(value, arb):
        return (value, *[ZERO] * order)
    return tuple(value[k] * factorial(k) for k in range(order + 1))
