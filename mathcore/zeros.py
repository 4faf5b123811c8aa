"""The one zero in a box, proved to be there and to be alone, and enclosed as closely as wished.

One unknown: a change of sign where the slope keeps its sign, then interval Newton. Several:
the Krawczyk operator (Neumaier, *Interval Methods for Systems of Equations*, 1990, section 5.1).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

from flint import arb, arb_mat, arb_series, ctx
from sympy import Symbol

from mathcore import balls
from mathcore.balls import derivatives, head, nonzero
from mathcore.interval import ball, compiled, point
from mathcore.quantity import Zero

_MOST_HALVINGS = 60
_MOST_PIECES = 128

OfOne = Callable[[arb], arb]
Values = dict[Symbol, arb]


class UnprovedError(ValueError):
    """The binding is false, or could not be proved; the message is a sentence."""


def single_zero(binding: Zero, known: Values) -> arb:
    """The zero of one equation: a change of sign where the slope keeps its sign."""
    (symbol,), (expression,), ((low, high),) = binding.symbols, binding.expressions, binding.box
    function = compiled(expression)
    ends = point(low), point(high)

    def value(at: arb) -> arb:
        return head(function({**known, symbol: at}))

    def slope(at: arb) -> arb:
        with balls.working(ctx.prec, 2):
            return derivatives(function({**known, symbol: arb_series([at, 1])}), 1)[1]

    left, right = value(ends[0]), value(ends[1])
    for height, end in ((left, ends[0]), (right, ends[1])):
        if height.is_zero():
            if not nonzero(slope(ball(*ends))):
                _only_one(value, slope, ball(*ends))
            return end
    if left * right > 0:
        raise UnprovedError(f"the box from {low} to {high} shows no change of sign")
    if not left * right < 0:
        raise UnprovedError(f"the sign at an end of the box from {low} to {high} is undecided")
    whole = ball(*ends)
    if not nonzero(slope(whole)):
        whole = _only_one(value, slope, whole)
    return _newton(value, slope, whole)


def _only_one(function: OfOne, slope: OfOne, whole: arb) -> arb:
    """Halve, and drop what certainly holds no zero, until the slope keeps its sign on the rest."""
    pieces = [whole]
    for _ in range(_MOST_HALVINGS):
        halves = [
            half
            for piece in pieces
            for half in (ball(piece.lower(), piece.mid()), ball(piece.mid(), piece.upper()))
        ]
        pieces = [half for half in halves if not nonzero(function(half))]
        if len(pieces) > _MOST_PIECES:
            break
        rest = reduce(lambda one, other: one.union(other), pieces)
        if slope(rest) != 0:
            return rest
    raise UnprovedError("the box may hold more than one zero, or too flat a one")


def _newton(function: OfOne, slope: OfOne, whole: arb) -> arb:
    """Interval Newton steps, N(X) = m - f(m) / f'(X), until they gain nothing more."""
    fine = _fine(whole)
    while True:
        middle = whole.mid()
        narrower = middle - function(middle) / slope(whole)
        narrower = narrower.intersection(whole)
        if not fine < narrower.rad() < whole.rad() * 0.9:
            return narrower
        whole = narrower


def common_zero(binding: Zero, known: Values) -> tuple[arb, ...]:
    """Krawczyk: K(X) = m - Y f(m) + (1 - Y J(X)) (X - m) inside X proves one zero in X."""
    system, proved = _System(binding, known), False
    box = [ball(point(low), point(high)) for low, high in binding.box]
    fine = [_fine(each) for each in box]
    while True:
        middle = [each.mid() for each in box]
        image = system.krawczyk(middle, box)
        proved = proved or all(x.contains_interior(k) for x, k in zip(box, image, strict=True))
        if not all(k.overlaps(x) for x, k in zip(box, image, strict=True)):
            raise UnprovedError("the box holds no common zero")
        smaller = [k.intersection(x) for k, x in zip(image, box, strict=True)]
        gains = zip(fine, smaller, box, strict=True)
        if not any(f < s.rad() < x.rad() * 0.9 for f, s, x in gains):
            if not proved:
                raise UnprovedError("it is undecided whether the box holds one common zero")
            return tuple(smaller)
        box = smaller


def _fine(whole: arb) -> arb:
    """So narrow that no more is asked: a zero at 0 itself could be narrowed for ever."""
    return whole.rad() * arb(2) ** (-2 * ctx.prec)


class _System:
    """As many equations as unknowns, with their Jacobian by power series."""

    def __init__(self, binding: Zero, known: Values) -> None:
        self._functions = [compiled(each) for each in binding.expressions]
        self._symbols, self._known = binding.symbols, known

    def krawczyk(self, middle: list[arb], box: list[arb]) -> list[arb]:
        n = len(box)
        try:
            inverse = self._jacobian(middle).inv().mid()
        except ZeroDivisionError:
            raise UnprovedError(
                "the equations are not independent at the middle of the box"
            ) from None
        off = arb_mat(n, 1, [x - m for x, m in zip(box, middle, strict=True)])
        unit = arb_mat(n, n, [int(i == j) for i in range(n) for j in range(n)])
        here = arb_mat(n, 1, [head(each(self._env(middle))) for each in self._functions])
        shift = (unit - inverse * self._jacobian(box)) * off - inverse * here
        return [m + shift[i, 0] for i, m in enumerate(middle)]

    def _env(self, at: list[arb]) -> dict[Symbol, balls.Ball]:
        return {**self._known, **dict(zip(self._symbols, at, strict=True))}

    def _jacobian(self, at: list[arb]) -> arb_mat:
        with balls.working(ctx.prec, 2):
            entries = [
                derivatives(each({**self._env(at), symbol: arb_series([x, 1])}), 1)[1]
                for each in self._functions
                for symbol, x in zip(self._symbols, at, strict=True)
            ]
        return arb_mat(len(at), len(at), entries)
