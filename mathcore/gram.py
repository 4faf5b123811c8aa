"""What least squares mean in determinants: Cramer's rule on the table of all dot products.

With X the columns, y the response, G = X'X and A = (X y)'(X y):

    b_j = det(G with column j replaced by X'y) / det G
    (G^-1)_jj = det(G without row and column j) / det G
    the least sum of squares = det A / det G

(Gram's determinant: Gantmacher, *The Theory of Matrices*, 1959, volume I, chapter IX, section 3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from sympy import QQ, Expr
from sympy.polys.matrices import DomainMatrix

from mathcore.column import Column


@dataclass(frozen=True)
class Gram:
    """The dot products of `columns` and `y` with one another."""

    columns: tuple[Column, ...]
    y: Column

    def coefficient(self, index: int) -> Expr:
        """The best coefficient of column `index`."""
        below = list(range(len(self.columns)))
        replaced = [len(below) if each == index else each for each in below]
        return self._det(below, replaced) / self._g

    def cofactor(self, index: int) -> Expr:
        """The variance of coefficient `index`, for heights of unit variance."""
        others = [each for each in range(len(self.columns)) if each != index]
        return self._det(others, others) / self._g

    @cached_property
    def least(self) -> Expr:
        """The least sum of squares."""
        everything = range(len(self.columns) + 1)
        return self._det(everything, everything) / self._g

    @cached_property
    def total(self) -> Expr:
        """The sum of squares of y, about its mean when some column is constant."""
        squares = self._table[-1][-1]
        if any(each.constant for each in self.columns):
            squares -= self.y.dot(Column.ones(len(self.y))) ** 2 / len(self.y)
        return QQ.to_sympy(QQ(squares.numerator, squares.denominator))

    @cached_property
    def _table(self) -> list[list[Fraction]]:
        everything = (*self.columns, self.y)
        return [[one.dot(other) for other in everything] for one in everything]

    @cached_property
    def _g(self) -> Expr:
        below = range(len(self.columns))
        return self._det(below, below)

    def _det(self, rows: Sequence[int], columns: Sequence[int]) -> Expr:
        entries = [
            [QQ(self._table[i][j].numerator, self._table[i][j].denominator) for j in columns]
            for i in rows
        ]
        return QQ.to_sympy(DomainMatrix(entries, (len(rows), len(columns)), QQ).det())
