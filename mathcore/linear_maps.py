"""A linear map of the plane: what it does to the unit square, to areas and to directions.

The columns of the matrix are the images of the two unit arrows. The determinant is the area of the
image of the unit square, negative if the map turns it over (Strang, *Introduction to Linear
Algebra*, 2016, sections 5.3 and 6.1). What is said of signs and zeros is proved, or not said.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from sympy import Abs, Expr, Symbol

from mathcore.jacobians import Jacobian, jacobian
from mathcore.places import Coordinate, closed_forms, coordinate, sign, worth
from mathcore.quantity import Point, Quantity, compose, exact
from mathcore.rational import unevaluated_root
from mathcore.vector_functions import VectorFunction

_LETTERS = tuple(Symbol(each, real=True) for each in "abcd")
_UNIT_SQUARE = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))


class Effect(Enum):
    """What the map does to the unit square."""

    KEEPS = "the square becomes a parallelogram that goes round the same way"
    FLIPS = "the square becomes a parallelogram that is turned over"
    FLATTENS = "the square is pressed flat onto a line"
    CRUSHES = "the square is crushed into one point"
    UNDECIDED = "whether the square is pressed flat is not decided"


class Kept(Enum):
    """Which directions the map keeps, or reverses."""

    TWO = "two directions are kept"
    ONE = "one direction is kept, and every other one is turned"
    EVERY = "every direction is kept"
    NONE = "every direction is turned"
    UNDECIDED = "how many directions are kept is not decided"


@dataclass(frozen=True, slots=True)
class Eigen:
    """A direction that is kept, as an arrow, and how many times longer it becomes."""

    value: Quantity
    arrow: tuple[Quantity, Quantity]


@dataclass(frozen=True)
class PlaneMap:
    """The map (x, y) -> (a x + b y, c x + d y), its matrix given row by row."""

    matrix: tuple[tuple[Quantity, Quantity], tuple[Quantity, Quantity]]

    def image(self, x: Coordinate, y: Coordinate) -> Point:
        """Where the map takes the point (x, y)."""
        at = (coordinate(x), coordinate(y))
        ends = (
            compose(
                p * at[0] + q * at[1], lambda p, q, x, y: p * x + q * y, p, q, *at
            )
            for p, q in self.matrix
        )  # fmt: skip
        return Point(*ends)

    @property
    def square(self) -> tuple[Point, ...]:
        """The images of the corners of the unit square, round from the origin."""
        return tuple(self.image(*corner) for corner in _UNIT_SQUARE)

    @cached_property
    def determinant(self) -> Quantity:
        """How many times larger areas become, negative if they are turned over."""
        return self._made(lambda a, b, c, d: a * d - b * c)

    @property
    def area(self) -> Quantity:
        """The area of the image of the unit square."""
        return compose(abs(self.determinant), Abs, self.determinant)

    @property
    def trace(self) -> Quantity:
        """The sum of the diagonal: the sum of the eigenvalues."""
        return self._made(lambda a, b, c, d: a + d)

    @property
    def effect(self) -> Effect:
        """What becomes of the unit square."""
        turn = self._sign(self.determinant)
        if turn is None:
            return Effect.UNDECIDED
        if turn:
            return Effect.KEEPS if turn > 0 else Effect.FLIPS
        zeros = [self._sign(each) for each in self._flat]
        if any(zeros):
            return Effect.FLATTENS
        return Effect.UNDECIDED if None in zeros else Effect.CRUSHES

    @property
    def kept(self) -> Kept:
        """How many directions the map keeps, by the sign of (a - d)^2 + 4 b c."""
        room = self._sign(self._discriminant)
        if room:
            return Kept.TWO if room > 0 else Kept.NONE
        aside = [self._sign(each) for each in (self.matrix[0][1], self.matrix[1][0])]
        if room is None or None in aside:
            return Kept.UNDECIDED
        return Kept.ONE if any(aside) else Kept.EVERY

    @property
    def eigen(self) -> tuple[Eigen, ...]:
        """The directions that are kept, the greater eigenvalue first.

        Where every direction is kept, the two axes stand for all.

        Raises:
            ValueError: no direction is kept, or that is not decided.
        """
        found, (a, _), (_, d) = self.kept, *self.matrix
        if found in (Kept.NONE, Kept.UNDECIDED):
            raise ValueError(f"there are no eigenvectors to show: {found.value}")
        if found is Kept.EVERY:
            axes = ((1.0, 0.0), (0.0, 1.0))
            return tuple(Eigen(a, (exact(x), exact(y))) for x, y in axes)
        signs = (1, -1) if found is Kept.TWO else (0,)
        return tuple(self._eigen(each, a, d) for each in signs)

    def _eigen(self, side: int, a: Quantity, d: Quantity) -> Eigen:
        b, c = self.matrix[0][1], self.matrix[1][0]
        value = self._made(
            lambda a, b, c, d: (a + d + side * unevaluated_root((a - d) ** 2 + 4 * b * c)) / 2
        )
        if self._sign(b):
            return Eigen(value, (b, _minus(value, a)))
        if self._sign(c):
            return Eigen(value, (_minus(value, d), c))
        first = (a > d) == (side > 0)  # a diagonal matrix keeps the axes
        axis = (exact(1.0), exact(0.0)) if first else (exact(0.0), exact(1.0))
        return Eigen(a if first else d, axis)

    @property
    def _flat(self) -> tuple[Quantity, ...]:
        return (*self.matrix[0], *self.matrix[1])

    @property
    def _discriminant(self) -> Quantity:
        return self._made(lambda a, b, c, d: (a - d) ** 2 + 4 * b * c)

    def _made(self, rule: Callable[..., Expr]) -> Quantity:
        """A number made of the four entries, with so many digits that none is lost."""
        value = worth(rule(*_LETTERS), _LETTERS, self._flat)
        if value is None:
            raise ValueError(f"the numbers are too large for a float: {self._flat}")
        return compose(value, rule, *self._flat)

    def _sign(self, number: Quantity) -> int | None:
        closed = None if closed_forms((number,)) is None else number.meaning.expression.doit()
        return sign(number, closed)


def read(rows: Sequence[Sequence[Coordinate]]) -> PlaneMap:
    """The map with this matrix, row by row; each entry is taken exactly.

    Raises:
        ValueError: there are not two rows of two finite numbers.
    """
    if [len(row) for row in rows] != [2, 2]:
        raise ValueError(f"a matrix of the plane has two rows of two, got rows = {rows!r}")
    (a, b), (c, d) = (tuple(map(coordinate, row)) for row in rows)
    return PlaneMap(((a, b), (c, d)))


def linear(function: VectorFunction) -> PlaneMap:
    """The map that two formulas such as ``x - 2y`` and ``3y - 2x`` write.

    Raises:
        ValueError: there are not two variables and values, or a formula is not linear in them.
    """
    if function.shape != (2, 2):
        raise ValueError(f"a map of the plane has two rows of two, got {function.shape}")
    origin = dict.fromkeys(function.variables, 0)
    bent = any(e.has(*function.variables) for row in function.matrix for e in row)
    if bent or any(each.xreplace(origin) != 0 for each in function.components):
        raise ValueError(f"each component must be linear, got {function.components}")
    return local(jacobian(function, 0.0, 0.0))


def local(found: Jacobian) -> PlaneMap:
    """The linear map that stands in for a function close to a place.

    Raises:
        ValueError: it is not a map of the plane, or the function is not smooth there.
    """
    if found.function.shape != (2, 2):
        raise ValueError(f"a map of the plane has two rows of two, got {found.function.shape}")
    found.linear()
    (a, b), (c, d) = found.entries
    return PlaneMap(((a, b), (c, d)))


def _minus(value: Quantity, entry: Quantity) -> Quantity:
    return compose(value - entry, lambda v, e: v - e, value, entry)
