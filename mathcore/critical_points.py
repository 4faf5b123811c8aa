"""Every place in a box where the gradient of a field is zero, and what lies there.

The box is cut up; a piece is thrown away when its gradient is proved to have no zero, kept when it
is proved to have exactly one, and cut again otherwise: so the list is complete when nothing is
left (branch and bound; Moore, Kearfott & Cloud, *Introduction to Interval Analysis*, 2009,
section 8.4). What is left is tried by exact algebra: a place where the Hessian is singular, or
a whole curve of zeros.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from sympy import Expr, Rational

from mathcore import dissection, eliminants, krawczyk
from mathcore.critical_kinds import Kind, by_curvature, by_leading_terms
from mathcore.fields import Field
from mathcore.gradients import Hessian, plane
from mathcore.quantity import Meaning, Point, Quantity, exact, zero

Array = NDArray[np.float64]
Box = tuple[tuple[Rational, Rational], ...]
Ranges = Sequence[tuple[float, float]]

_SCALES = tuple(2.0**-k for k in range(16, 44, 4))  # of the searched range: boxes that certify
_GUESSES = 200  # places that are tried when the budget is spent
_STEPS = 12


class Outcome(Enum):
    """How much of the box the search has settled."""

    ALL_FOUND = "every level place in view was found"
    CURVE_OF_ZEROS = "the ground is level along a whole line"
    BUDGET_SPENT = "the search ended before all of the view was settled"


@dataclass(frozen=True, slots=True)
class CriticalPoint:
    """A place where the gradient is zero: how high it lies and what the ground does there."""

    place: tuple[Quantity, ...]
    value: Quantity
    hessian: Hessian
    kind: Kind
    second_derivative_test: Kind

    @property
    def at(self) -> Point:
        """Where it lies in the plane."""
        return plane(self.place)

    @property
    def determinant(self) -> Quantity:
        """The determinant of the Hessian: below zero at a saddle of the plane."""
        return self.hessian.determinant

    @property
    def trace(self) -> Quantity:
        """The trace of the Hessian."""
        return self.hessian.trace


@dataclass(frozen=True, slots=True)
class Search:
    """All that was found, the highest first, and whether that is all there is."""

    found: tuple[CriticalPoint, ...]
    outcome: Outcome

    @property
    def complete(self) -> bool:
        """Whether it is proved that there are no others in the box."""
        return self.outcome is Outcome.ALL_FOUND

    def of(self, kind: Kind) -> tuple[CriticalPoint, ...]:
        """Those of one kind, the highest first."""
        return tuple(each for each in self.found if each.kind is kind)

    def count(self, *kinds: Kind) -> Quantity:
        """How many were found, of these kinds or, when none is named, of all."""
        return exact(float(sum(not kinds or each.kind in kinds for each in self.found)))


def search(field: Field, ranges: Ranges, budget: int = 100_000) -> Search:
    """Find every zero of the gradient in the closed box `ranges`, one (low, high) a variable.

    It stops when nothing is left to cut, or after testing `budget` pieces. On a border of the box a
    place is counted when it cannot be told from the border within rounding.

    Raises:
        ValueError: the ranges are not a finite box in the field's variables, or the field contains
            a function that has no enclosure.
    """
    corners = np.array(ranges, float)
    if corners.shape != (len(field.variables), 2) or not np.isfinite(corners).all():
        raise ValueError(f"ranges must be a finite (low, high) a variable, got {ranges!r}")
    if not (corners[:, 0] < corners[:, 1]).all():
        raise ValueError(f"ranges must have low < high, got {ranges!r}")
    low, width = corners[:, 0], corners[:, 1] - corners[:, 0]
    pieces, left, settled = dissection.cut(field, low, width, budget)
    if not settled:
        pieces, left = [*pieces, *_guessed(field, left, width)], []
    found = [_regular(field, *each, width) for each in _distinct(field, pieces, width)]
    curve = bool(left or not settled) and eliminants.curve_of_zeros(field, corners)
    for bottom, top in [] if curve else dissection.clusters(left, width):
        known, place = eliminants.only_zero(field, bottom, top)
        settled &= known
        if place is not None and _within(np.array(place, float), corners):
            found.append(_singular(field, place))
    inside = [each for each in found if _within(np.array(each.place, float), corners)]
    inside.sort(key=lambda each: (-each.value, *each.place))
    if curve:
        return Search(tuple(inside), Outcome.CURVE_OF_ZEROS)
    return Search(tuple(inside), Outcome.ALL_FOUND if settled else Outcome.BUDGET_SPENT)


def near(field: Field, guess: Sequence[float], scale: float) -> CriticalPoint | None:
    """The regular critical point that Newton's method reaches from `guess`, if it is proved.

    None if none is proved to lie within a thousandth of `scale`, the size of what is looked at.
    """
    width = np.full(len(field.variables), float(scale))
    place = _polished(field, np.array(guess, float))
    if not (np.abs(place - np.array(guess, float)) <= width / 1000).all():
        return None
    box = _box(field, place, width)
    return _regular(field, place, box, width) if box else None


def _guessed(field: Field, left: list[dissection.Piece], width: Array) -> list[dissection.Piece]:
    """Boxes with one zero each that Newton's method finds from the middles of what is left."""
    low, high = (np.array(ends).T for ends in zip(*left, strict=True))
    places = (low + high) / 2
    for _ in range(_STEPS):
        with np.errstate(all="ignore"):
            slopes = np.nan_to_num(field.slopes(*places).T[..., None])
            bends = np.nan_to_num(np.moveaxis(field.curvatures(*places), -1, 0))
            bends += np.eye(len(width)) * (1e-14 * np.abs(bends).max(axis=(1, 2), keepdims=True))
            bends += np.eye(len(width)) * 1e-300  # so that no matrix is singular
            steps = np.linalg.solve(bends, slopes)[..., 0].T
        near = (np.abs(steps) <= 2 * (high - low)).all(axis=0)
        places, low, high = (each[:, near] for each in (places - steps, low, high))
    grain = width[:, None] * 1e-9
    places = places[:, (np.abs(steps[:, near]) < grain).all(axis=0)]
    apart = np.unique(np.round(places / grain), axis=1)[:, :_GUESSES] * grain
    boxes = (_box(field, _polished(field, place), width) for place in apart.T)
    return [(each[:, 0], each[:, 1]) for each in (np.array(box, float) for box in boxes if box)]


def _distinct(
    field: Field, pieces: list[dissection.Piece], width: Array
) -> list[tuple[Array, Box]]:
    """One place for each zero: two pieces share a zero when each contains the other's place."""
    kept: list[tuple[Array, Array, Array]] = []
    for low, high in pieces:
        place = np.clip(_polished(field, (low + high) / 2), low, high)
        same = (
            (a <= place).all()
            and (place <= b).all()
            and (low <= p).all()
            and (p <= high).all()
            and np.abs(p - place).max() <= 1e-9 * np.abs(width).max()
            for p, a, b in kept
        )
        if not any(same):
            kept.append((place, low, high))
    return [(p, _box(field, p, width) or _rational(low, high)) for p, low, high in kept]


def _polished(field: Field, place: Array) -> Array:
    for _ in range(12):
        try:
            step = np.linalg.solve(field.curvatures(*place), field.slopes(*place))
        except np.linalg.LinAlgError:
            return place
        if not np.isfinite(step).all():
            return place
        place = place - step
    return place


def _box(field: Field, place: Array, width: Array) -> Box:
    """A small box around `place` that is proved to hold one zero; empty when none is."""
    return next(_boxes(field, place, width), ())


def _boxes(field: Field, place: Array, width: Array) -> Iterator[Box]:
    """Smaller and smaller boxes around `place`, each proved to hold one zero."""
    for scale in _SCALES:
        grid = 2.0 ** np.floor(np.log2(width * scale))
        middle = np.round(place / (grid / 4)) * (grid / 4)
        low, high = middle - grid, middle + grid
        if krawczyk.judge(field, low[:, None], high[:, None]).one[0]:
            yield _rational(low, high)


def _rational(low: Array, high: Array) -> Box:
    return tuple((Rational(a), Rational(b)) for a, b in zip(low, high, strict=True))


def _regular(field: Field, place: Array, box: Box, width: Array) -> CriticalPoint:
    tidy = eliminants.tidy_zero(field, place, width)
    if tidy is not None:
        at = tuple(_exactly(each) for each in tidy)
    else:
        at = zero(tuple(map(float, place)), field.variables, field.first, box)
    kind = _curved(field, place, box, width)
    return CriticalPoint(at, field.value(*at), field.hessian(*at), kind, kind)


def _curved(field: Field, place: Array, box: Box, width: Array) -> Kind:
    """The kind of the one zero in `box`: where the ground is nearly flat, a smaller box tells."""
    kinds = (by_curvature(field, each) for each in chain([box], _boxes(field, place, width)))
    return next((kind for kind in kinds if kind is not Kind.INCONCLUSIVE), Kind.INCONCLUSIVE)


def _singular(field: Field, place: Sequence[Expr]) -> CriticalPoint:
    at = tuple(_exactly(each) for each in place)
    kind = by_leading_terms(field, place)
    return CriticalPoint(at, field.value(*at), field.hessian(*at), kind, Kind.INCONCLUSIVE)


def _exactly(number: Expr) -> Quantity:
    return Quantity(float(number), Meaning(number))


def _within(place: Array, corners: Array) -> bool:
    slack = 1e-13 * (corners[:, 1] - corners[:, 0] + np.abs(corners).max(axis=1))
    return bool(((corners[:, 0] - slack <= place) & (place <= corners[:, 1] + slack)).all())
