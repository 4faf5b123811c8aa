"""Newton's method from many starts at once: where each ends, and which root that is.

The map ``z -> z - f(z) / f'(z)`` is applied to all starts together, in floats. Real starts stay
real; the roots that the walks end at are proved one by one.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray
from sympy import Expr, Symbol, horner, lambdify

from mathcore.common_parts import common
from mathcore.complex_roots import ComplexRoot, nearby
from mathcore.functions import Function

_ARRIVED = 1e-10
# A root closer to zero than this fraction of the farthest start is treated as zero.
_ZERO = 1e-4
_SAME = 1e-6
MOST_ROOTS = 100

Numbers = NDArray[np.float64] | NDArray[np.complex128]


def walked(f: Function, starts: Numbers, max_steps: int) -> tuple[Numbers, NDArray[np.int64]]:
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
    compiled = lambdify(variable, (expression, slope), modules="numpy", cse=common)

    def step(z: Numbers) -> Numbers:
        height, steepness = compiled(z)
        ratio: Numbers = np.broadcast_to(np.divide(height, steepness), z.shape)
        return ratio

    return step


def found(f: Function, limits: Numbers, starts: Numbers) -> tuple[ComplexRoot, ...]:
    """The roots that the limits lie at, each with its proof, ordered from left to right."""
    scale = _ZERO * float(np.max(np.abs(starts)))
    left = limits[np.isfinite(limits)]
    roots: list[ComplexRoot] = []
    while left.size and len(roots) < MOST_ROOTS:
        guess = left[0]
        root = nearby(f, complex(guess), scale)
        if root is not None:
            roots.append(root)
        near = guess if root is None else complex(root.real, root.imaginary)
        apart = np.abs(left - near) > _SAME * np.maximum(np.abs(left), max(abs(near), scale))
        left = left[apart & (left != guess)]
    return tuple(sorted(roots, key=lambda root: (float(root.real), float(root.imaginary))))


def nearest(roots: tuple[ComplexRoot, ...], limits: Numbers) -> NDArray[np.int64]:
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
