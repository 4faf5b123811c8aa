"""Errors of Taylor polynomials on axes of powers of ten: curves, bounds, and how far they reach."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from manim import FadeOut, VGroup, VMobject

from mathcore import rounding, taylor_cases
from mathcore.quantity import Point, Quantity, exact
from mathcore.taylor_cases import Faithful
from mathcore.windows import Range
from scenes.props.growth import Growth
from scenes.stage.drawings import anchors
from scenes.stage.figures import Plane
from scenes.stage.formula import Formula
from scenes.stage.lecture import Lecture
from scenes.stage.look import BOLD, FINE, LABEL, LINE, Zone
from scenes.stage.morph import Morph
from scenes.stage.writing import Parameter


class ErrorPlane:
    """A plane whose heights are powers of ten, and what is drawn on it; orders go by their rank."""

    def __init__(
        self, lecture: Lecture, shown: Faithful, y: Range, lowest: float, zones: tuple[Zone, Zone]
    ) -> None:
        """Lay out a plane for the function, `y` high, and one for errors from 10^lowest on."""
        self._lecture, self._shown, self._upper = lecture, shown, zones[0]
        self._x = x = shown.window.x
        self.above = lecture.plane(x, y, zones[0], most=(0, 4))
        self.plane = lecture.plane(
            x,
            (lowest, shown.ceiling),
            zones[1],
            x_name="x",
            y_name="log_10 abs(f(x) - p_n (x))",
            beneath=self.above,
        )
        count = len(shown.orders)
        self.errors = [self._error(k) for k in range(count)]
        self.bounds = [self._bound(k) for k in range(count)]
        self.rooms = [self._room(k) for k in range(count)]

    def _error(self, k: int) -> VGroup:
        each = self._shown.curves[k]
        ends = each.pieces(self.plane.x.low, self.plane.x.high, self.plane.y.low)
        name = f"error {each.order}"
        return VGroup(*(
            self.plane.curve(each.function, "error", name=name, low=low, high=high, width=LINE)
            for low, high in ends
        ))  # fmt: skip

    def _bound(self, k: int) -> VGroup:
        each = self._shown.envelopes[k]
        return VGroup(*(
            self.plane.curve(each.function, "ink", name=f"bound {each.order}", low=low, high=high)
            for low, high in each.pieces(self.plane.y.low)
        ))  # fmt: skip

    def _room(self, k: int) -> VGroup:
        """The pale area between an error and its bound."""
        area = VGroup()
        for below, above in zip(self.errors[k], self.bounds[k], strict=True):
            corners = [*_path(below), *reversed(_path(above))]
            part = VMobject().set_points_as_corners([*corners, corners[0]])
            area.add(part.set_stroke(width=0).set_fill(self._lecture.colour("ink"), opacity=0.1))
        return area

    def height(self, k: int) -> Formula:
        """M, with the interval that it is the greatest height on; and that none is greater."""
        each, lecture = self._shown.envelopes[k], self._lecture
        lecture.claim_that(f"rounded up {each.order}", each.greatest, "<=", each.rounded)
        number = lecture.claim(f"greatest {each.order}", each.greatest, figures=each.figures)
        return lecture.typed(
            f"M = {rounding.typst(number.text, lecture.decimal_mark)}", size=LABEL, token="ink"
        )

    def notes(self, k: int, lagrange: Sequence[Formula], zone: Zone) -> VGroup:
        """The order, the bound as a formula, and its M, under one another."""
        order = taylor_cases.whole(self._shown.orders[k])
        named = self._lecture.formula("n =", self._lecture.claim(f"order {int(order)}", order))
        return self._lecture.stack(named, *lagrange, self.height(k), zone=zone, gap=0.5)

    def advance(self, k: int, growth: Growth, before: VGroup, after: VGroup) -> None:
        """From one order's error and bound to the next; the error stays, thin, its bound goes."""
        lecture = self._lecture
        self.errors[k - 1].set_stroke(width=FINE)
        growth.step(
            self._shown.orders[k],
            FadeOut(self.bounds[k - 1]),
            FadeOut(self.rooms[k - 1]),
            Morph(before[0], after[0]),
            Morph(before[-1], after[-1]),
        )
        lecture.trace(self.errors[k], run_time=0.6)
        self.cover(k)

    def cover(self, k: int) -> None:
        """Draw the bound, and claim at places all over the window that the error keeps below it."""
        self._lecture.trace(self.bounds[k], run_time=0.6)
        self._lecture.appear(self.rooms[k], run_time=0.3)
        each = self._shown.envelopes[k]
        for i, x in enumerate(self._shown.places):
            error = self._shown.expansion.error(each.order, x)
            self._lecture.claim_that(f"bound {each.order} at {i}", error, "<=", each.at(x))

    def line(self, level: Parameter) -> VMobject:
        """The wanted error, as high as `level` says."""
        ends = self.plane.x.low, self.plane.x.high
        return self.plane.segment(
            lambda: [(x, level()) for x in ends], "ink", name="wanted", dashed=True, merging=True
        )

    def bars(self, level: Parameter) -> tuple[Plane, list[VMobject]]:
        """A plane in the place of the function's, with a bar for each order at height n.

        A bar reaches as far as the order is within the wanted error.
        """
        orders = self._shown.orders
        plane = self._lecture.plane(
            self._x,
            (0.0, orders[-1] + 1.0),
            self._upper,
            most=(0, 6),
            y_name="n",
            beneath=self.plane,
        )
        return plane, [self._bar(plane, n, level) for n in orders]

    def _bar(self, plane: Plane, n: int, level: Parameter) -> VMobject:
        def ends() -> tuple[Point, Point]:
            low, high = _ends(self._shown, n, level())
            return Point(low, taylor_cases.whole(n)), Point(high, taylor_cases.whole(n))

        return plane.segment(ends, "approximation", name=f"reach {n}", width=2 * BOLD, merging=True)

    def falls(self, bars: Plane, level: Parameter) -> tuple[VMobject, VMobject]:
        """Where the last order stops being good enough: up from the error, on to its bar."""
        n, shown = self._shown.orders[-1], self._shown

        def upright(low: float, high: float) -> list[Point]:
            return [Point(_ends(shown, n, level())[1], exact(each)) for each in (low, high)]

        return (
            self._fall(self.plane, lambda: upright(level(), self.plane.y.high)),
            self._fall(bars, lambda: upright(0.0, float(n))),
        )

    def _fall(self, plane: Plane, ends: Callable[[], list[Point]]) -> VMobject:
        return plane.segment(ends, "quiet", name="fall", dashed=True, merging=True)


def _path(curve: VMobject) -> list[Any]:
    """The anchors of all pieces of a graph, from left to right."""
    return [corner for piece in curve for corner in anchors(piece)]


@cache
def _ends(shown: Faithful, n: int, level: float) -> tuple[Quantity, Quantity]:
    return shown.ends(n, level)
