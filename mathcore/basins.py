"""Which root each start leads Newton's method to: on a line as bands, in the plane as a picture.

The map ``z -> z - f(z) / f'(z)`` is applied to all starts at once. The starts that lead to one
root are its basin; the border between basins is the Julia set of the map, and infinitely
frayed as soon as there are three roots (Peitgen & Richter, *The Beauty of Fractals*, 1986,
chapter 6). All this is a picture: floats, with no proof but that of the roots themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from mathcore.basin_walks import MOST_ROOTS, Numbers, found, nearest, walked
from mathcore.complex_roots import ComplexRoot
from mathcore.functions import Function

_HALVINGS = 60


@dataclass(frozen=True, slots=True)
class Band:
    """Starts between `low` and `high` lead to root `root_index`, all in the same number of steps.

    `root_index` is None, and `steps` the most that were made, where no root is reached.
    """

    low: float
    high: float
    root_index: int | None
    steps: int


@dataclass(frozen=True, slots=True)
class BasinLine:
    """The bands from left to right, without gaps, and the roots their indices count."""

    roots: tuple[ComplexRoot, ...]
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True, eq=False)
class BasinPicture:
    """`root_index` and `steps` for a grid of starts, both of shape (height, width).

    Row 0 is the top, where the imaginary part is greatest; column 0 the left. Each start is the
    centre of its cell. Where no root is reached, `root_index` is -1 and `steps` the most made.
    """

    roots: tuple[ComplexRoot, ...]
    root_index: NDArray[np.int8]
    steps: NDArray[np.int16]

    @property
    def lateness(self) -> NDArray[np.float64]:
        """How late each start arrives, on a log scale: 0 for the first, 1 for the last 3 in 100."""
        logs = np.log1p(self.steps.astype(float))
        reached = logs[self.root_index >= 0]
        first, last = (reached.min(), np.quantile(reached, 0.97)) if reached.size else (0.0, 1.0)
        late: NDArray[np.float64] = np.clip((logs - first) / max(last - first, 1e-9), 0.0, 1.0)
        return late


def line(
    f: Function,
    low: float,
    high: float,
    *,
    resolution: int = 960,
    max_steps: int = 60,
    sharpness: float = 1e-6,
) -> BasinLine:
    """The bands of starts in [low, high].

    Bands narrower than one part in `resolution` may be missed; zoom in for them. Borders are
    halved to `sharpness` times the width, or as near as floats allow.

    Raises:
        ValueError: not ``low < high``, or `resolution`, `max_steps` or `sharpness` is not positive.
    """
    _checked(low, high, "low", resolution, max_steps)
    if not 0 < sharpness < 1:
        raise ValueError(f"sharpness must lie between 0 and 1, got {sharpness=}")
    starts = np.linspace(low, high, resolution + 1)
    limits, steps = walked(f, starts, max_steps)
    roots = found(f, limits, starts)
    labels = _labels(roots, limits, steps)

    def label(x: NDArray[np.float64]) -> NDArray[np.int64]:
        return _labels(roots, *walked(f, x, max_steps))

    left = np.flatnonzero(labels[1:] != labels[:-1])
    borders = _borders(
        label, (starts[left], starts[left + 1]), labels[left], sharpness * (high - low)
    )
    edges = np.concatenate([[low], borders, [high]])
    kinds = np.concatenate([labels[:1], labels[left + 1]])
    return BasinLine(roots, tuple(_bands(edges, kinds, max_steps)))


def strip(
    f: Function, low: float, high: float, width: int, height: int, *, max_steps: int = 60
) -> BasinPicture:
    """The real starts in [low, high] as `width` cells, the same in each of `height` rows.

    Raises:
        ValueError: not ``low < high``, or a size or `max_steps` is not positive.
    """
    _checked(low, high, "low", min(width, height), max_steps)
    starts = low + (high - low) * (np.arange(width) + 0.5) / width
    limits, steps = walked(f, starts, max_steps)
    roots = found(f, limits, starts)
    rows = (np.tile(each, (height, 1)) for each in (nearest(roots, limits), steps))
    return BasinPicture(roots, next(rows).astype(np.int8), next(rows).astype(np.int16))


def plane(
    f: Function,
    real: tuple[float, float],
    imaginary: tuple[float, float],
    width: int,
    height: int,
    *,
    max_steps: int = 40,
) -> BasinPicture:
    """The basins of starts in a rectangle of the complex plane, `width` by `height` cells.

    Raises:
        ValueError: a range is empty, or a size or `max_steps` is not positive.
    """
    _checked(*real, "real", width, max_steps)
    _checked(*imaginary, "imaginary", height, max_steps)
    across = real[0] + (real[1] - real[0]) * (np.arange(width) + 0.5) / width
    down = imaginary[1] - (imaginary[1] - imaginary[0]) * (np.arange(height) + 0.5) / height
    starts = (across[None, :] + 1j * down[:, None]).ravel()
    limits, steps = walked(f, starts, max_steps)
    roots = found(f, limits, starts)
    shape = height, width
    index = nearest(roots, limits)
    return BasinPicture(
        roots, index.reshape(shape).astype(np.int8), steps.reshape(shape).astype(np.int16)
    )


def _checked(low: float, high: float, name: str, size: int, max_steps: int) -> None:
    if not (isfinite(low) and isfinite(high) and low < high and size > 0 and max_steps > 0):
        raise ValueError(
            f"the {name} range must not be empty, its size and max_steps positive, "
            f"got {low=}, {high=}, {size=} and {max_steps=}"
        )


def _labels(
    roots: tuple[ComplexRoot, ...], limits: Numbers, steps: NDArray[np.int64]
) -> NDArray[np.int64]:
    """One number for each pair of root and steps; negative without a root."""
    index = nearest(roots, limits)
    return np.where(index < 0, -1, index + steps * MOST_ROOTS)


def _borders(
    label: Callable[[NDArray[np.float64]], NDArray[np.int64]],
    between: tuple[NDArray[np.float64], NDArray[np.float64]],
    kinds: NDArray[np.int64],
    width: float,
) -> NDArray[np.float64]:
    """Where, between two starts, the left one's label ends: all borders halved together."""
    low, high = between
    for _ in range(_HALVINGS):
        if not low.size or np.max(high - low) <= width:
            break
        middle = (low + high) / 2
        same = label(middle) == kinds
        low, high = np.where(same, middle, low), np.where(same, high, middle)
    return (low + high) / 2


def _bands(edges: NDArray[np.float64], kinds: NDArray[np.int64], max_steps: int) -> Iterator[Band]:
    for low, high, kind in zip(edges[:-1], edges[1:], kinds, strict=True):
        steps, index = divmod(int(kind), MOST_ROOTS)
        reached = kind >= 0
        yield Band(
            float(low), float(high), index if reached else None, steps if reached else max_steps
        )
