"""Chi-squared of a model with its slopes and curvatures, in balls of any precision.

With r_i = (y_i - f_i) / sigma_i, J the table of the derivatives of f_i / sigma_i and N = J'J:

    chi^2 = sum r_i^2,   half its gradient g = -J'r,
    half its Hessian H = N - sum r_i f_i'' / sigma_i

(Nocedal & Wright, *Numerical Optimization*, 2nd edition 2006, section 10.1). Every number is a
ball that is certain to hold the true one (FLINT's Arb).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flint import arb, arb_mat, fmpq
from sympy import Expr, Symbol

from mathcore.ball_formulas import evaluator
from mathcore.column import Column


@dataclass(frozen=True)
class Level:
    """The surface of chi-squared at one place: its height; half its gradient; N; half of H."""

    height: arb
    gradient: arb_mat
    normal: arb_mat
    hessian: arb_mat

    @property
    def finite(self) -> bool:
        """Whether every number is certain to exist."""
        entries = (*self.gradient.entries(), *self.hessian.entries(), self.height)
        return all(each.is_finite() for each in entries)


@dataclass(frozen=True)
class Evaluator:
    """A model, with its derivatives, at the points of a data set.

    `goal` is what the model is to meet, as a formula in `measured`, of which `heights` are the
    values; `first` and `second` hold the derivatives by the parameters.
    """

    expression: Expr
    first: tuple[Expr, ...]
    second: dict[tuple[int, int], Expr]
    names: tuple[Symbol, ...]
    points: tuple[Column, ...]
    goal: Expr
    measured: Symbol
    heights: Column
    weights: Column

    def level(self, place: Sequence[arb]) -> Level:
        """The surface at parameters `place`, at the precision in force."""
        size = len(place)
        rows = self._rows(place)
        weights = _column(self.weights)
        misses = [goal - row[0] for goal, row in zip(self._goals(), rows, strict=True)]
        drawn = [w * miss for w, miss in zip(weights, misses, strict=True)]
        pull = arb_mat(len(rows), 1, drawn)
        slopes = arb_mat([row[1 : size + 1] for row in rows])
        heavy = arb_mat(
            [[w * each for each in row[1 : size + 1]] for w, row in zip(weights, rows, strict=True)]
        )
        normal, bent = slopes.transpose() * heavy, arb_mat(size, size)
        if self.second:
            sums = arb_mat([row[size + 1 :] for row in rows]).transpose() * pull
            for (i, j), each in zip(self.second, sums.entries(), strict=True):
                bent[i, j] = bent[j, i] = each
        height = sum((d * miss for d, miss in zip(drawn, misses, strict=True)), arb(0))
        return Level(height, -(slopes.transpose() * pull), normal, normal - bent)

    def size(self) -> arb:
        """Chi-squared of no model at all: the weighted sum of squares of what is to be met."""
        pairs = zip(_column(self.weights), self._goals(), strict=True)
        return sum((weight * goal * goal for weight, goal in pairs), arb(0))

    def _rows(self, place: Sequence[arb]) -> list[list[arb]]:
        values = evaluator((self.expression, *self.first, *self.second.values()), self.names)
        return [values((*place, *x)) for x in zip(*map(_column, self.points), strict=True)]

    def _goals(self) -> list[arb]:
        values = evaluator((self.goal,), (self.measured,))
        return [values((height,))[0] for height in _column(self.heights)]


def _column(column: Column) -> list[arb]:
    return [arb(fmpq(top, column.denominator)) for top in column.numerators]
