"""Roots that a walk is closing in on: where exactly, how often repeated, and in which box.

Near a root of multiplicity m the ratio of successive Newton steps tends to 1 - 1/m, which gives
m away (Traub, *Iterative Methods for the Solution of Equations*, 1964, section 2.2); the root is
then a simple zero of the derivative of order m - 1, found to any number of digits. A place where
that derivative vanishes but the function does not is no root, however near the axis.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import floor, log10

from mpmath import mpf, workdps
from sympy import Rational

from mathcore.functions import Function
from mathcore.multiprecision import evaluator, fraction, polish, smooth, vanishes
from mathcore.quantity import Meaning, Quantity, zero

_HIGHEST = 12
_SIMPLE_FRACTION = 10**6
_MANY = 10**6


@dataclass(frozen=True, slots=True)
class Root:
    """A root to many digits; `multiplicity` is None where the curve is not smooth enough for one.

    `exact` tells that `value` is the root itself, a rational, rather than very near it.
    """

    value: Fraction
    multiplicity: int | None
    exact: bool = False


def closing_in(f: Function, x: mpf, steps: tuple[mpf, mpf | None], digits: int) -> Root | None:
    """The root that a walk at `x` is closing in on, judged by its next step and the one before.

    None if the steps are short for another reason: a steep place, or a curve that only comes near
    the axis.
    """
    step, before = steps
    if before is None and abs(step) <= abs(x) * mpf(10) ** (-digits // 2):
        return landed_on(f, x)
    guess = mpf(1) if not before else 1 / (1 - step / before) if step != before else mpf(0)
    if abs(guess - 1) > 0.02:
        rational = _rational(f, x + guess * step, abs(step))
        if rational is not None:
            return Root(rational, _whole(guess), exact=True)
    multiplicity = _whole(guess)
    if multiplicity is None or multiplicity > _HIGHEST:
        return None
    found = _refined(f, x, multiplicity, digits)
    if found is None or abs(found - x) > 1000 * multiplicity * abs(step):
        return None
    if multiplicity > 1 and not _is_root(f, found, multiplicity, digits):
        return None
    # a zero at 0 is never reached by adding digits
    nought = bool(abs(found) < abs(step) / _MANY and f.expression.subs(f.variable, 0).is_zero)
    return Root(Fraction(0) if nought else fraction(found), multiplicity, exact=nought)


def landed_on(f: Function, x: mpf) -> Root:
    """The root at `x`, where the function has been found to be zero."""
    rational = _rational(f, x, abs(x) * mpf(10) ** -20)
    aside = x + (abs(x) / 1000 or mpf(10) ** -10)
    value = fraction(x) if rational is None else rational
    if not smooth(f.expression):
        return Root(value, None, exact=rational is not None)
    for order in range(1, _HIGHEST + 1):
        derivative = f.derivative(order)
        slope = evaluator(derivative.expression, f.variable)(x)
        there = evaluator(derivative.expression, f.variable)(aside)
        if slope and (there is None or abs(slope) > abs(there) * mpf(10) ** -20):
            return Root(value, order, exact=rational is not None)
    return Root(value, None, exact=rational is not None)


def quantity(f: Function, root: Root, decade: Rational) -> Quantity:
    """The root with its meaning: a simple root is the one zero of f in a small box around it.

    A repeated root is a rational if it is one, else the one zero of the derivative of f that is
    the first to cross the axis there.
    """
    if root.exact and root.multiplicity != 1:
        return Quantity(root.value, Meaning(Rational(root.value.numerator, root.value.denominator)))
    crossing = f if root.multiplicity in (1, None) else f.derivative(root.multiplicity - 1)
    reach = _reach(crossing, root.value, decade)
    box = (_decimal(root.value - reach, reach), _decimal(root.value + reach, reach))
    return zero((float(root.value),), (f.variable,), (crossing.expression,), (box,))[0]


def decade(number: Fraction) -> Rational:
    """The power of ten that the leading digit of `number` counts; of zero, one."""
    if not number:
        return Rational(1)
    magnitude = log10(abs(number.numerator)) - log10(number.denominator)
    return Rational(10) ** floor(magnitude + 1e-12)


def multiprecise(number: Fraction) -> mpf:
    """`number` to the digits in force."""
    return mpf(number.numerator) / number.denominator


def _whole(guess: mpf) -> int | None:
    nearest = round(guess) if 0.5 < guess < 10**6 else 0
    return nearest if nearest and abs(guess - nearest) <= 0.01 * nearest else None


def _rational(f: Function, near: mpf, within: mpf) -> Fraction | None:
    """A simple fraction at most `within` away from `near` that is a root beyond doubt."""
    candidate = fraction(near).limit_denominator(_SIMPLE_FRACTION)
    if abs(multiprecise(candidate) - near) > within:
        return None
    value = f.expression.subs(f.variable, Rational(candidate.numerator, candidate.denominator))
    return candidate if value.is_zero else None


def _refined(f: Function, x: mpf, multiplicity: int, digits: int) -> mpf | None:
    derivative = f.derivative(multiplicity - 1) if multiplicity > 1 else f
    return polish(derivative.expression, f.variable, x, digits)


def _is_root(f: Function, found: mpf, multiplicity: int, digits: int) -> bool:
    value = evaluator(f.expression, f.variable)

    def height(more: int) -> mpf | None:
        there = _refined(f, found, multiplicity, more)
        with workdps(more):
            return None if there is None else value(there)

    return vanishes(height, digits)


def _reach(f: Function, root: Fraction, decade: Rational) -> Fraction:
    """Half the width of a box in which f' hardly changes, so that it can be seen not to vanish."""
    with workdps(30):
        at = multiprecise(root)
        reach = Fraction(int(decade.p), int(decade.q)) / 10**8
        if smooth(f.expression):
            slope = evaluator(f.derivative().expression, f.variable)(at)
            bend = evaluator(f.derivative(2).expression, f.variable)(at)
            if slope and bend:
                reach = min(reach, fraction(abs(slope / bend)) / 1000)
    return reach


def _decimal(number: Fraction, reach: Fraction) -> Rational:
    """`number` cut to two digits beyond the size of `reach`, to keep what is written short."""
    unit = decade(reach) / 100
    return Rational(round(number / Fraction(int(unit.p), int(unit.q)))) * unit
