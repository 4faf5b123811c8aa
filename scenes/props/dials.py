"""Dials: live numbers, each below its name and unit, under one another in the column."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from manim import VGroup

from mathcore.quantity import Quantity
from mathcore.ticks import decimals
from scenes.stage.look import COLUMN, LABEL, Token, Zone
from scenes.stage.writing import Writing

_ROW = 1.25  # scene units from dial to dial


@dataclass(frozen=True, slots=True)
class Dial:
    """A live number: the key of its label, its unit as mathematics, and how it is read.

    `span` is the range of the axis that it is read from, which sets its decimals.
    """

    key: str
    unit: str
    value: Callable[[], Quantity]
    span: tuple[float, float]
    token: Token = "ink"


def dials(lecture: Writing, *shown: Dial, zone: Zone = COLUMN, first: int = 0) -> VGroup:
    """The dials in the rows of a zone, from row number `first` on; each claims what it shows."""
    rows = VGroup()
    for row, each in enumerate(shown, first):
        top = zone.top - row * _ROW
        name = lecture.formula(f"{{{each.key}}} space ({each.unit})", token="quiet", size=LABEL)
        name.shift((zone.left - float(name.get_left()[0]), 0, 0)).stand_on(top - 0.35)
        number = lecture.live(
            f"{each.key} now", each.value, digits=decimals(*each.span), token=each.token
        )
        rows.add(VGroup(name, number.put(zone.left, top - 0.9)))
    return rows
