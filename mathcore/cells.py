"""How a function behaves on one piece of its axis, measured in pixels: for `mathcore.sampling`.

Over a chord of width h the graph departs vertically by at most h²/8 max|f''|, and by at most
h/4 times the spread of f'; across a steep chord by less, by the cosine of its slope. Where
neither is finite, the box around the graph bounds it.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot, inf, isfinite, nan

from flint import arb, arb_series
from sympy import Expr, Symbol

from mathcore import balls
from mathcore.balls import derivatives, head
from mathcore.interval import Evaluator, bounds, compiled

_BITS = 80


@dataclass(frozen=True, slots=True)
class Cell:
    """Ranges on a piece: of the values, and whether the function is certain to be Lipschitz.

    `deviation` bounds, in pixels, how far graph and chord are apart. An empty cell is one where
    the function is certain to be undefined.
    """

    low: float
    high: float
    lipschitz: bool
    monotone: bool
    deviation: float
    empty: bool = False


_EMPTY = Cell(nan, nan, lipschitz=False, monotone=False, deviation=inf, empty=True)


class Graph:
    """A function with the pixels per unit it is drawn at; evaluates points and cells."""

    def __init__(
        self, expression: Expr, variable: Symbol, x_pixels: float, y_pixels: float
    ) -> None:
        """Compile `expression`; `x_pixels` and `y_pixels` are pixels per data unit."""
        self._evaluate: Evaluator = compiled(expression, hull=True)
        self._variable = variable
        self.x_pixels, self.y_pixels = x_pixels, y_pixels

    def value(self, x: float) -> float:
        """f(x), NaN where it is not certain to have a value."""
        with balls.working(_BITS):
            try:
                value = head(self._evaluate({self._variable: arb(x)}))
            except balls.UndefinedError:
                return nan
            return float(value.mid()) if value.is_finite() else nan

    def range(self, a: float, b: float) -> tuple[float, float]:
        """Floats around all values on [a, b]; (-inf, inf) when nothing is certain."""
        with balls.working(_BITS):
            try:
                over = arb(a).union(arb(b))
                return bounds(head(self._evaluate({self._variable: over})))
            except balls.UndefinedError:
                return nan, nan

    def cell(self, a: float, b: float, ya: float, yb: float) -> Cell:
        """The behaviour on [a, b], where the values at the ends are `ya` and `yb`."""
        with balls.working(_BITS, 3):
            try:
                over = arb(a).union(arb(b))
                series = self._evaluate({self._variable: arb_series([over, 1])})
            except balls.UndefinedError:
                return _EMPTY
            value, slope, bend = derivatives(series, 2)
        low, high = bounds(value)
        steepest, flattest = bounds(slope)[1], bounds(slope)[0]
        lipschitz = isfinite(steepest)
        monotone = lipschitz and (flattest >= 0 or steepest <= 0)
        if not isfinite(ya + yb):
            return Cell(low, high, lipschitz, monotone, inf)
        curved = max(map(abs, bounds(bend)))
        apart = min((b - a) ** 2 / 8 * curved, (b - a) / 4 * (steepest - flattest)) * self.y_pixels
        width, rise = (b - a) * self.x_pixels, (yb - ya) * self.y_pixels
        tilt = float(rise / width * self.y_pixels / self.x_pixels)  # may meet infinity in silence
        if min(1 + tilt * flattest, 1 + tilt * steepest) > 0:
            apart *= width / hypot(width, rise)
        return Cell(low, high, lipschitz, monotone, apart)
