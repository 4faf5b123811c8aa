"""Axes: a window on the data with numbered ticks, every number and every tick claimed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import manim
import numpy as np
from manim import VGroup
from numpy.typing import NDArray
from sympy import Integer

from mathcore import ticks
from mathcore.proof import Frame
from mathcore.quantity import Quantity, compose
from scenes.stage import drawings, look
from scenes.stage.drawings import Drawn, DrawnContour, DrawnCurve, Place
from scenes.stage.formula import Formula
from scenes.stage.look import Zone

if TYPE_CHECKING:
    from scenes.stage.lecture import Lecture

_ROW = 0.62  # scene units under the plot, for the numbers of the horizontal axis
_GAP = 0.16  # scene units between an axis and its numbers
_TICK = 0.1  # scene units
_BEYOND = 1.2  # scene units that the name of an axis may reach beyond its end


@dataclass(frozen=True, slots=True)
class Range:
    """An interval of an axis, in its data's units."""

    low: float
    high: float


class Axes(VGroup):
    """A window [x low, x high] by [y low, y high] in a zone of the frame.

    Its numbers stand on the left and lower edges, so that no curve ever runs through one.
    """

    def __init__(
        self,
        lecture: Lecture,
        x: tuple[float, float],
        y: tuple[float, float],
        zone: Zone,
        *,
        x_name: str = "",
        y_name: str = "",
        equal: bool = False,
        numbers: bool = True,
        most: tuple[int, int] = (6, 6),
        beneath: Axes | None = None,
    ) -> None:
        """Draw the axes.

        Args:
            lecture: whose theme and record the drawings use.
            x: least and greatest abscissa, in the data's units.
            y: least and greatest ordinate.
            zone: the part of the frame that the plot and its numbers may fill.
            x_name: what the horizontal axis measures, as mathematics.
            y_name: the same for the vertical axis.
            equal: one unit is as long on both axes; or a number: so many units of x as one of y.
            numbers: whether the ticks carry numbers; without, there are no ticks either.
            most: how many numbers each axis may carry at most; below two it carries none.
            beneath: axes whose left and right edges these take over, as they show the same time.

        Raises:
            ValueError: a range is empty or not finite.
        """
        super().__init__()
        self.lecture, self.x, self.y = lecture, Range(*x), Range(*y)
        across, up = (ticks.ticks(*ends, max(2, n)) for ends, n in zip((x, y), most, strict=True))
        x_texts = [self._number(text) for text in across.texts if numbers and most[0] > 1]
        y_texts = [self._number(text) for text in up.texts if numbers and most[1] > 1]
        headed = bool(y_name) or bool(y_texts and up.exponent)
        self._box = self._fit(zone, y_texts, headed, bool(x_texts or x_name), equal)
        if beneath is not None:
            edges = beneath.box
            self._box = Zone(edges.left, edges.right, self._box.bottom, self._box.top)
        self._spans = (
            (self._box.left, self.x.low, self.x.high - self.x.low, self._box.width),
            (self._box.bottom, self.y.low, self.y.high - self.y.low, self._box.height),
        )
        self._rule(across.positions[: len(x_texts)], up.positions[: len(y_texts)])
        self._write(x_texts, y_texts, across, up, x_name, y_name)
        self._claim_ticks(across, up, len(x_texts), len(y_texts))

    # -- the window -----------------------------------------------------------------------

    def _number(self, text: str) -> Formula:
        return self.lecture.written(text, size=look.TICK, token="quiet")

    def _fit(
        self, zone: Zone, y_texts: list[Formula], headed: bool, footed: bool, equal: bool
    ) -> Zone:
        margin = max((text.width + _GAP + _TICK for text in y_texts), default=0.0)
        left, right = zone.left + margin, zone.right - 0.1
        bottom, top = zone.bottom + _ROW * footed, zone.top - (0.55 if headed else 0.1)
        if equal:
            wide, high = (self.x.high - self.x.low) / equal, self.y.high - self.y.low
            unit = min((right - left) / wide, (top - bottom) / high)
            x_slack, y_slack = (right - left) - unit * wide, (top - bottom) - unit * high
            left, right = left + x_slack / 2, right - x_slack / 2
            bottom, top = bottom + y_slack / 2, top - y_slack / 2
        return Zone(left, right, bottom, top)

    def _rule(self, across: Sequence[Quantity], up: Sequence[Quantity]) -> None:
        box, quiet = self._box, self.lecture.colour("quiet")
        self.axis_x = manim.Line((box.left, box.bottom, 0), (box.right, box.bottom, 0))
        self.axis_y = manim.Line((box.left, box.bottom, 0), (box.left, box.top, 0))
        self.marks = VGroup()
        for value in across:
            foot = self.at((value, self.y.low))
            self.marks.add(manim.Line(foot, (foot[0], foot[1] - _TICK, 0)))
        for value in up:
            foot = self.at((self.x.low, value))
            self.marks.add(manim.Line(foot, (foot[0] - _TICK, foot[1], 0)))
        self.zeros = VGroup()
        if self.x.low < 0 < self.x.high:
            self.zeros.add(manim.Line(self.at((0, self.y.low)), self.at((0, self.y.high))))
        if self.y.low < 0 < self.y.high:
            self.zeros.add(manim.Line(self.at((self.x.low, 0)), self.at((self.x.high, 0))))
        self.zeros.set_stroke(quiet, width=look.FINE, opacity=0.55)
        lines = VGroup(self.axis_x, self.axis_y, self.marks).set_stroke(quiet, width=2)
        self.add(self.zeros, lines)

    def _write(
        self,
        x_texts: list[Formula],
        y_texts: list[Formula],
        across: ticks.Ticks,
        up: ticks.Ticks,
        x_name: str,
        y_name: str,
    ) -> None:
        box = self._box
        row = box.bottom - _ROW + 0.14
        name = self._axis_name(x_name, across.exponent if x_texts else 0)
        if name is not None:
            name.move_to((box.right - name.width / 2, 0, 0)).stand_on(row)
            self._make_way(name, x_texts, across)
        self.numbers = VGroup()
        self._kept_x = []
        for index, text in enumerate(x_texts):
            text.set_x(self.at((across.positions[index], self.y.low))[0]).stand_on(row)
            if name is None or text.get_right()[0] < name.get_left()[0] - _GAP:
                self.numbers.add(text)
                self._kept_x.append(index)
        for text, value in zip(y_texts, up.positions[: len(y_texts)], strict=True):
            height = self.at((self.x.low, value))[1]
            text.move_to((box.left - _TICK - _GAP / 2 - text.width / 2, height, 0))
            self.numbers.add(text)
        self.names = VGroup(*([name] if name is not None else []))
        head = self._axis_name(y_name, up.exponent if y_texts else 0)
        if head is not None:
            head.move_to((box.left + head.width / 2, 0, 0)).stand_on(box.top + 0.22)
            self.names.add(head)
        self.add(self.numbers, self.names)

    def _make_way(self, name: Formula, texts: list[Formula], across: ticks.Ticks) -> None:
        """Move a name to the right of the last number, if it needs not go far for that."""
        if texts:
            last = self.at((across.positions[-1], self.y.low))[0] + texts[-1].width / 2
            step = last + 1.05 * _GAP - float(name.get_left()[0])
            if 0 < step <= min(_BEYOND, look.SAFE.right - self._box.right):
                name.shift((step, 0.0, 0.0))

    def _axis_name(self, name: str, exponent: int) -> Formula | None:
        """The name of an axis, with the power of ten that its numbers are to be taken times."""
        if not name and not exponent:
            return None
        power = self.lecture.power_of_ten(exponent) if exponent else ""
        joined = f"{name} \\/ {power}" if name and power else name or f"times {power}"
        return self.lecture.typed(joined, size=look.TICK, token="quiet")

    def _claim_ticks(self, across: ticks.Ticks, up: ticks.Ticks, n_x: int, n_y: int) -> None:
        """Each number is claimed, and so is the place of the tick that it stands at."""
        kept = [(across.positions[i], across.texts[i], i) for i in self._kept_x if i < n_x]
        for value, text, index in kept:
            self._claim_tick("x", value, text, across.exponent, index, (value, self.y.low))
        for index, (value, text) in enumerate(zip(up.positions[:n_y], up.texts[:n_y], strict=True)):
            place = (self.x.low, value)
            self._claim_tick("y", value, text, up.exponent, n_x + index, place)

    def _claim_tick(
        self, axis: str, value: Quantity, text: str, exponent: int, mark: int, at: Place
    ) -> None:
        self.lecture.claim_text(
            f"tick {axis} {text}",
            text,
            compose(float(value) / 10**exponent, lambda v: v / Integer(10) ** exponent, value),
        )
        self.register(
            Drawn(
                name=f"tick {axis} {text}",
                mobject=self.marks[mark],
                wanted=lambda: (drawings.point(at),),
                read=lambda line: [line.get_start()],
                plane=self,
                live=False,
            )
        )

    # -- from data to the frame and back -----------------------------------------------------

    def at(self, place: Place) -> tuple[float, float, float]:
        """Where a point of the data lies in the frame, in scene units."""
        x, y = drawings.coordinates(place)
        (left, low, long, wide), (bottom, least, tall, high) = self._spans
        return left + (x - low) / long * wide, bottom + (y - least) / tall * high, 0.0

    def all_at(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
        """Where many points lie, as `at` says of each: from shapes (n,) to (n, 3)."""
        (left, low, long, wide), (bottom, least, tall, high) = self._spans
        across, up = left + (x - low) / long * wide, bottom + (y - least) / tall * high
        return np.stack([across, up, np.zeros_like(across)], axis=1)

    @property
    def box(self) -> Zone:
        """The rectangle of the plot itself, without numbers, in scene units."""
        return self._box

    @property
    def frame(self) -> Frame:
        """The window as it is read back from the drawn axes."""
        left, bottom = (float(each) for each in self.axis_x.get_start()[:2])
        return Frame(
            self.x.low, self.x.high, self.y.low, self.y.high,
            left, float(self.axis_x.get_end()[0]), bottom, float(self.axis_y.get_end()[1]),
        )  # fmt: skip

    def register(self, figure: Drawn | DrawnCurve | DrawnContour) -> None:
        """Have a drawing read back and proved at the end of every beat that shows it."""
        self.lecture.figures.append(figure)
