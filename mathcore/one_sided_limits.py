"""What a formula tends to on one side of a point, decided from balls at shorter and shorter steps.

A side is walked in a step t > 0 that falls to zero. The formula is evaluated with ball
arithmetic at 24 steps between 2^-64 and 2^-518, each with digits enough to survive cancellation;
a law of growth that holds over 450 powers of two, and a shape that is regular all the way, are
taken for the law at zero. The steps are odd multiples, so that no oscillation such as
sin(pi/t) can hide at its zeros. A limit is only given when it has a name: a rational that agrees
with all digits that are known, or what SymPy's limit (Gruntz, *On Computing Limits in a
Symbolic Manipulation System*, 1996, chapter 3) says, if it agrees with them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from flint import arb
from sympy import Expr, S, Symbol

from mathcore import balls, interval
from mathcore.exact_values import closed
from mathcore.limit_names import name
from mathcore.quantity import Meaning, Quantity

SCALES = (64, 128, 256, 512)
STEPS = (65521, 64007, 62467, 30011, 9001, 1201)
_UNIT = 16  # the steps are multiples of 2^-16 of their scale
_SHALLOW = (2, 3, 4, 5)
_FAIR = 20  # bits that every sample must have to be looked at
_GOOD = 128  # bits that every sample should have
_SPARE = 4096


class Tendency(Enum):
    """What happens on one side of a point."""

    SETTLES = "it settles on one number"
    RISES = "it grows beyond every bound"
    FALLS = "it falls below every bound"
    RESTLESS = "it never settles"
    MISSING = "there is nothing on this side"
    UNDECIDED = "what happens on this side is not decided here"


@dataclass(frozen=True, slots=True)
class Limit:
    """What a formula does as its step falls to zero; `value` is the limit where it settles."""

    tendency: Tendency
    value: Quantity | None = None


class UnclearError(ArithmeticError):
    """A value is too large for balls, or too close to a break for their precision."""


def limit(g: Expr, t: Symbol) -> Limit:
    """The limit of `g` as the positive symbol `t` falls to zero.

    Raises:
        ValueError: `g` holds something that has no interval form.
    """
    found = _over(g, t, SCALES)
    if found.tendency is not Tendency.UNDECIDED:
        return found
    # where deep values are too large for balls, shallow ones may show growth or unrest
    shallow = _over(g, t, _SHALLOW)
    return found if shallow.tendency is Tendency.SETTLES else shallow


def _over(g: Expr, t: Symbol, scales: tuple[int, ...]) -> Limit:
    value, count = evaluator(g, t), len(STEPS)
    walk = sorted(((step(scale, m), scale) for scale in scales for m in STEPS), reverse=True)
    try:
        values = [value(at, scale) for at, scale in walk]
    except UnclearError:
        return Limit(Tendency.UNDECIDED)
    defined = [each for each in values if each is not None]
    if len(defined) < len(values):  # nothing at all, or gaps, however close
        return Limit(Tendency.UNDECIDED if defined else Tendency.MISSING)
    rows = [defined[i : i + count] for i in range(0, len(defined), count)]
    with balls.working(4 * SCALES[-1]):
        if all(each.is_zero() or each.rel_accuracy_bits() >= _FAIR for each in defined):
            return _judged(g, t, scales, [[each.mid() for each in row] for row in rows])
        first, last = (max(abs(each).upper() for each in rows[i]) for i in (0, -1))
    if last <= first * arb(2) ** -20:  # squeezed between bounds that go to zero
        return Limit(Tendency.SETTLES, Quantity(0.0, Meaning(S.Zero)))
    return Limit(Tendency.UNDECIDED)


def evaluator(g: Expr, t: Symbol) -> Callable[[arb, int], arb | None]:
    """`g` at a step, to 128 bits if they can be had, for steps of 2^-scale; None if undefined.

    The evaluator raises an UnclearError when no finite ball is found.

    Raises:
        ValueError: `g` holds something that has no interval form.
    """
    compiled = interval.compiled(g)

    def value(at: arb, scale: int) -> arb | None:
        ball = balls.NAN
        for bits in (3 * scale + 256, 12 * scale + _SPARE):
            with balls.working(bits):
                ball = balls.head(compiled({t: at}))
            if ball.is_finite() and (ball.is_zero() or ball.rel_accuracy_bits() >= _GOOD):
                return ball
        if ball.is_finite():
            return ball
        if ball.mid().is_finite():
            raise UnclearError
        return None

    return value


def step(scale: int, multiple: int) -> arb:
    """The step `multiple` / 2^16 x 2^-scale, exactly."""
    return arb((multiple, -scale - _UNIT))


def _judged(g: Expr, t: Symbol, scales: Sequence[int], rows: Sequence[Sequence[arb]]) -> Limit:
    values = [each for row in rows for each in row]
    regular = _monotone(values)
    spreads = [_spread(values[len(STEPS) * i :]) for i in range(len(rows))]
    size = max(abs(values[-1]), abs(values[0]))
    if spreads[0] <= size * arb(2) ** (8 - _GOOD):
        return _named(g, t, values[-1], spreads[0] + size * arb(2) ** (8 - _GOOD))
    if spreads[-1] <= spreads[0] * arb(2) ** -20:
        return _named(g, t, values[-1], 16 * _spread(rows[-1]))
    gains = [abs(after[-1] - before[-1]) for before, after in pairwise(rows)]
    grows = all(after >= 0.9 * before for before, after in pairwise(gains))
    if grows and abs(values[-1]) > abs(values[0]) and _one_sign(values):
        if regular or _clear_of_zero(g, t, scales):
            return Limit(Tendency.RISES if values[-1] > 0 else Tendency.FALLS)
    elif regular and all(0.4 * p < q < 0.6 * p for p, q in pairwise(gains)):
        # as slow as 1/log t: what is left halves from row to row
        return _named(g, t, 2 * rows[-1][-1] - rows[-2][-1], gains[-1] / 2, guess=False)
    early, late = max(map(_spread, rows[:2])), max(map(_spread, rows[2:]))
    return Limit(Tendency.UNDECIDED if regular or 2 * late < early else Tendency.RESTLESS)


def _monotone(values: Sequence[arb]) -> bool:
    steps = [after - before for before, after in pairwise(values)]
    return all(each >= 0 for each in steps) or all(each <= 0 for each in steps)


def _one_sign(values: Sequence[arb]) -> bool:
    return all(each > 0 for each in values) or all(each < 0 for each in values)


def _spread(values: Sequence[arb]) -> arb:
    return max(values) - min(values)


def _clear_of_zero(g: Expr, t: Symbol, scales: Sequence[int]) -> bool:
    """Whether |g| is certain to grow even over whole stretches of t, as (2 + sin(1/t)) / t does."""
    compiled = interval.compiled(g, hull=True)
    least = []
    for scale in scales:
        with balls.working(scale + 128):
            stretch = step(scale, 61440).union(step(scale, 65536))
            least.append(abs(balls.head(compiled({t: stretch}))).lower())
    return all(after > 2 * before > 0 for before, after in pairwise(least))


def _named(g: Expr, t: Symbol, value: arb, error: arb, guess: bool = True) -> Limit:
    found = name(g, t, value, error, guess)
    if found is None:
        return Limit(Tendency.UNDECIDED)
    return Limit(Tendency.SETTLES, Quantity(closed(found).mid(), Meaning(found)))
