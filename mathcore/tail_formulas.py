"""The tails of four distributions as finite formulas, for whole degrees of freedom.

With whole degrees of freedom the incomplete gamma and beta functions come down to finite sums
of powers, with an exponential, a square root, an error function or an arc tangent (Abramowitz &
Stegun, *Handbook of Mathematical Functions*, 1964, 26.2.29, 26.4.4 and 26.4.5, 26.6.4 to
26.6.8, 26.7.3 and 26.7.4). They hold as many terms as there are degrees of freedom.
"""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Add, Expr, Integer, Rational, atan, erf, exp, gamma, pi, sqrt

from mathcore.rational import unevaluated_root as root


def normal(z: Expr) -> Expr:
    """P(Z > z) for a standard normal Z."""
    return (1 - erf(z / sqrt(2))) / 2


def chi_squared(x: Expr, dof: int) -> Expr:
    """P(X > x) for a chi^2 variable X with `dof` degrees of freedom."""
    half = x / 2
    if dof % 2 == 0:
        return exp(-half) * _series(dof // 2, half, (Rational(1, j + 1) for j in range(dof)))
    ratios = (Rational(2, 2 * j + 3) for j in range(dof))
    series = _series(dof // 2, half, ratios) * 2 * root(half / pi)
    return 1 - erf(root(half)) + exp(-half) * series


def student_t(t: Expr, dof: int) -> Expr:
    """P(T > t) for Student's T with `dof` degrees of freedom."""
    return (1 - _within(t, dof)) / 2


def fisher_f(f: Expr, dof: int, dof_below: int) -> Expr:
    """P(F > f) for Fisher's F with `dof` and `dof_below` degrees of freedom."""
    left = Integer(dof_below) / (dof_below + dof * f)
    right = 1 - left
    if dof % 2 == 0:
        ratios = (Rational(dof_below + 2 * j, 2 * j + 2) for j in range(dof))
        return _half_power(left, dof_below) * _series(dof // 2, right, ratios)
    if dof_below % 2 == 0:
        ratios = (Rational(dof + 2 * j, 2 * j + 2) for j in range(dof_below))
        return 1 - _half_power(right, dof) * _series(dof_below // 2, left, ratios)
    ratios = (Rational(dof_below + 1 + 2 * j, 3 + 2 * j) for j in range(dof))
    factor = 2 * gamma(Rational(dof_below + 1, 2)) / (sqrt(pi) * gamma(Rational(dof_below, 2)))
    series = factor * root(right) * _half_power(left, dof_below)
    return 1 - _within(root(dof * f), dof_below) + series * _series(dof // 2, right, ratios)


def _within(t: Expr, dof: int) -> Expr:
    """P(-t < T < t) for Student's T, negative when t is."""
    cosine_squared = Integer(dof) / (dof + t**2)
    sine = t / root(dof + t**2)
    if dof % 2 == 0:
        ratios = (Rational(2 * j + 1, 2 * j + 2) for j in range(dof))
        return sine * _series(dof // 2, cosine_squared, ratios)
    ratios = (Rational(2 * j + 2, 2 * j + 3) for j in range(dof))
    series = sine * root(cosine_squared) * _series(dof // 2, cosine_squared, ratios)
    return 2 * (atan(t / sqrt(dof)) + series) / pi


def _half_power(of: Expr, halves: int) -> Expr:
    """`of` to the power of so many halves."""
    return of ** (halves // 2) * (root(of) if halves % 2 else 1)


def _series(terms: int, of: Expr, ratios: Iterator[Expr]) -> Expr:
    """1 + r0 of + r0 r1 of^2 + ..., of so many terms; 0 when there are none."""
    coefficient, total = Integer(1), []
    for power in range(terms):
        total.append(coefficient * of**power)
        coefficient *= next(ratios)
    return Add(*total)
