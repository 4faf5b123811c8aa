"""The circle of convergence in the complex plane, and the singular points that it reaches to."""

from __future__ import annotations

from manim import VMobject

from mathcore.quantity import Point, exact
from mathcore.taylor_cases import Limited
from scenes.stage.figures import Plane
from scenes.stage.lecture import Lecture
from scenes.stage.look import BOLD, Zone


class Disc:
    """The parts of the picture, in the order in which a lecture shows them."""

    def __init__(self, lecture: Lecture, shown: Limited, zone: Zone) -> None:
        """Lay out the complex plane in `zone`."""
        view, centre = shown.disc_view, Point(shown.expansion.at, exact(0.0))
        self.plane: Plane = lecture.plane(
            view.x, view.y, zone, x_name='"Re"', y_name='"Im"', equal=True
        )
        self.centre = self.plane.dot(centre, name="centre")
        self.singular: list[VMobject] = [
            self.plane.mark(each, "saddle", "error", name="singular")
            for each in shown.radius.nearest
        ]
        self.radius, self.across = (
            self.plane.segment((centre, end), "quiet", name="radius")
            for end in (shown.radius.nearest[0], Point(shown.edges[1], exact(0.0)))
        )
        self.notes = lecture.stack(
            lecture.formula("R =", lecture.brief("radius", shown.distance)),
            lecture.formula("abs(x - a) < R", token="function"),
        )
        field, level, points = shown.disc
        self.circle = self.plane.contour(
            field, level, points, closed=True, name="circle", width=BOLD
        ).set_fill(lecture.colour("function"), opacity=0.12)


class Border:
    """The border of convergence on the real axis, and the graph inside and outside of it."""

    def __init__(self, plane: Plane, shown: Limited) -> None:
        """Draw on the plane that shows the function."""
        f, (low, high) = shown.expansion.function, shown.edges
        heights = plane.y.low, plane.y.high
        self.edges = [
            plane.segment([(x, y) for y in heights], "quiet", name="edge", dashed=True)
            for x in shown.edges
        ]
        self.seen = plane.curve(f, name="seen", low=low, high=high, width=2 * BOLD)
        self.unseen = [
            plane.curve(f, "error", name="unseen", low=ends[0], high=ends[1])
            for ends in ((None, low), (high, None))
        ]
