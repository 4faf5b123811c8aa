"""Reading the slope of a curve as a graph of its own, and telling it from false ones.

Where the curve is flat its slope graph meets the axis; where the curve is steepest the slope
graph has a top or a dip of its own, that is, its own slope is zero
(Spivak, *Calculus*, 2008, chapter 11).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from mathcore.corners import KINKED, Outcome, one_sided
from mathcore.crossings import Crossing, crossings
from mathcore.digits import exactly, value
from mathcore.functions import Function
from mathcore.quantity import Point, Quantity, exact
from mathcore.tangents import tangent


class Kind(Enum):
    """What a flat place is."""

    TOP = "the curve rises before it and falls after it"
    DIP = "the curve falls before it and rises after it"
    PAUSE = "the curve stops rising or falling for a moment, then goes on the same way"
    END = "the curve is flat where it begins or ends"


@dataclass(frozen=True, slots=True)
class Flat:
    """A place where the slope is zero: `point` on the curve, `zero` on the slope graph."""

    kind: Kind
    point: Point

    @property
    def zero(self) -> Point:
        """Where the slope graph meets its axis."""
        return Point(self.point.x, exact(0.0))

    @property
    def heights(self) -> tuple[Quantity, Quantity]:
        """Of the curve and of its slope graph."""
        return self.point.y, self.zero.y


@dataclass(frozen=True, slots=True)
class Steep:
    """A place where the slope is greater or less than all around it.

    `point` lies on the curve and `peak` on the slope graph; `rises` tells a greatest slope from
    a least one, and `at_end` that only the end of the interval makes it so.
    """

    point: Point
    peak: Point
    rises: bool
    at_end: bool

    @property
    def slope(self) -> Quantity:
        """The slope there."""
        return self.peak.y

    @property
    def heights(self) -> tuple[Quantity, Quantity, Quantity]:
        """Of the curve, of its slope graph, and of the slope of that, which is zero inside."""
        return self.point.y, self.peak.y, exact(0.0)


@dataclass(frozen=True, slots=True)
class SlopeGraph:
    """The `slope` of a curve and the slope of that (`bend`), with the places that matter.

    `flats` and `steeps` go from left to right. `level` says that the curve is flat everywhere,
    `straight` that it is equally steep everywhere; then there are no single places to list.
    """

    curve: Function
    slope: Function
    bend: Function
    flats: tuple[Flat, ...]
    steeps: tuple[Steep, ...]

    @property
    def level(self) -> bool:
        """Whether the slope is zero everywhere."""
        return bool(self.slope.expression.is_zero)

    @property
    def straight(self) -> bool:
        """Whether the slope is the same everywhere."""
        return not self.slope.expression.has(self.slope.variable)

    @property
    def steepest(self) -> Steep:
        """Where the curve rises fastest; of equals the first.

        Raises:
            ValueError: the curve is straight.
        """
        return max(self._steeps(), key=lambda steep: steep.slope)

    @property
    def steepest_fall(self) -> Steep:
        """Where the slope is least: where the curve falls fastest, if it falls at all.

        Raises:
            ValueError: the curve is straight.
        """
        return min(self._steeps(), key=lambda steep: steep.slope)

    @property
    def turns(self) -> tuple[Flat, ...]:
        """The flat places within the interval, without those that are only its ends."""
        return tuple(each for each in self.flats if each.kind is not Kind.END)

    @property
    def inner_steeps(self) -> tuple[Steep, ...]:
        """The steep places within the interval, where the slope of the slope is zero."""
        return tuple(each for each in self.steeps if not each.at_end)

    def extremes(self, otherwise: float) -> tuple[Quantity, Quantity]:
        """Where the slope is greatest, and where it is least.

        A straight curve is no steeper anywhere else than at the place `otherwise`.
        """
        if self.straight:
            place = self.curve.point(otherwise).x
            return place, place
        return self.steepest.point.x, self.steepest_fall.point.x

    def _steeps(self) -> tuple[Steep, ...]:
        if not self.steeps:
            raise ValueError(f"no place of {self.curve.expression} is steeper than another")
        return self.steeps


def slope_graph(f: Function, low: float, high: float) -> SlopeGraph:
    """The slope graph of `f` over ``[low, high]``.

    Raises:
        ValueError: ``low < high`` fails, or the curve is flat, or equally steep, along a stretch
            only, so that its flat or steep places cannot be counted.
    """
    if not low < high:
        raise ValueError(f"low must be less than high, got {low=} and {high=}")
    slope, bend = f.derivative(), f.derivative(2)
    zeros = () if slope.expression.is_zero else crossings(slope, low, high)
    turns = () if bend.expression.is_zero else crossings(bend, low, high)
    flats = tuple(Flat(_kind(each), f.point(each.x)) for each in zeros if _smooth(f, each.x))
    inner = [turn for turn in turns if turn.before * turn.after == -1 and _smooth(f, turn.x)]
    steeps = [_steep(f, turn.x, turn.before > 0, False) for turn in inner]
    if not bend.expression.is_zero:
        steeps += _ends(f, bend, low, high)
    return SlopeGraph(f, slope, bend, flats, tuple(sorted(steeps, key=lambda s: s.point.x)))


def _kind(crossing: Crossing) -> Kind:
    if 0 in (crossing.before, crossing.after):
        return Kind.END
    if crossing.before == crossing.after:
        return Kind.PAUSE
    return Kind.TOP if crossing.before > 0 else Kind.DIP


def _smooth(f: Function, x: float) -> bool:
    return not f.expression.has(*KINKED) or one_sided(f, x).outcome is Outcome.SMOOTH


def _steep(f: Function, x: float, rises: bool, at_end: bool) -> Steep:
    point = f.point(x)
    return Steep(point, Point(point.x, tangent(f, x).slope), rises, at_end)


def _ends(f: Function, bend: Function, low: float, high: float) -> list[Steep]:
    """The ends of the interval as steep places, where the curve has a slope there."""
    near, found = exactly(high) - exactly(low), []
    for end, inward in ((low, 1), (high, -1)):
        try:
            probe = value(bend.expression, f.variable, exactly(end) + inward * near / 10**6)
            found.append(_steep(f, end, bool(probe * inward < 0), True))
        except ValueError:
            continue  # the curve ends upright, or does not reach its end
    return found
