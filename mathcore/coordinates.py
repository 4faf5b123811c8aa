"""Polar, cylindrical and spherical coordinates: their maps, and what these do to areas.

A point of the plane has a distance r from the origin and an angle theta from the first axis; in
space a height z joins them, or instead the angle theta from the third axis and the angle phi
around it. The determinant of the Jacobian says how large a cell is that is one unit of each
coordinate wide: r, r and r^2 sin(theta). Where it is zero the coordinates fail: one point has many.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import pi

from sympy import Abs, Expr, Symbol

from mathcore.functions import Function
from mathcore.jacobians import Jacobian, jacobian
from mathcore.places import Coordinate, located
from mathcore.quantity import Point, Quantity, compose
from mathcore.scalar_fields import shown
from mathcore.vector_functions import VectorFunction

_SIDES = (Symbol("dr", real=True), Symbol("dtheta", real=True))


@dataclass(frozen=True)
class System:
    """Coordinates: the map to x, y (and z), and the map back."""

    forward: VectorFunction
    back: VectorFunction

    @property
    def determinant(self) -> Expr:
        """How large a small cell is, as a formula in the coordinates."""
        return self.forward.determinant

    @cached_property
    def singular(self) -> tuple[Expr, ...]:
        """The coordinates fail wherever one of these is zero."""
        factors = (each.as_base_exp()[0] for each in self.determinant.as_ordered_factors())
        return tuple(each for each in factors if not each.is_number)

    def jacobian(self, *place: Coordinate) -> Jacobian:
        """The Jacobian at a place given in these coordinates; see its `squareness`."""
        return jacobian(self.forward, *place)

    def point(self, *place: Coordinate) -> tuple[Quantity, ...]:
        """The place in x, y (and z)."""
        return self.forward.value(*place)

    def locate(self, *point: Coordinate) -> tuple[Quantity, ...]:
        """The coordinates of a point given in x, y (and z); angles over (-pi, pi] and [0, pi].

        Raises:
            ValueError: the coordinates fail there, so that the point has many.
        """
        at = located(point, self.back.variables)
        try:
            return self.back.value(*at)
        except ValueError as error:
            raise ValueError(f"{shown(at)} has no coordinates of its own here") from error

    def line(self, **held: Coordinate) -> tuple[Function, ...]:
        """The curve on which all coordinates but one are held: x, y (and z) as functions of it.

        Raises:
            ValueError: not all coordinates but one are held, or one has no closed form.
        """
        function = self.forward.given(held)
        if len(function.variables) != 1:
            raise ValueError(f"all coordinates but one must be held, got held = {held!r}")
        return tuple(Function(each, function.variables[0]) for each in function.components)


@dataclass(frozen=True)
class Cell:
    """A cell of the polar grid: its corners, round from the first, and how large it is.

    `estimate` is the determinant at the first corner times the sides; the smaller the cell, the
    nearer to `area`.
    """

    corners: tuple[Point, ...]
    determinant: Quantity
    estimate: Quantity
    area: Quantity

    @property
    def ratio(self) -> Quantity:
        """The estimate over the true area."""
        return compose(
            self.estimate / self.area, lambda a, b: a / b, self.estimate, self.area
        )  # fmt: skip


def polar() -> System:
    """Distance r and angle theta in the plane."""
    return System(
        VectorFunction.parse(("r cos(theta)", "r sin(theta)"), ("r", "theta")),
        VectorFunction.parse(("sqrt(x^2 + y^2)", "atan2(y, x)"), ("x", "y")),
    )


def cylindrical() -> System:
    """Distance r from the third axis, angle theta around it, height z."""
    return System(
        VectorFunction.parse(("r cos(theta)", "r sin(theta)", "z"), ("r", "theta", "z")),
        VectorFunction.parse(("sqrt(x^2 + y^2)", "atan2(y, x)", "z"), ("x", "y", "z")),
    )


def spherical() -> System:
    """Distance r from the origin, angle theta from the third axis, angle phi around it."""
    across = "r sin(theta)"
    return System(
        VectorFunction.parse(
            (f"{across} cos(phi)", f"{across} sin(phi)", "r cos(theta)"), ("r", "theta", "phi")
        ),
        VectorFunction.parse(
            ("sqrt(x^2 + y^2 + z^2)", "acos(z/sqrt(x^2 + y^2 + z^2))", "atan2(y, x)"),
            ("x", "y", "z"),
        ),
    )


def cell(corner: tuple[Coordinate, Coordinate], sides: tuple[Coordinate, Coordinate]) -> Cell:
    """The polar cell from `corner` (r, theta) on, its `sides` the lengths in r and theta.

    Raises:
        ValueError: r is negative, a side is not positive, or the cell goes round more than once.
    """
    system = polar()
    (r, theta), (dr, turn) = located(corner, system.forward.variables), located(sides, _SIDES)
    if not (r >= 0 and dr > 0 and 0 < turn <= 2 * pi):
        raise ValueError(f"a cell needs r >= 0 and sides > 0, got {corner=} and {sides=}")
    far = compose(r + dr, lambda a, b: a + b, r, dr)
    ahead = compose(theta + turn, lambda a, b: a + b, theta, turn)
    ring = ((r, theta), (far, theta), (far, ahead), (r, ahead))
    stretch = system.jacobian(r, theta).determinant
    estimate = compose(
        stretch * dr * turn, lambda d, a, b: Abs(d * a * b), stretch, dr, turn
    )  # fmt: skip
    area = compose((r + dr / 2) * dr * turn, _area, r, far, theta, ahead)
    return Cell(tuple(Point(*system.point(*each)) for each in ring), stretch, estimate, area)


def _area(r: Expr, far: Expr, theta: Expr, ahead: Expr) -> Expr:
    """The integral of the determinant r over the cell."""
    return (far**2 - r**2) / 2 * (ahead - theta)
