"""How a walk by Newton's method can end, and the tests that tell the endings apart.

None of the tests trusts sixteen digits: they are asked of walks in multiprecision, and what a
test says is believed only when a walk with twice the digits says the same (`newton_walk`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from itertools import pairwise

from mpmath import mpf

_LONGEST_PERIOD = 64
_FAR = mpf(10) ** 60
_INVISIBLE = mpf(10) ** -300
_HORIZON = 2**30
_FEWEST_STEPS = 60


class Outcome(Enum):
    """Why a walk ended. A walk that fails is a result to show, not an error to raise."""

    CONVERGED = "the steps shrink to nothing: here is a root"
    CYCLE = "it comes back to where it was, and goes round for ever"
    SETTLES = "it is drawn into a ring of points, and goes round for ever"
    FLAT = "the tangent is horizontal, so it never meets the axis"
    NO_TANGENT = "the curve has no single slope here, so there is no tangent"
    ESCAPED = "it runs away, out of every picture"
    DRIFTS = "the curve keeps nearing the axis but never meets it"
    LEFT_DOMAIN = "it lands where the function has no value"
    UNFINISHED = "the steps ran out first"


def returned(
    places: Sequence[mpf], coarse: Sequence[float], tol: mpf, same: mpf
) -> tuple[Outcome, int] | None:
    """Whether the last place is an earlier one again, and after how many steps.

    A return within `same` (relative to the last step) is a cycle; one within `tol` counts only
    if the return before it was worse, so that the ring attracts: a walk that starts very near
    a ring that repels circles for a while, but leaves.

    Args:
        places: where the walk has been.
        coarse: the same as floats, which most comparisons are made with.
        tol: how near, as a fraction of the last step, tells that a ring attracts.
        same: how near, as a fraction of the last step, is the same place.
    """
    last = len(places) - 1
    nearby = 2 * max(float(tol), 1e-15) * abs(coarse[last] - coarse[last - 1])
    for period in range(2, min(last, _LONGEST_PERIOD) + 1):
        if not abs(coarse[last] - coarse[last - period]) <= nearby:
            continue
        step = abs(places[last] - places[last - 1])
        miss = abs(places[last] - places[last - period])
        if miss <= same * step:
            return Outcome.CYCLE, period
        if miss <= tol * step and last >= 2 * period:
            before = abs(places[last - period] - places[last - 2 * period])
            if miss <= before * 9 / 10:
                return Outcome.SETTLES, period
    return None


def runs_away(places: Sequence[mpf]) -> bool:
    """Whether the walk is far beyond its start and still getting farther, four times running."""
    if abs(places[-1]) <= _FAR * max(abs(places[0]), abs(places[1])):
        return False
    return _growing(places[-5:])


def ending(
    places: Sequence[mpf], heights: Sequence[mpf], value: Callable[[mpf], mpf | None]
) -> Outcome:
    """What to call a walk that has not converged and does not return: away, adrift, or undecided.

    It drifts if, over the later half of at least sixty steps (or of any number that ran away),
    it went one way while the height fell tenfold or more, with steps that do not die out, and if
    the curve, of which `value` gives the heights, goes on nearing the axis ahead. Near a root of
    multiplicity m each step is 1 - 1/m of the one before, so the ratio stays below 1; over a
    curve that only nears the axis it tends to 1 like 1 - c/n with c at most one.
    """
    away = len(places) > 1 and runs_away(places)
    long = len(places) > _FEWEST_STEPS
    half = len(places) // 2
    if not (away or long):
        return Outcome.UNFINISHED
    steps = [b - a for a, b in pairwise(places[half:])]
    sinking = all(abs(b) < abs(a) for a, b in pairwise(heights[half:]))
    one_way = all(step * steps[0] > 0 for step in steps)
    lasting = len(places) * (1 - steps[-1] / steps[-2]) <= 1.25
    sunk = sinking and abs(heights[-1]) <= abs(heights[half]) / 10
    if sunk and one_way and lasting and _nearing(places[-1], steps[-1], value):
        return Outcome.DRIFTS
    return Outcome.ESCAPED if away or _growing(places[half:]) else Outcome.UNFINISHED


def _nearing(x: mpf, step: mpf, value: Callable[[mpf], mpf | None]) -> bool:
    """Whether the curve sinks further, without crossing the axis, at 1, 2, 4, 8, ... steps on."""
    ahead: list[mpf] = [value(x)]
    horizon = _HORIZON * max(abs(step), abs(x))
    while abs(step) < horizon:
        there = value(x + step)
        if there is None or not 0 <= there / ahead[-1] < 1:
            return False
        if abs(there) < _INVISIBLE:
            return True
        ahead.append(there)
        step *= 2
    return bool(abs(ahead[-1]) <= abs(ahead[len(ahead) // 2]) / 10)


def _growing(places: Sequence[mpf]) -> bool:
    return len(places) > 4 and all(abs(b) >= abs(a) * 101 / 100 for a, b in pairwise(places))
