"""Derivatives from quotients of machine numbers: steps too long, steps too short, the best one.

With values that are wrong by up to e, a quotient over the step h is wrong by two parts: the
*truncation*, ``h |f''| / 2`` one-sided and ``h^2 |f'''| / 6`` central, and the *round-off*,
``2 e / h`` one-sided and ``e / h`` central. One falls and the other grows as h shrinks: on
log-log axes the error is a U, lowest where h^(p+1) is the ratio of round-off to p times
truncation (Higham, *Accuracy and Stability of Numerical Algorithms*, 2002, section 1.11). The
level e is a unit in the last place of f and, since a + h is rounded too, of a f', plus noise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from math import isfinite, log10

import numpy as np
from numpy.typing import NDArray
from sympy import Abs, Expr, Integer, Rational, log

from mathcore import balls
from mathcore.derivative_verdicts import DerivativeVerdict, Kind, verdict
from mathcore.exact_values import closed
from mathcore.functions import Function
from mathcore.quantity import Point, Quantity, compose, exact
from mathcore.quotients import Side

_UNIT = Rational(1, 2**52)
_BITS = 400


class Outcome(Enum):
    """What steps do to the quotients of a function at a point."""

    BEST_STEP = "long steps miss the bend, short ones drown in round-off: the best is between"
    ONLY_ROUND_OFF = "no bend of the curve can be felt here, so only round-off is foretold"
    JUMP = "across the jump the quotients grow without bound as the step shrinks"
    NO_DERIVATIVE = "there is no derivative here for the quotients to come near"


@dataclass(frozen=True, slots=True)
class Row:
    """One step `h`: the `measured` quotient in machine numbers, and how wrong it is.

    `error` is None where there is no derivative; `truncation` and `round_off` are what theory
    foretells, None where it says nothing.
    """

    h: Quantity
    measured: Quantity
    error: Quantity | None
    truncation: Quantity | None
    round_off: Quantity | None


@dataclass(frozen=True, slots=True)
class Study:
    """Quotients of one `scheme` over many steps, longest first.

    `best` is the step that theory foretells to be best, `gap` the height of a jump.
    """

    scheme: Side
    verdict: DerivativeVerdict
    rows: tuple[Row, ...]
    best: Quantity | None
    gap: Quantity | None
    outcome: Outcome

    @property
    def errors(self) -> tuple[Point, ...]:
        """The measured errors that are not zero, as (log10 h, log10 error)."""
        return _points([(row.h, row.error) for row in self.rows])

    @property
    def truncations(self) -> tuple[Point, ...]:
        """The truncation part, as (log10 h, log10 part): on a line of slope 1, or 2 if central."""
        return _points([(row.h, row.truncation) for row in self.rows])

    @property
    def round_offs(self) -> tuple[Point, ...]:
        """The round-off part, as (log10 h, log10 part): on a line of slope -1."""
        return _points([(row.h, row.round_off) for row in self.rows])

    @property
    def slopes(self) -> tuple[Point, ...]:
        """The measured quotients that are not zero, as (log10 h, log10 |quotient|)."""
        return _points([(row.h, _size(row.measured)) for row in self.rows])

    @property
    def best_row(self) -> Row:
        """The row whose measured error is least.

        Raises:
            ValueError: there is no derivative, so there are no errors.
        """
        wrong = [(row.error, row) for row in self.rows if row.error is not None]
        if not wrong:
            raise ValueError(f"no error can be measured: {self.outcome.value}")
        return min(wrong, key=lambda each: float(each[0]))[1]


def study(
    f: Function,
    a: float,
    steps: Sequence[float],
    scheme: Side = Side.FORWARD,
    noise: float = 0.0,
    seed: int = 0,
) -> Study:
    """The quotients of `f` at `a` over `steps`, in machine numbers, against theory.

    Args:
        f: the function.
        a: the point.
        steps: positive step lengths, each shorter than the one before.
        scheme: forward, backward or central.
        noise: every value of f is disturbed by up to this much, evenly distributed.
        seed: which disturbances.

    Raises:
        ValueError: there are no steps, they are not positive and falling, the noise is negative
            or not finite, or `f` has no value where a quotient needs one.
    """
    steps = [float(each) for each in steps]
    falling = all(after < before for before, after in pairwise(steps))
    if not steps or not falling or not (steps[-1] > 0 and isfinite(steps[0])):
        raise ValueError(f"steps must be positive, finite and falling, got {steps=}")
    if not (noise >= 0 and isfinite(noise)):
        raise ValueError(f"noise must be a finite number >= 0, got {noise=}")
    found = verdict(f, a)
    measured = _measured(f, float(a), np.array(steps), scheme, noise, seed)
    best, outcome = None, Outcome.NO_DERIVATIVE
    parts: tuple[Quantity | None, Quantity | None] = (None, None)
    if found.kind is Kind.VALUE:
        bend, level = _bend(f, found, scheme), _level(found, noise, scheme)
        parts, outcome = (bend, level), Outcome.ONLY_ROUND_OFF
        if bend:
            best, outcome = _best(bend, level, scheme), Outcome.BEST_STEP
    gap = _gap(found)
    rows = tuple(
        _row(exact(h), exact(q), found, scheme, parts) for h, q in zip(steps, measured, strict=True)
    )
    return Study(scheme, found, rows, best, gap, outcome if gap is None else Outcome.JUMP)


def _measured(
    f: Function, a: float, h: NDArray[np.float64], scheme: Side, noise: float, seed: int
) -> list[float]:
    before, after = scheme.value
    ends = np.array([a + before * h, a + after * h])
    heights = f(ends)
    if not np.isfinite(heights).all():
        raise ValueError(f"{f} has no value somewhere between {ends.min()!r} and {ends.max()!r}")
    disturbed = heights + np.random.default_rng(seed).uniform(-noise, noise, heights.shape)
    quotients: list[float] = ((disturbed[1] - disturbed[0]) / ((after - before) * h)).tolist()
    return quotients


def _order(scheme: Side) -> int:
    return 2 if scheme is Side.CENTRAL else 1


def _bend(f: Function, found: DerivativeVerdict, scheme: Side) -> Quantity | None:
    """What h^p is multiplied with in the truncation; None where it is not known."""
    order = _order(scheme) + 1
    try:
        leading = f.nth(order, found.at)
    except ValueError:
        return None
    return compose(
        abs(leading) / (2 if order == 2 else 6),
        lambda slope: Abs(slope) / (2 if order == 2 else 6),
        leading,
    )


def _level(found: DerivativeVerdict, noise: float, scheme: Side) -> Quantity:
    """What 1/h is multiplied with in the round-off."""
    assert found.height is not None  # a point with a derivative has a height
    ends = 3 - _order(scheme)
    level = 2.0**-52 * (abs(found.height) + abs(found.at * found.derivative)) + noise

    def build(height: Expr, at: Expr, slope: Expr, disturbance: Expr) -> Expr:
        return ends * (_UNIT * (Abs(height) + Abs(at * slope)) + disturbance)

    return compose(ends * level, build, found.height, found.at, found.derivative, noise)


def _best(bend: Quantity, level: Quantity, scheme: Side) -> Quantity:
    p = _order(scheme)
    return compose(
        (level / (p * bend)) ** (1 / (p + 1)),
        lambda c, r: (r / (p * c)) ** Rational(1, p + 1),
        bend,
        level,
    )


def _gap(found: DerivativeVerdict) -> Quantity | None:
    left, right = found.left.height.value, found.right.height.value
    if found.kind is not Kind.JUMP or left is None or right is None:
        return None
    return compose(right - left, lambda p, q: q - p, left, right)


def _row(
    h: Quantity,
    measured: Quantity,
    found: DerivativeVerdict,
    scheme: Side,
    parts: tuple[Quantity | None, Quantity | None],
) -> Row:
    bend, level = parts
    p = _order(scheme)
    truncation = bend and compose(bend * h**p, lambda c, step: c * step**p, bend, h)
    round_off = level and compose(level / h, lambda r, step: r / step, level, h)
    if found.kind is not Kind.VALUE:
        return Row(h, measured, None, None, None)
    with balls.working(_BITS):
        slope = closed(found.derivative.meaning.expression)
        wrong = float(abs(closed(measured.meaning.expression) - slope).mid())
    error = compose(wrong, lambda q, s: Abs(q - s), measured, found.derivative)
    return Row(h, measured, error, truncation, round_off)


def _size(number: Quantity) -> Quantity:
    return compose(abs(number), Abs, number)


def _points(pairs: Sequence[tuple[Quantity, Quantity | None]]) -> tuple[Point, ...]:
    return tuple(Point(_log10(h), _log10(part)) for h, part in pairs if part)


def _log10(number: Quantity) -> Quantity:
    return compose(log10(number), lambda each: log(each) / log(Integer(10)), number)
