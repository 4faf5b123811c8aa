"""All the zeros of a function over an interval, each in a box of its own, none left out.

The interval is cut in halves. A piece is dropped when its enclosure, plain or in mean-value
form, misses zero; it is kept when the derivative cannot vanish there, so that the signs at its
ends decide (Moore, Kearfott & Cloud, *Introduction to Interval Analysis*, 2009, chapters 6 and
8). What stays undecided at a millionth of the interval is a zero that several derivatives
share, or a pair of close ones. A formula that has no enclosure is sampled instead, and a zero
that it touches without crossing is then not seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from mpmath import isnan, mpf, nstr
from numpy.typing import NDArray
from sympy import Expr, Rational

from mathcore.boxes import enclose, misses
from mathcore.digits import exactly, negligible, value, zero_at
from mathcore.functions import Function
from mathcore.quantity import Meaning, Quantity, Zero, zero

_FIRST = 64
_HALVINGS = 14
_CROWD = 4096
_SAMPLES = 2049
_NEAR = 1e-4
_ORDERS = 6
_FIGURES = 12
_GRAIN = 30  # so many digits of a root make even the square of its error round-off

Array = NDArray[np.float64]
Piece = tuple[Expr, Expr]


@dataclass(frozen=True, slots=True)
class Crossing:
    """A zero at `x`, and the signs (-1, 0 or 1) of the function just `before` and `after` it.

    The sign on the far side of an end of the interval is 0.
    """

    x: Quantity
    before: int
    after: int


@lru_cache(maxsize=64, typed=True)  # a lecture checks what it is given, then shows it
def crossings(g: Function, low: float, high: float) -> tuple[Crossing, ...]:
    """Every zero of `g` in ``[low, high]``, from left to right.

    Raises:
        ValueError: ``low < high`` fails, or `g` vanishes along a stretch, or seems to in floats.
    """
    if not low < high:
        raise ValueError(f"low must be less than high, got {low=} and {high=}")
    search = _Search(g, exactly(low), exactly(high))
    if g.expression.is_zero:
        raise search.stretch()
    single, crowded = search.isolate() if _enclosable(g) else (search.sample(), [])
    found = search.ends()
    found += [each for piece in single for each in search.simple(g, *piece)]
    found += [each for piece in crowded for each in search.crowded(*piece)]
    places = {float(each): each for each in found}
    return tuple(search.crossing(places[x], sorted(places)) for x in sorted(places))


@dataclass(frozen=True, slots=True)
class _Search:
    """The function that is searched, and the interval, which sets the scale of every step."""

    g: Function
    low: Expr
    high: Expr

    def stretch(self) -> ValueError:
        """What to raise when the zeros cannot be counted."""
        return ValueError(
            f"{self.g.expression} is zero along a stretch between {self.low} and {self.high}"
        )

    def isolate(self) -> tuple[list[Piece], list[Piece]]:
        """Pieces on which `g` is monotone, and pieces that stayed undecided."""
        g, x = self.g.expression, (self.g.variable,)
        slope = self.g.derivative().expression
        ends = np.linspace(float(self.low), float(self.high), _FIRST + 1)
        left, right = ends[:-1], ends[1:]
        single: list[Piece] = []
        for _ in range(_HALVINGS):
            middle = (left + right) / 2
            bottom, top = enclose((g, slope), x, left[None], right[None])
            centre = enclose((g,), x, middle[None], middle[None])
            reach = np.maximum(np.abs(bottom[1]), np.abs(top[1])) * (right - left) * 0.5000001
            gone = misses(bottom[0], top[0])
            gone |= misses(centre[0][0] - reach, centre[1][0] + reach) & np.isfinite(reach)
            steady = misses(bottom[1], top[1]) & ~np.isnan(bottom[1])
            single += _pieces(left[steady & ~gone], right[steady & ~gone])
            left, middle, right = (each[~gone & ~steady] for each in (left, middle, right))
            if left.size > _CROWD:
                raise self.stretch()
            left, right = np.concatenate((left, middle)), np.concatenate((middle, right))
        return single, _merged(left, right)

    def sample(self) -> list[Piece]:
        """Pieces at whose ends `g` is zero or has opposite signs."""
        x = np.linspace(float(self.low), float(self.high), _SAMPLES)
        y = np.sign(self.g(x))
        still = np.flatnonzero((y[1:] == 0) & (y[:-1] == 0))
        if still.size:
            ends = [exactly(each) for each in x[still[0] : still[0] + 2]]
            zeros = (zero_at(self.g.expression, self.g.variable, each) for each in ends)
            raise self.stretch() if all(zeros) else self._tiny(*ends)
        change = (y[1:] * y[:-1] < 0) | (y[1:] == 0) | (y[:-1] == 0)
        return _pieces(x[:-1][change], x[1:][change])

    def crossing(self, place: Quantity, others: list[float]) -> Crossing:
        """The zero at `place` with the signs beside it, short of the next zero on either side."""
        step = min([abs(x - place) / 2 for x in others if x != place] + [_NEAR * self.width])
        at, aside = _centre(place), exactly(step)
        before = self.sign(self.g, at - aside) if at > self.low else 0
        return Crossing(place, before, self.sign(self.g, at + aside) if at < self.high else 0)

    @property
    def width(self) -> float:
        """The length of the interval."""
        return float(self.high - self.low)

    def ends(self) -> list[Quantity]:
        """The ends of the interval where `g` is zero, which may be no floats."""
        ends = [each for each in (self.low, self.high) if _defined(self.g, each)]
        return [_at(self.g, each) for each in ends if self.sign(self.g, each) == 0]

    def sign(self, g: Function, at: Expr) -> int:
        """The sign of `g`, 0 where it has none, or where its sixty digits are round-off."""
        height = value(g.expression, g.variable, at)
        if isnan(height) or negligible(height, _scale(g, float(self.low), float(self.high))):
            return 0
        return 1 if height > 0 else -1

    def _tiny(self, left: Expr, right: Expr) -> ValueError:
        """What to raise where floats cannot tell the function from zero, and more digits can."""
        between = f"between {float(left):g} and {float(right):g}"
        return ValueError(
            f"{self.g.expression} is too small {between} for its zeros to be counted in floats"
        )

    def simple(self, g: Function, left: Expr, right: Expr) -> list[Quantity]:
        """The zero of `g` between two places where it has opposite signs, or at one of them."""
        left, right = max(left, self.low), min(right, self.high)
        before, after = self.sign(g, left), self.sign(g, right)
        if before == 0 or after == 0:
            ends = ((left, before), (right, after))
            return [_at(g, end) for end, side in ends if side == 0 and _defined(g, end)]
        return [] if before == after else self._bracketed(g, left, right, before)

    def _bracketed(self, g: Function, left: Expr, right: Expr, before: int) -> list[Quantity]:
        jump = abs(value(g.expression, g.variable, right))
        grain = Rational(10) ** int(np.floor(np.log10(self.width)) - _GRAIN)
        while right - left > 4 * grain:
            middle = grain * round((left + right) / (2 * grain))
            side = self.sign(g, middle)
            if side == 0:
                return [_at(g, middle)] if _defined(g, middle) else []
            left, right = (middle, right) if side == before else (left, middle)
        if abs(value(g.expression, g.variable, right)) > jump / 1000:
            return []  # a jump or a pole: the sign changes and nothing is zero
        tidy = Rational(nstr(value(g.variable, g.variable, (left + right) / 2), _FIGURES))
        if left < tidy < right and self.sign(g, tidy) == 0:
            return [_at(g, tidy)]
        return list(zero(((left + right) / 2,), (g.variable,), (g.expression,), ((left, right),)))

    def crowded(self, left: Expr, right: Expr) -> list[Quantity]:
        """The zeros in a piece where the derivative may vanish too."""
        margin = right - left
        left, right = max(left - margin, self.low), min(right + margin, self.high)
        for order in range(1, _ORDERS):
            for place in self.simple(self.g.derivative(order), left, right):
                at = _centre(place)
                if self.sign(self.g, at) == 0:
                    return [place]
                return self.simple(self.g, left, at) + self.simple(self.g, at, right)
        return self.simple(self.g, left, right)


def _enclosable(g: Function) -> bool:
    point = np.zeros((1, 1))
    try:
        enclose((g.expression, g.derivative().expression), (g.variable,), point, point)
    except ValueError:
        return False
    return True


def _at(g: Function, place: Expr) -> Quantity:
    return Quantity(value(g.variable, g.variable, place), Meaning(place))


def _defined(g: Function, place: Expr) -> bool:
    return not isnan(value(g.expression, g.variable, place))


def _centre(place: Quantity) -> Expr:
    """The place itself, or the middle of the box that it is known to lie in."""
    for binding in place.meaning.bindings:
        assert isinstance(binding, Zero)  # `_bracketed` binds nothing else
        return sum(binding.box[0]) / 2
    return place.meaning.expression


@cache
def _scale(g: Function, low: float, high: float) -> mpf:
    """A typical size of `g` over the interval."""
    return mpf(float(np.nan_to_num(np.abs(g(np.linspace(low, high, 33)))).max()))


def _pieces(left: Array, right: Array) -> list[Piece]:
    return [(Rational(float(a)), Rational(float(b))) for a, b in zip(left, right, strict=True)]


def _merged(left: Array, right: Array) -> list[Piece]:
    order = np.argsort(left)
    merged: list[Piece] = []
    for a, b in _pieces(left[order], right[order]):
        if merged and a <= merged[-1][1]:
            merged[-1] = (merged[-1][0], b)
        else:
            merged.append((a, b))
    return merged
