"""Proof that a box holds no zero of a gradient, or exactly one.

With m the middle of a box X, Y about the inverse of the Hessian at m and H(X) enclosing it, every
zero in X lies in K = m - Y g(m) + (1 - Y H(X)) (X - m). When K and X are apart there is no zero;
when K lies inside X there is exactly one (R. Krawczyk, 1969; Moore, Kearfott & Cloud,
*Introduction to Interval Analysis*, 2009, section 8.1). All boxes are tested at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mathcore.boxes import enclose, misses
from mathcore.fields import Field

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Verdict:
    """For each box: whether it is proved to hold no zero, or exactly one. Neither: not known."""

    none: Flags
    one: Flags


def judge(field: Field, low: Array, high: Array) -> Verdict:
    """Judge boxes, given by their lower and upper corners, each of shape (variables, boxes)."""
    middle, radius = (low + high) / 2, (high - low) / 2 * (1 + 2.0**-40)
    apart = misses(*enclose(field.first, field.variables, low, high))
    none: Flags = np.asarray(apart.any(axis=0))
    one: Flags = np.zeros(none.shape, bool)
    rest = np.flatnonzero(~none)
    if rest.size:
        outside, inside = _contract(field, middle[:, rest], radius[:, rest])
        none[rest], one[rest] = outside, inside & ~outside
    return Verdict(none, one)


def _contract(field: Field, middle: Array, radius: Array) -> tuple[Flags, Flags]:
    size, count = middle.shape
    g, g_slack = _centred(*enclose(field.first, field.variables, middle, middle))
    flat = enclose(field.second, field.variables, middle - radius, middle + radius)
    h, h_slack = (each.reshape(size, size, count).transpose(2, 0, 1) for each in _centred(*flat))
    finite = np.isfinite(g_slack).all(axis=0) & np.isfinite(h_slack).all(axis=(1, 2))
    known: Flags = np.asarray(finite)
    h = np.where(known[:, None, None], h, np.eye(size))
    r, g, g_slack = radius.T[..., None], g.T[..., None], g_slack.T[..., None]
    with np.errstate(all="ignore"):
        outside = (np.abs(g) > (g_slack + (np.abs(h) + h_slack) @ r) * (1 + 1e-12)).any(axis=(1, 2))
        y = _inverses(h)
        rounding = 1e-14 * (np.abs(y) @ np.abs(h))
        spread = (np.abs(np.eye(size) - y @ h) + rounding + np.abs(y) @ h_slack) @ r
        move = y @ g
        reach = (spread + np.abs(y) @ (g_slack + 1e-14 * np.abs(g))) * (1 + 1e-12)
        apart = (np.abs(move) > r + reach).any(axis=(1, 2))
        inside = (np.abs(move) + reach < r).all(axis=(1, 2))
    return np.asarray(known & (outside | apart)), np.asarray(known & inside)


def _centred(low: Array, high: Array) -> tuple[Array, Array]:
    with np.errstate(all="ignore"):
        middle = low / 2 + high / 2
        return middle, np.maximum(high - middle, middle - low) * (1 + 1e-15)


def _inverses(matrices: Array) -> Array:
    """Inverses, and the unit matrix for any that has none: the test is sound with any Y."""
    sizes = np.abs(np.linalg.det(matrices))
    flat = ~(np.isfinite(sizes) & (sizes > 0))
    return np.linalg.inv(np.where(flat[:, None, None], np.eye(matrices.shape[-1]), matrices))
