"""Proofs about formulas: equal, less, less throughout an interval, at right angles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import lru_cache
from math import cos, radians
from random import Random

from flint import arb
from sympy import Abs, Expr, Rational, Symbol, cancel, expand, floor, simplify, sympify

from mathcore import balls
from mathcore.balls import head
from mathcore.bindings import evaluate
from mathcore.conditions import compare
from mathcore.interval import compiled, jet
from mathcore.quantity import Meaning
from mathcore.resolve import formula
from mathcore.verdict import PROVED, Verdict

_PRECISIONS = (170, 1000, 4000)
_SAMPLES = 6
_MOST_PIECES = 5000
_FINEST = 2.0**-40


@lru_cache(maxsize=4096)
def identity(left: Expr, right: Expr) -> Verdict:
    """Whether two formulas are equal wherever both are defined, for instance for all h != 0.

    First, at six random rational points (positive and negative, from a fixed seed), an enclosure
    of the difference that keeps clear of zero disproves it; then SymPy must reduce the difference
    to zero. Both must agree.
    """
    difference = sympify(left) - sympify(right)
    symbols = sorted(sympify(left).free_symbols | sympify(right).free_symbols, key=str)
    defined = 0
    for point in _points(symbols):
        gap = _difference(sympify(left), sympify(right), point)
        if gap is not None and gap != 0:
            where = ", ".join(f"{s} = {v}" for s, v in point.items()) or "any point"
            return Verdict(False, f"at {where} the two sides differ by {gap.str(6, radius=False)}")
        defined += gap is not None
    if not defined:
        return Verdict(False, "the two sides are defined together at none of the points tried")
    reductions: tuple[Callable[[Expr], Expr], ...] = (
        expand,
        cancel,
        simplify,
        lambda e: simplify(expand(e.doit())),
        lambda e: simplify(e.rewrite(Abs)),  # the greater of two is half of x + y + |x - y|
        lambda e: simplify(e.rewrite(floor)),
    )
    for reduce in reductions:
        if reduce(difference) == 0:
            return PROVED
    return Verdict(
        False, "no point tells the two sides apart, but algebra could not show them equal"
    )


def relation(left: Meaning, operator: str, right: Meaning) -> Verdict:
    """Whether ``left operator right`` for ``<  <=  >  >=  =  !=``, by enclosures, then exactly.

    Raises:
        ValueError: `operator` is none of these.
    """
    if operator not in ("<", "<=", ">", ">=", "=", "!="):
        raise ValueError(f"operator must be one of < <= > >= = !=, got {operator!r}")
    asked = "==" if operator == "=" else operator
    undecided = Verdict(False, f"whether the one is {operator} the other is undecided at 4000 bits")
    for bits in _PRECISIONS:
        try:
            a, b = evaluate(left, bits), evaluate(right, bits)
        except ValueError as problem:
            undecided = Verdict(False, str(problem))  # sharper balls may still decide
            continue
        truth = compare(asked, a, b) if a.is_finite() and b.is_finite() else None
        if truth is not None:
            return PROVED if truth else _untrue(a, operator, b)
        if bits == _PRECISIONS[0] and identity(formula(left), formula(right)).proved:
            return PROVED if operator in ("<=", ">=", "=") else _untrue(a, operator, b)
    return undecided


def everywhere(
    expression: Expr,
    operator: str,
    bound: Expr,
    symbol: Symbol,
    low: float,
    high: float,
) -> Verdict:
    """Whether ``expression operator bound`` at every `symbol` in [low, high], taken as floats.

    The interval is cut until an enclosure (by values, or around the middle by the slope) of the
    difference decides each piece: at most 5000 pieces, none shorter than 2^-40 of the whole. So an
    equality that is reached inside the interval stays undecided.

    Raises:
        ValueError: `operator` is none of ``<  <=  >  >=  !=``.
    """
    if operator not in ("<", "<=", ">", ">=", "!="):
        raise ValueError(f"operator must be one of < <= > >= !=, got {operator!r}")
    difference = sympify(expression) - sympify(bound)
    low, high = float(low), float(high)
    with balls.working(170):
        work = [(arb(low), arb(high))]  # the ends apart, for a ball reaches a little beyond
        for _ in range(_MOST_PIECES):
            if not work:
                return PROVED
            left, right = work.pop()
            middle = ((left + right) / 2).mid()
            here = _at(difference, symbol, middle)
            where = middle.str(6, radius=False)
            if compare(operator, here, balls.ZERO) is False:
                return Verdict(False, f"it is false at {symbol} = {where}")
            if not _decided(difference, operator, symbol, (left, middle, right), here):
                if right - left < _FINEST * (high - low):
                    return Verdict(False, f"it is undecided near {symbol} = {where}")
                work += [(middle, right), (left, middle)]
    return Verdict(False, f"it is undecided near {symbol} = {where}")


def right_angle(
    u: tuple[Meaning, Meaning], v: tuple[Meaning, Meaning], tolerance_degrees: float
) -> Verdict:
    """Whether the arrows `u` and `v` meet at a right angle, give or take `tolerance_degrees`.

    Raises:
        ValueError: the tolerance is not between 0 and 90 degrees.
    """
    if not 0 < tolerance_degrees < 90:
        raise ValueError(f"a tolerance is between 0 and 90 degrees, got {tolerance_degrees!r}")
    try:
        a, b, c, d = (evaluate(each, 170) for each in (*u, *v))
    except ValueError as problem:
        return Verdict(False, str(problem))
    with balls.working(170):
        lengths = ((a * a + b * b) * (c * c + d * d)).sqrt()
        cosine = abs(a * c + b * d) / lengths
        if cosine <= arb(cos(radians(90 - tolerance_degrees))):
            return PROVED
        if not cosine.is_finite():
            return Verdict(False, "one of the arrows has no certain direction")
        degrees = cosine.acos() * 180 / arb.pi()
        return Verdict(False, f"the angle is {degrees.str(6, radius=False)} degrees")


def _points(symbols: list[Symbol]) -> Iterator[dict[Symbol, Rational]]:
    random = Random(1729)
    for k in range(_SAMPLES if symbols else 1):
        sign = (1, -1)[k % 2]
        yield {
            s: _admitted(s, Rational(random.randint(1, 400) * sign, random.randint(101, 211)))
            for s in symbols
        }


def _admitted(symbol: Symbol, value: Rational) -> Rational:
    """The value, made to fit what the symbol is declared to be."""
    value = abs(value) if symbol.is_positive or symbol.is_nonnegative else value
    value = (
        Rational(round(Fraction(int(value.p), int(value.q)) * 2)) if symbol.is_integer else value
    )
    return value if value != 0 else Rational(1)


def _difference(left: Expr, right: Expr, point: dict[Symbol, Rational]) -> arb | None:
    """left - right at a point, or None where one of them has no certain value."""
    with balls.working(170):
        env = {s: balls.quotient(int(v.p), int(v.q))() for s, v in point.items()}
        try:
            gap = head(compiled(left)(env)) - head(compiled(right)(env))
        except ValueError:
            return None
        return gap if gap.is_finite() else None


def _untrue(a: arb, operator: str, b: arb) -> Verdict:
    left, right = (each.str(15, radius=False) for each in (a, b))
    return Verdict(False, f"{left} {operator} {right} is false")


def _at(difference: Expr, symbol: Symbol, at: arb) -> arb:
    return head(compiled(difference)({symbol: at}))


def _decided(
    difference: Expr, operator: str, symbol: Symbol, places: tuple[arb, arb, arb], here: arb
) -> bool:
    """Whether it is so between the outer ones of three places; `here` is at the middle one."""
    left, middle, right = places
    piece = left.union(right)
    if compare(operator, _at(difference, symbol, piece), balls.ZERO):
        return True
    slope = jet(difference, symbol, piece, 1)[1]
    if compare(operator, here + slope * (piece - middle), balls.ZERO):
        return True
    ends = [_at(difference, symbol, end) for end in (left, right)]
    sides = ("<", ">") if operator == "!=" else (operator,)  # not from one side to the other
    return slope != 0 and any(all(compare(s, end, balls.ZERO) for end in ends) for s in sides)
