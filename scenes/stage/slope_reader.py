"""A tangent that slides along a curve, and its slope as a height on the axes below."""

from __future__ import annotations

from manim import VGroup

from mathcore.functions import Function
from mathcore.quantity import Quantity
from mathcore.tangents import Tangent, tangent
from scenes.stage.linked import Linked
from scenes.stage.writing import Parameter


class SlopeReader:
    """The tangent of `f` at the time `at`, live: `tangent` above, `height` below."""

    def __init__(self, linked: Linked, f: Function, at: Parameter) -> None:
        """Draw it on the first two planes of `linked`."""
        self.f, self.at = f, at
        upper, lower = linked.planes[:2]
        x, y = (upper.x.low, upper.x.high), (upper.y.low, upper.y.high)
        self.tangent = VGroup(
            upper.segment(lambda: self.now().within(x, y), "derivative", name="tangent", merging=True),
            upper.dot(lambda: self.now().touch, name="touch"),
        )
        self.height = VGroup(
            lower.segment(
                lambda: ((self.time(), 0.0), (self.time(), self.slope())),
                "derivative", name="height", merging=True,
            ),
            lower.dot(lambda: (self.time(), self.slope()), "derivative", name="slope"),
        )  # fmt: skip

    def now(self) -> Tangent:
        """The tangent at this moment."""
        return tangent(self.f, self.at())

    def time(self) -> Quantity:
        """Where it touches."""
        return self.now().touch.x

    def slope(self) -> Quantity:
        """How steep it is."""
        return self.now().slope
