"""A line through data, drawn: points, misses, squares, and the notes beside them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from manim import VGroup, VMobject

from mathcore import normal_equations
from mathcore.ellipses import Ellipse
from mathcore.fit_views import FitView
from mathcore.normal_equations import Step
from mathcore.quantity import Point, Quantity
from mathcore.trial_line import TrialLine
from scenes.stage import look
from scenes.stage.figures import Plane
from scenes.stage.formula import Formula
from scenes.stage.lecture import Lecture
from scenes.stage.look import Token, Zone


class TurningLine:
    """One line (m, c) in all its pictures: what moves it moves all of them."""

    def __init__(self, lecture: Lecture, view: FitView, start: TrialLine) -> None:
        """Begin with the line `start`."""
        self._view = view
        self._m, self._c = lecture.parameter(start.m), lecture.parameter(start.c)
        self._turn = lecture.parameter(0.0)
        self._ring: Ellipse | None = None
        self._start: TrialLine | None = None

    def now(self) -> TrialLine:
        """The line at this moment."""
        if self._ring is not None:
            return self._view.lap(self._ring, self._turn(), self._start)
        return TrialLine(self._m(), self._c())

    def badness(self) -> Quantity:
        """Its chi^2."""
        return self.now().chi_squared(self._view.data)

    def to(self, line: TrialLine) -> list[Any]:
        """The animations that turn and lift it to `line`."""
        self._ring = None
        return [self._m.animate.set_value(line.m), self._c.animate.set_value(line.c)]

    def around(self, ring: Ellipse, start: TrialLine | None = None) -> Any:
        """The animation that takes it once around a ring of equally bad lines, from `start`."""
        self._ring, self._start = ring, start
        self._turn.set_value(0.0)
        return self._turn.animate.set_value(1.0)


class FitPicture:
    """The data on axes, with a line that turns and the squares on its misses."""

    def __init__(self, plane: Plane, view: FitView, line: TurningLine) -> None:
        """Draw all of it, live, on `plane`."""
        self.plane, self._view = plane, view
        share = self.share = plane.lecture.parameter(0.0)
        points = view.data.points
        self.dots = VGroup(*(plane.dot(each, "data", name="point") for each in points))
        self.line = self.straight(line.now)
        self.misses = VGroup(*(self._miss(line, at) for at in points))
        self.squares = VGroup(*(self._square(line, at, share) for at in points))

    def straight(
        self, line: TrialLine | Callable[[], TrialLine], token: Token = "approximation", **how: Any
    ) -> VMobject:
        """A line across the data, or one that turns."""
        if callable(line):
            return self.plane.segment(
                lambda: self._view.ends(line()), token, name="line", width=look.BOLD, **how
            )
        return self.plane.segment(self._view.ends(line), token, name="line", **how)

    def _miss(self, line: TurningLine, at: Point) -> VMobject:
        return self.plane.segment(
            lambda: (line.now().miss(at).foot, at), "error", name="miss", width=look.LINE
        )

    def _square(self, line: TurningLine, at: Point, share: Callable[[], float]) -> VMobject:
        return self.plane.path(
            lambda: self._view.square(line.now().miss(at), share()),
            "error", name="square", closed=True, fill=0.16, width=2.0,
        )  # fmt: skip

    def pulled(self, share: Callable[[], float]) -> tuple[VMobject, VMobject, VMobject]:
        """The point that has most to say while it is pulled, its miss, and the best line."""
        index, now = self._view.lever, lambda: self._view.dragged(share())
        at = lambda: now().data.points[index]  # noqa: E731
        miss = lambda: (now().fit.line.miss(at()).foot, at())  # noqa: E731
        return (
            self.plane.mark(at, "diamond", "error", name="pulled point"),
            self.plane.segment(miss, "error", name="its miss"),
            self.straight(lambda: now().fit.line),
        )

    def axes_through(self, origin: Callable[[], Point]) -> VGroup:
        """The two axes of somebody who measures from `origin`."""
        x, y = self.plane.x, self.plane.y
        across = lambda: ((x.low, origin().y), (x.high, origin().y))  # noqa: E731
        up = lambda: ((origin().x, y.low), (origin().x, y.high))  # noqa: E731
        return VGroup(
            self.plane.segment(across, "ink", name="axis", width=2.0),
            self.plane.segment(up, "ink", name="axis", width=2.0),
        )


class Notes:
    """The column beside a fit: formulas and live numbers, each at a share of its height."""

    def __init__(self, lecture: Lecture, zone: Zone) -> None:
        """Write into `zone`."""
        self._lecture, self._zone = lecture, zone

    def put(self, words: Formula, up: float, across: float = 0.0) -> Formula:
        """Words with their left end and baseline at shares of the zone, fitted to what is left."""
        corner = self._zone.part(x=(across, 1.0), y=(up, 1.0))
        words.fit(corner.width)
        words.shift((corner.left - float(words.get_left()[0]), 0.0, 0.0))
        return words.stand_on(corner.bottom)

    def write(self, source: str, up: float, **how: Any) -> Formula:
        """Mathematics, put there."""
        return self.put(self._lecture.formula(source, **how), up)

    def reading(
        self, words: str, value: Callable[[], Quantity], digits: int, up: float, across: float = 0.0
    ) -> VGroup:
        """Mathematics and the live number after it."""
        head = self.put(self._lecture.formula(words), up, across)
        number = self._lecture.live(words, value, digits=digits)
        return VGroup(head, number.put(float(head.get_right()[0]) + 0.16, head.baseline))

    def system(self, step: Step, before: Step | None = None) -> VGroup:
        """Both equations of a step as a book prints them; claims that they follow from `before`."""
        for row in normal_equations.follows(before, step) if before else ():
            self._lecture.claim_equal(step.reason.value, row.lhs, row.rhs)
        rows = VGroup()
        for equation, up in zip(step.equations, (0.72, 0.45), strict=True):
            left, right = map(normal_equations.textbook, equation.args)
            rows.add(self.put(self._lecture.formula(left, "=", right), up))
        return rows
