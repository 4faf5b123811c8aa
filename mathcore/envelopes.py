"""Lagrange's bound with one height for a whole window, so that it is one formula to draw.

``|f(x) - p_n(x)| <= M |x - a|^(n+1) / (n+1)!`` for every x of the window, when M is the greatest
``|f^(n+1)|`` on the window; on a scale of powers of ten it is as steep as n + 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import factorial

from sympy import Abs, Expr, log

from mathcore.functions import Function
from mathcore.quantity import Quantity, compose, exact
from mathcore.reach import End, Side, good_interval
from mathcore.remainders import Bound, bound
from mathcore.taylor import Expansion
from mathcore.windows import Range

_SHORT = 4


@dataclass(frozen=True, slots=True)
class Envelope:
    """What no error of order `order` exceeds in the window [low, high]."""

    expansion: Expansion
    order: int
    low: float
    high: float
    bound: Bound

    @property
    def greatest(self) -> Quantity:
        """M, the greatest height of the derivative of order `order` + 1 in the window."""
        return self.bound.greatest

    @property
    def figures(self) -> int:
        """How many significant figures to show of M: all, if they are at most four, else three."""
        digits = (
            f"{float(self.greatest):.8e}".partition("e")[0].replace(".", "").strip("-").rstrip("0")
        )
        return len(digits) if len(digits) <= _SHORT else _SHORT - 1

    @property
    def rounded(self) -> Quantity:
        """A number above M, by less than 2^-30 of it."""
        return exact(float(self.greatest) * (1 + 2.0**-31))

    @property
    def function(self) -> Function:
        """log10 of the bound, with M rounded up."""
        x = self.expansion.function.variable
        return Function(log(self._height(self.rounded.meaning.expression, x)) / log(10), x)

    def at(self, x: float) -> Quantity:
        """The bound at `x`."""
        step = abs(x - self.expansion.at) ** (self.order + 1)
        return compose(
            self.greatest * step / factorial(self.order + 1), self._height, self.greatest, x
        )

    def pieces(self, lowest: float) -> tuple[Range, ...]:
        """The parts of the window where the bound lies above 10^lowest."""
        scale = float(10.0**lowest) * factorial(self.order + 1) / self.greatest
        away, centre = scale ** (1 / (self.order + 1)), float(self.expansion.at)
        parts = (self.low, centre - away), (centre + away, self.high)
        return tuple(each for each in parts if each[0] < each[1])

    def _height(self, greatest: Expr, x: Expr) -> Expr:
        power = self.order + 1
        return greatest * Abs(x - self.expansion.centre) ** power / factorial(power)


@lru_cache(maxsize=64)
def envelope(expansion: Expansion, order: int, window: Range) -> Envelope:
    """Lagrange's bound on a window that holds the centre; kept for the next who asks.

    Raises:
        ValueError: the derivative of order `order` + 1 cannot be bounded on the window.
    """
    low, high = window
    return Envelope(expansion, order, low, high, bound(expansion, order, window))


def good_ends(
    expansion: Expansion, order: int, tolerance: float, window: Range
) -> tuple[Quantity, Quantity]:
    """The ends of the good interval, or those of the window where they come first.

    Raises:
        ValueError: where the error first exceeds `tolerance` is not decided.
    """
    reach = good_interval(expansion, order, tolerance)
    left, right = (
        _end(side, edge) for side, edge in zip((reach.left, reach.right), window, strict=True)
    )
    return max(left, compose(window[0], lambda e: e, window[0])), min(
        right, compose(window[1], lambda e: e, window[1])
    )


def _end(side: Side, edge: float) -> Quantity:
    if side.outcome is End.UNDECIDED:
        raise ValueError(f"no end of the good interval can be shown: {side.outcome.value}")
    return compose(edge, lambda e: e, edge) if side.x is None else side.x
