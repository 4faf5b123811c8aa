"""Elementary functions on balls and on power series of balls, by their SymPy names.

What Arb lacks for series is made of what it has. For *strict* and *hull*, see `mathcore.balls`.
"""

from __future__ import annotations

from collections.abc import Callable

from flint import arb, arb_series

from mathcore.balls import (
    NAN,
    ONE,
    ZERO,
    Ball,
    UndefinedError,
    divide,
    from_zero,
    head,
    own_power,
    product,
    reciprocal,
    root,
    unknown,
)


def raised(x: Ball, y: Ball, hull: bool) -> Ball:
    """x^y for a variable y."""
    if isinstance(x, arb) and isinstance(y, arb):
        below = hull and x.is_finite() and x.upper() < 0
        return _signed(x, y) if below else own_power(x, y)
    if hull and head(x) < 0:
        return unknown(x if isinstance(x, arb_series) else y)  # it may be defined at integers
    return product(y, log(x, hull)).exp()


def _signed(x: arb, y: arb) -> arb:
    if not y.contains_integer():
        raise UndefinedError
    return x**y


def log(x: Ball, hull: bool) -> Ball:
    """The natural logarithm."""
    if hull and head(x).is_finite() and not head(x) > 0:
        if head(x).upper() <= 0:
            raise UndefinedError
        return unknown(x, arb(0, "inf"))
    return x.log()


def _applied(name: str, x: Ball) -> Ball:
    value: Ball = getattr(x, name)()
    return value


def inverse(name: str, x: Ball, hull: bool) -> Ball:
    """asin or acos, defined on [-1, 1]."""
    start = head(x)
    if abs(start) < 1 or not start.is_finite():
        return _applied(name, x)
    low, high = start.lower(), start.upper()
    if hull and (low > 1 or high < -1):
        raise UndefinedError
    if not hull and not (low >= -1 and high <= 1):
        return unknown(x)
    clipped = (max(low, -ONE), min(high, ONE))
    return unknown(x, getattr(clipped[0], name)().union(getattr(clipped[1], name)()))


def hyperbolic(name: str, x: Ball) -> Ball:
    """sinh, cosh, tanh or coth."""
    if isinstance(x, arb):
        return _applied(name, x)
    if name in ("tanh", "coth"):
        grown = (2 * x).exp()
        return 1 - divide(arb(2), grown + 1) if name == "tanh" else 1 + divide(arb(2), grown - 1)
    up, down = x.exp(), (-x).exp()
    return (up + down if name == "cosh" else up - down) / 2


def area(name: str, x: Ball, hull: bool) -> Ball:
    """asinh, acosh or atanh."""
    if name == "asinh":
        return x.asinh() if isinstance(x, arb) else (x + (x * x + 1).sqrt()).log()
    if name == "atanh":
        return log(divide(1 + x, 1 - x), hull) / 2
    return log(x + product(root(x - 1, 2, hull), root(x + 1, 2, hull)), hull)


def step(name: str, x: Ball, hull: bool) -> Ball:
    """floor, ceil or sgn: constant between its jumps, if x is continuous (`mathcore.choices`)."""
    start = head(x)
    flat = getattr(start, name)() if not start.is_nan() else NAN  # FLINT's sign of NaN is a ball
    if not (flat.is_exact() and flat.is_finite()):
        return unknown(x, flat if hull else NAN)
    smooth = start != 0 if name == "sgn" else not start.contains_integer()
    return flat if isinstance(x, arb) else arb_series([flat]) if smooth else unknown(x, flat)


def absolute(x: Ball, hull: bool) -> Ball:
    """The absolute value; at its corner the hull of both slopes stands for the derivative."""
    if isinstance(x, arb):
        return abs(x) if not x.contains(ZERO) or x.is_exact() else from_zero(abs(x).upper())
    if x[0] > 0:
        return x
    return -x if x[0] < 0 else _corner(head(absolute(x[0], hull)), x, -x, hull)


def extreme(name: str, x: Ball, y: Ball, hull: bool) -> Ball:
    """The greater ("max") or the lesser ("min") of two, if both are continuous."""
    if isinstance(x, arb) and isinstance(y, arb):
        return x.max(y) if name == "max" else x.min(y)
    if head(x) > head(y) or head(x) < head(y):
        return x if (head(x) > head(y)) == (name == "max") else y
    return _corner(head(extreme(name, head(x), head(y), hull)), x, y, hull)


def _corner(value: arb, x: Ball, y: Ball, hull: bool) -> arb_series:
    terms = max(each.prec for each in (x, y) if isinstance(each, arb_series))
    slopes = [
        each[1] if isinstance(each, arb_series) and len(each) > 1 else ZERO for each in (x, y)
    ]
    slope = slopes[0].union(slopes[1]) if hull and value.is_finite() else NAN
    return arb_series(([value, slope] + [NAN] * terms)[:terms], terms)


def angle(y: Ball, x: Ball) -> Ball:
    """atan2(y, x), NaN unless the ball keeps clear of the cut, x <= 0 at y = 0."""
    if head(x) > 0:
        flat = divide(y, x)
        return flat.atan()
    if head(y) > 0 or head(y) < 0:
        quarter = arb.pi() / 2 if head(y) > 0 else -arb.pi() / 2
        return quarter - divide(x, y).atan()
    if isinstance(x, arb) and isinstance(y, arb) and y.is_zero() and x < 0:
        return arb.pi()
    return unknown(x if isinstance(x, arb_series) else y)


Rule = Callable[[Ball, bool], Ball]


def _method(name: str) -> Rule:
    return lambda x, hull: _applied(name, x)


def _tan(x: Ball, hull: bool) -> Ball:
    return unknown(x) if head(x).cos().contains(ZERO) else x.tan()


FUNCTIONS: dict[str, Rule] = {
    **{name: _method(name) for name in ("exp", "sin", "cos", "atan", "erf", "erfc", "gamma")},
    "loggamma": _method("lgamma"),
    "tan": _tan,
    "cot": lambda x, hull: divide(x.cos(), x.sin()),
    "sec": lambda x, hull: reciprocal(x.cos()),
    "csc": lambda x, hull: reciprocal(x.sin()),
    "log": log,
    "asin": lambda x, hull: inverse("asin", x, hull),
    "acos": lambda x, hull: inverse("acos", x, hull),
    "acot": lambda x, hull: reciprocal(x).atan(),
    "sinh": lambda x, hull: hyperbolic("sinh", x),
    "cosh": lambda x, hull: hyperbolic("cosh", x),
    "tanh": lambda x, hull: hyperbolic("tanh", x),
    "coth": lambda x, hull: hyperbolic("coth", x),
    "sech": lambda x, hull: reciprocal(hyperbolic("cosh", x)),
    "csch": lambda x, hull: reciprocal(hyperbolic("sinh", x)),
    "asinh": lambda x, hull: area("asinh", x, hull),
    "acosh": lambda x, hull: area("acosh", x, hull),
    "atanh": lambda x, hull: area("atanh", x, hull),
    "UnevaluatedExpr": lambda x, hull: x,
    "Abs": absolute,
    "sign": lambda x, hull: step("sgn", x, hull),
    "floor": lambda x, hull: step("floor", x, hull),
    "ceiling": lambda x, hull: step("ceil", x, hull),
    "factorial": lambda x, hull: (x + 1).gamma(),
}
"""Functions of one argument by their SymPy names; the second argument chooses the hull."""
