"""Axes one under another that share their abscissa, and lines that fall through all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from manim import VGroup

from mathcore.quantity import Quantity
from scenes.stage.figures import Plane
from scenes.stage.look import COLUMN, STAGE, Token, Zone

if TYPE_CHECKING:
    from scenes.stage.lecture import Lecture

Range = tuple[float, float]
_FOOT = 0.5  # scene units that the lowest plane needs for its numbers
_GAP = 0.14  # scene units between two planes


class Linked(VGroup):
    """Planes from top to bottom; only the lowest carries numbers on its abscissa."""

    def __init__(
        self,
        lecture: Lecture,
        x: Range,
        ordinates: Sequence[Range],
        zone: Zone = STAGE,
        *,
        x_name: str = "",
        y_names: Sequence[str] = (),
        numbers: bool = True,
    ) -> None:
        """Draw the planes in a zone, each with its range and, if given, its name."""
        zones = _rows(zone, len(ordinates), _FOOT * numbers)
        self.lecture = lecture
        names = y_names or [""] * len(zones)

        def draw(row: int, beneath: Plane | None = None) -> Plane:
            last = row == len(zones) - 1
            return lecture.plane(
                x, ordinates[row], zones[row], x_name=x_name if last else "", y_name=names[row],
                most=(6 if last else 0, max(3, round(2.2 * zones[row].height) - 1)),
                beneath=beneath, numbers=numbers,
            )  # fmt: skip

        rows = range(len(zones))
        # the widest numbers decide where all the axes begin
        widest = max((draw(row) for row in rows), key=lambda plane: plane.box.left)
        self.planes = [draw(row, widest) for row in rows]
        super().__init__(*self.planes)

    def named(self, labels: Mapping[str, Token]) -> VGroup:
        """Names of the graphs, each in its colour in the column beside its plane."""
        names = VGroup(*(self.lecture.label(key, token=token) for key, token in labels.items()))
        for name, plane in zip(names, self.planes, strict=True):
            name.move_to((COLUMN.left + name.width / 2, plane.box.centre[1], 0))
        return names

    def fall(
        self,
        x: Quantity,
        heights: Sequence[Quantity],
        token: Token = "ink",
        *,
        name: str = "fall",
    ) -> VGroup:
        """A dashed line from the first height down to the last, a dot at each height."""
        line, dots = VGroup(), VGroup()
        for plane, height in zip(self.planes, heights, strict=True):
            top = height if plane is self.planes[0] else plane.y.high
            bottom = height if plane is self.planes[-1] else plane.y.low
            if top != bottom:
                ends = ((x, top), (x, bottom))
                line.add(
                    plane.segment(ends, "quiet", name=name, width=2.0, dashed=True, merging=True)
                )
            dots.add(plane.dot((x, height), token, name=name))
        return VGroup(line, dots)

    def fall_all(self, places: Sequence[tuple[Quantity, Sequence[Quantity]]]) -> VGroup:
        """Such a line for every place: its abscissa, and its heights from top to bottom."""
        return VGroup(*(self.fall(x, heights) for x, heights in places))


def _rows(zone: Zone, count: int, foot: float) -> list[Zone]:
    """Equal parts of a zone from top to bottom, the lowest higher by `foot`."""
    height = (zone.height - foot) / count
    tops = [zone.top - row * height for row in range(count)]
    bottoms = [*(top + _GAP for top in tops[1:]), zone.bottom]
    return [Zone(zone.left, zone.right, low, high) for low, high in zip(bottoms, tops, strict=True)]
