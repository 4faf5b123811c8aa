"""A curve and its tangent in views side by side, each a magnified part of the one before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from manim import DOWN, LEFT, UP, FadeIn, ReplacementTransform, VGroup, VMobject

from mathcore.zoom import View, Zoom
from scenes.props.driving import GAIN
from scenes.stage.figures import Plane
from scenes.stage.look import Zone

if TYPE_CHECKING:
    from scenes.stage.lecture import Lecture


class Magnifier:
    """The views of a `Zoom`, to be shown one after the other.

    The magnification and the gap of each are claimed as ``zoom_0``, ``gap_0``, ``zoom_1``, ...
    """

    def __init__(self, lecture: Lecture, zoom: Zoom, zones: Sequence[Zone], unit: str) -> None:
        """Prepare a view in each zone; `unit` is that of the ordinate, as mathematics."""
        self.lecture, self.zoom, self.unit, self._next = lecture, zoom, unit, 0
        self._drawn: tuple[VMobject, ...] = ()
        self.planes = [
            lecture.plane(view.x, view.y, zone, numbers=False)
            for view, zone in zip(zoom.views, zones, strict=True)
        ]

    def touch(self, plane: Plane, curve: VMobject, secant: VMobject) -> None:
        """On the plane of a `curve`, turn a `secant` into the tangent, and claim its slope."""
        lecture, line = self.lecture, self.zoom.tangent
        ends, dot = self.zoom.views[0].ends, plane.dot(line.touch)
        tangent = plane.segment(ends, "derivative", name="tangent", merging=True)
        lecture.play(ReplacementTransform(secant, tangent), FadeIn(dot))
        slope = lecture.claim("tangent_slope", line.slope, figures=3)
        row = lecture.formula("{slope} =", slope, "space", GAIN, token="derivative")
        lecture.appear(lecture.stack(row))
        self._drawn = curve, tangent, dot

    def shrink(self) -> None:
        """Shrink the curve, its tangent and the point where they touch into the first view."""
        self.lecture.clear_stage(*self._drawn)
        frame, *parts = self._parts()
        moves = (ReplacementTransform(a, b) for a, b in zip(self._drawn, parts, strict=True))
        self.lecture.together(*moves, FadeIn(frame))
        self.lecture.appear(self._notes(frame))

    def closer(self) -> None:
        """Grow the next view out of the last."""
        lecture, view = self.lecture, self.zoom.views[self._next]
        lens = self.planes[self._next - 1].path(view.corners, "ink", name="lens", closed=True)
        frame, curve, tangent, dot = self._parts()
        lecture.trace(lens, run_time=0.8)
        lecture.play(ReplacementTransform(lens.copy(), frame), run_time=1.2)
        lecture.appear(curve)
        lecture.trace(tangent, run_time=0.8)
        lecture.appear(dot, self._notes(frame))

    def _parts(self) -> tuple[VMobject, VMobject, VMobject, VMobject]:
        plane, view, line = self.planes[self._next], self._view, self.zoom.tangent
        return (
            plane.path(view.corners, "quiet", name="view", closed=True),
            plane.curve(line.function),
            plane.segment(view.ends, "derivative", name="tangent", merging=True),
            plane.dot(line.touch),
        )

    def _notes(self, frame: VMobject) -> VGroup:
        index, lecture = self._next, self.lecture
        power = lecture.formula("times", lecture.claim(f"zoom_{index}", self._view.magnification))
        gap = lecture.claim(f"gap_{index}", self._view.gap, figures=3)
        below = lecture.formula("{gap} =", gap, "thick", self.unit)
        self._next += 1
        return VGroup(
            power.next_to(frame, UP, buff=0.2, aligned_edge=LEFT),
            below.next_to(frame, DOWN, buff=0.25),
        )

    @property
    def _view(self) -> View:
        return self.zoom.views[self._next]
