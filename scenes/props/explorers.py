"""Who looks around on a map: walkers, level places and soundings, each with its table."""

from __future__ import annotations

from collections.abc import Sequence

import manim
from manim import VGroup, VMobject

from mathcore.ascent import Outcome
from mathcore.critical_kinds import Kind
from mathcore.critical_points import CriticalPoint, Search
from mathcore.soundings import Soundings
from mathcore.survey import Walks
from scenes.props.land import Land
from scenes.stage import look
from scenes.stage.drawings import Shape
from scenes.stage.formula import Formula
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
    Kind.SADDLE: "bold(times)",
    Kind.INCONCLUSIVE: "diamond.filled",
}
SEARCHES: dict[str, Token] = {"sweep": "quiet", "compass": "approximation", "slope": "derivative"}
_LETTERS = "abcdefghijklmnop"


class Walker:
    """The walks on a map and the table of where they ended."""

    def __init__(self, land: Land, walks: Walks, zone: Zone) -> None:
        """Lay out the headings and all letters; nothing is on screen yet."""
        self.land, self.walks, self.lecture = land, walks, land.lecture
        heads = [self.lecture.label(each) for each in ("start", "steps", "end", "height")]
        self.table = self.lecture.table(*heads, zone=zone, shares=(0.8, 0.9, 1.0, 1.1))
        self.ways = [
            land.map.path(each.drawn, "approximation", name="walk", width=0.8 * look.BOLD)
            if len(each.drawn) > 1
            else VGroup()
            for each in walks.paths
        ]
        self.rings = [
            land.map.ring(each.points[0], "approximation", name="start") for each in walks.paths
        ]

    def start(self, number: int) -> VGroup:
        """Where a walk begins: a ring, and its letter beside it, clear of all the walks."""
        ring = self.rings[number]
        name = self.lecture.formula(_LETTERS[number], token="approximation")
        clear = [*self.rings, *self.ways]
        self.lecture.beside(name, ring.get_center(), prefer=manim.LEFT, avoid=clear, gap=0.1)
        return VGroup(ring, name)

    def go(self, number: int, run_time: float = 2.0) -> None:
        """Walk, then enter the end into the table."""
        walk, lecture, letter = self.walks.paths[number], self.lecture, _LETTERS[number]
        radius = 1.2 * look.DOT_RADIUS
        end = self.land.map.dot(walk.points[-1], "approximation", name="end", radius=radius)
        if len(walk.places) > 1:  # a start on level ground stays where it is
            lecture.trace(self.ways[number], run_time=run_time)
        height = lecture.claim(f"end_{letter}", self.walks.end(walk), figures=3)
        row = self.table.row(
            lecture.formula(letter, token="approximation"),
            lecture.formula(lecture.claim(f"steps_{letter}", walk.steps)),
            lecture.label(ENDS[walk.outcome]),
            lecture.formula(height, token="function"),
        )
        lecture.appear(end, row, run_time=0.6)


class Register:
    """The level places of a map, their kinds told by shapes, and the table of their numbers."""

    def __init__(self, land: Land, search: Search, zone: Zone) -> None:
        """Draw all places alike, and lay out the headings; nothing is on screen yet."""
        self.land, self.search, self.lecture = land, search, land.lecture
        self.rings = {each: land.map.ring(each.at, name="level place") for each in search.found}
        heads = [self.lecture.formula(each) for each in ("f", "f_(x x)", '"det" H')]
        self.table = self.lecture.table(
            self.lecture.label("kind"),
            *heads,
            zone=zone,
            shares=(0.8, 1.0, 1.0, 1.0),
            size=look.TICK,
        )
        self.lecture.claim("places", search.count())

    def tell(self, name: str, *kinds: Kind) -> None:
        """Give the places of some kinds their shape and their row, and count them by `name`."""
        self.lecture.claim(name, self.search.count(*kinds))
        for place in (each for each in self.search.found if each.kind in kinds):
            mark = self.land.map.mark(place.at, SHAPES[place.kind], name="level place")
            row = self.table.row(*self._cells(place))
            changes = manim.FadeOut(self.rings[place]), manim.FadeIn(mark), manim.FadeIn(row)
            self.lecture.play(*changes, run_time=0.7)

    def _cells(self, place: CriticalPoint) -> list[Formula]:
        lecture, number = self.lecture, self.search.found.index(place)
        numbers = {"f": place.value, "fxx": place.hessian.xx, "det": place.determinant}
        claimed = [lecture.claim(f"{k} {number}", v, figures=3) for k, v in numbers.items()]
        return [
            lecture.formula(SIGNS[place.kind], size=look.TICK),
            *(lecture.formula(each, size=look.TICK) for each in claimed),
        ]


class Sounder:
    """Searches with a dip-stick, and the table of how often each put it down."""

    def __init__(self, land: Land, zone: Zone) -> None:
        """Lay out the headings; nothing is on screen yet."""
        self.land, self.lecture = land, land.lecture
        heads = self.lecture.label("search"), self.lecture.label("soundings")
        self.table = self.lecture.table(*heads, zone=zone, shares=(1.3, 1.0))
        self.last: Sequence[VMobject] = ()

    def search(self, name: str, search: Soundings) -> None:
        """Put the stick down place by place, after the last search has gone; then count."""
        lecture, token, radius = self.lecture, SEARCHES[name], 0.8 * look.DOT_RADIUS
        lecture.leave(*self.last)
        self.last = [
            self.land.map.dot(each, token, name="sounding", radius=radius) for each in search.places
        ]
        lecture.together(*map(manim.FadeIn, self.last), lag_ratio=0.5, run_time=3.0)
        count = lecture.formula(lecture.claim(name, search.count), token=token)
        lecture.appear(self.table.row(lecture.label(name), count))
