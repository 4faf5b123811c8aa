"""The Hessian in any number of variables, and which way it says that the ground curves.

The signs are exact: with e_k the sum of the principal minors of size k, the characteristic
polynomial is the sum of (-1)^k e_k x^(n - k); all its roots are real, so Descartes' rule counts
exactly how many are positive (Horn & Johnson, *Matrix Analysis*, 2013, sections 1.2 and 7.2).
Where the matrix is singular the second derivatives do not decide, and it is said so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial
from itertools import combinations, pairwise

from sympy import Add, Expr

from mathcore.critical_kinds import Kind
from mathcore.differentiation import derivative
from mathcore.gradients import Hessian
from mathcore.partials import analytic, nth
from mathcore.places import Coordinate, closed_forms, filled, located, sign
from mathcore.quantity import Quantity, compose
from mathcore.scalar_fields import ScalarField, shown
from mathcore.vector_functions import Formulas, determinant


class Definiteness(Enum):
    """How the second derivatives say that the ground curves."""

    POSITIVE = "it curves upward every way"
    NEGATIVE = "it curves downward every way"
    INDEFINITE = "it curves upward one way and downward another"
    POSITIVE_SEMIDEFINITE = "it curves upward some way, downward no way, and some way not at all"
    NEGATIVE_SEMIDEFINITE = "it curves downward some way, upward no way, and some way not at all"
    FLAT = "it curves no way"
    UNDECIDED = "the signs of the curvatures are not decided"


_KINDS = {
    Definiteness.POSITIVE: Kind.PIT,
    Definiteness.NEGATIVE: Kind.TOP,
    Definiteness.INDEFINITE: Kind.SADDLE,
}


@dataclass(frozen=True, slots=True)
class Curvature:
    """All second derivatives at one place, and what their signs tell.

    `minors` are the leading ones, of the top left corner of every size; the last is the
    determinant. `level` says whether all slopes are zero here, None if that is not decided.
    """

    hessian: Hessian
    minors: tuple[Quantity, ...]
    definiteness: Definiteness
    level: bool | None

    @property
    def second_derivative_test(self) -> Kind:
        """Top, pit or saddle, or that the second derivatives do not decide.

        Raises:
            ValueError: the place is not proved to be level.
        """
        if not self.level:
            where = shown(self.hessian.place)
            raise ValueError(f"the test is for level places, and {where} is not proved to be one")
        return _KINDS.get(self.definiteness, Kind.INCONCLUSIVE)


def formulas(field: ScalarField) -> Formulas:
    """The second derivatives as formulas, row by row."""
    return tuple(tuple(derivative(each, v) for v in field.variables) for each in field.row)


def curvature(field: ScalarField, *place: Coordinate) -> Curvature:
    """The Hessian of `field` at a place and its signs.

    Raises:
        ValueError: the function is not proved to be smooth there, the place is none, or a constant
            has no number.
    """
    field.settled()
    at = located(place, field.variables)
    matrix, entries = formulas(field), _entries(field, at)
    forms = closed_forms(at)
    there = None if forms is None else dict(zip(field.variables, forms, strict=True))

    def settle(rule: Callable[[Formulas], Expr]) -> tuple[Quantity, int | None]:
        number = _combined(rule, matrix, entries, field, at)
        closed = None if there is None else rule(matrix).xreplace(there)
        return number, sign(number, closed)

    sizes = range(1, len(entries) + 1)
    minors = tuple(settle(partial(_corner, size=k))[0] for k in sizes)
    signs = [settle(partial(_sum_of_minors, size=k))[1] for k in sizes]
    return Curvature(Hessian(at, entries), minors, _definiteness(signs), _level(field, at))


def _entries(field: ScalarField, at: tuple[Quantity, ...]) -> tuple[tuple[Quantity, ...], ...]:
    size = len(field.variables)
    smooth = analytic(field.expression, field.variables, at)
    rows = [
        tuple(nth(field, [int(k == i) + int(k == j) for k in range(size)], at) for j in range(size))
        for i in range(size)
    ]
    known = tuple(tuple(each for each in row if each is not None) for row in rows)
    if not smooth or any(len(row) < size for row in known):
        raise ValueError(f"{field.expression} is not proved to be smooth at {shown(at)}")
    return known


def _level(field: ScalarField, at: tuple[Quantity, ...]) -> bool | None:
    forms, signs = closed_forms(at), []
    for i, formula in enumerate(field.row):
        slope = nth(field, [int(k == i) for k in range(len(at))], at)
        assert slope is not None  # its own derivatives have values here
        there = None if forms is None else dict(zip(field.variables, forms, strict=True))
        signs.append(sign(slope, None if there is None else formula.xreplace(there)))
    if any(signs):
        return False
    return None if None in signs else True


def _combined(
    rule: Callable[[Formulas], Expr],
    matrix: Formulas,
    entries: tuple[tuple[Quantity, ...], ...],
    field: ScalarField,
    at: tuple[Quantity, ...],
) -> Quantity:
    size = len(entries)

    def build(*e: Expr) -> Expr:
        return rule(tuple(e[i * size : (i + 1) * size] for i in range(size)))

    meant = compose(0.0, build, *(each for row in entries for each in row))
    found = filled(meant, rule(matrix), field.variables, at)
    if found is None:
        raise ValueError(f"a minor of the Hessian at {shown(at)} is too large for a float")
    return found


def _corner(matrix: Formulas, size: int) -> Expr:
    """The leading minor of that size."""
    return determinant([row[:size] for row in matrix[:size]])


def _sum_of_minors(matrix: Formulas, size: int) -> Expr:
    """The sum of all principal minors of that size: up to its sign a characteristic coefficient."""
    corners = combinations(range(len(matrix)), size)
    return Add(*(determinant([[matrix[i][j] for j in each] for i in each]) for each in corners))


def _definiteness(signs: Sequence[int | None]) -> Definiteness:
    if None in signs:
        return Definiteness.UNDECIDED
    sums = [1, *(each or 0 for each in signs)]
    down = _variations(sums)
    up = _variations([each * (-1) ** k for k, each in enumerate(sums)])
    if up and down:
        return Definiteness.INDEFINITE
    if up + down == 0:
        return Definiteness.FLAT
    if up + down < len(signs):
        return Definiteness.POSITIVE_SEMIDEFINITE if up else Definiteness.NEGATIVE_SEMIDEFINITE
    return Definiteness.POSITIVE if up else Definiteness.NEGATIVE


def _variations(signs: Sequence[int]) -> int:
    return sum(1 for a, b in pairwise([each for each in signs if each]) if a != b)
