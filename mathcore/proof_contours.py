"""Whether a drawn contour lies within half a pixel of the true level curve.

Around each chord lies a thin box. Where f - level has opposite certain signs on its two long
sides, and the derivative across keeps its sign in the box, the level curve runs through the box
from end to end, once over every point of the chord. Long sides are enclosed by the Taylor form
of second order along the chord, with balls as coefficients.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import hypot, inf

from flint import arb, arb_series
from sympy import Expr, Symbol

from mathcore import balls
from mathcore.balls import derivatives
from mathcore.frame import PIXELS_PER_UNIT, Frame
from mathcore.interval import compiled
from mathcore.proof_curves import CurveVerdict

_HALF_WIDTHS = (0.25, 0.4999)
"""Half the width of the box in pixels: what is tried first, and the limit."""
_MOST_HALVINGS = 5
_BITS = 64

Pair = tuple[arb, arb]


def contour(
    expression: Expr,
    variables: tuple[Symbol, Symbol],
    level: float | Expr,
    points: Sequence[tuple[float, float]],
    closed: bool,
    frame: Frame,
) -> CurveVerdict:
    """Prove a drawn level curve, or say where it fails.

    Args:
        expression: the function.
        variables: its two variables.
        level: its value on the curve.
        points: the anchors read back from the drawing, in scene units, straight lines between.
        closed: whether a line leads from the last point back to the first.
        frame: how data lie on the picture.
    """
    surface = _Surface(expression, variables, level, frame)
    ring = [*points, points[0]] if closed and points[0] != points[-1] else list(points)
    if len(ring) < 2:
        return CurveVerdict(inf, False, "a contour needs two points at least")
    worst = 0.0
    with balls.working(_BITS, 3):
        for start, end in pairwise(ring):
            if hypot(end[0] - start[0], end[1] - start[1]) * PIXELS_PER_UNIT < 1e-6:
                continue
            half = surface.half_width(start, end)
            worst = max(worst, half)
            if half == inf:
                x, y = surface.data(*start)
                where = f"({x:.6g}, {y:.6g})"
                return CurveVerdict(inf, False, f"near {where} it is not proved within 0.5 px")
    return CurveVerdict(worst, True)


class _Surface:
    """f - level as a function of scene coordinates."""

    def __init__(
        self,
        expression: Expr,
        variables: tuple[Symbol, Symbol],
        level: float | Expr,
        frame: Frame,
    ) -> None:
        self._evaluate = compiled(expression - level)
        self._x, self._y = variables
        self._frame = frame
        self._scales = (
            (frame.x_high - frame.x_low) / (frame.right - frame.left),
            (frame.y_high - frame.y_low) / (frame.top - frame.bottom),
        )

    def data(self, x: float, y: float) -> tuple[float, float]:
        """Scene units to data units."""
        frame = self._frame
        across, up = self._scales
        return frame.x_low + (x - frame.left) * across, frame.y_low + (y - frame.bottom) * up

    def half_width(self, start: tuple[float, float], end: tuple[float, float]) -> float:
        """Half the width, in pixels, of a box around the chord that is proved; else infinity."""
        for half in _HALF_WIDTHS:
            work = [(0.0, 1.0, 0)]
            while work:
                a, b, halvings = work.pop()
                if self._proved(start, end, half, (a, b)):
                    continue
                if halvings == _MOST_HALVINGS:
                    break
                middle = (a + b) / 2
                work += [(a, middle, halvings + 1), (middle, b, halvings + 1)]
            else:
                return half
        return inf

    def _proved(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        half: float,
        part: tuple[float, float],
    ) -> bool:
        """The signs on both long sides and across, over a part of the chord."""
        run, rise = end[0] - start[0], end[1] - start[1]
        share = half / PIXELS_PER_UNIT / hypot(run, rise)
        across = (-rise * share * self._scales[0], run * share * self._scales[1])
        along = (run * self._scales[0], rise * self._scales[1])
        origin = self.data(*start)
        inner = arb(part[0]).union(arb(part[1]))
        box = tuple(
            o + a * inner + n * arb(0, 1) for o, a, n in zip(origin, along, across, strict=True)
        )
        slope = self._series(box[0], box[1], across)[1]
        if not balls.nonzero(slope):
            return False
        low = self._side(origin, along, across, -1, inner)
        if not balls.nonzero(low):
            return False
        high = self._side(origin, along, across, 1, inner)
        return bool((low < 0 and high > 0) or (low > 0 and high < 0))

    def _side(
        self,
        origin: tuple[float, float],
        along: tuple[float, float],
        across: tuple[float, float],
        side: int,
        inner: arb,
    ) -> arb:
        """The range of f - level on a long side, by its Taylor form around the middle."""
        middle = inner.mid()
        base = [arb(o) + side * arb(n) for o, n in zip(origin, across, strict=True)]
        here = self._series(base[0] + middle * along[0], base[1] + middle * along[1], along)
        bend = self._series(base[0] + inner * along[0], base[1] + inner * along[1], along)[2]
        off = inner - middle
        return here[0] + here[1] * off + bend * balls.square(off) / 2

    def _series(self, x: arb, y: arb, direction: tuple[float, float]) -> tuple[arb, ...]:
        env = {self._x: arb_series([x, direction[0]]), self._y: arb_series([y, direction[1]])}
        return derivatives(self._evaluate(env), 2)
