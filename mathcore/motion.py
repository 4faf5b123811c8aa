"""A drive along a straight road: how far the car has come, from its speed.

The distance is the antiderivative of the speed that is zero at the start. Where elementary
rules find no formula for it, Gauss-Legendre quadrature on short pieces gives its value, exact
for polynomials of degree 63 on each (Süli & Mayers, *An Introduction to Numerical Analysis*,
2003, section 10.2), but without a meaning: then the car can be drawn, its place not claimed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sympy import Expr, Integral, integrate
from sympy.printing.codeprinter import PrintMethodNotImplementedError

from mathcore.functions import Function
from mathcore.quantity import Quantity, compose

_NODES = 32
_PIECES = 32
# the rules that one would use by hand, and no search
_BY_HAND = {"manual": True, "risch": False, "heurisch": False, "meijerg": False}


@dataclass(frozen=True, slots=True)
class Drive:
    """A car whose `speed` is given from `start` on; `distance` is None without a formula."""

    speed: Function
    start: float
    distance: Function | None

    def covered(self, time: float) -> Quantity:
        """The distance driven from the start until `time`.

        Raises:
            ValueError: there is no formula for it, so it cannot be claimed.
        """
        if self.distance is None:
            raise ValueError(f"no formula gives the distance driven at {self.speed.expression}")
        place, x = self.distance, self.distance.variable
        here, begun = place.value(time), place.value(self.start)
        return compose(
            here - begun,
            lambda end, origin: (
                place.expression.xreplace({x: end}) - place.expression.xreplace({x: origin})
            ),
            time,
            self.start,
        )

    def place(self, time: float) -> float:
        """The distance driven until `time`, for drawing; fourteen digits if it is smooth."""
        if self.distance is not None:
            return float(self.covered(time))
        nodes, weights = np.polynomial.legendre.leggauss(_NODES)
        ends = np.linspace(self.start, time, _PIECES + 1)
        half = np.diff(ends)[:, None] / 2
        at = (ends[:-1] + ends[1:])[:, None] / 2 + half * nodes
        return float((self.speed(at) * weights * half).sum())


def drive(speed: Function, start: float, end: float) -> Drive:
    """The drive with the given speed from `start` to `end`, both times.

    Raises:
        ValueError: ``start < end`` fails, or the speed is negative or undefined somewhere on a
            grid of 1025 times, so that the car would turn round or be lost.
    """
    if not start < end:
        raise ValueError(f"start must be before end, got {start=} and {end=}")
    pace = speed(np.linspace(start, end, 1025))
    if not (pace >= -1e-12 * np.abs(pace).max()).all():
        raise ValueError(f"a speed must not be negative, got {speed.expression}")
    return Drive(speed, start, _antiderivative(speed, start, end))


def _antiderivative(speed: Function, start: float, end: float) -> Function | None:
    polynomial = speed.expression.as_poly(speed.variable)  # many times faster where it is one
    formula: Expr = (
        integrate(speed.expression, speed.variable, **_BY_HAND)
        if polynomial is None
        else polynomial.integrate().as_expr()
    )
    if formula.has(Integral):
        return None
    found = Function(formula, speed.variable)
    try:
        whole = found(np.linspace(start, end, 1025))
    except PrintMethodNotImplementedError:  # a function that no blackboard knows, as Fresnel's
        return None
    # Across a pole an antiderivative jumps: then it is no distance.
    honest = Drive(speed, start, None).place(end)
    if np.isnan(whole).any() or abs(whole[-1] - whole[0] - honest) > 1e-9 * max(1.0, abs(honest)):
        return None
    return found
