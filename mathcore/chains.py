"""Chains of functions: the Jacobian of the whole is the product of the Jacobians of the links.

For f(x(u(t))) with one value at the end and one variable at the start it is a row times a matrix
times a column (Spivak, *Calculus on Manifolds*, 1965, theorem 2-2). Each factor is taken where
its own link stands, which is what the numbers here keep track of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from sympy import Expr, Symbol

from mathcore.jacobians import Jacobian, dot, jacobian
from mathcore.places import Coordinate, located
from mathcore.proof_formulas import identity
from mathcore.quantity import Quantity
from mathcore.vector_functions import Formulas, VectorFunction, product, shortened
from mathcore.verdict import PROVED, Verdict

Matrix = tuple[tuple[Quantity, ...], ...]


@dataclass(frozen=True)
class ChainPoint:
    """The chain at one place: the Jacobian of every link where it stands, the outermost first."""

    factors: tuple[Jacobian, ...]
    direct: Jacobian

    @property
    def products(self) -> tuple[Matrix, ...]:
        """What has been multiplied after one, two, ... factors, from the left.

        Raises:
            ValueError: a link is not smooth where it stands; the message says why.
        """
        found = [self.factors[0].entries]
        for each in self.factors[1:]:
            found.append(_times(found[-1], each.entries))
        return tuple(found)

    @property
    def product(self) -> Matrix:
        """The Jacobian of the whole chain."""
        return self.products[-1]


@dataclass(frozen=True)
class Chain:
    """Functions of functions, the outermost first."""

    links: tuple[VectorFunction, ...]

    @property
    def whole(self) -> VectorFunction:
        """The chain as one function of the innermost variables."""
        return reduce(lambda outer, inner: outer.after(inner), self.links)

    @property
    def variables(self) -> tuple[Symbol, ...]:
        """The innermost variables."""
        return self.links[-1].variables

    @property
    def factors(self) -> tuple[Formulas, ...]:
        """The Jacobian of each link, in its own variables."""
        return tuple(each.matrix for each in self.links)

    @property
    def substituted(self) -> tuple[Formulas, ...]:
        """The Jacobian of each link, in the innermost variables."""
        found = []
        for i, link in enumerate(self.links):
            inner = Chain(self.links[i + 1 :]).whole.components if self.links[i + 1 :] else ()
            within = dict(zip(link.variables, inner, strict=True)) if inner else {}
            found.append(tuple(tuple(e.xreplace(within) for e in row) for row in link.matrix))
        return tuple(found)

    @property
    def product(self) -> Formulas:
        """The product of the factors in the innermost variables, each entry simplified if short."""
        entries = reduce(product, self.substituted)
        return tuple(tuple(shortened(each) for each in row) for row in entries)

    @property
    def verdict(self) -> Verdict:
        """Whether the product is the Jacobian that direct substitution gives."""
        pairs = zip(_flat(self.product), _flat(self.whole.matrix), strict=True)
        verdicts = (identity(a, b) for a, b in pairs)
        return next((each for each in verdicts if not each.proved), PROVED)

    def at(self, *place: Coordinate) -> ChainPoint:
        """The numbers at a place of the innermost variables.

        Raises:
            ValueError: the place is none, a constant has no number, or a link has no value there.
        """
        at = located(place, self.variables)
        factors: list[Jacobian] = []
        here = at
        for link in reversed(self.links):
            factors.insert(0, jacobian(link, *here))
            here = link.value(*here)
        for each in factors:
            each.linear()
        return ChainPoint(tuple(factors), jacobian(self.whole, *at))


def chain(*links: VectorFunction) -> Chain:
    """Join functions, the outermost first.

    Raises:
        ValueError: there is none, one does not give as many values as the one before it has
            variables, or a constant of one is a variable of the innermost.
    """
    if not links:
        raise ValueError("a chain needs at least one link, got links = ()")
    inner = {each.name for each in links[-1].variables}
    for each in links[:-1]:
        clash = inner & {letter.name for letter in each.constants}
        if clash:
            raise ValueError(f"a letter is constant and variable at once: {', '.join(clash)}")
    joined = Chain(tuple(links))
    _ = joined.whole
    return joined


def _times(left: Matrix, right: Matrix) -> Matrix:
    columns: Sequence[tuple[Quantity, ...]] = tuple(zip(*right, strict=True))
    return tuple(tuple(dot(row, column) for column in columns) for row in left)


def _flat(rows: Formulas) -> list[Expr]:
    return [each for row in rows for each in row]
