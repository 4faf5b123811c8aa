"""Roots in the complex plane, each with its proof, and all real roots in an interval.

A complex root a + bi is the common zero of the real and the imaginary part of f(a + bi); a
repeated root of a polynomial is a simple root of its square-free part, which has the same roots.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import pairwise
from math import isfinite

import numpy as np
from mpmath import isnan, mpc, mpf, nan, workdps
from sympy import Dummy, Expr, I, Poly, Rational, expand_complex, re
from sympy import im as imaginary_of

from mathcore import newton_roots
from mathcore.functions import Function
from mathcore.mpmath_code import runnable
from mathcore.multiprecision import evaluator, fraction, polish
from mathcore.newton_roots import Root, decade
from mathcore.quantity import Quantity, exact, zero

_DIGITS = 60
_POLISHINGS = 60
_HIGHEST = 4
_HALVINGS = 60


@dataclass(frozen=True, slots=True)
class ComplexRoot:
    """The root ``real + imaginary i``; the imaginary part of a real root is exactly zero."""

    real: Quantity
    imaginary: Quantity


def nearby(f: Function, guess: complex, scale: float = 0.0) -> ComplexRoot | None:
    """The root of f that Newton's method finds from `guess`, which should be very near it.

    If that is negligible beside `scale` and f is zero at zero, it is zero.
    """
    if abs(guess) <= 1e-6 * scale and f.expression.subs(f.variable, 0).is_zero:
        return ComplexRoot(exact(0.0), exact(0.0))
    for order in range(_HIGHEST):
        crossing = _simple(f) if order == 0 else f.derivative(order)
        z = _polished(crossing, guess)
        if z is None or abs(z - guess) > 1e-3 * abs(z) + 1e-9:
            continue
        if order and not _small(f, z):
            continue
        return _described(crossing, z)
    return None


def real_roots(
    f: Function, low: float, high: float, *, resolution: int = 2000
) -> tuple[Quantity, ...]:
    """The roots of f in [low, high], from left to right.

    All of them for a polynomial; otherwise those where the sign changes between two of
    `resolution` equal parts, without poles and jumps.

    Raises:
        ValueError: not ``low < high``, both finite, or `resolution` is not positive.
    """
    if not (isfinite(low) and isfinite(high) and low < high and resolution > 0):
        raise ValueError(f"need low < high and resolution > 0, got {low=}, {high=}, {resolution=}")
    simple = _simple(f)
    if simple.expression.is_polynomial(f.variable):
        ends = (exact(end).meaning.expression for end in (low, high))
        isolated = Poly(simple.expression, f.variable).intervals(inf=next(ends), sup=next(ends))
        brackets = [each[0] for each in isolated]
    else:
        brackets = _changes(simple, low, high, resolution)
    found = (_between(simple, Rational(a), Rational(b)) for a, b in brackets)
    return tuple(root for root in found if root is not None)


def _changes(f: Function, low: float, high: float, parts: int) -> list[tuple[Rational, Rational]]:
    places = np.linspace(low, high, parts + 1)
    signs = np.sign(f(places))
    brackets = []
    for (a, b), (left, right) in zip(pairwise(places), pairwise(signs), strict=True):
        if left == 0 or left * right < 0:
            brackets.append((Rational(float(a)), Rational(float(a if left == 0 else b))))
    if signs[-1] == 0:
        brackets.append((Rational(float(high)), Rational(float(high))))
    return brackets


def _between(f: Function, low: Rational, high: Rational) -> Quantity | None:
    """The root in [low, high], halved and polished; None if the sign changes by a jump."""
    value = evaluator(f.expression, f.variable)
    with workdps(_DIGITS):
        left, right = mpf(low.p) / low.q, mpf(high.p) / high.q
        falling = (value(left) or 0) > 0 or (value(right) or 0) < 0
        for _ in range(_HALVINGS):
            middle = (left + right) / 2
            y = value(middle)
            if y is None:
                return None
            left, right = (middle, right) if (y > 0) == falling else (left, middle)
        x = polish(f.expression, f.variable, (left + right) / 2, _DIGITS, right - left)
        if x is None or abs(x - left) > 1000 * (right - left) + abs(x) * mpf(10) ** -12:
            return None
        return _real(f, x)


def _real(f: Function, x: mpf) -> Quantity:
    value = fraction(x)
    return newton_roots.quantity(f, Root(value, 1), decade(value))


@cache
def _simple(f: Function) -> Function:
    """f, or for a polynomial with repeated roots the one that has each of them once."""
    if not f.expression.is_polynomial(f.variable):
        return f
    polynomial = Poly(f.expression, f.variable)
    if polynomial.degree() < 2 or polynomial.is_sqf:
        return f
    return Function(polynomial.sqf_part().as_expr(), f.variable)


@cache
def _pair(f: Function) -> Callable[[mpc], tuple[mpc, mpc]]:
    both = f.expression, f.expression.diff(f.variable)
    compiled = runnable(f.variable, both)

    def pair(z: mpc) -> tuple[mpc, mpc]:
        try:
            y, slope = compiled(z)
        except (ZeroDivisionError, ValueError):  # as at a pole, or where a tangent is vertical
            return mpc(nan), mpc(nan)
        return y, slope

    return pair


def _polished(f: Function, guess: complex) -> mpc | None:
    with workdps(_DIGITS):
        z = mpc(guess)
        for _ in range(_POLISHINGS):
            y, slope = _pair(f)(z)
            if y == 0:
                return z
            if slope == 0 or isnan(y):
                return None
            step = y / slope
            z -= step
            if abs(step) <= mpf(10) ** (-_DIGITS // 2) * max(abs(z), mpf(10) ** -20):
                return z - _quotient(f, z)
    return None


def _quotient(f: Function, z: mpc) -> mpc:
    y, slope = _pair(f)(z)
    return y / slope if slope else mpc(0)


def _small(f: Function, z: mpc) -> bool:
    """Whether f is as good as zero at z, compared with a place a little aside."""
    with workdps(_DIGITS):
        aside = z + max(abs(z), mpf(10) ** -10) / 1000
        return bool(abs(_pair(f)(z)[0]) <= abs(_pair(f)(aside)[0]) * mpf(10) ** -20)


def _described(f: Function, z: mpc) -> ComplexRoot:
    with workdps(_DIGITS):
        if abs(z.imag) <= abs(z) * mpf(10) ** -20:
            return ComplexRoot(_real(f, z.real), exact(0.0))
        size = decade(fraction(abs(z)))
        a, b = Dummy("a", real=True), Dummy("b", real=True)
        along = expand_complex(f.expression.subs(f.variable, a + I * b))
        parts: tuple[Expr, Expr] = (re(along), imaginary_of(along))
        box = tuple(_interval(fraction(each), size) for each in (z.real, z.imag))
        negligible = abs(z) * mpf(10) ** -20
        values = [float(each) if abs(each) > negligible else 0.0 for each in (z.real, z.imag)]
    real, imaginary = zero(values, (a, b), parts, box)
    return ComplexRoot(real, imaginary)


def _interval(middle: Fraction, size: Rational) -> tuple[Rational, Rational]:
    reach = size / 10**8
    unit = reach / 100
    whole = round(middle / Fraction(int(unit.p), int(unit.q)))
    return whole * unit - reach, whole * unit + reach
