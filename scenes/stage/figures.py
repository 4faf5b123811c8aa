"""What is drawn on axes, each drawing with what it means, so that it can be proved.

Drawings take points of `mathcore`; given a function that returns points instead, the drawing
is *live* and follows them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import manim
import numpy as np
from manim import VMobject
from numpy.typing import NDArray

from mathcore import sampling
from mathcore.fields import Field
from mathcore.functions import Function
from mathcore.quantity import exact
from scenes.stage import curves, drawings, look, raster
from scenes.stage.axes import Axes
from scenes.stage.drawings import Place, Places
from scenes.stage.look import Token


class Plane(Axes):
    """Axes to draw on; made by `Lecture.plane`."""

    def dot(
        self,
        place: Place | Callable[[], Place],
        token: Token = "ink",
        *,
        name: str = "dot",
        radius: float = look.DOT_RADIUS,
    ) -> VMobject:
        """A point, filled."""
        return drawings.dot(self, place, token, name, radius)

    def ring(
        self, place: Place | Callable[[], Place], token: Token = "ink", *, name: str = "ring"
    ) -> VMobject:
        """A point, open: a place that does not belong, or a second kind of point."""
        return drawings.ring(self, place, token, name)

    def segment(
        self,
        ends: Places | Callable[[], Places],
        token: Token = "ink",
        *,
        name: str = "segment",
        width: float = look.LINE,
        dashed: bool = False,
        merging: bool = False,
    ) -> VMobject:
        """A straight line between two points; `merging` says that it may lie unseen on a curve."""
        return drawings.path(self, ends, token, name, width, dashed=dashed, merging=merging)

    def path(
        self,
        places: Places | Callable[[], Places],
        token: Token = "ink",
        *,
        name: str = "path",
        width: float = look.LINE,
        closed: bool = False,
        fill: float = 0.0,
    ) -> VMobject:
        """Straight lines from point to point; `fill` is the opacity of the inside."""
        return drawings.path(self, places, token, name, width, closed=closed, fill=fill)

    def arrow(
        self,
        ends: Places | Callable[[], Places],
        token: Token = "derivative",
        *,
        name: str = "arrow",
        width: float = look.LINE,
    ) -> VMobject:
        """An arrow from the first point to the second, its tip exactly there."""
        return drawings.arrow(self, ends, token, name, width)

    def curve(
        self,
        function: Function,
        token: Token = "function",
        *,
        name: str = "curve",
        low: float | None = None,
        high: float | None = None,
        width: float = look.BOLD,
    ) -> VMobject:
        """The graph of `function` within the window, on [low, high] if given."""
        return curves.curve(self, function, token, name, low, high, width)

    def growing(
        self,
        function: Function,
        until: Callable[[], float],
        token: Token = "function",
        *,
        name: str = "curve",
        low: float | None = None,
        high: float | None = None,
        width: float = look.BOLD,
    ) -> VMobject:
        """The graph of `function` from `low` to a live abscissa, never past `high`."""
        return curves.growing(self, function, until, token, name, low, high, width)

    def contour(
        self,
        field: Field,
        level: float,
        points: Sequence[tuple[float, float]],
        *,
        closed: bool,
        name: str = "contour",
        shade: float = 1.0,
        width: float = look.LINE,
    ) -> VMobject:
        """One level curve; `shade` runs from the quiet colour (0) to the function's (1)."""
        colour = manim.interpolate_color(
            manim.ManimColor(self.lecture.colour("quiet")),
            manim.ManimColor(self.lecture.colour("function")),
            shade,
        ).to_hex()
        x, y = field.variables
        return curves.contour(
            self, field.expression, (x, y), exact(level).meaning.expression,
            points, closed, colour, name, width,
        )  # fmt: skip

    def mark(
        self,
        place: Place | Callable[[], Place],
        shape: drawings.Shape,
        token: Token = "ink",
        *,
        name: str = "mark",
    ) -> VMobject:
        """A point of a kind told by its shape: "up", "down", "saddle", "square" or "diamond"."""
        return drawings.mark(self, place, shape, token, name)

    def pieces(
        self, function: Function, low: float | None = None, high: float | None = None
    ) -> list[list[tuple[float, float, float]]]:
        """The anchors of a graph in scene units, one list a connected piece."""
        box, scale = self._box, look.PIXELS_PER_UNIT
        drawn = sampling.polyline(
            function,
            (self.x.low, self.x.high),
            (self.y.low, self.y.high),
            box.width * scale,
            box.height * scale,
            low=low,
            high=high,
        )
        return [[self.at((x, y)) for x, y in piece.tolist()] for piece in drawn]

    def mosaic(
        self,
        kind: NDArray[np.integer[Any]],
        shade: NDArray[np.floating[Any]],
        tokens: Sequence[Token],
    ) -> manim.ImageMobject:
        """A picture over the whole window, coloured cell by cell; see `raster.mosaic`."""
        return raster.mosaic(self, kind, shade, tokens)
