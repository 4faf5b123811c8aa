"""Whether a drawn curve lies within half a pixel of the true graph, and nothing is left out.

Everything is measured in pixels (u, v) at 1080p. Over a chord, the difference r between graph
and chord is enclosed by its Taylor form around the middle m of a cell U,
r(m) + r'(m)(U - m) + v''(U)(U - m)²/2, and cells are halved until the distance is proved to be
small. The distance is r itself (vertically), or r times the cosine of the chord's slope where
the graph keeps going forward along the chord; in cells narrower than a quarter of a pixel,
what counts is which heights the drawing covers nearby. Nothing of `mathcore.sampling` is used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot, inf, isfinite

from flint import arb, arb_series
from sympy import Expr, Symbol

from mathcore import balls
from mathcore.balls import derivatives
from mathcore.frame import PIXELS_PER_UNIT, Frame
from mathcore.interval import ball, bounds, compiled

_SLACK = 1e-6
"""Pixels allowed for the float arithmetic of the drawing and of this file."""
LIMIT = 0.5 - _SLACK
_NARROW = 0.25
_LEAF = 0.05
_MOST_CELLS = 150
_BITS = 80

Anchors = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class CurveVerdict:
    """`worst_px` bounds the distance between drawing and truth, as far as it was looked at."""

    worst_px: float
    proved: bool
    reason: str = ""


def curve(
    expression: Expr,
    variable: Symbol,
    pieces: Sequence[Anchors],
    frame: Frame,
    low: float,
    high: float,
) -> CurveVerdict:
    """Prove a drawn graph, or say where it fails.

    Args:
        expression: the function.
        variable: its variable.
        pieces: the anchors read back from the drawing, in scene units, straight lines between.
        frame: the window, and how data lie on the picture.
        low: where the part of the axis begins that the drawing claims to show.
        high: where it ends.
    """
    graph = _Graph(expression, variable, frame)
    drawn = [[graph.pixels(x, y) for x, y in piece] for piece in pieces if len(piece) > 1]
    worst = 0.0
    with balls.working(_BITS, 3):
        for piece in drawn:
            outside = next((p for p in piece if not graph.inside(*p)), None)
            if outside is not None:
                return CurveVerdict(inf, False, f"it leaves the window at {graph.place(*outside)}")
            for k in range(len(piece) - 1):
                distance = _Chord(graph, piece, k).distance()
                worst = max(worst, distance)
                if not distance <= LIMIT:
                    where = graph.place(*piece[k])
                    return CurveVerdict(worst, False, _off(distance, where))
        missing = _missing(graph, drawn, low, high)
    if missing is not None:
        return CurveVerdict(inf, False, f"the graph is not drawn near {graph.place(missing)}")
    return CurveVerdict(worst + _SLACK, True)


def _off(distance: float, where: str) -> str:
    if isfinite(distance):
        return f"near {where} it may be {distance:.2f} px off"
    return f"near {where} a line is drawn where the graph is not certain to hang together"


class _Graph:
    """The true graph in pixels: v as a function of u."""

    def __init__(self, expression: Expr, variable: Symbol, frame: Frame) -> None:
        self._evaluate, self._variable = compiled(expression, hull=True), variable
        self._frame, self._steep = frame, arb(frame.y_pixels) / arb(frame.x_pixels)
        self.width = (frame.right - frame.left) * PIXELS_PER_UNIT
        self.height = (frame.top - frame.bottom) * PIXELS_PER_UNIT

    def pixels(self, x: float, y: float) -> tuple[float, float]:
        """Scene units to pixels from the window's lower left corner."""
        frame = self._frame
        return (x - frame.left) * PIXELS_PER_UNIT, (y - frame.bottom) * PIXELS_PER_UNIT

    def across(self, x: float) -> float:
        """The pixel column of a data abscissa."""
        return (x - self._frame.x_low) * self._frame.x_pixels

    def place(self, u: float, v: float = 0.0) -> str:
        """Where that is, in data units, for a reason."""
        return f"{self._variable} = {self._frame.x_low + u / self._frame.x_pixels:.6g}"

    def inside(self, u: float, v: float) -> bool:
        """Whether a pixel position lies in the window, half a pixel allowed."""
        return -LIMIT <= u <= self.width + LIMIT and -LIMIT <= v <= self.height + LIMIT

    def jet(self, u: arb) -> tuple[arb, arb, arb]:
        """v, v', v'' over the ball `u`; `UndefinedError` where there is no graph."""
        frame = self._frame
        x = arb(frame.x_low) + u / arb(frame.x_pixels)
        series = self._evaluate({self._variable: arb_series([x, 1])})
        value, slope, bend = derivatives(series, 2)
        up = arb(frame.y_pixels)
        return (value - frame.y_low) * up, slope * self._steep, bend * self._steep / frame.x_pixels


class _Chord:
    """One straight line of the drawing, and the graph over it."""

    def __init__(self, graph: _Graph, piece: list[tuple[float, float]], k: int) -> None:
        self._graph, self._piece, self._k = graph, piece, k
        (self._u0, self._v0), (self._u1, self._v1) = sorted(piece[k : k + 2])
        self._width, self._rise = self._u1 - self._u0, self._v1 - self._v0

    def distance(self) -> float:
        """A bound for how far chord and graph are apart; infinite if there is none."""
        tiny = max(self._width, abs(self._rise))
        if tiny <= LIMIT and (miss := self._end_errors()) <= LIMIT:
            return max(tiny, miss)
        if self._width <= _SLACK:
            return inf
        steepness = abs(self._rise) / self._width
        trim = _SLACK if steepness < 1 else _SLACK / steepness
        work, worst = [(self._u0 + trim, self._u1 - trim)], 0.0
        for _ in range(_MOST_CELLS):
            if not work:
                return worst
            a, b = work.pop()
            bound = self._cell(a, b)
            if bound <= LIMIT:
                worst = max(worst, bound)
                continue
            failed = bound
            middle = (a + b) / 2
            work += [(middle, b), (a, middle)]
        return failed

    def _reach(self, a: float, b: float) -> arb:
        try:
            return self._graph.jet(ball(a, b))[0]
        except balls.UndefinedError:
            return balls.NAN

    def _cell(self, a: float, b: float) -> float:
        over = ball(a, b)
        try:
            value, slope, bend = self._graph.jet(over)
            middle = over.mid()
            here, tilt, _ = self._graph.jet(middle)
        except balls.UndefinedError:
            return inf
        chord = arb(self._rise) / arb(self._width)
        off = over - middle
        apart = here - self._v0 - chord * (middle - self._u0)
        if bend.is_finite():
            apart += (tilt - chord) * off + bend * balls.square(off) / 2
        else:
            apart += (slope - chord) * off
        gap = max(map(abs, bounds(apart)))
        if isfinite(gap) and 1 + chord * slope > 0:
            ends = 0.0 if gap <= LIMIT else self._end_errors()
            gap = min(gap, gap * self._width / hypot(self._width, self._rise) + ends)
        if gap > LIMIT and b - a <= _NARROW:
            gap = min(gap, self._covered(a, b, value, bool(slope.is_finite())))
        return gap

    def _end_errors(self) -> float:
        """How far the ends of the chord are from the graph, along the vertical."""
        inner = min(self._width, _SLACK)
        ends = ((self._u0, self._u0 + inner, self._v0), (self._u1 - inner, self._u1, self._v1))
        ranges = [(bounds(self._reach(a, b)), v) for a, b, v in ends]
        return max(max(abs(low - v), abs(high - v)) for (low, high), v in ranges)

    def _covered(self, a: float, b: float, value: arb, lipschitz: bool) -> float:
        """The graph over a narrow cell lies in a box; the drawing nearby must cover its heights."""
        low, high = bounds(value)
        if not isfinite(high - low) or not (lipschitz or high - low <= LIMIT):
            return inf
        beside = 0.0 if self._width > _NARROW else _NARROW
        ends = [self._height(max(a, self._u0)), self._height(min(b, self._u1))]
        if self._width <= _NARROW:
            ends += [v for u, v in self._piece if a - beside <= u <= b + beside]
        over = max(0.0, high - max(ends), min(ends) - low)
        return hypot(b - a + beside, over)

    def _height(self, u: float) -> float:
        return self._v0 + self._rise * (u - self._u0) / self._width


def _missing(
    graph: _Graph, drawn: list[list[tuple[float, float]]], low: float, high: float
) -> float | None:
    """A pixel column near which more than half a pixel of the visible graph is not drawn."""
    start, stop = max(0.0, graph.across(low)), min(graph.width, graph.across(high))
    reached = start
    covered = sorted((min(p)[0], max(p)[0]) for p in drawn)
    for left, right in [*covered, (stop, stop)]:
        unknown = 0.0
        work = [(reached, left)] if left - reached > LIMIT else []
        while work:
            a, b = work.pop()
            if _invisible(graph, a, b):
                continue
            if b - a > _LEAF:
                middle = (a + b) / 2
                work += [(middle, b), (a, middle)]
                continue
            unknown += b - a
            if unknown > LIMIT:
                return a
        reached = max(reached, right)
    return None


def _invisible(graph: _Graph, a: float, b: float) -> bool:
    """Whether the graph over a column lies outside the window, or there is none."""
    over = ball(a, b)
    middle = over.mid()
    try:
        value, slope, _ = graph.jet(over)
        forms = [value]
        if slope.is_finite():  # the mean value form: sharp where large terms cancel
            forms.append(graph.jet(middle)[0] + slope * (over - middle))
    except balls.UndefinedError:
        return True
    ends = [bounds(each) for each in forms]
    return any(low > graph.height - LIMIT or high < LIMIT for low, high in ends)
