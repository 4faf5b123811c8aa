"""Whether a curve can be followed from one end of a window to the other.

A lecture that slides a tangent along a curve needs a value and a slope everywhere, and a curve
that stays in the picture. What a grid of 1025 places cannot see, a pole between two of them, takes
the curve out of the window on the way.
"""

from __future__ import annotations

import numpy as np
from sympy import Expr, ceiling, floor, pi, sin

from mathcore import differentiation
from mathcore.corners import Outcome, one_sided
from mathcore.crossings import crossings
from mathcore.functions import Function

Range = tuple[float, float]
_PLACES = 1025
_ROOM = 1e-9  # share of the window's height that rounding may reach beyond it


def check(f: Function, x_range: Range, y_range: Range, *slopes: Range) -> None:
    """Refuse a function that is not smooth over `x_range`, or leaves `y_range` there.

    Args:
        f: the function.
        x_range: where it is followed.
        y_range: where its values must lie.
        slopes: where those of its derivatives must lie, from the first on, as far as given.

    Raises:
        ValueError: a range is empty; `f` has a hole, a corner or a jump, or leaves the window.
    """
    for order, view in enumerate((y_range, *slopes)):
        _check(f.derivative(order), x_range, view)


def _check(f: Function, x_range: Range, y_range: Range) -> None:
    (low, high), (bottom, top) = x_range, y_range
    if not (low < high and bottom < top):
        raise ValueError(f"a window must not be empty, got {x_range=} and {y_range=}")
    x = np.linspace(low, high, _PLACES)
    y = f(x)
    holes = np.flatnonzero(np.isnan(y))
    if holes.size:
        raise ValueError(f"{f} has no value {_at(f, x[holes[0]])}")
    for broken in differentiation.breaks(f.expression):
        for place in crossings(Function(_everywhere(broken), f.variable), low, high):
            sides = one_sided(f, place.x)
            if sides.outcome not in (Outcome.SMOOTH, Outcome.EDGE):
                raise ValueError(f"{f} cannot be followed {_at(f, place.x)}: {sides.outcome.value}")
    room = _ROOM * (top - bottom)
    out = np.flatnonzero((y < bottom - room) | (y > top + room))
    if out.size:
        where = int(out[0])
        raise ValueError(
            f"{f} leaves the window from {bottom:g} to {top:g}: {_at(f, x[where])} "
            f"it is {float(y[where]):.4g}"
        )


def _everywhere(broken: Expr) -> Expr:
    """The same zeros without a jump: u - floor(u) is zero where sin(pi u) is."""
    steps = broken.atoms(floor, ceiling)
    return sin(pi * steps.pop().args[0]) if steps else broken


def _at(f: Function, x: float) -> str:
    return f"at {f.variable} = {float(x):.6g}"
