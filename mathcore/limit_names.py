"""Names for a number of which many digits are known: a rational, or a rational times a constant.

The constants tried are the common ones and those that the formula itself makes at the point.
A name agrees with every digit that is known, and is so short that chance would hardly find it.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import sympy as sp
from flint import arb
from sympy import Expr, Integer, Rational, S, Symbol

from mathcore import balls, interval
from mathcore.exact_values import closed, value_at

_DENOMINATOR = 10**6
_LONGEST = 80  # operations: beyond, SymPy's limits may take for ever
_FAILURES = (NotImplementedError, ValueError, TypeError, AttributeError, RecursionError)
_CONSTANTS = (S.One, sp.E, sp.pi, sp.sqrt(2), sp.sqrt(3), sp.log(2), sp.sqrt(sp.pi), 1 / sp.pi)
_CHOICES = (sp.floor, sp.ceiling, sp.sign, sp.Max, sp.Min)
_NEAR = 200  # bits: so near, steps of common functions have settled
_SHARP = arb(10) ** -25
_BITS = 1024


def name(g: Expr, t: Symbol, value: arb, error: arb, guess: bool = True) -> Expr | None:
    """A closed form of the limit of `g` at t = 0+, which is `value` up to `error`, or None.

    Args:
        g: the formula.
        t: its positive variable.
        value: the limit.
        error: how far off it may be.
        guess: whether agreement in digits is enough, or SymPy must find the limit as well.
    """
    with balls.working(_BITS):
        for found in _candidates(g, t, value, error, guess):
            here = balls.head(interval.compiled(found)({}))
            if abs(here - value) < error or here.overlaps(value):
                return found
    return None


def _candidates(g: Expr, t: Symbol, value: arb, error: arb, guess: bool) -> Iterator[Expr]:
    if guess and abs(value) <= error:
        yield S.Zero
    elif guess and abs(value) < arb(2) ** 64:
        yield _rational(value, error, _DENOMINATOR)
        if error < _SHARP:
            for constant in (*_CONSTANTS, *_within(g, t)):
                ball = balls.head(interval.compiled(constant)({}))
                yield _rational(value / ball, error, 1000) * constant
    smooth = _settled(g, t)
    if smooth.count_ops() <= _LONGEST and not smooth.has(*_CHOICES):
        try:
            found = sp.limit(smooth, t, 0, "+")
        except _FAILURES:
            return
        if found.is_number and found.is_finite and found.is_real:
            yield found


def _settled(g: Expr, t: Symbol) -> Expr:
    """`g` with its steps, and the greater of several, put to what they are near t = 0.

    Over steps SymPy's limits may take for ever. What is put there is seen at one place; the name
    that comes of it is held against the digits like any other.
    """
    if not g.has(*_CHOICES):
        return g
    whole: Expr = g.func(*(_settled(each, t) for each in g.args))
    if not isinstance(whole, _CHOICES):
        return whole
    at = {t: arb(2) ** -_NEAR}
    if isinstance(whole, sp.Max | sp.Min):
        apart = {each: balls.head(interval.compiled(whole - each)(at)) for each in whole.args}
        chosen = [each for each, gap in apart.items() if gap.contains(0)]
        return chosen[0] if len(chosen) == 1 else whole
    constant = balls.head(interval.compiled(whole)(at)).unique_fmpz()
    return whole if constant is None else Integer(int(constant))


def _rational(value: arb, error: arb, largest: int) -> Rational:
    """The rational that is nearest, with a denominator so small that chance would not do."""
    denominator = min(float(largest), (float(error) * 2**16 + 1e-300) ** -0.5)
    mantissa, exponent = value.mid().man_exp()
    fraction = Fraction(int(mantissa)) * Fraction(2) ** int(exponent)
    near = fraction.limit_denominator(max(1, int(denominator)))
    return Rational(near.numerator, near.denominator)


def _within(g: Expr, t: Symbol) -> Iterator[Expr]:
    """The values that the functions in `g`, and their derivatives, have at t = 0."""
    for node in sp.postorder_traversal(g):
        if not (isinstance(node, sp.Function | sp.Pow) and node.has(t)):
            continue
        for each in (node, node.diff(t)):
            try:
                constant = value_at(each, t, Integer(0))
            except ValueError:
                continue
            if (
                constant is not None
                and not constant.is_Rational
                and balls.nonzero(closed(constant))
            ):
                yield constant
