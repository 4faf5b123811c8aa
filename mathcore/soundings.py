"""Looking for deep ground with a dip-stick: how many soundings each way of looking needs.

A sweep sounds a grid row by row; a compass search sounds east, north, west and south of where it
stands, goes to the deepest of the four or halves its stride (Kolda, Lewis & Torczon, *Optimization
by Direct Search*, SIAM Review 45, 2003, section 3); a descent also reads the gradient at each
sounding and steps against it. All end at the first sounding at least as deep as asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from sympy import And, Dummy, Expr, Integer, Min, Piecewise, Rational, Symbol, floor
from sympy.logic.boolalg import Boolean

from mathcore import ascent
from mathcore.fields import Field
from mathcore.quantity import FirstStep, Meaning, Point, Quantity, exact


class Outcome(Enum):
    """Whether the ground asked for was found."""

    FOUND = "the stick has reached the depth asked for"
    RAN_OUT = "the soundings ran out first"


@dataclass(frozen=True, slots=True)
class Soundings:
    """Where the stick was put down, in order, and how many times until the depth was found."""

    places: tuple[Point, ...]
    outcome: Outcome
    _count: Quantity | None

    @property
    def count(self) -> Quantity:
        """How many soundings were needed; a ValueError when the depth was not found."""
        if self._count is None:
            raise ValueError(f"these soundings have no count to show: {self.outcome.value}")
        return self._count


def sweep(
    field: Field,
    depth: float,
    x_range: tuple[float, float],
    y_range: tuple[float, float],
    columns: int,
) -> Soundings:
    """Sound the middles of `columns` by `columns` cells, row by row from the south-west corner.

    Raises:
        ValueError: `columns` is not positive.
    """
    if columns < 1:
        raise ValueError(f"columns must be at least 1, got {columns}")
    k = Symbol("k", integer=True)
    row = floor((k + Rational(1, 2)) / columns)  # half a step on, never on the edge of a row
    (west, east), (south, north) = (map(_rational, ends) for ends in (x_range, y_range))
    x = west + (east - west) * (k - columns * row + Rational(1, 2)) / columns
    y = south + (north - south) * (row + Rational(1, 2)) / columns
    places: list[Point] = []
    for number in range(columns**2):
        place = tuple(each.subs(k, number) for each in (x, y))
        places.append(_point(*place))
        if field(*map(float, place)) <= depth:
            there = dict(zip(field.variables, (x, y), strict=True))
            until = field.expression.subs(there, simultaneous=True) <= _rational(depth)
            first = FirstStep(_number(), (k,), (k + 1,), (Integer(0),), until)
            return Soundings(tuple(places), Outcome.FOUND, _counted(number, first, 1))
    return Soundings(tuple(places), Outcome.RAN_OUT, None)


def compass(
    field: Field,
    depth: float,
    start: tuple[float, float],
    stride: float,
    max_rounds: int = 100,
) -> Soundings:
    """Search from `start`: one sounding there, and then four a round.

    Of two places that are exactly as deep no proof can prefer one: start off any symmetry.

    Raises:
        ValueError: `stride` is not positive.
    """
    if not stride > 0:
        raise ValueError(f"stride must be positive, got {stride!r}")
    x, y, h = (Fraction(int(r.p), int(r.q)) for r in map(_rational, (*start, stride)))
    places = [(x, y)]
    rounds = 0
    while field(float(x), float(y)) > depth:
        if rounds == max_rounds:
            return Soundings(tuple(_point(*map(_ratio, p)) for p in places), Outcome.RAN_OUT, None)
        around = [(x + h, y), (x, y + h), (x - h, y), (x, y - h)]
        places += around
        deepest = min(around, key=lambda place: float(field(*map(float, place))))
        if field(*map(float, deepest)) < field(float(x), float(y)):
            x, y = deepest
        else:
            h /= 2
        rounds += 1
    first = _compass_round(field, depth, (*start, stride))
    drawn = tuple(_point(*map(_ratio, place)) for place in places)
    return Soundings(drawn, Outcome.FOUND, _counted(rounds, first, 4))


def descent(
    field: Field, depth: float, start: tuple[float, float], step: float, max_steps: int = 100
) -> Soundings:
    """Step against the gradient, `step` times its length, with one sounding at each place.

    Raises:
        ValueError: see `ascent.walk`.
    """
    path = ascent.walk(field, start, step, uphill=False, max_steps=max_steps)
    for number, place in enumerate(path.points):
        if field(place.x, place.y) <= depth:
            pace = _rational(step)
            maps = tuple(v - pace * d for v, d in zip(field.variables, field.first, strict=True))
            begun = tuple(map(_rational, start))
            until = field.expression <= _rational(depth)
            first = FirstStep(_number(), field.variables, maps, begun, until)
            count = _counted(number, first, 1)
            return Soundings(path.points[: number + 1], Outcome.FOUND, count)
    return Soundings(path.points, Outcome.RAN_OUT, None)


def _compass_round(field: Field, depth: float, start: Sequence[float]) -> FirstStep:
    x, y = field.variables
    h = Symbol("h", positive=True)
    east, north, west, south = (
        field.expression.subs({x: x + a * h, y: y + b * h}, simultaneous=True)
        for a, b in ((1, 0), (0, 1), (-1, 0), (0, -1))
    )
    least = Min(east, north, west, south, evaluate=False)  # which is least, nobody need find out
    stay = least >= field.expression

    def deepest(one: Expr, *others: Expr) -> Boolean:
        return And(*(one < each for each in others))

    easting = Piecewise(
        (x, stay),
        (x + h, deepest(east, north, west, south)),
        (x - h, deepest(west, north, east, south)),
        (x, True),
    )
    northing = Piecewise(
        (y, stay),
        (y + h, deepest(north, east, west, south)),
        (y - h, deepest(south, east, west, north)),
        (y, True),
    )
    maps = (easting, northing, Piecewise((h / 2, stay), (h, True)))
    until = field.expression <= _rational(depth)
    return FirstStep(_number(), (x, y, h), maps, tuple(map(_rational, start)), until)


def _counted(steps: int, first: FirstStep, each: int) -> Quantity:
    """One sounding at the start, and `each` more a step."""
    return Quantity(1 + each * steps, Meaning(1 + each * first.symbol, (first,)))


def _number() -> Symbol:
    return Dummy("n", integer=True, nonnegative=True)


def _rational(number: float) -> Rational:
    return exact(number).meaning.expression


def _ratio(number: Fraction) -> Rational:
    return Rational(number.numerator, number.denominator)


def _point(x: Expr, y: Expr) -> Point:
    return Point(Quantity(float(x), Meaning(x)), Quantity(float(y), Meaning(y)))
