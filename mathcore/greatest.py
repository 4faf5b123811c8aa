"""The greatest value of a function on an interval, by branch and bound.

On a piece X with middle m the second-order Taylor form f(m) + f'(m)(X - m) + f''(X)(X - m)²/2
bounds f. A piece where the slope keeps its sign is settled by its ends, one that bends down
throughout by its top (Moore, Kearfott and Cloud, *Introduction to Interval Analysis*, 2009,
sections 6.3 and 11.2). The piece with the greatest bound is always the next.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from heapq import heappop, heappush
from itertools import count

from flint import arb, arb_series, ctx
from sympy import Symbol

from mathcore import balls
from mathcore.balls import Ball, derivatives, head
from mathcore.interval import ball

_MOST_PIECES = 4000
_SHARE = arb(31) / 64
"""Where a piece is cut: off its middle, so that a symmetric top does not lie on a cut."""


class _Search:
    """The pieces still open, and the greatest value that is certain to be taken."""

    def __init__(
        self,
        of: Callable[[Mapping[Symbol, Ball]], Ball],
        over: Symbol,
        known: Mapping[Symbol, Ball],
    ) -> None:
        self._of, self._over, self._known = of, over, known
        self._heap: list[tuple[arb, int, arb, tuple[arb, arb] | None]] = []
        self._order = count()
        self.best: arb | None = None

    def value(self, at: arb) -> arb:
        try:
            return head(self._of({**self._known, self._over: at}))
        except balls.UndefinedError:
            return balls.NAN

    def jet(self, over: arb) -> tuple[arb, ...]:
        with balls.working(ctx.prec, 3):
            series = arb_series([over, 1])
            return derivatives(self._of({**self._known, self._over: series}), 2)

    def settle(self, value: arb) -> None:
        """Enter a value that is certain to be taken somewhere."""
        if value.is_finite() and (self.best is None or value.lower() > self.best):
            self.best = value.lower()
        self._push(value, None)

    def _push(self, top: arb, ends: tuple[arb, arb] | None) -> None:
        rank = -top.upper() if top.is_finite() else arb("-inf")
        heappush(self._heap, (rank, next(self._order), top, ends))

    def open(self, low: arb, high: arb) -> None:
        """Enter the piece [low, high], or settle it."""
        piece = ball(low, high)
        try:
            value, slope, bend = self.jet(piece)
        except balls.UndefinedError:
            return
        if value.is_finite() and (slope != 0 or slope.is_zero()):
            self.settle(self.value(low))
            self.settle(self.value(high))
        elif not (value.is_finite() and bend < 0 and self._concave(low, high, piece)):
            self._push(self._bound(piece, value, slope, bend), (low, high))

    def _concave(self, low: arb, high: arb, piece: arb) -> bool:
        """Settle a piece that bends down throughout by its end or its top, if that is certain."""
        rises, falls = self.jet(low)[1], self.jet(high)[1]
        if rises <= 0 or falls >= 0:
            self.settle(self.value(low if rises <= 0 else high))
            return True
        if not (rises > 0 and falls < 0):
            return False
        while True:
            middle = piece.mid()
            closer = middle - self.jet(middle)[1] / self.jet(piece)[2]
            closer = closer.intersection(piece)
            if not closer.rad() < piece.rad() * 0.9:
                self.settle(self.value(closer))
                return True
            piece = closer

    def _bound(self, piece: arb, value: arb, slope: arb, bend: arb) -> arb:
        middle = piece.mid()
        here = self.value(middle)
        if here.is_finite() and (self.best is None or here.lower() > self.best):
            self.best = here.lower()
        off = piece - middle
        forms = [value, here + slope * off]
        if bend.is_finite():
            forms.append(here + self.jet(middle)[1] * off + bend * balls.square(off) / 2)
        return min((each.upper() for each in forms if each.is_finite()), default=balls.NAN)

    def run(self) -> arb | None:
        """Follow the greatest bound until it belongs to a settled value, or is close enough."""
        for _ in range(_MOST_PIECES):
            if not self._heap:
                return None
            _, _, top, ends = self._heap[0]
            if ends is None or self._close(top):
                break
            heappop(self._heap)
            cut = (ends[0] + (ends[1] - ends[0]) * _SHARE).mid()
            self.open(ends[0], cut)
            self.open(cut, ends[1])
        top = self._heap[0][2] if self._heap else balls.NAN
        return ball(self.best, top.upper()) if self.best is not None and top.is_finite() else None

    def _close(self, top: arb) -> bool:
        if self.best is None or not top.is_finite():
            return False
        return bool(top.upper() - self.best < abs(self.best) * arb(2) ** -90)


def greatest(
    of: Callable[[Mapping[Symbol, Ball]], Ball],
    over: Symbol,
    low: arb,
    high: arb,
    known: Mapping[Symbol, Ball],
) -> arb | None:
    """A ball around the greatest value of `of` (compiled as a hull) on [low, high].

    As narrow as the working precision allows where the top is an end, or inside and curved; at
    a corner its relative width is 2^-90, or what 4000 pieces gave. None when nothing is certain.
    """
    search = _Search(of, over, known)
    search.open(low, high)
    return search.run()
