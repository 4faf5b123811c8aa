"""Which cells of a grid a level curve passes, and in what order: proved, so no loop is missed.

A cell is dropped when the field's enclosure misses the level. The others are halved, all together,
until in each of them any two gradients enclose less than a right angle. Then no loop fits into
a cell, and the signs at the corners give curves that can be deformed into the true ones
within neighbouring cells (S. Plantinga & G. Vegter, *Isotopic approximation of implicit curves and
surfaces*, 2004, section 3). On the border of the window an edge is crossed once or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mathcore.boxes import enclose, misses
from mathcore.fields import Field

Array = NDArray[np.float64]
Cells = NDArray[np.int64]
Flags = NDArray[np.bool_]

_COARSEST = 48
_HALVINGS = 10
_MOST_CELLS = 60_000
# lines of the grid stand askew, so that symmetric curves do not touch them
_ASKEW = 0.37
_CUT = 0.4877


@dataclass(frozen=True, slots=True)
class Verdict:
    """For each box: the level is missed; each slope keeps its sign; gradients nearly agree."""

    missed: Flags
    steady: Flags
    agreed: Flags


@dataclass(frozen=True, slots=True)
class Window:
    """A field seen through a window whose sides are scaled to one."""

    field: Field
    corner: Array
    size: Array

    @classmethod
    def of(cls, field: Field, x_range: tuple[float, float], y_range: tuple[float, float]) -> Window:
        """The window of a field over a plane; a ValueError when it is none."""
        if len(field.variables) != 2:
            raise ValueError(f"a window needs two variables, got {field.variables}")
        low, high = np.array([x_range, y_range], float).T
        if not (np.isfinite(high - low).all() and (low < high).all()):
            raise ValueError(f"ranges must be finite, low < high, got {x_range!r} and {y_range!r}")
        return cls(field, low[:, None], (high - low)[:, None])

    def outside(self, points: Array) -> Array:
        """From the unit square to the axes of the field; points have shape (2, points)."""
        return self.corner + self.size * points

    def height(self, points: Array) -> Array:
        """Heights over points of the unit square."""
        return self.field(*self.outside(points))

    def slopes(self, points: Array) -> Array:
        """Slopes per side of the window."""
        return self.size * self.field.slopes(*self.outside(points))

    def curvatures(self, points: Array) -> Array:
        """Second derivatives per side of the window."""
        bent = self.field.curvatures(*self.outside(points))
        return self.size[:, None] * self.size[None, :] * bent

    def judge(self, low: Array, high: Array, level: float) -> Verdict:
        """What enclosures prove of boxes with these lower and upper corners."""
        formulas = (self.field.expression, *self.field.first)
        bottom, top = enclose(formulas, self.field.variables, self.outside(low), self.outside(high))
        least, most = bottom[1:] * self.size, top[1:] * self.size
        with np.errstate(all="ignore"):
            products = np.minimum(np.minimum(least * least, most * most), least * most)
            agreed = products.sum(axis=0) > 1e-12 * np.abs(products).sum(axis=0)
        return Verdict(misses(bottom[0], top[0], level), misses(least, most), agreed)


@dataclass(frozen=True, slots=True)
class Chain:
    """Crossings of one curve with the edges of the cells, in order, shape (2, crossings)."""

    points: Array
    closed: bool


def chains(window: Window, level: float) -> tuple[Chain, ...]:
    """Every curve of the level, as its crossings with the grid.

    Raises:
        ValueError: the halvings did not suffice, as they do not at a top, a pit or a saddle.
    """
    ticks, cells = _settled(window, level)
    if not cells.size:
        return ()
    edges, links = _crossed(window, level, ticks, cells)
    places = _placed(window, level, ticks, edges)
    neighbours: dict[int, list[int]] = {}
    for a, b in links.tolist():
        neighbours.setdefault(a, []).append(b)
        neighbours.setdefault(b, []).append(a)
    found = []
    # open curves first, from their ends on the border; what remains is closed
    for start in sorted(neighbours, key=lambda each: len(neighbours[each])):
        if start in neighbours:
            closed = len(neighbours[start]) == 2
            found.append(Chain(places[:, _walk(neighbours, start)], closed))
    return tuple(found)


def _walk(neighbours: dict[int, list[int]], start: int) -> list[int]:
    order, here = [start], start
    while True:
        ahead = [each for each in neighbours.pop(here) if each in neighbours]
        if not ahead:
            return order
        here = ahead[0]
        order.append(here)


def _settled(window: Window, level: float) -> tuple[Array, Cells]:
    inner = (np.arange(_COARSEST - 1) + _ASKEW + 0.5) / _COARSEST
    ticks = np.concatenate([[0.0], inner, [1.0]])
    cells = np.indices((_COARSEST, _COARSEST)).reshape(2, -1)
    for _ in range(_HALVINGS + 1):
        low, high = ticks[cells], ticks[cells + 1]
        verdict = window.judge(low, high, level)
        cells = cells[:, ~verdict.missed]
        clear = verdict.agreed[~verdict.missed].all() and _clear_border(
            window, level, low[:, ~verdict.missed], high[:, ~verdict.missed]
        )
        if clear:
            return ticks, cells
        if cells.shape[1] > _MOST_CELLS:
            break
        between = ticks[:-1] + _CUT * np.diff(ticks)
        ticks = np.sort(np.concatenate([ticks, between]))
        corners = np.array([[0, 0, 1, 1], [0, 1, 0, 1]])
        cells = (2 * cells[:, :, None] + corners[:, None, :]).reshape(2, -1)
    raise ValueError(
        f"level = {level!r} is the height of a level place in the window, or too near to one, or"
        " it touches the border or a pole"
    )


def _clear_border(window: Window, level: float, low: Array, high: Array) -> bool:
    """Whether along each edge on the border the height rises, or falls, or misses the level."""
    for axis in (0, 1):
        for ends, border in ((low, 0.0), (high, 1.0)):
            there = ends[axis] == border
            bottom, top = low[:, there], high[:, there]
            bottom[axis] = top[axis] = border
            verdict = window.judge(bottom, top, level)
            if not (verdict.missed | verdict.steady[1 - axis]).all():
                return False
    return True


def _crossed(window: Window, level: float, ticks: Array, cells: Cells) -> tuple[Cells, Cells]:
    """The edges that are crossed, as (axis, i, j) each, and the pairs that share a cell."""
    i, j = cells
    above = [window.height(ticks[np.array([i + a, j + b])]) >= level for a, b in _CORNERS]
    sides = np.array(
        [np.stack([np.full_like(i, axis), i + a, j + b]) for axis, a, b in _SIDES]
    ).transpose(2, 0, 1)  # cells, sides, (axis, i, j)
    crossed = np.array([above[a] != above[b] for a, b in _SIDE_ENDS]).T
    passed = crossed.sum(axis=1) == 2
    names, numbers = np.unique(sides[passed][crossed[passed]], axis=0, return_inverse=True)
    return names.T, numbers.reshape(-1, 2)


_CORNERS = ((0, 0), (1, 0), (0, 1), (1, 1))
_SIDES = ((0, 0, 0), (0, 0, 1), (1, 0, 0), (1, 1, 0))  # bottom, top, left, right
_SIDE_ENDS = ((0, 1), (2, 3), (0, 2), (1, 3))


def _placed(window: Window, level: float, ticks: Array, edges: Cells) -> Array:
    """Where each edge is crossed, by bisection down to rounding."""
    axis, i, j = edges
    low = ticks[np.array([i, j])]
    high = ticks[np.array([i + (axis == 0), j + (axis == 1)])]
    below = window.height(low) < level
    for _ in range(54):
        middle = (low + high) / 2
        same = (window.height(middle) < level) == below
        low, high = np.where(same, middle, low), np.where(same, high, middle)
    places: Array = (low + high) / 2
    return places
