"""Proof that a box holds no zero of a gradient, or exactly one.

A slope whose enclosure over the box misses zero rules the box out. The boxes left are put to
Krawczyk's test with the Hessian as the Jacobian of the gradient (`mathcore.box_systems`; Moore,
Kearfott & Cloud, *Introduction to Interval Analysis*, 2009, section 8.1), all of them at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mathcore.box_systems import contract
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
    apart = misses(*enclose(field.first, field.variables, low, high))
    none: Flags = np.asarray(apart.any(axis=0))
    one: Flags = np.zeros(none.shape, bool)
    rest = np.flatnonzero(~none)
    if rest.size:
        found = contract(field.first, field.second, field.variables, low[:, rest], high[:, rest])
        none[rest], one[rest] = found.none, found.one
    return Verdict(none, one)
