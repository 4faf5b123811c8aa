"""How an approach to a limit is shown: its table, its errors by powers of ten, its slopes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from manim import UP, FadeIn, VGroup, VMobject

from mathcore import windows
from mathcore.quantity import Quantity
from mathcore.quotients import Approach
from mathcore.scaled import scaled
from mathcore.secant_study import SecantStudy
from scenes.stage import look
from scenes.stage.formula import Formula
from scenes.stage.lecture import Lecture
from scenes.stage.look import Token, Zone
from scenes.stage.secants import shaped, whole


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: what it is called, its numbers, their colour and least figures."""

    name: str
    head: Formula
    numbers: Sequence[Quantity]
    token: Token = "ink"
    figures: int = 3


@dataclass(frozen=True, slots=True)
class Filling:
    """A table to be filled: a rule, the head of each column, and the cells, row by row."""

    rule: VMobject
    heads: tuple[VGroup, ...]
    rows: tuple[VGroup, ...]


def filling(lecture: Lecture, zone: Zone, *columns: Column) -> Filling:
    """A table of columns, each with a power of ten under its head when any column needs one."""
    ready = [scaled(each.numbers, each.figures) for each in columns]
    frame = lecture.table(*(each.head for each in columns), zone=zone)
    heads = tuple(VGroup(each.head) for each in columns)
    if any(each.exponent for each in ready):
        powers = [f"times {lecture.power_of_ten(each.exponent)}" for each in ready]
        units = [lecture.typed(each, size=look.LABEL, token="quiet") for each in powers]
        for head, unit in zip(heads, frame.row(*units), strict=True):
            head.add(unit)
    rows = []
    for i in range(len(columns[0].numbers)):
        cells = []
        for column, each in zip(columns, ready, strict=True):
            claimed = lecture.claim(f"{column.name} {i}", each.values[i], digits=each.digits)
            cells.append(lecture.formula(claimed, token=column.token, size=look.LABEL))
        rows.append(frame.row(*cells))
    return Filling(frame.rule, heads, tuple(rows))


def gap_table(lecture: Lecture, study: SecantStudy, zone: Zone) -> Filling:
    """Gap, slope, and distance from the limit (a label), for the secants to the right."""
    rows, size = study.right.rows, look.LABEL
    return filling(
        lecture, zone,
        Column("gap", lecture.formula("h", size=size), [row.h for row in rows]),
        Column("slope", lecture.formula("m", size=size, token="approximation"),
               [row.slope for row in rows], "approximation", 5),
        Column("distance", lecture.label("distance", token="error"), study.right.errors, "error"),
    )  # fmt: skip


def side_table(lecture: Lecture, study: SecantStudy, zone: Zone) -> Filling:
    """Gap, slope to the left, slope to the right (labels)."""
    gap = lecture.formula("h", size=look.LABEL)
    sides = (("left", study.left), ("right", study.right))
    return filling(
        lecture, zone, Column("either gap", gap, [row.h for row in study.right.rows]),
        *(Column(f"slope {name}", lecture.label(name), [row.slope for row in side.rows],
                 "approximation") for name, side in sides),
    )  # fmt: skip


class Powers:
    """The errors of approaches over their gaps, both by powers of ten."""

    def __init__(self, lecture: Lecture, approaches: Sequence[Approach]) -> None:
        """Draw, without showing, the axes, and for each approach its `dots` and its `line`."""
        orders = [each.order for each in approaches]
        view = windows.around([point for each in orders for point in each.points])
        distance = lecture.formula("log_10 {distance}").plain
        self.plane = lecture.plane(view.x, view.y, x_name="log_10 h", y_name=distance)
        self.dots = [
            [shaped(self.plane, each.side, point, "error") for point in each.order.points]
            for each in approaches
        ]
        self.lines = [whole(self.plane, each.line, "error", look.FINE) for each in orders]


class SlopeGraph:
    """The slopes of secants over their gap, of either sign, with a hole where the gap is zero."""

    def __init__(self, lecture: Lecture, study: SecantStudy, zone: Zone) -> None:
        """Draw, without showing, the axes, the graph up to its hole, and the rows of the tables."""
        slopes = study.slopes
        rows = slopes.right, slopes.left
        view = windows.around([point for side in rows for point in side])
        self.lecture, self.study = lecture, study
        self.plane = lecture.plane(view.x, view.y, zone, x_name="h", y_name="m")
        edges = (slopes.left[0], slopes.left[-1]), (slopes.right[-1], slopes.right[0])
        self.curves = [
            self.plane.curve(slopes.function, low=float(low.x), high=float(high.x))
            for low, high in edges
        ]
        self.dots = [
            [self.plane.dot(point, "approximation", name="row") for point in side] for side in rows
        ]

    def show(self) -> None:
        """The axes, the graph, and the rows from both sides."""
        self.lecture.appear(self.plane)
        self.lecture.trace(*self.curves)
        right, left = self.dots
        pairs = [FadeIn(dot) for pair in zip(right, left, strict=True) for dot in pair]
        self.lecture.together(*pairs, lag_ratio=0.3)

    def hole(self, words: Formula) -> tuple[VMobject, Formula]:
        """A ring at the limit, where the hole is, and words beside it."""
        ring = self.plane.ring(self.study.slopes.hole(self.study.limit), "derivative")
        return ring, self.lecture.beside(words, ring.get_center(), prefer=UP)
