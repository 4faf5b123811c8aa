"""How fast a walk closes in: its table, its errors on axes of powers of ten, its rival."""

from __future__ import annotations

from mathcore import windows
from mathcore.bisection import BisectionTrace
from mathcore.lines import Line
from mathcore.newton import NewtonTrace
from manim import VGroup, VMobject
from scenes.stage.figures import Plane
from scenes.stage.formula import Formula
from scenes.stage.lecture import Lecture
from scenes.stage.look import FINE, TICK, Zone
from scenes.stage.table import Table

_SHARES = (0.3, 2.2, 1.75, 0.8)


def digit_table(
    lecture: Lecture, walk: NewtonTrace, rows: int, figures: int, zone: Zone
) -> tuple[Table, list[VGroup]]:
    """A row for each place: its number, where, how high, how many digits are right (label)."""
    heads = [lecture.formula(each, size=TICK) for each in ("n", "x_n", "f(x_n)")]
    table = lecture.table(
        *heads, lecture.label("digits", size=TICK), zone=zone, shares=_SHARES, size=TICK
    )
    return table, [table.row(*_cells(lecture, walk, n, figures)) for n in range(rows)]


def _cells(lecture: Lecture, walk: NewtonTrace, n: int, figures: int) -> list[Formula]:
    """A row, the digits that are right in full light."""
    visit, speed = walk.visits[n], walk.convergence
    place = lecture.claim(f"place {n}", visit.x, digits=speed.decimals(figures))
    number = lecture.formula(place, token="quiet", size=TICK)
    number[: speed.trusted(place.text, n)].set_fill(lecture.colour("ink"))
    height = lecture.claim(f"height {n}", visit.y, figures=2)
    count = lecture.claim(f"digits {n}", speed.correct_digits[n])
    return [
        lecture.formula(lecture.claim(f"row {n}", walk.stops[n].x), size=TICK),
        number,
        lecture.formula(height, token="function", size=TICK),
        lecture.formula(count, token="data", size=TICK),
    ]


def error_plane(lecture: Lecture, walk: NewtonTrace, zone: Zone) -> tuple[Plane, list[VMobject]]:
    """Axes of powers of ten with a dot for each error against the one before it."""
    points = walk.convergence.log_log
    view = windows.around(points)
    plane = lecture.plane(view.x, view.y, zone, x_name="log_10 e_n", y_name="log_10 e_(n+1)")
    return plane, [plane.dot(each, "error", name="errors") for each in points]


def order_line(plane: Plane, walk: NewtonTrace) -> VMobject:
    """The line through the last of these dots whose slope is the order in theory."""
    line = Line(walk.convergence.log_log[-1], walk.convergence.power)
    view = (plane.x.low, plane.x.high), (plane.y.low, plane.y.high)
    return plane.segment(line.within(*view), "derivative", name="order", dashed=True)


def stops(lecture: Lecture, walk: NewtonTrace, ring: NewtonTrace, zone: Zone) -> list[VMobject]:
    """Axes of places over their numbers, the levels of a ring, the path of the walk, its dots."""
    view = windows.around([*walk.stops, *ring.stops])
    plane = lecture.plane(view.x, view.y, zone, x_name="n", y_name="x_n")
    levels = [
        plane.segment(each.level(*view.x), "quiet", name="ring", dashed=True)
        for each in ring.visits[:-1]
    ]
    path = plane.path(walk.stops, "approximation", name="walk", width=FINE)
    dots = [plane.dot(each, "approximation", name="stop") for each in walk.stops]
    return [VGroup(plane, *levels), path, *dots]


def brackets(plane: Plane, trace: BisectionTrace, most: int) -> list[VMobject]:
    """Each interval of a bisection below the one it is half of; `plane` counts downwards."""
    return [
        plane.segment(((each.low, -n), (each.high, -n)), "ink", name="bracket")
        for n, each in enumerate(trace.brackets[:most])
    ]


def race(
    lecture: Lecture, walk: NewtonTrace, trace: BisectionTrace, zone: Zone
) -> tuple[Plane, list[VMobject], list[VMobject]]:
    """Powers of ten of what is still uncertain, over the steps: dots of bisection, of the walk."""
    slow, fast = trace.log_widths, walk.convergence.log_errors[: int(walk.steps) + 1]
    view = windows.around([*slow, *fast])
    plane = lecture.plane(view.x, view.y, zone, x_name="n", y_name="log_10 e_n")
    return (
        plane,
        [plane.dot(each, "quiet", name="width", radius=0.045) for each in slow],
        [plane.dot(each, "approximation", name="error") for each in fast],
    )
