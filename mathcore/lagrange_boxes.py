"""Cutting a box into pieces, each proved to hold no stationary place, or exactly one.

Only the variables are cut. Over a piece where the constraints' gradients A are certain to be
independent the multipliers are bounded: with P the pseudoinverse of A' at the middle, PA' is near
the unit matrix, and (PA') lambda = P grad f encloses them (a preconditioned linear system: Moore,
Kearfott & Cloud, *Introduction to Interval Analysis*, 2009, chapter 7). Piece and bounds together
then make a box for Krawczyk's test. Other pieces are cut again.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mathcore.box_systems import centred, contract, trim
from mathcore.boxes import enclose
from mathcore.dissection import halved
from mathcore.lagrange import Problem

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Piece = tuple[Array, Array]

_FINEST = 2.0**-18  # of the whole box: where cutting stops
_MARGIN = 0.1  # of a piece: a place on its border is inside the wider one
_FLOOR = 2.0**-30  # of the whole box: at least so wide is a piece tested
_SURE = 0.9  # the most that PA' may differ from the unit matrix
_ROOM = 1.5  # around the bounds of the multipliers, for the test to have some play
_NARROWINGS = 8
_AT_ONCE = 4000


@dataclass(frozen=True, slots=True)
class Pieces:
    """Pieces with one place each, with its multipliers; pieces left; whether all were tested."""

    single: tuple[Piece, ...]
    left: tuple[Piece, ...]
    settled: bool


def cut(problem: Problem, low: Array, width: Array, budget: int) -> Pieces:
    """Cut the box from `low` of this `width` until nothing is left but tiny pieces.

    It stops after testing `budget` pieces; those not tested are among the pieces left.
    """
    work: list[Piece] = [(low[:, None], (low + width)[:, None])]
    single: list[Piece] = []
    left: list[Piece] = []
    tested = 0
    while work:
        bottom, top = work.pop()
        if tested > budget:
            left += [(bottom[:, i], top[:, i]) for i in range(bottom.shape[1])]
            continue
        tested += bottom.shape[1]
        margin = (top - bottom) * _MARGIN + width[:, None] * _FLOOR
        found = _judged(problem, bottom - margin, top + margin)
        single += found.single
        narrow_low, narrow_high = np.maximum(found.low, bottom), np.minimum(found.high, top)
        rest = found.open & (narrow_low <= narrow_high).all(axis=0)
        # a piece that has only just become tiny is tested once more, as such
        tiny = rest & ((top - bottom) / width[:, None] < _FINEST).all(axis=0)
        left += [(narrow_low[:, i], narrow_high[:, i]) for i in np.flatnonzero(tiny)]
        rest &= ~tiny
        bottom, top = halved(narrow_low[:, rest], narrow_high[:, rest], width)
        parts = [slice(i, i + _AT_ONCE) for i in range(0, bottom.shape[1], _AT_ONCE)]
        work += [(bottom[:, part], top[:, part]) for part in parts]
    return Pieces(tuple(single), tuple(left), tested <= budget)


def narrowed(problem: Problem, low: Array, high: Array) -> Piece:
    """A box of variables and multipliers that holds one place, made as narrow as floats allow."""
    field = problem.lagrangian
    low, high = low[:, None], high[:, None]
    for _ in range(_NARROWINGS):
        found = contract(field.first, field.second, field.variables, low, high)
        low, high = found.low, found.high
    return low[:, 0], high[:, 0]


@dataclass(frozen=True, slots=True)
class _Judgement:
    """Boxes of variables and multipliers with one place; which pieces are open; what is left."""

    single: list[Piece]
    open: Flags
    low: Array
    high: Array


def _judged(problem: Problem, low: Array, high: Array) -> _Judgement:
    names, count = problem.variables, len(problem.variables)
    formulas = tuple(each.expression for each in problem.constraints)
    slopes = tuple(part for each in problem.constraints for part in each.first)
    none, low, high = trim(formulas, slopes, names, low, high)
    none |= np.isnan(enclose(problem.objective.first, names, low, high)[0]).any(axis=0)
    least, most, sure = _multipliers(problem, low, high)
    use = np.flatnonzero(sure & ~none)
    single: list[Piece] = []
    settled = none.copy()
    if use.size:
        box = np.vstack([low[:, use], least[:, use]]), np.vstack([high[:, use], most[:, use]])
        field = problem.lagrangian
        found = contract(field.first, field.second, field.variables, *box)
        single = [(box[0][:, i], box[1][:, i]) for i in np.flatnonzero(found.one)]
        settled[use] = found.none | found.one
        low[:, use], high[:, use] = found.low[:count], found.high[:count]
    return _Judgement(single, np.asarray(~settled), low, high)


def _multipliers(problem: Problem, low: Array, high: Array) -> tuple[Array, Array, Flags]:
    """Bounds of the multipliers over boxes, and whether they are certain."""
    names, size, rows = problem.variables, len(problem.variables), len(problem.constraints)
    slopes = tuple(part for each in problem.constraints for part in each.first)
    a, a_slack = centred(*enclose(slopes, names, low, high))
    a, a_slack = (each.reshape(rows, size, -1).transpose(2, 0, 1) for each in (a, a_slack))
    g, g_slack = centred(*enclose(problem.objective.first, names, low, high))
    finite = np.isfinite(a_slack).all(axis=(1, 2)) & np.isfinite(g_slack).all(axis=0)
    known: Flags = np.asarray(finite)
    pick = known[:, None, None]
    a, a_slack = np.where(pick, a, 0.0), np.where(pick, a_slack, 1.0)
    g, g_slack = (np.where(known, each, 0.0).T[..., None] for each in (g, g_slack))
    inverse = np.linalg.pinv(a).transpose(0, 2, 1)
    size_of = np.abs(inverse)
    middle = inverse @ g
    across, across_slack = a.transpose(0, 2, 1), a_slack.transpose(0, 2, 1)
    rounding = 1e-14 * size_of @ np.abs(across)
    off = np.abs(inverse @ across - np.eye(rows)) + size_of @ across_slack + rounding
    greatest = off.sum(axis=2).max(axis=1)
    miss = np.abs(inverse @ (g - across @ middle))
    miss = miss + size_of @ (g_slack + across_slack @ np.abs(middle))
    miss = miss + 1e-14 * size_of @ (np.abs(g) + np.abs(across) @ np.abs(middle))
    sure = known & (greatest < _SURE)
    reach = miss.max(axis=(1, 2)) / np.where(sure, 1 - greatest, 1.0)
    radius = _ROOM * (miss + off @ np.broadcast_to(reach[:, None, None], miss.shape))
    radius = radius + 1e-9 * (np.abs(middle) + size_of @ np.abs(g)) + 1e-100
    return (middle - radius)[..., 0].T, (middle + radius)[..., 0].T, np.asarray(sure)
