"""The Jacobian at one place: every slope of a function of several variables, in one matrix.

For one value it is a row that points uphill, as long as the hill is steep. For several values it
is the linear map that stands in for the function close by, and where it is square its
determinant is how many times larger areas (volumes) become.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from math import fsum, hypot

import numpy as np
from sympy import Add, Expr

from mathcore.gradients import Gradient
from mathcore.partials import Partial, partial
from mathcore.places import Coordinate, closed_forms, filled, located, sign
from mathcore.quantity import Quantity, compose
from mathcore.rational import unevaluated_root
from mathcore.scalar_fields import ScalarField, shown
from mathcore.vector_functions import VectorFunction, determinant


class Outcome(Enum):
    """What the slopes along the axes tell of the other directions."""

    SMOOTH = "seen closely enough, the function is this linear map"
    SEPARATE = "there are slopes along the axes, but nothing is claimed about other directions"
    MISSING = "a slope along an axis is missing here"


class Squareness(Enum):
    """What a square Jacobian does with what lies close by."""

    REGULAR = "close by, every point has an image of its own"
    SINGULAR = "the map flattens what lies close by"
    UNDECIDED = "whether the map flattens what lies close by is not decided"


@dataclass(frozen=True)
class Jacobian:
    """The derivative of each component (row) along each variable (column) at `place`."""

    function: VectorFunction
    place: tuple[Quantity, ...]
    partials: tuple[tuple[Partial, ...], ...]

    @property
    def outcome(self) -> Outcome:
        """Whether all slopes exist, and whether they are those of a linear map."""
        every = [each for row in self.partials for each in row]
        if any(each.slope is None for each in every):
            return Outcome.MISSING
        return Outcome.SMOOTH if all(each.smooth for each in every) else Outcome.SEPARATE

    @property
    def entries(self) -> tuple[tuple[Quantity, ...], ...]:
        """The matrix, row by row.

        Raises:
            ValueError: a slope is missing; the message says which and why.
        """
        return tuple(tuple(each.value for each in row) for row in self.partials)

    @property
    def exact(self) -> tuple[tuple[Expr, ...], ...]:
        """The matrix in closed form, from the formulas.

        Raises:
            ValueError: the function is not smooth here, or the place has no closed form.
        """
        self.linear()
        forms = closed_forms(self.place)
        if forms is None:
            raise ValueError(f"the place must have a closed form, got {self.place}")
        there = dict(zip(self.function.variables, forms, strict=True))
        return tuple(tuple(each.xreplace(there) for each in row) for row in self.function.matrix)

    @property
    def determinant(self) -> Quantity:
        """How many times larger areas become, negative if the map turns them over.

        Raises:
            ValueError: the matrix is not square, a slope is missing, or no float can hold it.
        """
        rows, size = self.entries, len(self.entries)
        formula = determinant(self.function.matrix)
        smooth = self.outcome is Outcome.SMOOTH
        meant = compose(
            # where it is not smooth the formula might give numbers that mean nothing
            0.0 if smooth else float(np.linalg.det(np.array(rows, float))),
            lambda *e: determinant([e[i * size : (i + 1) * size] for i in range(size)]),
            *(each for row in rows for each in row),
        )
        if not smooth:
            return meant
        found = filled(meant, formula, self.function.variables, self.place)
        if found is None:
            raise ValueError(f"the determinant at {shown(self.place)} is too large for a float")
        return found

    @property
    def squareness(self) -> Squareness:
        """Whether the determinant is zero.

        Raises:
            ValueError: the matrix is not square, or the function is not smooth here.
        """
        self.linear()
        closed = None if closed_forms(self.place) is None else determinant(self.exact)
        found = sign(self.determinant, closed)
        if found is None:
            return Squareness.UNDECIDED
        return Squareness.REGULAR if found else Squareness.SINGULAR

    @property
    def length(self) -> Quantity:
        """How steep the one component is in its steepest direction.

        Raises:
            ValueError: there are several components, or the function is not smooth here.
        """
        slopes = self.steepest
        return compose(
            hypot(*slopes), lambda *s: unevaluated_root(Add(*(each**2 for each in s))), *slopes
        )

    @property
    def steepest(self) -> tuple[Quantity, ...]:
        """The direction in which the one component rises fastest: the row itself.

        Raises:
            ValueError: there are several components, or the function is not smooth here.
        """
        if len(self.partials) != 1:
            raise ValueError(f"only a row points uphill, got {len(self.partials)} rows")
        self.linear()
        return self.entries[0]

    @property
    def gradient(self) -> Gradient:
        """The row as an arrow that can be drawn: its tail, its tip, its angle.

        Raises:
            ValueError: there are several components, or the function is not smooth here.
        """
        return Gradient(self.place, self.steepest)

    def applied(self, *step: Coordinate) -> tuple[Quantity, ...]:
        """What the linear map makes of a small step: the matrix times the step as a column.

        Raises:
            ValueError: the step does not fit the variables, or the function is not smooth here.
        """
        self.linear()
        column = located(step, self.function.variables)
        return tuple(dot(row, column) for row in self.entries)

    def linear(self) -> None:
        """Refuse to be taken for a linear map that stands in for the function.

        Raises:
            ValueError: a slope is missing, or the function is not proved to be smooth here.
        """
        _ = self.entries
        if self.outcome is not Outcome.SMOOTH:
            raise ValueError(f"this Jacobian is no linear map: {self.outcome.value}")


def jacobian(function: VectorFunction | ScalarField, *place: Coordinate) -> Jacobian:
    """The Jacobian of a function with one value or several at a place.

    Raises:
        ValueError: the place is none, or a constant has no number.
    """
    if isinstance(function, ScalarField):
        function = VectorFunction((function.expression,), function.variables, function.constants)
    at = located(place, function.variables)
    rows = tuple(tuple(partial(f, v, *at) for v in f.variables) for f in function.fields)
    return Jacobian(function, at, rows)


def dot(row: Sequence[Quantity], column: Sequence[Quantity]) -> Quantity:
    """The sum of the products, as of a row and a column."""
    size = len(row)
    return compose(
        fsum(float(a) * float(b) for a, b in zip(row, column, strict=True)),
        lambda *e: Add(*(a * b for a, b in zip(e[:size], e[size:], strict=True))),
        *row,
        *column,
    )
