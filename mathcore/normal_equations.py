"""The two equations of the best line, solved on paper: each line follows from the one before.

At the bottom of chi^2 both its slopes are zero. That is two linear equations for m and c in the
weighted sums of the data; the derivation eliminates c, then puts m back. Every step is a system
with the same solution as the step before it, with sums as symbols or as numbers alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from sympy import Eq, Expr, Rational, Symbol, symbols

from mathcore.data import DataSet, Sums
from mathcore.moments import Moments
from mathcore.trial_line import C, M

# The sums of the weights, of x, y, x^2 and x y; and the mean of x.
SUMS = (Symbol("n", positive=True), *symbols("S_x S_y S_xx S_xy", real=True))
XBAR = Symbol("xbar", real=True)


class Reason(Enum):
    """Why a step follows from the one before."""

    FLAT = "at the bottom both slopes are zero"
    HALVED = "halve, and sort by the unknowns"
    ELIMINATED = "take the second from the first, so that the intercept goes"
    DIVIDED = "divide: this is the slope"
    SUBSTITUTED = "the second equation gives the intercept"


@dataclass(frozen=True, slots=True)
class Step:
    """Two equations for m and c, and why they follow from the step before."""

    reason: Reason
    equations: tuple[Eq, Eq]


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
        Step(Reason.SUBSTITUTED, (_equal(M, slope), _equal(C, (sy - slope * sx) / n))),
    )


def _equal(left: Expr | int, right: Expr | int) -> Eq:
    return Eq(left, right, evaluate=False)
