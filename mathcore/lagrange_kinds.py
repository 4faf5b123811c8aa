"""Minimum, maximum or saddle among the places that meet the constraints, proved in balls.

To second order f on the constraints is the Hessian W of L on the directions Z along which no
constraint changes: Z'WZ, of as many rows as there are variables more than constraints (Nocedal &
Wright, *Numerical Optimization*, 2nd edition 2006, section 12.5). Its eigenvalues are counted
by sign with Gershgorin's discs, after it is turned by about its eigenvectors.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from itertools import combinations

import numpy as np
from flint import arb, arb_mat
from numpy.typing import NDArray


class Kind(Enum):
    """What the function does around a place, among the places that meet the constraints."""

    MINIMUM = "a minimum: along the constraint every way leads up"
    MAXIMUM = "a maximum: along the constraint every way leads down"
    SADDLE = "neither: along the constraint one way leads up, another down"
    ISOLATED = "alone: no other place nearby meets the constraints"
    DEGENERATE = "the second derivatives do not decide"


def by_curvature(jacobian: arb_mat, variables: int) -> Kind:
    """The kind that the Hessian of L, by variables and then multipliers, proves.

    DEGENERATE when an eigenvalue may be zero and no two others have different signs, or when the
    constraints' gradients may be dependent.
    """
    size = jacobian.nrows()
    table = jacobian.tolist()
    hessian = [row[:variables] for row in table[:variables]]
    slopes = [row[:variables] for row in table[variables:]]
    if size == 2 * variables:
        return Kind.ISOLATED if _basis(slopes) is not None else Kind.DEGENERATE
    directions = _basis(slopes)
    if directions is None:
        return Kind.DEGENERATE
    reduced = directions.transpose() * arb_mat(hessian) * directions
    return _by_discs(reduced)


def _basis(slopes: Sequence[Sequence[arb]]) -> arb_mat | None:
    """Columns that span the directions of no change; None if the slopes may be dependent."""
    rows, columns = len(slopes), len(slopes[0])
    middle = np.array([[float(each.mid()) for each in row] for row in slopes])
    pivots = _pivots(middle)
    rest = [i for i in range(columns) if i not in pivots]
    square = arb_mat([[row[i] for i in pivots] for row in slopes])
    others = arb_mat(rows, len(rest), [row[i] for row in slopes for i in rest])
    try:
        dependent = square.inv() * others
    except ZeroDivisionError:
        return None
    basis = arb_mat(columns, len(rest))
    for j, i in enumerate(rest):
        basis[i, j] = arb(1)
        for k, pivot in enumerate(pivots):
            basis[pivot, j] = -dependent[k, j]
    return basis


def _pivots(slopes: NDArray[np.float64]) -> tuple[int, ...]:
    """The variables by which the constraints are solved: those of the greatest determinant."""
    rows, columns = slopes.shape
    choices = list(combinations(range(columns), rows))
    sizes = [abs(np.linalg.det(slopes[:, list(each)])) for each in choices]
    return choices[int(np.argmax(sizes))]


def _by_discs(matrix: arb_mat) -> Kind:
    size = matrix.nrows()
    middle = np.array([[float(each.mid()) for each in row] for row in matrix.tolist()])
    vectors = np.linalg.eigh((middle + middle.T) / 2).eigenvectors
    turn = arb_mat([[arb(float(each)) for each in row] for row in vectors])
    turned = turn.transpose() * matrix * turn
    along = [turned[i, i] for i in range(size)]  # the curvatures along these very directions
    if any(each > 0 for each in along) and any(each < 0 for each in along):
        return Kind.SADDLE
    around = [sum((abs(turned[i, j]) for j in range(size) if j != i), arb(0)) for i in range(size)]
    if all(a > r for a, r in zip(along, around, strict=True)):
        return Kind.MINIMUM
    if all(-a > r for a, r in zip(along, around, strict=True)):
        return Kind.MAXIMUM
    return Kind.DEGENERATE
