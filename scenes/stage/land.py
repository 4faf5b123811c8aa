"""A map of a landscape with its contours, and the views of it from the side."""

from __future__ import annotations

from collections.abc import Sequence

import manim
from manim import VGroup, VMobject

from mathcore import maps
from mathcore.ascent import Outcome
from mathcore.contours import Contour
from mathcore.critical_kinds import Kind
from mathcore.critical_points import CriticalPoint
from mathcore.directions import Rose
from mathcore.fields import Field
from mathcore.functions import Function
from mathcore.gradients import Gradient
from mathcore.quantity import Quantity
from mathcore.soundings import Soundings
from mathcore.survey import Walks
from mathcore.tangents import tangent
from mathcore.windows import Window
from scenes.stage import look
from scenes.stage.drawings import Shape
from scenes.stage.figures import Plane
from scenes.stage.lecture import Lecture
from scenes.stage.look import Token, Zone

ENDS = {
    Outcome.REACHED_TOP: "top",
    Outcome.REACHED_PIT: "pit",
    Outcome.STOPPED_AT_SADDLE: "saddle",
    Outcome.STOPPED_ON_FLAT: "level",
    Outcome.LEFT_BOX: "edge",
}
SHAPES: dict[Kind, Shape] = {
    Kind.TOP: "up", Kind.PIT: "down", Kind.SADDLE: "saddle", Kind.INCONCLUSIVE: "diamond",
}  # fmt: skip
SIGNS = {
    Kind.TOP: "triangle.filled.t",
    Kind.PIT: "triangle.filled.b",
    Kind.SADDLE: "times",
    Kind.INCONCLUSIVE: "diamond.filled",
}
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
            line.set_stroke(lines[0].get_stroke_color(), width=look.FINE)
            self.contours.add(lines)
            pairs.append((line, lines))
        return pairs

    def contour(self, traced: Contour, shade: float = 1.0) -> VMobject:
        """One contour on the map."""
        return self.map.contour(
            self.field, traced.level, traced.points, closed=traced.closed, shade=shade
        )

    def hush(self) -> None:
        """Let the contours step back."""
        quiet = self.contours.animate.set_stroke(width=look.FINE, opacity=_PALE)
        self.lecture.play(quiet, run_time=0.8)

    def speak(self) -> None:
        """Let the contours step forward again."""
        plain = self.contours.animate.set_stroke(width=look.LINE, opacity=1.0)
        self.lecture.play(plain, run_time=0.8)

    def view(self, axis: int, at: Gradient, heights: tuple[float, float], zone: Zone) -> Side:
        """The view of the cut through a place along one axis."""
        return Side(self, axis, at, heights, zone)

    def mark(self, place: CriticalPoint) -> VMobject:
        """A level place, its kind told by its shape."""
        return self.map.mark(place.at, SHAPES[place.kind], name="level place")

    def stick(self, search: Soundings, token: Token) -> VGroup:
        """The places of a search by soundings, in order."""
        radius = 0.6 * look.DOT_RADIUS
        return VGroup(
            *(self.map.dot(each, token, name="sounding", radius=radius) for each in search.places)
        )

    def arrows(self, gradients: Sequence[Gradient], scale: Quantity) -> VGroup:
        """Gradients as arrows of one scale."""
        self.lecture.claim("scale", scale)
        return VGroup(
            *(
                self.map.arrow((each.at, each.tip(scale)), name="gradient", width=0.8 * look.LINE)
                for each in gradients
                if each.length > 0
            )
        )


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
        lecture, view = land.lecture, rose.window
        card = maps.card(rose.gradient.at, land.window, 0.25)
        self.turn = turn = lecture.parameter(0.0)
        self.once = view.x[1]
        self.rim = land.map.path(card.rim, "quiet", name="dial", closed=True)
        self.hand = land.map.arrow(lambda: (card.centre, card.hand(turn())), "ink", name="hand")
        self.plane = lecture.plane(view.x, view.y, zone, x_name="t", y_name="D")
        self.growing = self.plane.growing(rose.slope, turn, "derivative", name="slopes")
        self.wave = self.plane.curve(rose.slope, "derivative", name="slopes")
        self.dot = self.plane.dot(lambda: (turn(), rose.towards(turn())), name="slope")


class Walker:
    """The walks on a map and the table of where they ended."""

    def __init__(self, land: Land, walks: Walks, zone: Zone) -> None:
        """Lay out the headings; nothing is on screen yet."""
        self.land, self.walks = land, walks
        self.lecture = lecture = land.lecture
        heads = [lecture.label(each) for each in ("start", "steps", "end", "height")]
        self.table = lecture.table(*heads, zone=zone, shares=(0.8, 0.9, 1.0, 1.1))

    def start(self, number: int) -> VGroup:
        """Where a walk begins: a ring, and its letter beside it."""
        walk, land = self.walks.paths[number], self.land
        ring = land.map.ring(walk.points[0], "approximation", name="start")
        way = land.map.path(walk.drawn, "approximation", name="walk")
        name = self.lecture.formula("abcdefgh"[number], token="approximation")
        self.lecture.beside(name, land.map.at(walk.points[0]), prefer=manim.LEFT, avoid=[ring, way])
        return VGroup(ring, name)

    def go(self, number: int, run_time: float = 2.0) -> VGroup:
        """Walk, then enter the end into the table; what was drawn is given back."""
        walk, lecture, plane = self.walks.paths[number], self.lecture, self.land.map
        way = plane.path(walk.drawn, "approximation", name="walk", width=0.8 * look.BOLD)
        end = plane.dot(walk.points[-1], "approximation", name="end", radius=1.2 * look.DOT_RADIUS)
        lecture.trace(way, run_time=run_time)
        height = lecture.claim(f"end_{'abcdefgh'[number]}", self.walks.end(walk), figures=3)
        row = self.table.row(
            lecture.formula("abcdefgh"[number], token="approximation"),
            lecture.formula(lecture.claim(f"steps {number}", walk.steps)),
            lecture.label(ENDS[walk.outcome]),
            lecture.formula(height, token="function"),
        )
        lecture.appear(end, row, run_time=0.6)
        return VGroup(way, end)


class Register:
    """The level places of a map, their kinds told by shapes, and the table of their numbers."""

    def __init__(self, land: Land, zone: Zone) -> None:
        """Lay out the headings; nothing is on screen yet."""
        self.land, self.lecture = land, land.lecture
        heads = [land.lecture.formula(each) for each in ("f", "f_(x x)", '"det" H')]
        self.table = land.lecture.table(
            land.lecture.label("kind"),
            *heads,
            zone=zone,
            shares=(0.8, 1.0, 1.0, 1.0),
            size=look.TICK,
        )

    def show(self, places: Sequence[CriticalPoint], rings: Sequence[VMobject]) -> None:
        """Turn the rings into marks, and enter each place into the table."""
        lecture = self.lecture
        for place, ring in zip(places, rings, strict=True):
            name = f"{place.at.x:.6g} {place.at.y:.6g}"
            numbers = (place.value, place.hessian.xx, place.determinant)
            cells = [lecture.formula(SIGNS[place.kind], size=look.TICK)]
            for what, number in zip(("f", "fxx", "det"), numbers, strict=True):
                claimed = lecture.claim(f"{what} {name}", number, figures=3)
                cells.append(lecture.formula(claimed, size=look.TICK))
            row = self.table.row(*cells)
            lecture.play(
                manim.FadeOut(ring), *map(manim.FadeIn, (self.land.mark(place), row)), run_time=0.7
            )
