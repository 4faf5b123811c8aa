"""Functions of arrays that NumPy lacks, or has with a catch; NaN where they have no value."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import mpmath
import numpy as np
from numpy.typing import ArrayLike, NDArray


def _each(value: Callable[..., float]) -> Callable[..., NDArray[np.float64]]:
    def or_nan(*numbers: float) -> float:
        try:
            return float(value(*numbers))
        except (ValueError, OverflowError, TypeError):  # the last: a complex value
            return math.nan

    vectorised = np.vectorize(or_nan, otypes=[float])

    def values(*arguments: ArrayLike) -> NDArray[np.float64]:
        return np.asarray(vectorised(*arguments))

    return values


def _polygamma(order: float, x: float) -> float:
    return float(mpmath.psi(int(order), float(x)))


def _select(
    conditions: Sequence[NDArray[np.bool_]], choices: Sequence[ArrayLike], default: float
) -> NDArray[np.float64]:
    """`numpy.select`, for which an integer beyond its own is an object: here all are numbers."""
    numbers = [np.asarray(float(c) if isinstance(c, int) else c) for c in choices]
    return np.asarray(np.select(conditions, numbers, default=default))


def _angle(y: ArrayLike, x: ArrayLike) -> NDArray[np.float64]:
    """`numpy.arctan2`, but the origin lies in no direction."""
    return np.where(np.equal(y, 0) & np.equal(x, 0), np.nan, np.arctan2(y, x))


SPECIAL: dict[str, Callable[..., NDArray[np.float64]]] = {
    "erf": _each(math.erf),
    "erfc": _each(math.erfc),
    "gamma": _each(math.gamma),
    "polygamma": _each(_polygamma),
    "select": _select,
    "arctan2": _angle,
}
