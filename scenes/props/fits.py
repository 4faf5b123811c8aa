"""A line through data, drawn: points, misses, squares, and the notes beside them."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from manim import UP, VGroup, VMobject

from mathcore import normal_equations
from mathcore.ellipses import Ellipse
from mathcore.fit_digits import FitDigits, Scale
from mathcore.fit_views import FitView
from mathcore.line_fit import LineFit
from mathcore.normal_equations import Step
from mathcore.quantity import Point, Quantity, exact
from mathcore.trial_line import TrialLine
from scenes.stage import look
from scenes.stage.formula import Formula
from scenes.stage.lecture import Lecture
from scenes.stage.look import Token, Zone

_ALONG = "(partial chi^2)/(partial {})"
_ROWS = (0.72, 0.45)  # where two equations stand in the notes, as shares of their height
_FIGURES = 4  # of a number that is too long to be written out


class TurningLine:
    """One line (m, c) in all its pictures: what moves it moves all of them."""

    def __init__(self, lecture: Lecture, view: FitView) -> None:
        """Begin with the first line drawn by hand."""
        self._lecture, self._view = lecture, view
        start = view.lines[0]
        self._m, self._c = lecture.parameter(start.m), lecture.parameter(start.c)
        self._turn = lecture.parameter(0.0)
        self._ring: Ellipse | None = None

    def now(self) -> TrialLine:
        """The line at this moment."""
        if self._ring is not None:
            return self._view.lap(self._ring, self._turn())
        return TrialLine(self._m(), self._c())

    def slope(self) -> Quantity:
        """Its m."""
        return exact(self.now().m)

    def height(self) -> Quantity:
        """Its c."""
        return exact(self.now().c)

    def badness(self) -> Quantity:
        """Its chi^2."""
        return self.now().chi_squared(self._view.data)

    def along_m(self) -> Quantity:
        """How fast chi^2 grows with m."""
        return self.now().gradient(self._view.data).east

    def along_c(self) -> Quantity:
        """How fast chi^2 grows with c."""
        return self.now().gradient(self._view.data).north

    def claim(self, name: str, line: TrialLine) -> None:
        """Put chi^2 of a line on record."""
        badness = line.chi_squared(self._view.data)
        claim_at(self._lecture, name, badness, self._view.digits.chi)

    def to(self, line: TrialLine, run_time: float = 3.5) -> None:
        """Turn and lift it to `line`."""
        self._ring = None
        moves = self._m.animate.set_value(line.m), self._c.animate.set_value(line.c)
        self._lecture.play(*moves, run_time=run_time)

    def around(self, ring: Ellipse, run_time: float = 6.0) -> None:
        """Take it once around a ring of equally bad lines."""
        self._ring = ring
        self._turn.set_value(0.0)
        self._lecture.play(self._turn.animate.set_value(1.0), run_time=run_time)


class FitPicture:
    """The data on axes, with a line that turns and the squares on its misses."""

    def __init__(
        self, lecture: Lecture, view: FitView, line: TurningLine, zone: Zone, x: str, y: str
    ) -> None:
        """Draw all of it, live, on axes named `x` and `y`."""
        self._view = view
        self.plane = plane = lecture.plane(
            view.window.x, view.window.y, zone, equal=view.unit, x_name=x, y_name=y
        )
        share = self.share = lecture.parameter(0.0)
        points = view.data.points
        self.dots = VGroup(*(plane.dot(each, "data", name="point") for each in points))
        self._missed = lru_cache(maxsize=2 * len(points))(TrialLine.miss)  # once for its square too
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
            lambda: (self._missed(line.now(), at).foot, at), "error", name="miss", width=look.LINE
        )

    def _square(self, line: TurningLine, at: Point, share: Callable[[], float]) -> VMobject:
        return self.plane.path(
            lambda: self._view.square(self._missed(line.now(), at), share()),
            "error", name="square", closed=True, fill=0.16, width=2.0,
        )  # fmt: skip

    def pulled(
        self, share: Callable[[], float]
    ) -> tuple[VMobject, VMobject, VMobject, Callable[[], Quantity]]:
        """The point that has most to say while it is pulled; its miss, the best line, its slope."""
        index = self._view.residuals.lever
        dragged = lru_cache(maxsize=1)(self._view.dragged)
        now: Callable[[], FitView] = lambda: dragged(share())  # noqa: E731  many ask for one

        def miss() -> tuple[Point, Point]:
            point = now().data.points[index]
            return now().fit.line.miss(point).foot, point

        return (
            self.plane.mark(lambda: miss()[1], "diamond", "data", name="pulled point"),
            self.plane.segment(miss, "error", name="its miss"),
            self.straight(lambda: now().fit.line),
            lambda: now().fit.slope,
        )

    def centre(self) -> tuple[VMobject, Formula]:
        """The centre of mass with its name, claimed to lie on the best line."""
        lecture, fit, centre = self.plane.lecture, self._view.fit, self._view.data.centre
        claim_at(lecture, "centre_x", centre.x, self._view.digits.x)
        claim_at(lecture, "centre_y", centre.y, self._view.digits.c)
        lecture.claim_that("through it", fit.line.point(centre.x).y, "=", centre.y)
        name = lecture.formula("(overline(x), overline(y))")
        mark = self.plane.mark(centre, "diamond", "ink", name="centre of mass")
        return mark, lecture.beside(name, self.plane.at(centre), prefer=UP, avoid=[mark])

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
        self,
        sign: str,
        value: Callable[[], Quantity],
        scale: Scale,
        up: float,
        across: float = 0.0,
        *,
        token: Token = "ink",
        size: float = look.FORMULA,
    ) -> VGroup:
        """What a live number is of, over a power of ten if it is long, and the number."""
        over = f"\\/ {self._lecture.power_of_ten(scale.exponent)}" if scale.exponent else ""
        head = self._lecture.typed(f"{sign} {over} =", token=token, size=size)
        number = self._lecture.live(
            f"{sign} now", lambda: scale.of(value()), digits=scale.digits, token=token, size=size
        )
        right = float(self.put(head, up, across).get_right()[0])
        return VGroup(head, number.put(right + look.space(size), head.baseline))

    def level(self, fit: LineFit) -> VGroup:
        """Both slopes of chi^2 at the best line, claimed to be zero, and zero they are written."""
        rows = VGroup()
        slopes = fit.line.gradient(fit.data).slopes
        for name, slope, up in zip("mc", slopes, _ROWS, strict=True):
            self._lecture.claim_that(f"level along {name}", slope, "=", exact(0))
            claimed = self._lecture.claim(f"level {name}", slope, digits=0)
            rows.add(self.put(self._lecture.formula(_ALONG.format(name), "=", claimed), up))
        return rows

    def line(self, line: TurningLine, digits: FitDigits, up: float) -> list[VGroup]:
        """m and c of a line, live, side by side."""
        return [
            self.reading("m", line.slope, digits.m, up),
            self.reading("c", line.height, digits.c, up, 0.5),
        ]

    def steepness(self, line: TurningLine, digits: FitDigits, up: float) -> list[VGroup]:
        """Both slopes of chi^2 at a line, live, side by side, to the same decimal."""
        how: dict[str, Any] = {"token": "derivative", "size": look.LABEL}
        m, c = digits.along_m.alike(digits.along_c)
        return [
            self.reading(_ALONG.format("m"), line.along_m, m, up, **how),
            self.reading(_ALONG.format("c"), line.along_c, c, up, 0.5, **how),
        ]

    def system(self, step: Step, before: Step | None = None) -> VGroup:
        """Both equations of a step as a book prints them; claims why they hold.

        They follow from the step before, or, where there is none, are the slopes of chi^2.
        """
        for row in normal_equations.follows(before, step) if before else ():
            self._lecture.claim_equal(step.reason.value, row.lhs, row.rhs)
        for slope, row in zip(normal_equations.slopes(), step.equations, strict=True):
            if before is None:
                self._lecture.claim_equal(step.reason.value, slope, row.lhs)
        rows = VGroup()
        for equation, up in zip(step.equations, _ROWS, strict=True):
            left, right = map(normal_equations.textbook, equation.args)
            rows.add(self.put(self._lecture.formula(left, "=", right), up))
        return rows


def claim_at(lecture: Lecture, name: str, value: Quantity, scale: Scale) -> None:
    """Put a number on record as it is shown live, or to a few figures where it is long."""
    if scale.exponent:
        lecture.claim(name, value, figures=_FIGURES)
    else:
        lecture.claim(name, value, digits=scale.digits)
