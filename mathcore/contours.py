"""Level curves of a field in a window: none missed, and every chord close to the true curve.

The cells that a curve may pass are found and linked by `mathcore.level_cells`. Here each chain of
crossings is given points as close together as its curvature asks: a chord of length s on a curve
of curvature k lies s^2 k / 8 from it. Every point is brought onto the curve by Newton's method
along the gradient. Distances are measured after both sides of the window are scaled to one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mathcore import level_cells
from mathcore.fields import Field
from mathcore.level_cells import Window
from mathcore.quantity import Quantity, exact

Array = NDArray[np.float64]

_LONGEST = 1 / 24  # a chord at most, where the curve is straight
_SHARE = 0.9  # of the tolerance, which curvature at the points may use up
_MOST_POINTS = 50_000
_FINEST = 1e-8


@dataclass(frozen=True, slots=True)
class Contour:
    """One level curve: its points in order; a closed one does not repeat the first point."""

    level: Quantity
    points: tuple[tuple[float, float], ...]
    closed: bool


def trace(
    field: Field,
    level: float,
    x_range: tuple[float, float],
    y_range: tuple[float, float],
    tolerance: float = 5e-4,
) -> tuple[Contour, ...]:
    """All curves of one level in the window, each chord within `tolerance` of its curve.

    `tolerance` is a share of the window's sides: half a pixel of a thousand is 5e-4.

    Raises:
        ValueError: the field is not over a plane; the window is empty or not finite; the tolerance
            is not in [1e-8, 0.1], or asks for too many points; or the level is that of a top, pit
            or saddle in the window (or too near it, or touches the border or a pole), so that its
            curves have no clear course.
    """
    window = Window.of(field, x_range, y_range)
    if not _FINEST <= tolerance <= 0.1:
        raise ValueError(f"tolerance must be in [{_FINEST}, 0.1], got {tolerance!r}")
    contours = []
    for chain in level_cells.chains(window, float(level)):
        points = _spaced(window, float(level), chain.points, chain.closed, tolerance)
        pairs = tuple((float(x), float(y)) for x, y in window.outside(points).T)
        contours.append(Contour(exact(level), pairs, chain.closed))
    return tuple(contours)


def trace_all(
    field: Field,
    levels: Sequence[float],
    x_range: tuple[float, float],
    y_range: tuple[float, float],
    tolerance: float = 5e-4,
) -> tuple[Contour, ...]:
    """The curves of several levels, in the order of the levels; see `trace`."""
    each = (trace(field, level, x_range, y_range, tolerance) for level in levels)
    return tuple(contour for contours in each for contour in contours)


def _spaced(window: Window, level: float, chain: Array, closed: bool, tolerance: float) -> Array:
    """Points, shape (2, points), as far apart as the tolerance allows."""
    loop = np.hstack([chain, chain[:, :1]]) if closed else chain
    room = np.sqrt(8 * _SHARE * tolerance / (_curvature(window, loop) + 1e-300))
    room = np.minimum(room, _LONGEST)
    room = np.minimum(room[1:], room[:-1])
    paces = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(loop)) / room)])
    count = int(np.ceil(paces[-1])) + (3 if closed else 1)
    while count <= _MOST_POINTS:
        at = np.linspace(0.0, paces[-1], count + 1)
        points = np.array([np.interp(at, paces, axis) for axis in loop])
        inner = slice(0, count) if closed else slice(1, count)
        points[:, inner] = _settled(window, level, points[:, inner])
        if closed:
            points[:, -1] = points[:, 0]
        if _gap(window, level, points) <= tolerance:
            return points[:, :-1] if closed else points
        count = int(count * 1.4) + 1
    raise ValueError(f"tolerance is too fine for so rough a curve, got {tolerance!r}")


def _settled(window: Window, level: float, points: Array) -> Array:
    for _ in range(8):
        slopes = window.slopes(points)
        points = points - (window.height(points) - level) * slopes / (slopes**2).sum(axis=0)
    return points


def _gap(window: Window, level: float, points: Array) -> float:
    """How far the chords stray from the curve, from three places along each of them."""
    starts, steps = points[:, :-1], np.diff(points)
    places = np.hstack([starts + share * steps for share in (0.25, 0.5, 0.75)])
    off = np.abs(window.height(places) - level) / np.hypot(*window.slopes(places))
    return float(off.max())


def _curvature(window: Window, points: Array) -> Array:
    x, y = window.slopes(points)
    (xx, xy), (_, yy) = window.curvatures(points)
    bent: Array = np.abs(xx * y * y - 2 * xy * x * y + yy * x * x) / np.hypot(x, y) ** 3
    return bent
