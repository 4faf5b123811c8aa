"""A map of a landscape with its contours, and the views of it from the side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import manim
from manim import VGroup, VMobject

from mathcore import maps
from mathcore.contours import Contour
from mathcore.directions import Rose
from mathcore.fields import Field
from mathcore.functions import Function
from mathcore.gradients import Gradient
from mathcore.quantity import Point, Quantity
from mathcore.secants import Secant, secant
from mathcore.tangents import tangent
from mathcore.windows import Window
from scenes.stage import look
from scenes.stage.figures import Plane
from scenes.stage.lecture import Lecture
from scenes.stage.look import Zone

_PALE = 0.45  # how strongly contours are drawn while something else is the subject


class Land:
    """A field over a window: a map on the left, views from the side on the right."""

    def __init__(self, lecture: Lecture, field: Field, window: Window, zone: Zone) -> None:
        """Lay out the map; nothing is on screen yet."""
        self.lecture, self.field, self.window = lecture, field, window
        self.map = lecture.plane(window.x, window.y, zone, x_name="x", y_name="y", equal=True)
        self.contours = VGroup()

    def bands(
        self, side: Plane, levels: Sequence[Sequence[Contour]]
    ) -> list[tuple[VMobject, VGroup]]:
        """For every level its line in a view from the side and its contours, brighter if higher."""
        pairs = []
        for n, traced in enumerate(levels, start=1):
            lines = VGroup(*(self.contour(each, n / len(levels)) for each in traced))
            height = traced[0].level
            line = side.segment(
                ((side.x.low, height), (side.x.high, height)), "quiet", name="level", merging=True
            )
            line.set_stroke(lines[0].get_stroke_color() or "", width=look.FINE)
            self.contours.add(lines)
            pairs.append((line, lines))
        return pairs

    def contour(self, traced: Contour, shade: float = 1.0) -> VMobject:
        """One contour on the map."""
        return self.map.contour(
            self.field, traced.level, traced.points, closed=traced.closed, shade=shade
        )

    def hush(self, *, every: int = 1) -> None:
        """Let the contours step back; of a series only one in `every` can still be seen."""
        target = self.contours.copy().set_stroke(width=look.FINE, opacity=0.0)
        target[::every].set_stroke(opacity=_PALE)
        self.lecture.play(manim.Transform(self.contours, target), run_time=0.8)

    def speak(self) -> None:
        """Let the contours step forward again."""
        plain = self.contours.animate.set_stroke(width=look.LINE, opacity=1.0)
        self.lecture.play(plain, run_time=0.8)

    def view(self, axis: int, at: Gradient, heights: tuple[float, float], zone: Zone) -> Side:
        """The view of the cut through a place along one axis."""
        return Side(self, axis, at, heights, zone)

    def parts(self, gradient: Gradient, scale: Quantity) -> tuple[VMobject, VMobject, VMobject]:
        """The slope to the east, the slope to the north, and the arrow of both."""
        here, tip = gradient.at, gradient.tip(scale)
        corner = Point(tip.x, here.y)
        east = self.map.segment((here, corner), "derivative", name="east", merging=True)
        north = self.map.segment((corner, tip), "derivative", name="north", merging=True)
        arrow = self.map.arrow((here, tip), name="gradient", width=look.BOLD)
        return east, north, arrow

    def arrows(self, gradients: Sequence[Gradient], scale: Quantity) -> list[VMobject]:
        """Gradients as arrows of one scale."""
        return [
            self.map.arrow((each.at, each.tip(scale)), name="gradient", width=look.LINE)
            for each in gradients
            if each.length > 0
        ]


class Side:
    """A cut through the land along one axis, seen from the side, and the cut on the map."""

    def __init__(
        self, land: Land, axis: int, at: Gradient, heights: tuple[float, float], zone: Zone
    ) -> None:
        """Draw the cut through the place of a gradient; nothing is on screen yet."""
        window, lecture = land.window, land.lecture
        x, y = at.place
        self.function: Function = land.field.section(axis, x, y)
        self.ends = (window.x, window.y)[axis]
        self.heights, self.at = heights, at.place[axis]
        self.plane = lecture.plane(
            self.ends, heights, zone, x_name=str(self.function.variable), y_name="f"
        )
        self.ground = self.plane.curve(self.function, name="ground")
        self.dot = self.plane.dot(self.function.point(self.at), name="height")
        low, high = self.ends
        across = ((low, y), (high, y)) if axis == 0 else ((x, low), (x, high))
        self.cut = land.map.segment(across, "function", name="cut", dashed=True)

    def chord(self, end: Callable[[], float]) -> tuple[VMobject, VMobject]:
        """A step from the place to a live end, claimed as it is now, and the line through both."""
        draw, first = self.plane.segment, secant(self.function, self.at, end())
        self.plane.lecture.claim("run", first.run, figures=3)
        self.plane.lecture.claim("rise", first.rise, figures=3)

        between = lru_cache(maxsize=1)(secant)  # much is drawn of one secant

        def now() -> Secant:
            return between(self.function, self.at, end())

        steps = VGroup(
            draw(lambda: now().corners[:2], name="run", merging=True),
            draw(lambda: now().corners[1:], name="rise", merging=True),
            self.plane.dot(lambda: now().end, "approximation", name="end"),
        )
        line = draw(
            lambda: now().within(self.ends, self.heights),
            "approximation",
            name="secant",
            merging=True,
        )
        return steps, line

    def touching(self) -> VMobject:
        """The tangent at the place."""
        line = tangent(self.function, self.at)
        return self.plane.segment(
            line.within(self.ends, self.heights), "derivative", name="tangent", merging=True
        )


class Compass:
    """A compass card around a place of the map, and the slope plotted against the direction."""

    def __init__(self, land: Land, rose: Rose, zone: Zone) -> None:
        """Draw both, the hand pointing east; nothing is on screen yet."""
        self.lecture, view = land.lecture, rose.window
        card = maps.card(rose.gradient.at, land.window, 0.25)
        self.turn = turn = self.lecture.parameter(0.0)
        self.once = view.x[1]
        self.rim = land.map.path(card.rim, "quiet", name="dial", closed=True)
        self.hand = land.map.arrow(lambda: (card.centre, card.hand(turn())), "ink", name="hand")
        self.plane = self.lecture.plane(view.x, view.y, zone, x_name="t", y_name="D")
        self.growing = self.plane.growing(rose.slope, turn, "derivative", name="slopes")
        self.wave = self.plane.curve(rose.slope, "derivative", name="slopes")
        self.dot = self.plane.dot(lambda: (turn(), rose.towards(turn())), name="slope")

    def round(self) -> None:
        """Turn once round, the wave growing with the hand."""
        self.lecture.appear(self.rim, self.hand, self.plane)
        self.lecture.add(self.growing, self.dot)
        once = self.turn.animate.set_value(self.once)
        self.lecture.play(once, run_time=6.6, rate_func=manim.linear)
        self.lecture.remove(self.growing)
        self.lecture.add(self.wave)

    def to(self, angle: float) -> None:
        """Turn the hand to a direction, in radians from east."""
        self.lecture.play(self.turn.animate.set_value(float(angle)), run_time=2.6)
