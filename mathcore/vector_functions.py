"""Functions of several variables with several values, and their Jacobian as a matrix of formulas.

Row i, column j of the Jacobian is the derivative of the i-th value along the j-th variable
(Spivak, *Calculus on Manifolds*, 1965, chapter 2). A function with one value has a row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Self

from sympy import Add, Expr, S, Symbol, simplify

from mathcore.places import Coordinate
from mathcore.quantity import Quantity
from mathcore.scalar_fields import ScalarField

Formulas = tuple[tuple[Expr, ...], ...]

_SHORT = 80  # operations: what is longer takes SymPy seconds, and nobody would read it


@dataclass(frozen=True)
class VectorFunction:
    """`components`, each a formula in `variables`, with letters that stay `constants`."""

    components: tuple[Expr, ...]
    variables: tuple[Symbol, ...]
    constants: tuple[Symbol, ...] = ()

    @classmethod
    def parse(
        cls, texts: Sequence[str], variables: Sequence[str], constants: Sequence[str] = ()
    ) -> Self:
        """Read formulas such as ``["r cos(theta)", "r sin(theta)"]``.

        Raises:
            ValueError: there is none, or one is not a formula in these letters.
        """
        fields = [ScalarField.parse(each, variables, constants) for each in texts]
        if not fields:
            raise ValueError("a vector function needs at least one component, got texts = []")
        components = tuple(each.expression for each in fields)
        return cls(components, fields[0].variables, fields[0].constants)

    @cached_property
    def fields(self) -> tuple[ScalarField, ...]:
        """Each component as a function of its own."""
        return tuple(ScalarField(each, self.variables, self.constants) for each in self.components)

    @property
    def shape(self) -> tuple[int, int]:
        """How many rows and columns the Jacobian has: values, then variables."""
        return len(self.components), len(self.variables)

    @cached_property
    def matrix(self) -> Formulas:
        """The Jacobian, row by row."""
        return tuple(each.row for each in self.fields)

    @cached_property
    def determinant(self) -> Expr:
        """The determinant of the Jacobian, as a formula; simplified if it is short.

        Raises:
            ValueError: the Jacobian is not square.
        """
        return shortened(determinant(self.matrix))

    def given(self, values: Mapping[str, Coordinate]) -> VectorFunction:
        """The function with numbers for some of its letters, which then are letters no more.

        Raises:
            ValueError: a name is not a letter here, or a value is no number in closed form.
        """
        fields = [each.given(values) for each in self.fields]
        components = tuple(each.expression for each in fields)
        return VectorFunction(components, fields[0].variables, fields[0].constants)

    def value(self, *place: Coordinate) -> tuple[Quantity, ...]:
        """The values at a place.

        Raises:
            ValueError: a constant has no number yet, or a component has no value there.
        """
        return tuple(each.value(*place) for each in self.fields)

    def after(self, inner: VectorFunction) -> VectorFunction:
        """This function of what `inner` gives: x -> self(inner(x)).

        Raises:
            ValueError: `inner` does not give one value for each variable of this function.
        """
        if len(inner.components) != len(self.variables):
            raise ValueError(
                f"inner must give {len(self.variables)} values, got {len(inner.components)}"
            )
        within = dict(zip(self.variables, inner.components, strict=True))
        constants = dict.fromkeys((*self.constants, *inner.constants))
        return VectorFunction(
            tuple(each.xreplace(within) for each in self.components),
            inner.variables,
            tuple(each for each in constants if each not in inner.variables),
        )


def determinant(rows: Sequence[Sequence[Expr]]) -> Expr:
    """The determinant of a matrix of formulas, expanded along its rows and left as it comes.

    Raises:
        ValueError: the matrix is not square.
    """
    size = len(rows)
    if size != len(rows[0]):
        raise ValueError(f"only a square matrix has a determinant, got {size} x {len(rows[0])}")
    # the minor of the last rows in each choice of columns, made of those of fewer rows
    minors: dict[tuple[int, ...], Expr] = {(): S.One}
    for row in reversed(rows):
        depth = len(next(iter(minors))) + 1
        minors = {
            columns: Add(
                *(
                    (-1) ** k * row[j] * minors[columns[:k] + columns[k + 1 :]]
                    for k, j in enumerate(columns)
                )
            )
            for columns in combinations(range(size), depth)
        }
    return minors[tuple(range(size))]


def product(left: Sequence[Sequence[Expr]], right: Sequence[Sequence[Expr]]) -> Formulas:
    """The matrix product: each entry is a row times a column."""
    columns = tuple(zip(*right, strict=True))
    return tuple(
        tuple(Add(*(a * b for a, b in zip(row, column, strict=True))) for column in columns)
        for row in left
    )


def shortened(formula: Expr) -> Expr:
    """The formula simplified, unless it is too long for that."""
    return simplify(formula) if formula.count_ops() < _SHORT else formula
