"""The slope in one direction: how fast the value changes for each unit of way.

Where the function is smooth it is the Jacobian times the direction as a column of length one.
Elsewhere the definition decides, the derivative of t -> f(a + t u) at 0: the two may differ, and
a function may have a slope in every direction and still no tangent plane.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from sympy import Add, Expr, S, Symbol

from mathcore.derivative_verdicts import Kind
from mathcore.jacobians import Jacobian, Outcome, dot, jacobian
from mathcore.partials import by_definition
from mathcore.places import Coordinate, closed_forms, located
from mathcore.quantity import Quantity, compose
from mathcore.rational import unevaluated_root
from mathcore.scalar_fields import ScalarField, shown


@dataclass(frozen=True, slots=True)
class Directional:
    """The slope at `place` towards `direction`, a vector of length one, or what stands there.

    `parts` are the products of slope and share of the direction, one for each variable; empty where
    the Jacobian has no say.
    """

    place: tuple[Quantity, ...]
    direction: tuple[Quantity, ...]
    kind: Kind
    parts: tuple[Quantity, ...]
    slope: Quantity | None

    @property
    def value(self) -> Quantity:
        """The slope.

        Raises:
            ValueError: there is none; the message says why.
        """
        if self.slope is None:
            raise ValueError(
                f"no slope in this direction at {shown(self.place)}: {self.kind.value}"
            )
        return self.slope


def towards(
    field: ScalarField, place: Sequence[Coordinate], direction: Sequence[Coordinate]
) -> Directional:
    """The slope of `field` at `place` in a direction, which may be given with any length.

    Raises:
        ValueError: the direction has no length, place or direction do not fit the variables, or a
            constant has no number.
    """
    found = jacobian(field, *place)
    way = located(direction, field.variables)
    unit = tuple(_over_length(each, way) for each in way)
    if found.outcome is Outcome.SMOOTH:
        row = found.entries[0]
        parts = tuple(dot((a,), (b,)) for a, b in zip(row, unit, strict=True))
        return Directional(found.place, unit, Kind.VALUE, parts, dot(row, unit))
    kind, raw = _along(field, found, way)
    slope = None if raw is None else _over_length(raw, way)
    return Directional(found.place, unit, kind, (), slope)


def _over_length(number: Quantity, way: tuple[Quantity, ...]) -> Quantity:
    length = hypot(*way)
    if not length > 0:
        raise ValueError(f"a direction must have a length, got direction = {shown(way)}")

    def share(own: Expr, *every: Expr) -> Expr:
        return own / unevaluated_root(Add(*(each**2 for each in every)))

    return compose(number / length, share, number, *way)


def _along(
    field: ScalarField, found: Jacobian, way: tuple[Quantity, ...]
) -> tuple[Kind, Quantity | None]:
    """By definition, for a step as long as `way` is; undecided if the line has no closed form."""
    forms, ways = closed_forms(found.place), closed_forms(way)
    if forms is None or ways is None:
        return Kind.REFUSE, None
    t = Symbol("t", real=True)
    lines = (a + t * u for a, u in zip(forms, ways, strict=True))
    line = dict(zip(field.variables, lines, strict=True))
    return by_definition(field, line, t, S.Zero, found.place)
