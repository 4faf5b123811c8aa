"""How far a Taylor polynomial in several variables can be from its function, for certain.

On a box that holds the centre, with r the greatest step along each variable and n the order,

    |f - p_n| <= sum over |a| = n + 1 of M_a r^a / a!,   M_a the greatest |d^a f| on the box

(Apostol, *Mathematical Analysis*, 1974, section 12.14). Each M_a is bounded by interval arithmetic
on pieces of the box; the piece that allows most is halved until what is allowed and what is
reached agree to a hundredth, or 400 pieces are made. Either way the bound is true.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count, product
from math import factorial, inf, nextafter, prod

from flint import arb
from sympy import Expr, Symbol

from mathcore import balls
from mathcore.balls import head
from mathcore.differentiation import derivative
from mathcore.interval import ball, compiled
from mathcore.partials import smooth_over
from mathcore.places import Coordinate, coordinate
from mathcore.quantity import Quantity, exact
from mathcore.scalar_fields import ScalarField
from mathcore.taylor_fields import FieldExpansion, Outcome

Box = tuple[tuple[float, float], ...]

_BITS = 128
_TIGHT = 0.01
_MOST_PIECES = 400


@dataclass(frozen=True, slots=True)
class BoxBound:
    """No error of order `order` anywhere in `box` is greater than `value`."""

    order: int
    box: tuple[tuple[Quantity, Quantity], ...]
    value: Quantity


def bound(
    expansion: FieldExpansion, order: int, box: Sequence[tuple[Coordinate, Coordinate]]
) -> BoxBound:
    """A bound of the error of order `order` on a box, one (low, high) a variable.

    Raises:
        ValueError: the box is empty, does not fit the variables or does not hold the centre,
            `order` is beyond that of the expansion, or the function cannot be bounded there.
    """
    expansion.polynomial(order)
    sides = tuple((coordinate(low), coordinate(high)) for low, high in box)
    inside = len(sides) == len(expansion.centre) and all(
        low <= at <= high for at, (low, high) in zip(expansion.centre, sides, strict=True)
    )
    if not inside:
        centre = tuple(map(float, expansion.centre))
        raise ValueError(f"the box must hold the centre {centre}, got box = {box!r}")
    if expansion.outcome is Outcome.EXACT and _degree(expansion.field) <= order:
        return BoxBound(order, sides, exact(0.0))
    wide = tuple((nextafter(low, -inf), nextafter(high, inf)) for low, high in sides)
    reach = [
        nextafter(max(high - at, at - low), inf) * (1 + 2.0**-50)
        for at, (low, high) in zip(expansion.centre, wide, strict=True)
    ]
    field, total = expansion.field, 0.0
    for orders in product(range(order + 2), repeat=len(reach)):
        if sum(orders) == order + 1:
            most = _greatest(field, _formula(field, orders), wide)
            weight = prod(r**k for r, k in zip(reach, orders, strict=True))
            total += most * weight / prod(map(factorial, orders)) * (1 + 2.0**-40)
    if total == inf:
        raise ValueError(f"{field.expression} cannot be bounded in the box {box!r}")
    return BoxBound(order, sides, exact(total))


def _degree(field: ScalarField) -> int:
    return int(field.expression.as_poly(*field.variables).total_degree())


def _formula(field: ScalarField, orders: Sequence[int]) -> Expr:
    formula = field.expression
    for variable, order in zip(field.variables, orders, strict=True):
        formula = derivative(formula, variable, order)
    return formula


def _greatest(field: ScalarField, formula: Expr, box: Box) -> float:
    """No less than the greatest size of `formula` in the box; infinity if it is not bounded."""
    tie = count()
    reached = 0.0
    heap: list[tuple[float, int, Box]] = []
    pieces = [box]
    with balls.working(_BITS, 2):
        while len(heap) < _MOST_PIECES:
            for piece in pieces:
                allowed, here = _range(field, formula, piece)
                reached = max(reached, here)
                heappush(heap, (-allowed, next(tie), piece))
            if -heap[0][0] <= reached * (1 + _TIGHT):
                break
            pieces = _halved(heappop(heap)[2], box)
    return -heap[0][0]


def _range(field: ScalarField, formula: Expr, piece: Box) -> tuple[float, float]:
    """What the size of `formula` cannot exceed in a piece, and what it certainly reaches."""
    around = {v: ball(*ends) for v, ends in zip(field.variables, piece, strict=True)}
    if not smooth_over(field.expression, around):  # derivatives by the rules say nothing of a jump
        return inf, 0.0
    value, at = (head(compiled(formula)(env)) for env in (around, _middle(around)))
    upper = float(value.abs_upper()) if value.is_finite() else inf
    lower = float(at.abs_lower()) if at.is_finite() else 0.0
    return nextafter(upper, inf), max(0.0, nextafter(lower, 0.0))


def _middle(around: dict[Symbol, arb]) -> dict[Symbol, arb]:
    return {v: each.mid() for v, each in around.items()}


def _halved(piece: Box, box: Box) -> list[Box]:
    """Both halves along the side that is longest, counted in sides of the whole box."""
    shares = [(b - a) / (d - c) for (a, b), (c, d) in zip(piece, box, strict=True)]
    i = shares.index(max(shares))
    low, high = piece[i]
    middle = low + (high - low) / 2
    return [(*piece[:i], half, *piece[i + 1 :]) for half in ((low, middle), (middle, high))]
