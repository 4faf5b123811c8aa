"""A curve as few straight chords, none further from it than a fraction of a pixel.

The graph is walked from left to right. Each step is as long as the curvature lets it be; the
chord is kept when an enclosure of the derivatives over it (`mathcore.cells`) proves it, else
the step shrinks. What leaves the window is cut where the function meets the border; where the
function jumps, has a pole or is not defined, one piece ends and another may begin.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import inf, isfinite, nan, sqrt

import numpy as np
from numpy.typing import NDArray

from mathcore.cells import Graph
from mathcore.functions import Function

_MOST_STEPS = 30_000
_SMALLEST = 0.25
"""The least width of a step, as a share of the tolerance."""
_FINEST = 1e-14
"""How closely a break is located, as a share of the walk."""

Piece = NDArray[np.float64]


def polyline(
    f: Function,
    x_range: tuple[float, float],
    y_range: tuple[float, float],
    width: float,
    height: float,
    *,
    low: float | None = None,
    high: float | None = None,
    tolerance: float = 0.25,
) -> tuple[Piece, ...]:
    """The graph of `f` inside the window, as pieces of shape (n, 2) in data coordinates.

    Args:
        f: any function of one variable.
        x_range: the window's ends along the first axis, in data units.
        y_range: the same along the second.
        width: of the window, in pixels at 1080p.
        height: the same.
        low: where the part of the axis to draw begins; by default where the window does.
        high: where it ends.
        tolerance: how far, in pixels, chords may be from the graph.

    Returns:
        Pieces from left to right, none when the graph does not meet the window. Steps stop at a
        quarter of the tolerance: a function that still swings there is drawn as its outline.

    Raises:
        ValueError: an empty window, a size or tolerance that is not positive, or low >= high.
    """
    left = max(x_range[0], x_range[0] if low is None else low)
    right = min(x_range[1], x_range[1] if high is None else high)
    if not (x_range[0] < x_range[1] and y_range[0] < y_range[1] and left < right):
        raise ValueError(f"an empty window: {x_range=}, {y_range=}, {low=}, {high=}")
    if not (width > 0 and height > 0 and tolerance > 0):
        raise ValueError(f"sizes must be positive, got {width=}, {height=}, {tolerance=}")
    scales = width / (x_range[1] - x_range[0]), height / (y_range[1] - y_range[0])
    return _walked(f, scales, (left, right), y_range, tolerance, _MOST_STEPS)


@lru_cache(maxsize=256)
def _walked(
    f: Function,
    scales: tuple[float, float],
    ends: tuple[float, float],
    y_range: tuple[float, float],
    tolerance: float,
    steps: int,
) -> tuple[Piece, ...]:
    """The pieces, which nobody may change: a lecture that is filmed asks for each curve again."""
    graph = Graph(f.expression, f.variable, *scales)
    pieces = _Walk(graph, *ends, y_range, tolerance).run(steps)
    for each in pieces:
        each.flags.writeable = False
    return pieces


class _Walk:
    """Where the walk stands, and the anchors it has left behind."""

    def __init__(
        self,
        graph: Graph,
        left: float,
        right: float,
        y_range: tuple[float, float],
        tolerance: float,
    ) -> None:
        self._graph, self._left, self._right = graph, left, right
        self._bottom, self._top = y_range
        self._tolerance = tolerance
        self._least = _SMALLEST * tolerance / graph.x_pixels
        self._pieces: list[list[tuple[float, float]]] = [[]]
        self._x, self._y = left, graph.value(left)

    def run(self, steps: int) -> tuple[Piece, ...]:
        """Walk to the end, or as far as so many `steps` lead."""
        self._begin()
        step = (self._right - self._x) / 16
        for _ in range(steps):
            if self._x >= self._right:
                break
            step = self._advance(min(step, self._right - self._x))
        return tuple(np.array(each) for each in self._pieces if len(each) > 1)

    def _advance(self, step: float) -> float:
        """Try one step; whether it is taken or not, return the length to try next."""
        b = self._x + step if self._x + step < self._right - self._least / 8 else self._right
        yb = self._graph.value(b)
        cell = self._graph.cell(self._x, b, self._y, yb)
        if cell.empty or cell.low > self._top or cell.high < self._bottom:
            self._split(b, yb)
            return 2 * step
        if cell.deviation <= self._tolerance:
            self._chord(b, yb)
            grow = sqrt(0.85 * self._tolerance / max(cell.deviation, 1e-9 * self._tolerance))
            return step * min(4.0, max(0.5, grow))
        if step <= self._least:
            self._across(b, yb)
            return step
        shrink = sqrt(0.8 * self._tolerance / cell.deviation)
        return max(self._least, step * min(0.7, max(0.2, shrink)))

    def _across(self, b: float, yb: float) -> None:
        """Cross a cell as narrow as it may be, where no chord can be proved.

        A hole or jump that is too low to be seen is drawn over.
        """
        a, ya = self._x, self._y
        if isfinite(ya) != isfinite(yb):
            end = _bisect(lambda x: isfinite(self._graph.value(x)) == isfinite(ya), a, b)
            inner = end[0] if isfinite(ya) else end[1]
            if isfinite(ya):
                self._reach(inner)
                self._split(b, yb)
            else:
                self._split(inner, self._graph.value(inner))
                self._reach(b)
            return
        level = abs(yb - ya) * self._graph.y_pixels <= self._tolerance
        gap = None if level else self._broken(a, b) if isfinite(ya) else (a, b)
        if gap is None:
            self._outline(b, yb)
            return
        if gap[0] > a and isfinite(self._graph.value(gap[0])):
            self._reach(gap[0])
        self._split(gap[1], self._graph.value(gap[1]))
        if gap[1] < b:
            self._reach(b)

    def _reach(self, b: float) -> None:
        self._outline(b, self._graph.value(b))

    def _broken(self, a: float, b: float) -> tuple[float, float] | None:
        """The smallest cell in [a, b] over which the graph is not certain to hang together."""
        work = [(a, b)]
        for _ in range(200):
            if not work:
                return None
            left, right = work.pop()
            low, high = self._graph.range(left, right)
            if (high - low) * self._graph.y_pixels <= self._tolerance:
                continue
            if self._graph.cell(left, right, nan, nan).lipschitz:
                continue
            middle = (left + right) / 2
            if not left < middle < right or right - left < _FINEST * (self._right - self._left):
                return left, right
            work += [(middle, right), (left, middle)]
        return a, b

    def _outline(self, b: float, yb: float) -> None:
        """A chord to b; by way of the lowest and highest point between, if they stand out."""
        ends = sorted((self._y, yb))
        spare = self._tolerance / 4 / self._graph.y_pixels
        first = self._heights(self._x, b)
        for x, y in sorted(self._summit(b, turn, spare, first) for turn in (1, -1)):
            if y < ends[0] - spare or y > ends[1] + spare:
                self._chord(x, y)
        self._chord(b, yb)

    def _summit(
        self, b: float, turn: int, spare: float, first: list[tuple[float, float]]
    ) -> tuple[float, float]:
        """The lowest (`turn` 1) or the highest (-1) point up to b, the tip of a cusp included.

        `first` are the heights between here and b.
        """
        low, high, near = self._x, b, first
        x, y, best = self._x, self._y, inf
        while True:
            height, found = min((turn * y, x) for x, y in near)
            if not height < best - spare / 4:
                return x, y
            x, y, best = found, turn * height, height
            width = (high - low) / 16
            low, high = found - width, found + width
            near = self._heights(low, high)

    def _heights(self, low: float, high: float) -> list[tuple[float, float]]:
        """Fifteen places between, and the heights of the graph there."""
        width = (high - low) / 16
        places = [low + width * k for k in range(1, 16)]
        return [(x, self._graph.value(x)) for x in places]

    def _begin(self) -> None:
        if self._bottom <= self._y <= self._top:
            self._pieces[-1].append((self._x, self._y))

    def _split(self, b: float, yb: float) -> None:
        """Stand at b with nothing drawn on the way."""
        self._pieces.append([])
        self._x, self._y = b, yb
        self._begin()

    def _chord(self, b: float, yb: float) -> None:
        """Draw to (b, yb) what lies in the window, its ends on the border exactly."""
        y, piece = self._y, self._pieces[-1]
        for border in (self._bottom, self._top) if y < yb else (self._top, self._bottom):
            if min(y, yb) < border < max(y, yb):
                piece.append((self._meets(border, self._x, b, y < yb), border))
        if self._bottom <= yb <= self._top:
            piece.append((b, yb))
        elif piece:
            self._pieces.append([])
        self._x, self._y = b, yb

    def _meets(self, border: float, a: float, b: float, rising: bool) -> float:
        ends = _bisect(lambda x: (self._graph.value(x) < border) == rising, a, b)
        return ends[1]


def _bisect(holds: Callable[[float], bool], a: float, b: float) -> tuple[float, float]:
    """Neighbouring floats between which `holds`, true at a, becomes false."""
    while True:
        middle = (a + b) / 2
        if not min(a, b) < middle < max(a, b):
            return a, b
        a, b = (middle, b) if holds(middle) else (a, middle)
