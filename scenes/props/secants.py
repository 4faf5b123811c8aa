"""Secants on a curve: their triangle, how one turns while its gap closes, where they end."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache

from manim import DOWN, LEFT, VMobject

from mathcore import rounding
from mathcore.lines import Line
from mathcore.quantity import Point
from mathcore.quotients import Approach, Outcome, Quotient, Side, quotient
from mathcore.scaled import decimals, scaled, shifted
from mathcore.secant_study import SecantStudy
from scenes.stage import look
from scenes.stage.figures import Plane
from scenes.stage.lecture import Lecture
from scenes.stage.look import Token, Zone

_quotient = lru_cache(maxsize=64)(quotient)  # the dot, the line and the number ask the same
_SHORT = 4  # characters of a live value that fit behind its formula


class TurningSecant:
    """A secant through a fixed point and one that slides towards it as a live gap closes."""

    def __init__(self, plane: Plane, study: SecantStudy, approach: Approach) -> None:
        """Make the sliding point, `dot`, and the `line` through both, as far as the plane goes."""
        self.lecture, self.study, self.approach = plane.lecture, study, approach
        self.gap = plane.lecture.parameter(approach.rows[0].h)
        self.dot = plane.dot(self._end, "approximation", name="second point")
        self.line = plane.segment(
            lambda: self.now().within(*_ranges(plane)), "approximation", name="secant"
        )

    def now(self) -> Quotient:
        """The quotient at this moment."""
        return _quotient(self.study.function, self.study.at, self.gap(), self.approach.side)

    def close(self, row: int, run_time: float = 1.4) -> None:
        """Let the gap become that of a row, the point sliding and the secant turning."""
        gap = float(self.approach.rows[row].h)
        self.lecture.play(self.gap.animate.set_value(gap), run_time=run_time)

    @property
    def parts(self) -> tuple[VMobject, VMobject]:
        """The line and the sliding point."""
        return self.line, self.dot

    def through(
        self,
        cells: Sequence[VMobject],
        first: int = 0,
        shadows: Sequence[VMobject] = (),
        run_time: float = 1.4,
    ) -> None:
        """Close in from the `first` row on; show the cells of each, and its shadow, if any."""
        for row, shown in enumerate(cells, start=first):
            self.close(row, run_time)
            self.lecture.add(*shadows[row : row + 1])
            self.lecture.appear(*shown, run_time=0.35)

    def open(self) -> None:
        """Let the gap be as wide as at first."""
        self.gap.set_value(float(self.approach.rows[0].h))

    @cached_property
    def reading(self) -> tuple[VMobject, ...]:
        """The quotient at the top of the column, and its live value."""
        return self.read(look.COLUMN)

    def read(self, zone: Zone) -> tuple[VMobject, ...]:
        """The quotient at the top of a zone, and its live value behind it.

        A long value, or one that needs a power of ten, stands under the quotient.
        """
        formula = self.lecture.formula("m = frac(f(x + h) - f(x), h) =", size=look.LABEL)
        self.lecture.stack(formula, zone=zone)
        column = scaled([row.slope for row in self.approach.rows])
        digits = decimals(column.values, 3)
        value = self.lecture.live(
            "slope now",
            lambda: shifted(self.now().slope, column.exponent),
            digits=digits,
            token="approximation",
            size=look.LABEL,
        )
        longest = max(len(rounding.write(each, digits=digits)) for each in column.values)
        if not column.exponent and longest <= _SHORT:
            return formula, value.put(float(formula.get_right()[0]) + 0.12, formula.baseline)
        value.put(zone.left + 0.5, formula.baseline - 0.78)
        if not column.exponent:
            return formula, value
        power = self.lecture.typed(
            f"times {self.lecture.power_of_ten(column.exponent)}", size=look.LABEL
        )
        power.shift((zone.left + 1.6 - float(power.get_left()[0]), 0.0, 0.0))
        return formula, value, power.stand_on(value.baseline)

    def _end(self) -> Point:
        now = self.now()
        return now.start if self.approach.side is Side.BACKWARD else now.end


class SecantPicture:
    """A curve with the point that its secants go through, and all that is drawn of them."""

    def __init__(self, lecture: Lecture, study: SecantStudy) -> None:
        """Draw, without showing, the axes, the curve with its name, the point, the secants."""
        self.study, first = study, study.right.rows[0]
        self.plane = plane = lecture.plane(study.view.x, study.view.y, x_name="x", y_name="y")
        self.curve = plane.curve(study.function)
        self.touch = plane.dot(study.touch, name="the point")
        self.right = TurningSecant(plane, study, study.right)
        self.left = TurningSecant(plane, study, study.left)
        self.shadows, self.fan = (
            [whole(plane, each, "quiet", look.FINE).set_z_index(-1) for each in side.rows]
            for side in (study.right, study.left)
        )
        foot, corner, top = first.start, first.corner, first.end
        self.run = plane.segment((foot, corner), "approximation", dashed=True, name="run")
        self.rise = plane.segment((corner, top), "approximation", dashed=True, name="rise")
        self.gap = lecture.formula("h", token="approximation")
        self.named = lecture.formula("f(x) =", study.function, token="function")
        across = whole(plane, study.both.rows[0], "quiet")
        avoid = [plane, self.curve, self.run, *self.shadows, *self.fan, across]
        lecture.beside(self.gap, self.run.get_center(), prefer=DOWN, avoid=avoid)
        avoid += [self.gap, self.rise]
        if study.outcome in (Outcome.CONVERGES, Outcome.EXACT):
            avoid.append(self.tangent)
        lecture.beside(self.named, self.right.dot.get_center(), prefer=LEFT, avoid=avoid)

    @property
    def scene(self) -> tuple[VMobject, ...]:
        """What stands there before any secant is drawn."""
        return self.plane, self.curve, self.named, self.touch

    @cached_property
    def tangent(self) -> VMobject:
        """The line that the secants close in on."""
        return whole(self.plane, self.study.tangent, "derivative")

    def secant(self, approach: Approach) -> tuple[VMobject, ...]:
        """The widest secant of an approach, and its second points in the shape of its side."""
        row, side = approach.rows[0], approach.side
        places = {
            Side.FORWARD: [row.end], Side.BACKWARD: [row.start], Side.CENTRAL: [row.start, row.end]
        }[side]  # fmt: skip
        line = whole(self.plane, row, "approximation")
        return line, *(shaped(self.plane, side, place, "approximation") for place in places)


def whole(
    plane: Plane,
    line: Line | Quotient,
    token: Token,
    width: float = look.LINE,
    *,
    dashed: bool = False,
) -> VMobject:
    """A line or a secant as far as the plane goes."""
    ends = line.within(*_ranges(plane))
    return plane.segment(ends, token, name="line", width=width, dashed=dashed, merging=True)


def shaped(plane: Plane, side: Side, place: Point, token: Token) -> VMobject:
    """A point whose shape tells the side: a dot right, a ring left, a diamond for both."""
    if side is Side.FORWARD:
        return plane.dot(place, token, name="right", radius=0.06).set_z_index(4)
    if side is Side.BACKWARD:
        return plane.ring(place, token, name="left")
    return plane.mark(place, "diamond", token, name="both")


def _ranges(plane: Plane) -> tuple[tuple[float, float], tuple[float, float]]:
    return (plane.x.low, plane.x.high), (plane.y.low, plane.y.high)
