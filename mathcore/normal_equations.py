"""The two equations of the best line, solved on paper: each line follows from the one before.

At the bottom of chi^2 both its slopes are zero. That is two linear equations for m and c in the
weighted sums of the data; the derivation eliminates c, then puts m back. Every step is a system
with the same solution as the step before it, with sums as symbols or as numbers alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from sympy import Add, Derivative, Eq, Expr, Matrix, Mul, Pow, Rational, Symbol, fraction, symbols

from mathcore.data import DataSet, Sums
from mathcore.moments import Moments
from mathcore.trial_line import C, M

# The sums of the weights, of x, y, x^2 and x y; and the mean of x.
SUMS = (Symbol("n", positive=True), *symbols("S_x S_y S_xx S_xy", real=True))
XBAR = Symbol("xbar", real=True)
_UNKNOWNS = Matrix([M, C])


class Reason(Enum):
    """Why a step follows from the one before."""

    FLAT = "at the bottom both slopes are zero"
    HALVED = "halve, and sort by the unknowns"
    ELIMINATED = "take the second from the first, so that the intercept goes"
    DIVIDED = "divide: this is the slope"
    ISOLATED = "the second equation gives the intercept, once the slope is known"
    SUBSTITUTED = "put the slope in: both are known from sums alone"


@dataclass(frozen=True, slots=True)
class Step:
    """Two equations for m and c, and why they follow from the step before."""

    reason: Reason
    equations: tuple[Eq, Eq]


def chi_squared() -> Expr:
    """Chi^2 of the line y = m x + c, multiplied out, in the symbols `SUMS` and the sum of y^2."""
    n, sx, sy, sxx, sxy = SUMS
    return (
        Symbol("S_yy", real=True) - 2 * (M * sxy + C * sy) + M**2 * sxx + 2 * M * C * sx + n * C**2
    )


def slopes() -> tuple[Expr, Expr]:
    """The derivatives of `chi_squared` along m and along c, left unevaluated."""
    whole = chi_squared()
    return Derivative(whole, M, evaluate=False), Derivative(whole, C, evaluate=False)


def follows(before: Step, after: Step) -> tuple[Eq, ...]:
    """Why `after` has the solution of `before`: one identity an equation of `after`.

    Its left side is what that equation says is zero; its right side is the combination of
    the equations of `before` that it is, so that each system can be had from the other.
    """
    rows, wanted = _gaps(before), _gaps(after)
    factors = wanted.jacobian(_UNKNOWNS) * rows.jacobian(_UNKNOWNS).inv()
    combined = factors * rows
    return tuple(Eq(a, b, evaluate=False) for a, b in zip(wanted, combined, strict=True))


def solution() -> tuple[Step, ...]:
    """The derivation in general: the sums are the symbols `SUMS`."""
    return _derive(*SUMS)


def solve(data: DataSet) -> tuple[Step, ...]:
    """The derivation with the sums of `data` as exact numbers.

    Raises:
        ValueError: the points stand above one another, so that the last division is by zero.
    """
    if data.sums.spread == 0:
        raise ValueError("all x are the same, so the two equations are one and the same")
    return _derive(*_numbers(data.sums))


def textbook(expression: Expr) -> Expr:
    """The same expression in the order in which a book would print it, for showing only.

    What is added comes before what is taken away, m before c before neither; in a product the
    number comes first, then n, then sums, then the unknown.
    """
    if isinstance(expression, Add):
        return Add(*(textbook(e) for e in sorted(expression.args, key=_term)), evaluate=False)
    top, bottom = fraction(expression)
    if bottom != 1:
        return Mul(textbook(top), Pow(textbook(bottom), -1, evaluate=False), evaluate=False)
    if isinstance(expression, Mul):
        return Mul(*(textbook(e) for e in sorted(expression.args, key=_factor)), evaluate=False)
    return expression


def centred() -> tuple[Expr, Expr, Expr]:
    """Three forms of the slope, each equal to the one before, where Sx is `XBAR` n.

    The first is the solution of the normal equations; the last is written about the centre.
    """
    n, _, sy, sxx, sxy = SUMS
    sx = n * XBAR
    return (
        (n * sxy - sx * sy) / (n * sxx - sx**2),
        (sxy - sx * sy / n) / (sxx - sx**2 / n),
        (sxy - XBAR * sy) / (sxx - n * XBAR**2),
    )


def centred_identity(count: int) -> tuple[Eq, Eq]:
    """For `count` points in symbols: both ways to write m, and both to write c, are equal.

    The left sides are the solution of the normal equations, the right sides are
    sum((x - xbar) y) / sum((x - xbar)^2) and ybar - m xbar.

    Raises:
        ValueError: `count` is below two.
    """
    if count < 2:
        raise ValueError(f"a line needs two points or more, got {count}")
    x, y = symbols(f"x1:{count + 1}", real=True), symbols(f"y1:{count + 1}", real=True)
    of = Moments.of((*x, *y), count)
    n, sx, sy = of.n, of.sum(x), of.sum(y)
    sxx = of.sum(each**2 for each in x)
    sxy = of.sum(a * b for a, b in zip(x, y, strict=True))
    spread = n * sxx - sx**2
    slope, intercept = (n * sxy - sx * sy) / spread, (sxx * sy - sx * sxy) / spread
    return Eq(slope, of.slope, evaluate=False), Eq(intercept, of.intercept, evaluate=False)


def _numbers(sums: Sums) -> tuple[Rational, ...]:
    needed = (sums.n, sums.x, sums.y, sums.xx, sums.xy)
    return tuple(Rational(each.numerator, each.denominator) for each in needed)


def _derive(n: Expr, sx: Expr, sy: Expr, sxx: Expr, sxy: Expr) -> tuple[Step, ...]:
    second = _equal(sx * M + n * C, sy)
    slope = (n * sxy - sx * sy) / (n * sxx - sx**2)
    flat = (
        _equal(2 * sxx * M + 2 * sx * C - 2 * sxy, 0),
        _equal(2 * sx * M + 2 * n * C - 2 * sy, 0),
    )
    eliminated = _equal((n * sxx - sx**2) * M, n * sxy - sx * sy)
    return (
        Step(Reason.FLAT, flat),
        Step(Reason.HALVED, (_equal(sxx * M + sx * C, sxy), second)),
        Step(Reason.ELIMINATED, (eliminated, second)),
        Step(Reason.DIVIDED, (_equal(M, slope), second)),
        Step(Reason.ISOLATED, (_equal(M, slope), _equal(C, (sy - sx * M) / n))),
        Step(Reason.SUBSTITUTED, (_equal(M, slope), _equal(C, (sy - slope * sx) / n))),
    )


def _term(term: Expr) -> tuple[bool, bool, bool]:
    return term.could_extract_minus_sign(), M not in term.free_symbols, C not in term.free_symbols


def _factor(factor: Expr) -> tuple[int, str]:
    symbols = factor.free_symbols
    rank = 0 if not symbols else 1 if factor == SUMS[0] else 3 if symbols <= {M, C} else 2
    return rank, str(factor)


def _gaps(step: Step) -> Matrix:
    return Matrix([each.lhs - each.rhs for each in step.equations])


def _equal(left: Expr | int, right: Expr | int) -> Eq:
    return Eq(left, right, evaluate=False)
