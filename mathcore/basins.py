"""Which root each start leads Newton's method to: on a line as bands, in the plane as a picture.

The map ``z -> z - f(z) / f'(z)`` is applied to all starts at once. The starts that lead to one
root are its basin; the border between basins is the Julia set of the map, and infinitely
frayed as soon as there are three roots (Peitgen & Richter, *The Beauty of Fractals*, 1986,
chapter 6). All this is a picture: floats, with no proof but that of the roots themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from math import isfinite

import numpy as np
from numpy.typing import NDArray
from sympy import Expr, Symbol, horner, lambdify

from mathcore.complex_roots import ComplexRoot, nearby
from mathcore.functions import Function

_ARRIVED = 1e-10
# A root closer to zero than this fraction of the farthest start is treated as zero.
_ZERO = 1e-4
_SAME = 1e-6
_MOST_ROOTS = 100
_HALVINGS = 40

Numbers = NDArray[np.float64] | NDArray[np.complex128]


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
    limits, steps = _walked(f, starts, max_steps)
    roots = _found(f, limits, _ZERO * float(np.max(np.abs(starts))))
    labels = _labels(roots, limits, steps)

    def label(x: NDArray[np.float64]) -> NDArray[np.int64]:
        return _labels(roots, *_walked(f, x, max_steps))

    left = np.flatnonzero(labels[1:] != labels[:-1])
    borders = _borders(
        label, (starts[left], starts[left + 1]), labels[left], sharpness * (high - low)
    )
    edges = np.concatenate([[low], borders, [high]])
    kinds = np.concatenate([labels[:1], labels[left + 1]])
    return BasinLine(roots, tuple(_bands(edges, kinds, max_steps)))


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
    limits, steps = _walked(f, starts, max_steps)
    roots = _found(f, limits, _ZERO * float(np.max(np.abs(starts))))
    shape = height, width
    index = _nearest(roots, limits)
    return BasinPicture(
        roots, index.reshape(shape).astype(np.int8), steps.reshape(shape).astype(np.int16)
    )


def _checked(low: float, high: float, name: str, size: int, max_steps: int) -> None:
    if not (isfinite(low) and isfinite(high) and low < high and size > 0 and max_steps > 0):
        raise ValueError(
            f"the {name} range must not be empty, its size and max_steps positive, "
            f"got {low=}, {high=}, {size=} and {max_steps=}"
        )


def _walked(f: Function, starts: Numbers, max_steps: int) -> tuple[Numbers, NDArray[np.int64]]:
    """Where each start ends (NaN if nowhere) and after how many steps; shapes as `starts`.

    Real starts stay real: they are lost where the function has no real value.
    """
    step = _newton_step(f.expression, f.variable)
    limits: Numbers = np.full_like(starts, np.nan)
    steps = np.full(starts.shape, max_steps)
    zero = _ZERO * np.max(np.abs(starts), initial=0.0)
    walking, z = np.arange(starts.size), starts
    with np.errstate(all="ignore"):
        for n in range(max_steps):
            dz = step(z)
            arrived = np.abs(dz) <= _ARRIVED * np.maximum(np.abs(z - dz), zero)
            limits[walking[arrived]] = (z - dz)[arrived]
            steps[walking[arrived]] = n
            on = ~arrived & np.isfinite(dz)
            walking, z = walking[on], (z - dz)[on]
            if not walking.size:
                break
    return limits, steps


@cache
def _newton_step(expression: Expr, variable: Symbol) -> Callable[[Numbers], Numbers]:
    """f / f', vectorised over complex numbers."""
    slope = expression.diff(variable)
    if expression.is_polynomial(variable):
        expression, slope = (horner(each, variable) for each in (expression, slope))
    compiled = lambdify(variable, (expression, slope), modules="numpy", cse=True)

    def step(z: Numbers) -> Numbers:
        height, steepness = compiled(z)
        ratio: Numbers = np.broadcast_to(np.divide(height, steepness), z.shape)
        return ratio

    return step


def _found(f: Function, limits: Numbers, scale: float) -> tuple[ComplexRoot, ...]:
    """The roots that the limits lie at, each with its proof, ordered from left to right."""
    left = limits[np.isfinite(limits)]
    roots: list[ComplexRoot] = []
    while left.size and len(roots) < _MOST_ROOTS:
        guess = left[0]
        root = nearby(f, complex(guess), scale)
        if root is not None:
            roots.append(root)
        near = guess if root is None else complex(root.real, root.imaginary)
        apart = np.abs(left - near) > _SAME * np.maximum(np.abs(left), max(abs(near), scale))
        left = left[apart & (left != guess)]
    return tuple(sorted(roots, key=lambda root: (float(root.real), float(root.imaginary))))


def _nearest(roots: tuple[ComplexRoot, ...], limits: Numbers) -> NDArray[np.int64]:
    """The index of the root at each limit, -1 where there is none."""
    if not roots:
        return np.full(limits.shape, -1)
    at = np.array([complex(root.real, root.imaginary) for root in roots])
    near = np.full(limits.shape, -1)
    closest = np.full(limits.shape, np.inf)
    with np.errstate(invalid="ignore"):
        for index, root in enumerate(at):
            gap = np.abs(limits - root)
            better = gap < closest
            near[better], closest[better] = index, gap[better]
    return near


def _labels(
    roots: tuple[ComplexRoot, ...], limits: Numbers, steps: NDArray[np.int64]
) -> NDArray[np.int64]:
    """One number for each pair of root and steps; negative without a root."""
    index = _nearest(roots, limits)
    return np.where(index < 0, -1, index + steps * _MOST_ROOTS)


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
        steps, index = divmod(int(kind), _MOST_ROOTS)
        reached = kind >= 0
        yield Band(
            float(low), float(high), index if reached else None, steps if reached else max_steps
        )
