"""The place where the slopes of chi-squared vanish, to thirty digits or more, and its kind.

Newton's method on the gradient, with the full Hessian H, in balls of 240 bits: near a lowest
place every step squares the error, however small or ill-conditioned the squares are. Where H
does not curve upwards N = J'J stands in for it, and a step that would climb is damped. A place is
called lowest only if every pivot of H is certain to be positive (Nocedal & Wright, *Numerical
Optimization*, 2nd edition 2006, sections 3.4 and 10.3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from flint import arb, arb_mat

from mathcore import balls
from mathcore.nonlinear_balls import Evaluator, Level

_BITS = 240
_TRIALS = 40
_LEVEL = arb(2) ** -150  # the cosine between the residuals and what a parameter can change
_NOTHING = arb(2) ** -190  # of all squares: what is left over when every point is met
_DAMPING = arb(2) ** -10
_ALIKE = arb(2) ** -60  # of the square of a column of J: the part that no other column has


class Kind(Enum):
    """What was found near the end of a walk."""

    LOWEST = "the slopes vanish, and chi-squared rises on every side"
    MEETS_ALL = "the same, and nothing is left over"
    LEVEL = "the slopes vanish, but the curvatures do not show a lowest place"
    DEFICIENT = "some change of the parameters changes nothing"
    NONE = "no place where the slopes vanish is near"


@dataclass(frozen=True, slots=True)
class Bottom:
    """A lowest place: its parameters, the inverse of N there, and chi-squared.

    `spreads` are the sizes of the parameters' errors if the model left everything over.
    """

    parameters: tuple[Fraction, ...]
    inverse: tuple[tuple[Fraction, ...], ...]
    chi_squared: Fraction
    spreads: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Polished:
    """Where Newton's method went, the start first; and the bottom, if it found one."""

    kind: Kind
    path: tuple[tuple[float, ...], ...]
    bottom: Bottom | None = None


def polish(evaluator: Evaluator, near: Sequence[float]) -> Polished:
    """Walk downhill from `near` to where the slopes vanish; a bottom is given if it is lowest.

    It stops when the cosine between y and each column of J, if only the residuals were left of
    y, is at most 2^-150; or after forty trials.
    """
    with balls.working(_BITS):
        path = [[arb(float(each)) for each in near]]
        whole = evaluator.size()
        kind, here = _walk(evaluator, path, whole)
        found = kind in (Kind.LOWEST, Kind.MEETS_ALL)
        bottom = _bottom(path[-1], here, kind, whole) if found else None
        floats = tuple(tuple(map(float, each)) for each in path)
    return Polished(kind, floats, bottom)


def _walk(evaluator: Evaluator, path: list[list[arb]], whole: arb) -> tuple[Kind, Level]:
    """Add places to `path` until the slopes vanish; what kind of place that is, and its level."""
    here, damping = evaluator.level(path[0]), arb(0)
    for _ in range(_TRIALS):
        if not here.finite:
            return Kind.NONE, here
        if _flat(here, whole):
            return _judged(here, whole), here
        matrix = next((each for each in (here.hessian, here.normal) if _upward(each)), None)
        if matrix is None:
            return Kind.DEFICIENT, here
        step = _damped(matrix, damping).solve(-here.gradient).entries()
        moved = [(p + s).mid() for p, s in zip(path[-1], step, strict=True)]
        there = evaluator.level(moved)
        if there.finite and not there.height > here.height:
            path.append(moved)
            here, damping = there, damping / 16 if damping > 16 * _DAMPING else arb(0)
        else:
            damping = 4 * damping + _DAMPING
    return Kind.DEFICIENT if _merging(here) else Kind.NONE, here


def _judged(here: Level, whole: arb) -> Kind:
    pivots = _pivots(here.hessian)
    falls = any(each < 0 for each in pivots)
    if not (falls or _upward(here.normal)):
        return Kind.DEFICIENT  # also where chi-squared rises: no error can be given of a best place
    if not all(each > 0 for each in pivots):
        return Kind.LEVEL
    return Kind.LOWEST if here.height > _NOTHING * whole else Kind.MEETS_ALL


def _bottom(place: list[arb], here: Level, kind: Kind, whole: arb) -> Bottom:
    inverse = here.normal.inv()
    return Bottom(
        tuple(map(_exact, place)),
        tuple(tuple(map(_exact, row)) for row in inverse.tolist()),
        _exact(here.height) if kind is Kind.LOWEST else Fraction(0),
        tuple(float((inverse[i, i] * whole).sqrt()) for i in range(len(place))),
    )


def _flat(here: Level, whole: arb) -> bool:
    squares = (slope.mid() ** 2 for slope in here.gradient.entries())
    sizes = (here.normal[i, i] * whole for i in range(here.normal.nrows()))
    return all(not square > _LEVEL**2 * size for square, size in zip(squares, sizes, strict=True))


def _merging(here: Level) -> bool:
    """Whether two parameters have come to do almost the same, as two equal rates of decay do."""
    pivots = enumerate(_pivots(here.normal))
    return any(not pivot > _ALIKE * here.normal[i, i] for i, pivot in pivots)


def _upward(matrix: arb_mat) -> bool:
    return all(each > 0 for each in _pivots(matrix))


def _pivots(matrix: arb_mat) -> list[arb]:
    """The diagonal of D in L D L', up to the first entry that is not certain to be positive."""
    rest, pivots = matrix.tolist(), []
    while rest:
        pivots.append(rest[0][0])
        if not pivots[-1] > 0:
            break
        top = rest[0]
        rest = [
            [entry - row[0] * above / top[0] for entry, above in zip(row[1:], top[1:], strict=True)]
            for row in rest[1:]
        ]
    return pivots


def _damped(matrix: arb_mat, damping: arb) -> arb_mat:
    size = matrix.nrows()
    entries = [
        matrix[i, j] * (1 + damping) if i == j else matrix[i, j]
        for i in range(size)
        for j in range(size)
    ]
    return arb_mat(size, size, entries)


def _exact(number: arb) -> Fraction:
    mantissa, exponent = number.mid().man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)
