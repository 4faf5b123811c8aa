"""A drive on screen: speed over time, and below it the car on its road, on the same clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from manim import UP, Circle, Polygon, RoundedRectangle, VGroup, linear

from mathcore.motion import Drive
from scenes.props.dials import Dial, dials
from scenes.stage.carried import carried
from scenes.stage.figures import Plane
from scenes.stage.look import LINE, STAGE, Zone

if TYPE_CHECKING:
    from scenes.stage.lecture import Lecture

Range = tuple[float, float]
# Units, as mathematics: the same letters in every language.
SECONDS, METRES, PACE, GAIN = '"s"', '"m"', '"m/s"', '"m/s"^2'
TIME, SPEED = f"t space ({SECONDS})", f"v space ({PACE})"


def board(lecture: Lecture, time: Range, speeds: Range, zone: Zone = STAGE) -> Plane:
    """Axes of speed over time."""
    return lecture.plane(time, speeds, zone, x_name=TIME, y_name=SPEED)


class Ride:
    """A dot on the curve of the speed, the car on its road, and dials, all at the time `now`."""

    def __init__(self, lecture: Lecture, drive: Drive, time: Range, speeds: Range) -> None:
        """Prepare it; the distance has a dial only where a formula gives it."""
        speed, length = drive.speed, drive.place(time[1])
        self.lecture, self.end = lecture, time[1]
        self.now = now = lecture.parameter(time[0])
        self.plane = board(lecture, time, speeds, STAGE.part(y=(0.27, 1.0)))
        self.curve = self.plane.curve(speed)
        self.dot = self.plane.dot(lambda: speed.point(now()), name="ride")
        self.road = lecture.plane(
            (0.0, length), (0.0, 1.0), STAGE.part(y=(0.0, 0.24)),
            x_name=METRES, most=(6, 0), beneath=self.plane,
        )  # fmt: skip
        self.road.axis_y.set_stroke(opacity=0)
        place = drive.place if drive.distance is None else drive.covered
        wheels = self.road.dot(lambda: (place(now()), 0.0), "function", name="car")
        body = _car(lecture.colour("ink"), lecture.colour("ground"))
        put = carried(body)

        def raised() -> Any:
            return self.road.at((place(now()), 0.0)) + 0.32 * UP

        body.add_updater(lambda m: put(raised()) if m is body else None)
        self.car = VGroup(body, wheels)
        shown = [
            Dial("time", SECONDS, lambda: speed.point(now()).x, time),
            Dial("speed", PACE, lambda: speed.value(now()), speeds, "function"),
        ]
        if drive.distance is not None:
            shown.append(Dial("distance", METRES, lambda: drive.covered(now()), (0.0, length)))
        self.dials = dials(lecture, *shown)

    def play(self) -> None:
        """Drive from start to end, time running evenly."""
        self.lecture.play(self.now.animate.set_value(self.end), run_time=8, rate_func=linear)


def _car(ink: str, ground: str) -> VGroup:
    """Body, cabin and two wheels, 0.9 units long; it drives to the right."""
    body = RoundedRectangle(corner_radius=0.08, width=0.9, height=0.2)
    cabin = Polygon((-0.3, 0.1, 0), (-0.2, 0.3, 0), (0.1, 0.3, 0), (0.25, 0.1, 0))
    wheels = [Circle(radius=0.1).move_to((x, -0.12, 0)) for x in (-0.26, 0.26)]
    VGroup(body, cabin).set_fill(ink, opacity=1).set_stroke(width=0)
    VGroup(*wheels).set_fill(ground, opacity=1).set_stroke(ink, width=LINE)
    return VGroup(body, cabin, *wheels)
