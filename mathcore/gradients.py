"""What a field does close to one place: its gradient (slopes) and its Hessian (curvatures)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import atan2, hypot

import numpy as np
import sympy
from sympy import Expr, Matrix

from mathcore.quantity import Point, Quantity, compose


@dataclass(frozen=True, slots=True)
class Gradient:
    """The slopes along every axis at one place, in units of height per unit of each axis."""

    place: tuple[Quantity, ...]
    slopes: tuple[Quantity, ...]

    @property
    def at(self) -> Point:
        """Where the gradient was taken, for a field over a plane."""
        return plane(self.place)

    @property
    def east(self) -> Quantity:
        """The slope along the first axis."""
        return self.slopes[0]

    @property
    def north(self) -> Quantity:
        """The slope along the second axis."""
        return plane(self.slopes).y

    @property
    def length(self) -> Quantity:
        """How steep it is in the steepest direction."""
        return compose(hypot(*self.slopes), _length, *self.slopes)

    @property
    def angle(self) -> Quantity:
        """The steepest direction in the plane, in radians from east, over (-pi, pi]."""
        return compose(
            atan2(self.north, self.east), lambda e, n: sympy.atan2(n, e), self.east, self.north
        )

    def tip(self, scale: float = 1.0) -> Point:
        """The head of the arrow whose tail is `at`, its length multiplied by `scale`."""
        ends = (
            compose(a + scale * s, lambda a, s, k: a + k * s, a, s, scale)
            for a, s in zip(self.place, self.slopes, strict=True)
        )
        return plane(tuple(ends))


@dataclass(frozen=True, slots=True)
class Hessian:
    """All second derivatives at one place: a symmetric matrix, row by row."""

    place: tuple[Quantity, ...]
    entries: tuple[tuple[Quantity, ...], ...]

    @property
    def xx(self) -> Quantity:
        """The second derivative along the first axis, the top left entry."""
        return self.entries[0][0]

    @property
    def xy(self) -> Quantity:
        """The mixed second derivative."""
        return self.entries[0][1]

    @property
    def yy(self) -> Quantity:
        """The second derivative along the second axis."""
        return self.entries[1][1]

    @property
    def determinant(self) -> Quantity:
        """The product of the eigenvalues."""
        return self._of(float(np.linalg.det(np.array(self.entries, float))), _determinant)

    @property
    def trace(self) -> Quantity:
        """The sum of the eigenvalues."""
        return self._of(float(np.trace(np.array(self.entries, float))), Matrix.trace)

    @property
    def eigenvalues(self) -> tuple[Quantity, ...]:
        """The curvatures along the principal axes, the least first, in one or two variables."""
        values = np.linalg.eigvalsh(np.array(self.entries, float))
        if len(values) == 1:
            return (self.xx,)
        plane(self.place)
        return self._of(values[0], _lower), self._of(values[1], _upper)

    def _of(self, value: float, rule: Callable[[Matrix], Expr]) -> Quantity:
        size = len(self.entries)
        flat = [entry for row in self.entries for entry in row]
        return compose(value, lambda *parts: rule(Matrix(size, size, parts)), *flat)


def plane(numbers: tuple[Quantity, ...]) -> Point:
    """A pair as a point of the plane; a ValueError when there are not two numbers."""
    if len(numbers) != 2:
        raise ValueError(f"a point of the plane has two coordinates, got {len(numbers)}")
    return Point(*numbers)


def _length(*parts: Expr) -> Expr:
    return sympy.sqrt(sum(part**2 for part in parts))


def _determinant(matrix: Matrix) -> Expr:
    """Written out in the plane, where SymPy would look for zeros among the entries first."""
    if matrix.shape != (2, 2):
        return matrix.det()
    return matrix[0, 0] * matrix[1, 1] - matrix[0, 1] * matrix[1, 0]


def _spread(matrix: Matrix) -> Expr:
    """The root of (a - d)^2 + 4 b^2, which cannot turn negative: what parts the eigenvalues."""
    return sympy.sqrt((matrix[0, 0] - matrix[1, 1]) ** 2 + 4 * matrix[0, 1] ** 2)


def _lower(matrix: Matrix) -> Expr:
    return (matrix.trace() - _spread(matrix)) / 2


def _upper(matrix: Matrix) -> Expr:
    return (matrix.trace() + _spread(matrix)) / 2
