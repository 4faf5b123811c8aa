"""The total derivative: how fast a value changes when all variables move along a path.

    df/dt = f_x dx/dt + f_y dy/dt + ...,

the Jacobian, a row, times the velocity, a column (Spivak, *Calculus on Manifolds*, 1965, theorem
2-9). The same comes out when the path is put into the formula first: both ways are kept, and
proved to be equal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sympy import Add, Expr, Symbol

from mathcore.functions import Function
from mathcore.gradients import plane
from mathcore.jacobians import Jacobian, dot, jacobian
from mathcore.places import Coordinate, coordinate
from mathcore.proof_formulas import identity
from mathcore.quantity import Point, Quantity, compose
from mathcore.scalar_fields import ScalarField
from mathcore.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Share:
    """What one variable contributes: its `partial` times its `speed`.

    `along` is the partial with the path put in, so that `product` is a formula in time alone.
    """

    variable: Symbol
    partial: Expr
    along: Expr
    speed: Expr

    @property
    def product(self) -> Expr:
        """The term of the sum, in time alone."""
        return self.along * self.speed


@dataclass(frozen=True)
class Moment:
    """One moment of the walk: the place, the slopes there, the speeds, and what they add up to."""

    time: Quantity
    jacobian: Jacobian
    speeds: tuple[Quantity, ...]
    direct: Quantity

    @property
    def place(self) -> tuple[Quantity, ...]:
        """Where the walk is."""
        return self.jacobian.place

    @property
    def slopes(self) -> tuple[Quantity, ...]:
        """The slope along each variable: the Jacobian."""
        return self.jacobian.steepest

    def velocity_tip(self, scale: float = 1.0) -> Point:
        """The head of the arrow of velocity in the plane, its tail at the place of the walk.

        Raises:
            ValueError: the path does not lie in a plane.
        """
        ends = (
            compose(a + scale * v, lambda a, v, k: a + k * v, a, v, scale)
            for a, v in zip(self.place, self.speeds, strict=True)
        )
        return plane(tuple(ends))

    @property
    def parts(self) -> tuple[Quantity, ...]:
        """Slope times speed, one for each variable."""
        return tuple(dot((a,), (b,)) for a, b in zip(self.slopes, self.speeds, strict=True))

    @property
    def total(self) -> Quantity:
        """The rate of change: the dot product of Jacobian and velocity."""
        return dot(self.slopes, self.speeds)


@dataclass(frozen=True)
class TotalDerivative:
    """The derivative of `field` along `path`, one function of time for each variable."""

    field: ScalarField
    path: tuple[Function, ...]
    shares: tuple[Share, ...]

    @property
    def time(self) -> Symbol:
        """The variable of the path."""
        return self.path[0].variable

    @property
    def summed(self) -> Expr:
        """The sum of the shares, in time alone."""
        return Add(*(each.product for each in self.shares))

    @property
    def substituted(self) -> Function:
        """The field along the path, as a function of time."""
        within = _within(self.field, self.path)
        return Function(self.field.expression.xreplace(within), self.time)

    @property
    def direct(self) -> Function:
        """The derivative of the substituted formula, found without any partial derivative."""
        return self.substituted.derivative()

    @property
    def verdict(self) -> Verdict:
        """Whether both ways give the same formula."""
        return identity(self.summed, self.direct.expression)

    def at(self, time: Coordinate) -> Moment:
        """The numbers at one moment.

        Raises:
            ValueError: a constant has no number, the path has no place or no speed then, or the
                field is not smooth there.
        """
        when = coordinate(time)
        found = jacobian(self.field, *(each.value(when) for each in self.path))
        _ = found.steepest  # slopes along the axes alone would not do for other directions
        speeds = tuple(each.slope(when) for each in self.path)
        return Moment(when, found, speeds, self.substituted.slope(when))


def along(field: ScalarField, path: Sequence[str], time: str = "t") -> TotalDerivative:
    """The total derivative of `field` along a path such as ``["t - 1", "t^2", "1/t"]``.

    Raises:
        ValueError: there is not one formula in `time` for each variable, or `time` is a letter of
            the field.
    """
    if len(path) != len(field.variables):
        raise ValueError(f"path must have {len(field.variables)} formulas, got {path!r}")
    if time in {each.name for each in field.letters}:
        raise ValueError(f"time must be a letter of its own, got {time=}")
    functions = tuple(Function.parse(each, time) for each in path)
    within = _within(field, functions)
    shares = tuple(
        Share(v, partial, partial.xreplace(within), f.derivative().expression)
        for v, partial, f in zip(field.variables, field.row, functions, strict=True)
    )
    return TotalDerivative(field, functions, shares)


def _within(field: ScalarField, path: Sequence[Function]) -> dict[Symbol, Expr]:
    return {v: f.expression for v, f in zip(field.variables, path, strict=True)}
