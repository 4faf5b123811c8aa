"""How fast a walk closes in: its table, its errors on axes of powers of ten, its stops."""

from __future__ import annotations

from manim import VGroup, VMobject

from mathcore import windows
from mathcore.bisection import BisectionTrace
from mathcore.lines import Line
from mathcore.newton import NewtonTrace
from scenes.stage.figures import Plane
from scenes.stage.formula import Formula
from scenes.stage.lecture import Lecture
from scenes.stage.look import FINE, Token, Zone
from scenes.stage.table import Table

_SHARES = (0.5, 3.4, 2.4, 1.3)


def digit_table(
    lecture: Lecture, walk: NewtonTrace, rows: int, figures: int, zone: Zone
) -> tuple[Table, list[VGroup]]:
    """A row for each place: its number, where, how high, how many digits are right.

    The last heading is the label "digits"; the last six counts are claimed as digits_a to digits_f.
    """
    heads = [lecture.formula(each) for each in ("n", "x_n", "f(x_n)")]
    last = lecture.label("digits")
    lead = min(64.0, 540.0 / (rows + 1.5))
    table = lecture.table(*heads, last, zone=zone, shares=_SHARES, size=lead)
    counts = walk.convergence.correct_digits[rows - 6 : rows]
    for name, count in zip("abcdef", counts, strict=True):
        lecture.claim(f"digits_{name}", count)
    return table, [table.row(*_cells(lecture, walk, n, figures)) for n in range(rows)]


def _cells(lecture: Lecture, walk: NewtonTrace, n: int, figures: int) -> list[Formula]:
    """A row, the digits that are right in full light."""
    visit, speed = walk.visits[n], walk.convergence
    place = lecture.claim(f"place {n}", visit.x, digits=speed.decimals(figures))
    number = lecture.formula(place, token="quiet")
    number[: speed.trusted(place.text, n)].set_fill(lecture.colour("ink"))
    height = lecture.claim(f"height {n}", visit.y, figures=2)
    count = lecture.claim(f"digits {n}", speed.correct_digits[n])
    return [
        lecture.formula(lecture.claim(f"row {n}", walk.stops[n].x)),
        number,
        lecture.formula(height, token="function"),
        lecture.formula(count),
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


def error_law(lecture: Lecture, walk: NewtonTrace, zone: Zone) -> list[Formula]:
    """What the errors obey, line by line: the root, an error, the law, its factor, a ratio."""
    speed = walk.convergence
    lecture.claim("power", speed.power)
    lecture.claim("factor", speed.factor, figures=3)
    lecture.claim("ratio", speed.ratios(int(speed.power))[-1], figures=3)
    lecture.claim("root", speed.root, digits=speed.decimals(6))
    bend = "abs(frac(f''(r), {power} f'(r)))" if speed.simple else "frac(m - {power}, m)"
    before = "e_n^{power}" if speed.simple else "e_n"
    rows = [
        lecture.formula("r = {root}"),
        lecture.formula("e_n = abs(x_n - r)", token="error"),
        lecture.formula(f"e_(n+1) approx C thin {before}"),
        lecture.formula(f"C = {bend} = {{factor}}"),
        lecture.formula(f"frac(e_(n+1), {before}) = {{ratio}}"),
    ]
    lecture.stack(*rows, zone=zone, gap=0.5)
    return rows


def stops(lecture: Lecture, walk: NewtonTrace, ring: NewtonTrace, zone: Zone) -> list[VMobject]:
    """Axes of places over their numbers with the levels of a ring; the walk's path; its dots."""
    view = windows.around([*walk.stops, *ring.stops])
    plane = lecture.plane(view.x, view.y, zone, x_name="n", y_name="x_n")
    levels = [
        plane.segment(each.level(*view.x), "quiet", name="ring", dashed=True)
        for each in ring.visits[:-1]
    ]
    path = plane.path(walk.stops, "approximation", name="walk", width=FINE)
    dots = [plane.dot(each, "approximation", name="stop") for each in walk.stops]
    return [VGroup(plane, *levels), path, *dots]


def halvings(
    lecture: Lecture, trace: BisectionTrace, upper: Zone, lower: Zone, most: int = 7
) -> tuple[Plane, list[VMobject]]:
    """Axes over the interval with the curve; below them each interval under its double."""
    top = lecture.plane(trace.view.x, trace.view.y, upper, most=(6, 4))
    plane = lecture.plane(trace.view.x, (-most, 1.0), lower, numbers=False, beneath=top)
    return top, [
        plane.segment(((each.low, -n), (each.high, -n)), "ink", name="bracket")
        for n, each in enumerate(trace.brackets[:most])
    ]


def race(
    lecture: Lecture, walk: NewtonTrace, trace: BisectionTrace, zone: Zone
) -> tuple[Plane, list[VMobject], list[VMobject]]:
    """Powers of ten of what is still uncertain, over the steps: bisection's dots, the walk's.

    The last of each is a name (labels "halving" and "newton") with the number of steps, claimed.
    """
    lecture.claim("halvings", trace.halvings)
    lecture.claim("steps", walk.steps)
    slow = trace.log_widths if trace.found else ()
    fast = walk.convergence.log_errors[: int(walk.steps) + 1]
    view = windows.around([*slow, *fast])
    plane = lecture.plane(view.x, view.y, zone, x_name="n", y_name="log_10 e_n")
    widths = [plane.dot(each, "quiet", name="width", radius=0.045) for each in slow]
    errors = [plane.dot(each, "approximation", name="error") for each in fast]
    names: list[tuple[list[VMobject], str, Token]] = [
        (widths, "{halving} thick {halvings}", "quiet"),
        (errors, "{newton} thick {steps}", "approximation"),
    ]
    for dots, text, token in (each for each in names if each[0]):
        name, present = lecture.formula(text, token=token), [plane, *widths, *errors]
        dots.append(lecture.beside(name, dots[-1].get_center(), avoid=present, zone=zone))
    return plane, widths, errors
