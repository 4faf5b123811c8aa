"""Tables of an approach to a limit: gaps, slopes, distances, each at its own power of ten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from manim import VGroup, VMobject

from mathcore.quantity import Quantity
from mathcore.scaled import Scaled, scaled
from mathcore.secant_study import SecantStudy
from scenes.props.approaches import brief
from scenes.stage import look
from scenes.stage.formula import Formula
from scenes.stage.lecture import Lecture
from scenes.stage.look import Token, Zone


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
    """A table of columns, each with a power of ten under its head when any column needs one.

    What a column does not need is shared out evenly, so that the columns stand equally far apart.
    """
    ready = [scaled(each.numbers, each.figures) for each in columns]
    cells = [
        [_cell(lecture, column, each, i) for column, each in zip(columns, ready, strict=True)]
        for i in range(len(columns[0].numbers))
    ]
    needed_by = [
        max(float(cell.width) for cell in (column.head, *own))
        for column, *own in zip(columns, *cells, strict=True)
    ]
    spare = max(zone.width - sum(needed_by), 0.0) / len(columns)
    shares = [each + spare for each in needed_by]
    frame = lecture.table(*(each.head for each in columns), zone=zone, shares=shares)
    heads = tuple(VGroup(each.head) for each in columns)
    if any(each.exponent for each in ready):
        powers = [f"times {lecture.power_of_ten(each.exponent)}" for each in ready]
        units = [lecture.typed(each, size=look.LABEL, token="quiet") for each in powers]
        for head, unit in zip(heads, frame.row(*units), strict=True):
            head.add(unit)
    return Filling(frame.rule, heads, tuple(frame.row(*row) for row in cells))


def _cell(lecture: Lecture, column: Column, ready: Scaled, row: int) -> Formula:
    claimed = lecture.claim(f"{column.name} {row}", ready.values[row], digits=ready.digits)
    return lecture.formula(claimed, token=column.token, size=look.LABEL)


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
    for name, side in sides:
        brief(lecture, f"{name}_last", side.rows[-1].slope)
    return filling(
        lecture, zone, Column("either gap", gap, [row.h for row in study.right.rows]),
        *(Column(f"slope {name}", lecture.label(name), [row.slope for row in side.rows],
                 "approximation") for name, side in sides),
    )  # fmt: skip
