"""Cutting a box into pieces until each is proved to hold no zero of a gradient, or exactly one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mathcore import krawczyk
from mathcore.fields import Field

Array = NDArray[np.float64]
Piece = tuple[Array, Array]

_FINEST = 2.0**-18  # of the whole box: where cutting stops


def cut(
    field: Field, low: Array, width: Array, budget: int
) -> tuple[list[Piece], list[Piece], bool]:
    """Pieces with one zero each, pieces that are left, and whether the budget sufficed.

    What is left is too small to cut; or when the budget is spent, anything that is not settled.
    """
    bottom, top = low[:, None], (low + width)[:, None]
    single: list[Piece] = []
    small: list[Piece] = []
    tested = 0
    while bottom.shape[1]:
        tested += bottom.shape[1]
        if tested > budget:
            return single, small + list(zip(bottom.T, top.T, strict=True)), False
        margin = (top - bottom) * 0.1  # a zero on the border of a piece is inside the wider one
        verdict = krawczyk.judge(field, bottom - margin, top + margin)
        single += [
            (bottom[:, i] - margin[:, i], top[:, i] + margin[:, i])
            for i in np.flatnonzero(verdict.one)
        ]
        rest = ~(verdict.none | verdict.one)
        tiny = rest & ((top - bottom) / width[:, None] < _FINEST).all(axis=0)
        small += [(bottom[:, i], top[:, i]) for i in np.flatnonzero(tiny)]
        bottom, top = halved(bottom[:, rest & ~tiny], top[:, rest & ~tiny], width)
    return single, small, True


def halved(bottom: Array, top: Array, width: Array) -> tuple[Array, Array]:
    """The lower and then the upper halves of pieces, cut across the side longest beside `width`."""
    longest = np.argmax((top - bottom) / width[:, None], axis=0)
    columns = np.arange(bottom.shape[1])
    middle = (bottom[longest, columns] + top[longest, columns]) / 2
    upper, lower = bottom.copy(), top.copy()
    upper[longest, columns], lower[longest, columns] = middle, middle
    return np.hstack([bottom, upper]), np.hstack([lower, top])


def clusters(pieces: list[Piece], width: Array) -> list[Piece]:
    """The hulls, a little widened, of pieces that touch one another."""
    hulls: list[Piece] = []
    margin = width * _FINEST / 4
    for narrow_low, narrow_high in pieces:
        low, high = narrow_low - margin, narrow_high + margin
        apart: list[Piece] = []
        for bottom, top in hulls:
            if (low <= top).all() and (bottom <= high).all():
                low, high = np.minimum(low, bottom), np.maximum(high, top)
            else:
                apart.append((bottom, top))
        hulls = [*apart, (low, high)]
    return hulls
