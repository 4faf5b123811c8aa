"""A table of claims that fills row by row, its columns flush right so that digits line up."""

from __future__ import annotations

from collections.abc import Sequence

import manim
from manim import VGroup

from scenes.stage.formula import Formula
from scenes.stage.look import FORMULA, PIXELS_PER_UNIT, Zone

_LEAD = 1.35  # from baseline to baseline, in em


class Table(VGroup):
    """Headings over a hair line; `row` gives the next row, put in its place but not yet shown."""

    def __init__(
        self,
        headings: Sequence[Formula],
        zone: Zone,
        colour: str,
        shares: Sequence[float] = (),
        size: float = FORMULA,
    ) -> None:
        """Lay out the columns.

        Args:
            headings: one formula a column.
            zone: where the table may stand; it starts at the top.
            colour: hexadecimal RGB of the hair line.
            shares: relative widths of the columns; equal when empty.
            size: the em of a row, in pixels at 1080p, which sets the distance of the rows.
        """
        super().__init__()
        self._zone, self._lead = zone, _LEAD * size / PIXELS_PER_UNIT
        widths = shares or [1.0] * len(headings)
        total, edge = float(sum(widths)), zone.left
        self._edges: list[tuple[float, float]] = []
        for share in widths:
            width = zone.width * share / total
            self._edges.append((edge, edge + width))
            edge += width
        self._baseline = zone.top - 0.75 * self._lead
        self._place(headings)
        line = self._baseline - 0.35 * self._lead
        self.rule = manim.Line((zone.left, line, 0), (zone.right, line, 0))
        self.rule.set_stroke(colour, width=1.5)
        self.headings = VGroup(*headings)
        self.add(self.headings, self.rule)
        self._baseline -= 0.25 * self._lead

    def row(self, *cells: Formula) -> VGroup:
        """The next row, in place; the caller shows it.

        Raises:
            ValueError: the table is full, or a cell cannot be read in its column.
        """
        self._baseline -= self._lead
        if self._baseline < self._zone.bottom:
            raise ValueError("the table has no room for another row")
        self._place(cells)
        return VGroup(*cells)

    def _place(self, cells: Sequence[Formula]) -> None:
        for cell, (left, right) in zip(cells, self._edges, strict=True):
            cell.fit(right - left - 0.12)
            cell.shift((right - float(cell.get_right()[0]), 0.0, 0.0))
            cell.stand_on(self._baseline)
