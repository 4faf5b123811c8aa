"""How far a Taylor polynomial can be from its function: Lagrange's bound, for certain.

``|f(x) - p_n(x)| <= M |x - a|^(n+1) / (n+1)!`` with M the greatest ``|f^(n+1)|`` between a and x
(Apostol, *Calculus* 1, 1967, section 7.7). M is found by branch and bound: on a piece of the
interval, f^(n+1) lies under the parabola that its value and slope in the middle and the greatest
second derivative on the piece allow; the piece that allows most is halved, until what is
allowed and what is reached agree to 2^-40.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush
from math import factorial, inf, nextafter

import numpy as np
from flint import arb
from numpy.typing import NDArray
from sympy import Abs, Derivative, Dummy, Expr, Subs, together

from mathcore.balls import working
from mathcore.jets import Jets
from mathcore.quantity import Greatest, Meaning, Quantity, compose, exact
from mathcore.taylor import Expansion, Outcome

_BITS = 192
_TIGHT = 2.0**-40
_MOST_PIECES = 20_000

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Bound:
    """No error of order `order` between `low` and `high` is greater than `value`.

    `greatest` is M, the greatest height of the derivative of order `order` + 1 there.
    """

    order: int
    low: Quantity
    high: Quantity
    greatest: Quantity
    value: Quantity


@dataclass(frozen=True, slots=True)
class Band:
    """Lagrange's bound as a function of x, for drawing; its values are rounded up."""

    expansion: Expansion
    order: int

    def __call__(self, x: Array) -> Array:
        """The bound at each x of an array of any shape.

        The points of one side are visited outwards, and M grows from each to the next.

        Raises:
            ValueError: the derivative cannot be bounded as far as some x.
        """
        xs = np.asarray(x, float)
        flat, heights = xs.ravel(), np.zeros(xs.size)
        centre, jets = self.expansion.at, jets_of(self.expansion)
        power = self.order + 1
        for side in (1, -1):
            here = [i for i in np.argsort(side * flat) if side * (flat[i] - centre) > 0]
            before, greatest = float(centre), 0.0
            for i in here:
                greatest = _greatest(jets, power, before, flat[i], greatest)
                before = flat[i]
                reach = nextafter(abs(before - centre), inf)
                heights[i] = greatest * reach**power * (1 + 2.0**-50 * power)
        return heights.reshape(xs.shape)


def bound(expansion: Expansion, order: int, x: float | tuple[float, float]) -> Bound:
    """Lagrange's bound of the error of order `order` at `x`, or on the interval `x`.

    The value is at most 2^-39 of itself above what Lagrange's formula gives.

    Raises:
        ValueError: the derivative of order `order` + 1 does not exist or cannot be bounded
            there, as next to a pole.
    """
    centre = expansion.at
    ends = [exact(each) for each in (x if isinstance(x, tuple) else (x,))]
    low, high = min(*ends, centre), max(*ends, centre)
    far = low if centre - low > high - centre else high
    height = _greatest(jets_of(expansion), order + 1, float(low), float(high), 0.0)
    greatest = _claimed(expansion, order + 1, height * factorial(order + 1), low, high)
    value = compose(
        height * abs(far - centre) ** (order + 1),
        lambda m, at, a: m * Abs(at - a) ** (order + 1) / factorial(order + 1),
        greatest,
        far,
        centre,
    )
    return Bound(order, low, high, greatest, value)


def share(expansion: Expansion, order: int, x: Array) -> Array:
    """The part of Lagrange's bound that the true error takes up at each x; at most 1.

    NaN at the centre, where both are 0.
    """
    heights = Band(expansion, order)(x)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.abs(expansion.difference(order)(x)) / heights


def jets_of(expansion: Expansion) -> Jets:
    """The enclosures of the function and its derivatives, its hole filled."""
    f, joined = expansion.function, expansion.hole is not None
    filled = joined and expansion.outcome is not Outcome.SILENT
    whole = together(f.expression) if filled else f.expression
    return Jets(whole, f.variable, expansion.hole)


def _claimed(
    expansion: Expansion, order: int, value: float, low: Quantity, high: Quantity
) -> Quantity:
    f, over, symbol = expansion.function, Dummy("t", real=True), Dummy("M", nonnegative=True)

    def meaning() -> Meaning:
        nth = Derivative(f.expression, (f.variable, order), evaluate=False)
        height: Expr = Abs(Subs(nth, f.variable, over))
        ends = [each.meaning for each in (low, high)]
        before = dict.fromkeys(binding for each in ends for binding in each.bindings)
        limits = [each.expression for each in ends]
        return Meaning(symbol, (*before, Greatest(symbol, height, over, *limits)))

    return Quantity(value, meaning)


def _greatest(jets: Jets, k: int, one: float, other: float, floor: float) -> float:
    """The greatest |f^(k)| / k! between two places, or `floor` if that is more; rounded up."""
    heap: list[tuple[float, float, float]] = []
    reached = floor
    with working(_BITS, 1):
        for end in (one, other):
            reached = max(reached, _lower(jets.over(arb(end), k)[k]))
        pieces = [(min(one, other), max(one, other))]
        for _ in range(_MOST_PIECES):
            for low, high in pieces:
                allowed, here = _allowed(jets, k, low, high)
                reached = max(reached, here)
                heappush(heap, (-allowed, low, high))
            top, low, high = heappop(heap)
            if -top <= reached * (1 + _TIGHT) < inf:
                return max(-top, floor)
            middle = low + (high - low) / 2
            if reached == inf or not low < middle < high:
                break
            pieces = [(low, middle), (middle, high)]
    raise ValueError(
        f"the derivative of order {k} of {jets.expression} cannot be bounded "
        f"between {jets.variable} = {one!r} and {other!r}"
    )


def _allowed(jets: Jets, k: int, low: float, high: float) -> tuple[float, float]:
    """No more than the first on the piece; the second is certainly reached in its middle."""
    wide = arb(low).union(arb(high))
    over = jets.over(wide, k + 2)
    middle = arb(low + (high - low) / 2)
    value, slope = jets.over(middle, k + 1)[k:]
    slope *= k + 1
    bend = over[k + 2] * ((k + 1) * (k + 2)) / 2
    r = (wide - middle).abs_upper()
    plain = _upper(abs(over[k]))
    curved = max(_parabola(value, slope, bend, r), _parabola(-value, -slope, -bend, r))
    return min(plain, curved), _lower(value)


def _parabola(a: arb, b: arb, c: arb, r: arb) -> float:
    """The greatest ``a + b h + c h^2`` for |h| <= r and c in a ball, rounded up."""
    c = c.upper()
    if c < 0 and abs(b) < -2 * c * r:
        return _upper(a - b * b / (4 * c))
    return _upper(a + abs(b) * r + c * r * r)


def _upper(value: arb) -> float:
    if value.is_zero():
        return 0.0
    return nextafter(float(value.upper()), inf) if value.is_finite() else inf


def _lower(value: arb) -> float:
    return max(0.0, nextafter(float(value.abs_lower()), 0.0)) if value.is_finite() else 0.0
