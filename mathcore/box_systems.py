"""Boxes and a system of as many equations as unknowns: no root, exactly one, or a smaller box.

With m the middle of a box X and Y about the inverse of the Jacobian at m, every root in X lies in
K = m - Y F(m) + (1 - Y J(X)) (X - m): outside X there is none, inside there is exactly one, and
otherwise the roots are where K and X overlap (R. Krawczyk, 1969; Moore, Kearfott & Cloud,
*Introduction to Interval Analysis*, 2009, section 8.1). Nor is there one where a single equation
lies further from zero at m than its slopes can reach in X; before that it may cut the box along
one variable, by the same first-order form. Many boxes are treated at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sympy import Expr, Symbol

from mathcore.boxes import enclose, misses

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

_WIDER = 1 + 1e-12
_ROUNDING = 1e-14


@dataclass(frozen=True, slots=True)
class Contraction:
    """For each box: proved to hold no root, or exactly one; and where its roots are."""

    none: Flags
    one: Flags
    low: Array
    high: Array


def contract(
    expressions: tuple[Expr, ...],
    derivatives: tuple[Expr, ...],
    variables: tuple[Symbol, ...],
    low: Array,
    high: Array,
) -> Contraction:
    """Judge boxes, given by their lower and upper corners, each of shape (variables, boxes)."""
    size, count = low.shape
    middle, radius = (low + high) / 2, (high - low) / 2 * (1 + 2.0**-40)
    g, g_slack = centred(*enclose(expressions, variables, middle, middle))
    bounds = enclose(derivatives, variables, middle - radius, middle + radius)
    h, h_slack = (e.reshape(size, size, count).transpose(2, 0, 1) for e in centred(*bounds))
    finite = np.isfinite(g_slack).all(axis=0) & np.isfinite(h_slack).all(axis=(1, 2))
    known: Flags = np.asarray(finite)
    h = np.where(known[:, None, None], h, np.eye(size))
    r, g, g_slack = radius.T[..., None], g.T[..., None], g_slack.T[..., None]
    with np.errstate(all="ignore"):
        off = (np.abs(g) > (g_slack + (np.abs(h) + h_slack) @ r) * _WIDER).any(axis=(1, 2))
        y = _inverses(h)
        rounding = _ROUNDING * (np.abs(y) @ np.abs(h))
        spread = (np.abs(np.eye(size) - y @ h) + rounding + np.abs(y) @ h_slack) @ r
        move = -(y @ g)
        reach = (spread + np.abs(y) @ (g_slack + _ROUNDING * np.abs(g))) * _WIDER
        apart = known & (off | (np.abs(move) > r + reach).any(axis=(1, 2)))
        inside = known & (np.abs(move) + reach < r).all(axis=(1, 2))
        bottom, top = middle + (move - reach)[..., 0].T, middle + (move + reach)[..., 0].T
    sound = known & np.isfinite(bottom).all(axis=0) & np.isfinite(top).all(axis=0)
    slack = 1e-15 * np.abs(middle)
    bottom = np.where(sound, np.maximum(low, bottom - slack), low)
    top = np.where(sound, np.minimum(high, top + slack), high)
    return Contraction(
        np.asarray(apart), np.asarray(inside & ~apart), bottom, np.maximum(top, bottom)
    )


def trim(
    expressions: tuple[Expr, ...],
    derivatives: tuple[Expr, ...],
    variables: tuple[Symbol, ...],
    low: Array,
    high: Array,
) -> tuple[Flags, Array, Array]:
    """Whether boxes are proved to hold no root, and the boxes with the ends cut off that hold none.

    There may be fewer expressions than variables; `derivatives` has a row for each expression.
    """
    low, high = low.copy(), high.copy()
    none = misses(*enclose(expressions, variables, low, high)).any(axis=0)
    size, rows = len(variables), len(expressions)
    middle = (low + high) / 2
    g, g_slack = centred(*enclose(expressions, variables, middle, middle))
    bounds = enclose(derivatives, variables, low, high)
    a, a_slack = (each.reshape(rows, size, -1) for each in centred(*bounds))
    for i in range(rows):
        for j in range(size):
            radius = np.maximum(high - middle, middle - low)
            with np.errstate(all="ignore"):
                changes = (np.abs(a[i]) + a_slack[i]) * radius
                others = changes.sum(axis=0) - changes[j]
                least = np.abs(a[i, j]) - a_slack[i, j]
                # a (x - m) = -g + e with |e| up to `error`; the slope a may vary by its slack
                error = (others + g_slack[i] + _ROUNDING * changes.sum(axis=0)) * _WIDER
                error = error + a_slack[i, j] * radius[j]
                shift = -g[i] / a[i, j]
                reach = error / np.abs(a[i, j]) * _WIDER + 1e-15 * np.abs(shift)
                bottom = middle[j] + shift - reach - 1e-15 * np.abs(middle[j])
                top = middle[j] + shift + reach + 1e-15 * np.abs(middle[j])
            use = (least > 0) & np.isfinite(bottom) & np.isfinite(top)
            none |= use & ((bottom > high[j]) | (top < low[j]))
            use &= ~none
            low[j] = np.where(use, np.maximum(low[j], bottom), low[j])
            high[j] = np.where(use, np.minimum(high[j], top), high[j])
    return np.asarray(none), low, high


def centred(low: Array, high: Array) -> tuple[Array, Array]:
    """Middles and radii of intervals."""
    with np.errstate(all="ignore"):
        middle = low / 2 + high / 2
        return middle, np.maximum(high - middle, middle - low) * (1 + 1e-15)


def _inverses(matrices: Array) -> Array:
    """Inverses, and the unit matrix for any that has none: the test is sound with any Y."""
    sizes = np.abs(np.linalg.det(matrices))
    flat = ~(np.isfinite(sizes) & (sizes > 0))
    return np.linalg.inv(np.where(flat[:, None, None], np.eye(matrices.shape[-1]), matrices))
