"""Systems of as many equations as unknowns, in balls of any precision: roots found and proved.

A root is polished by Newton's method; where the Jacobian J is singular, by the damped step
``-(J'J + d)^-1 J'F`` with a tiny d, which is the shortest step that solves the linear equations.
With m the middle of a box X and Y about the inverse of J(m), the box holds exactly one root, a
regular one, when ``-Y F(m) + (1 - Y J(X)) (X - m)`` lies inside X - m (R. Krawczyk, 1969;
Moore, Kearfott & Cloud, *Introduction to Interval Analysis*, 2009, section 8.1).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flint import arb, arb_mat
from sympy import Expr, Rational, Symbol

from mathcore.ball_formulas import enclose

Box = tuple[tuple[Rational, Rational], ...]

BITS = 1000
_SINGULAR = arb(2) ** -300  # the damping, as a share of the square of the Jacobian
_SETTLED = arb(2) ** -200  # the last step, as a share of the scale
_CLOSE = arb(2) ** -100  # the same where steps shrink by a constant factor only
_PATIENCE = 30
_FACTOR = arb(1) / 4  # the least such factor
_ZERO = arb(2) ** -60  # of the change of an expression over the scales


@dataclass(frozen=True)
class System:
    """Expressions to be made zero, their derivatives row by row, and the unknowns in order."""

    expressions: tuple[Expr, ...]
    derivatives: tuple[Expr, ...]
    variables: tuple[Symbol, ...]

    def values(self, place: Sequence[arb]) -> arb_mat:
        """The expressions at a place, as a column."""
        return arb_mat(len(self.expressions), 1, enclose(self.expressions, self.variables, place))

    def jacobian(self, place: Sequence[arb]) -> arb_mat:
        """The derivatives at a place, an expression a row."""
        entries = enclose(self.derivatives, self.variables, place)
        return arb_mat(len(self.expressions), len(self.variables), entries)


@dataclass(frozen=True)
class Root:
    """The one root in a rational `box`, and balls of about fifty digits around it."""

    balls: tuple[arb, ...]
    box: Box


def settle(system: System, near: Sequence[arb], scales: Sequence[arb], most: int) -> list[arb]:
    """Where Newton's method leads from `near`; an empty list if nowhere within `most` steps.

    It stops when a step is at most 2^-200 of the scales, or 2^-100 where every step is only a
    constant factor shorter than the last, as it is at a singular root. It gives up when steps have
    not become four times shorter in thirty.
    """
    place, last, mark = [each.mid() for each in near], arb(0), arb(2) ** 900
    for taken in range(most):
        values, jacobian = system.values(place), system.jacobian(place)
        if not finite(values) or not finite(jacobian):
            return []
        step = _step(jacobian, values)
        place = [(p + s).mid() for p, s in zip(place, step, strict=True)]
        size = max(abs(s) / scale for s, scale in zip(step, scales, strict=True)).mid()
        if size <= _SETTLED or (size <= _CLOSE and size >= last * _FACTOR):
            return place if _solved(system, place, scales) else []
        if taken % _PATIENCE == _PATIENCE - 1:
            if size * 4 > mark:
                return []
            mark = size
        last = size
    return []


def _solved(system: System, place: list[arb], scales: Sequence[arb]) -> bool:
    """Whether the expressions are as small as so short steps promise: no least squares."""
    values, rows = system.values(place).entries(), system.jacobian(place).tolist()
    changes = (sum((abs(a) * s for a, s in zip(row, scales, strict=True)), arb(0)) for row in rows)
    return all(
        abs(value).mid() <= (_ZERO * change).mid() + arb(2) ** -900
        for value, change in zip(values, changes, strict=True)
    )


def proved(system: System, near: Sequence[arb], scales: Sequence[arb]) -> Root | None:
    """The regular root next to `near` in as large a box as is proved; None if none is."""
    jacobian = _middle(system.jacobian(near))
    try:
        inverse = _middle(jacobian.inv())
    except ZeroDivisionError:
        return None
    for k in range(10, 130, 6):
        radii = [_power_of_two(scale) * arb(2) ** -k for scale in scales]
        middle = [
            (p / (r / 4) + arb(1) / 2).floor().mid() * (r / 4)
            for p, r in zip(near, radii, strict=True)
        ]
        inner = _contracted(system, inverse, middle, radii)
        if inner:
            return Root(tuple(_sharpened(system, inverse, inner)), _rational(middle, radii))
    return None


def finite(matrix: arb_mat) -> bool:
    """Whether every entry is certain to exist."""
    return all(each.is_finite() for each in matrix.entries())


def _step(jacobian: arb_mat, values: arb_mat) -> list[arb]:
    try:
        return [each.mid() for each in jacobian.solve(-values).entries()]
    except (ZeroDivisionError, ValueError):  # singular, or more equations than unknowns
        across = jacobian.transpose()
        return [each.mid() for each in (_damped(jacobian).solve(across * -values)).entries()]


def _damped(jacobian: arb_mat) -> arb_mat:
    normal = _middle(jacobian.transpose() * jacobian)
    size, total = normal.nrows(), sum((normal[i, i] for i in range(normal.nrows())), arb(0))
    damping = total * _SINGULAR + arb(2) ** -900
    return normal + arb_mat(
        size, size, [damping * (i == j) for i in range(size) for j in range(size)]
    )


def null_direction(jacobian: arb_mat) -> list[arb]:
    """About a unit vector that the Jacobian takes to zero, or nearly; by inverse iteration."""
    size = jacobian.ncols()
    matrix, vector = _damped(jacobian), arb_mat(size, 1, [1 / arb(7 + 3 * i) for i in range(size)])
    for _ in range(3):
        vector = matrix.solve(vector)
        length = sum((each * each for each in vector.entries()), arb(0)).sqrt()
        vector = arb_mat(size, 1, [(each / length).mid() for each in vector.entries()])
    return list(vector.entries())


def _contracted(system: System, inverse: arb_mat, middle: list[arb], radii: list[arb]) -> list[arb]:
    """Krawczyk's balls around the root when they lie inside the box; else an empty list."""
    offsets = [arb(0, r) for r in radii]
    values = system.values(middle)
    jacobian = system.jacobian([m + o for m, o in zip(middle, offsets, strict=True)])
    if not finite(values) or not finite(jacobian):
        return []
    size = len(middle)
    unit = arb_mat(size, size, [int(i == j) for i in range(size) for j in range(size)])
    moved = (unit - inverse * jacobian) * arb_mat(size, 1, offsets) - inverse * values
    if all(abs(each) < r for each, r in zip(moved.entries(), radii, strict=True)):
        return [m + each for m, each in zip(middle, moved.entries(), strict=True)]
    return []


def _sharpened(system: System, inverse: arb_mat, inner: list[arb]) -> list[arb]:
    for _ in range(12):
        middle, radii = [each.mid() for each in inner], [each.rad() * 2 for each in inner]
        narrower = _contracted(system, inverse, middle, [arb(r) for r in radii])
        if not narrower:
            break
        inner = narrower
    return inner


def _middle(matrix: arb_mat) -> arb_mat:
    return arb_mat(matrix.nrows(), matrix.ncols(), [each.mid() for each in matrix.entries()])


def _power_of_two(scale: arb) -> arb:
    return arb(2) ** (abs(scale).log() / arb(2).log()).floor().mid()


def _rational(middle: list[arb], radii: list[arb]) -> Box:
    ends = [(m - r, m + r) for m, r in zip(middle, radii, strict=True)]
    return tuple((_fraction(low), _fraction(high)) for low, high in ends)


def _fraction(number: arb) -> Rational:
    exact = number.mid().fmpq()
    return Rational(int(exact.p), int(exact.q))
