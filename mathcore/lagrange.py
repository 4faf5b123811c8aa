"""Lagrange's multipliers: where a function is stationary among the places that meet constraints.

On the places where h_1 = ... = h_m = 0 and the gradients of the h_i are independent, f is
stationary exactly where its gradient is a combination of theirs:

    grad f = lambda_1 grad h_1 + ... + lambda_m grad h_m

that is, where the gradient of L = f - sum(lambda_i h_i) is zero by every variable and every
multiplier (Nocedal & Wright, *Numerical Optimization*, 2nd edition 2006, section 12.3). In the
plane the level curve of f touches the constraint there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from sympy import Dummy, Expr, Integer, Matrix, Symbol

from mathcore import contours
from mathcore.ball_systems import System
from mathcore.contours import Contour
from mathcore.fields import Field
from mathcore.gradients import Gradient, plane
from mathcore.lagrange_kinds import Kind
from mathcore.quantity import Meaning, Point, Quantity, compose

Range = tuple[float, float]


@dataclass(frozen=True)
class Problem:
    """A function of several variables, and the constraints: functions that are to be zero."""

    objective: Field
    constraints: tuple[Field, ...]

    @classmethod
    def parse(
        cls, objective: str, constraints: Sequence[str], variables: Sequence[str] = ("x", "y")
    ) -> Self:
        """Read a function and constraints such as ``"x^2 + y^2 = 3"`` or ``"x y - 1"``.

        Raises:
            ValueError: a text is no formula in `variables`, or what the constructor refuses.
        """
        return cls(
            Field.parse(objective, variables), tuple(_equation(e, variables) for e in constraints)
        )

    def __post_init__(self) -> None:
        """Refuse what is no problem.

        Raises:
            ValueError: there is no constraint, there are more than variables, or one has others.
        """
        if not 1 <= len(self.constraints) <= len(self.variables):
            raise ValueError(
                f"constraints must be 1 to {len(self.variables)}, got {len(self.constraints)}"
            )
        if any(each.variables != self.variables for each in self.constraints):
            raise ValueError(f"constraints must be functions of {self.variables}")

    @property
    def variables(self) -> tuple[Symbol, ...]:
        """The unknowns of the function."""
        return self.objective.variables

    @cached_property
    def multipliers(self) -> tuple[Symbol, ...]:
        """One unknown a constraint; none has the name of a variable, whatever it is called."""
        return tuple(Dummy(f"lambda_{i + 1}", real=True) for i in range(len(self.constraints)))

    @cached_property
    def lagrangian(self) -> Field:
        """L = f - sum(lambda_i h_i), a function of the variables and then the multipliers."""
        pairs = zip(self.multipliers, self.constraints, strict=True)
        pull = sum((m * each.expression for m, each in pairs), start=Integer(0))
        return Field(self.objective.expression - pull, (*self.variables, *self.multipliers))

    @cached_property
    def system(self) -> System:
        """The equations grad L = 0: as many as variables and multipliers together."""
        field = self.lagrangian
        return System(field.first, field.second, field.variables)

    def constraint_curves(
        self, x_range: Range, y_range: Range, tolerance: float = 5e-4
    ) -> tuple[Contour, ...]:
        """The curves in a window of the plane where the constraint is met; see `contours.trace`.

        Raises:
            ValueError: as `contours.trace`, or there are two constraints, which meet in points.
        """
        if len(self.constraints) > 1:
            raise ValueError(f"one constraint makes a curve, got {len(self.constraints)}")
        return contours.trace(self.constraints[0], 0.0, x_range, y_range, tolerance)


@dataclass(frozen=True, slots=True)
class StationaryPoint:
    """A place where the constraints are met and grad L = 0.

    `kind` is what the function does there among the places that meet the constraints;
    `second_order` is what the second derivatives alone tell.
    """

    problem: Problem
    place: tuple[Quantity, ...]
    multipliers: tuple[Quantity, ...]
    kind: Kind
    second_order: Kind

    @property
    def at(self) -> Point:
        """Where it lies in the plane."""
        return plane(self.place)

    @property
    def value(self) -> Quantity:
        """The function there."""
        return self.problem.objective.value(*self.place)

    @property
    def gradient(self) -> Gradient:
        """The gradient of the function."""
        return self.problem.objective.gradient(*self.place)

    @property
    def constraint_gradients(self) -> tuple[Gradient, ...]:
        """The gradients of the constraints."""
        return tuple(each.gradient(*self.place) for each in self.problem.constraints)

    @property
    def pulls(self) -> tuple[Gradient, ...]:
        """lambda_i grad h_i for every constraint: together they are the function's gradient."""
        return tuple(
            Gradient(each.place, tuple(_product(factor, slope) for slope in each.slopes))
            for factor, each in zip(self.multipliers, self.constraint_gradients, strict=True)
        )

    @property
    def bordered_determinant(self) -> Quantity:
        """The determinant of the Hessian of L by variables and multipliers.

        With two variables and one constraint it is below zero at a minimum, above at a maximum.
        """
        whole = (*self.place, *self.multipliers)
        field, size = self.problem.lagrangian, len(whole)
        matrix = Matrix(size, size, field.second)
        formula = Field(matrix.det(method="berkowitz"), field.variables)
        return formula.value(*whole)

    def touching_curves(
        self, x_range: Range, y_range: Range, tolerance: float = 5e-4
    ) -> tuple[Contour, ...]:
        """The level curves of the function at its value here: one touches the constraint.

        Raises:
            ValueError: as `contours.trace`; so where the function itself is level.
        """
        field = self.problem.objective
        return contours.trace(field, self.value, x_range, y_range, tolerance)


def _product(factor: Quantity, slope: Quantity) -> Quantity:
    return compose(float(factor) * float(slope), lambda a, b: a * b, factor, slope)


def _equation(text: str, variables: Sequence[str]) -> Field:
    left, *right = text.split("=")
    if len(right) > 1:
        raise ValueError(f"a constraint has one equals sign, got {text!r}")
    field = Field.parse(left, variables)
    if not right:
        return field
    other = Field.parse(right[0], variables)
    return Field(field.expression - other.expression, field.variables)


def exactly(number: Expr) -> Quantity:
    """A number that is known as a formula."""
    return Quantity(float(number), Meaning(number))
