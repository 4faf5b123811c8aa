"""Tangents: the line that touches a curve at a point, with the slope the curve has there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from mpmath import isnan, mpf, workdps
from sympy import Abs, Derivative, Dummy, Expr, Subs

from mathcore.corners import KINKED, Outcome, one_sided
from mathcore.digits import DIGITS, exactly, value
from mathcore.functions import Function
from mathcore.lines import Line
from mathcore.quantity import Greatest, Meaning, Point, Quantity, compose, exact

_SAMPLES = 513
_HALVINGS = 60


@dataclass(frozen=True, slots=True)
class Tangent:
    """The tangent of `function` at `touch`."""

    function: Function
    touch: Point
    slope: Quantity

    @property
    def line(self) -> Line:
        """The whole line."""
        return Line(self.touch, self.slope)

    def across(self, low: float, high: float) -> tuple[Point, Point]:
        """The two ends of the tangent drawn over ``[low, high]``."""
        return self.line.across(low, high)

    def within(
        self, x_range: tuple[float, float], y_range: tuple[float, float]
    ) -> tuple[Point, Point]:
        """The two ends of the tangent drawn as far as the window goes.

        Raises:
            ValueError: the line misses the window.
        """
        return self.line.within(x_range, y_range)

    def gap(self, low: float, high: float) -> Quantity:
        """The greatest distance, measured upright, of curve and tangent over ``[low, high]``.

        It is taken at an end or where the curve is parallel to the tangent. Parallels are looked
        for between 513 samples; the prover knows nothing of them and bounds every height.

        Raises:
            ValueError: ``low < high`` fails, or the curve has a hole where it is sampled.
        """
        if not low < high:
            raise ValueError(f"low must be less than high, got {low=} and {high=}")
        f, here = self.function, exactly(self.touch.x)
        level = value(f.expression, f.variable, here)
        steepness = value(f.derivative().expression, f.variable, here)
        steepness = mpf(self.slope) if isnan(steepness) else steepness

        def distance(x: Expr) -> mpf:
            height = value(f.expression, f.variable, x)
            with workdps(DIGITS):
                return abs(height - level - steepness * value(f.variable, f.variable, x - here))

        places = [exactly(low), exactly(high), *map(exactly, self._parallels(low, high))]
        return Quantity(max(map(distance, places)), lambda: self._gap(low, high))

    def _gap(self, low: float, high: float) -> Meaning:
        f = self.function
        parts = (self.touch.x, self.touch.y, self.slope, exact(low), exact(high))
        x0, y0, m, start, end = (part.meaning.expression for part in parts)
        bindings = dict.fromkeys(each for part in parts for each in part.meaning.bindings)
        # The walking x must not be the one that the unevaluated slope is taken in.
        x, peak = Dummy("x", real=True), Dummy("gap", real=True)
        height = Abs(f.expression.xreplace({f.variable: x}) - y0 - m * (x - x0))
        return Meaning(peak, (*bindings, Greatest(peak, height, x, start, end)))

    def _parallels(self, low: float, high: float) -> list[float]:
        x = np.linspace(low, high, _SAMPLES)
        if np.isnan(self.function(x)).any():
            raise ValueError(f"the curve has a hole between {low=} and {high=}")
        slope = self.function.derivative()
        above = slope(x) > self.slope
        turns = np.flatnonzero(above[1:] != above[:-1])
        left, right = x[turns], x[turns + 1]
        for _ in range(_HALVINGS):
            middle = (left + right) / 2
            ahead = (slope(middle) > self.slope) == above[turns]
            left, right = np.where(ahead, middle, left), np.where(ahead, right, middle)
        return [float(each) for each in (left + right) / 2]


def tangent(f: Function, a: float) -> Tangent:
    """The tangent of `f` at `a`.

    Raises:
        ValueError: `f` has no value at `a`, or no tangent: the message ends with the sentence
            of `corners.Outcome` that says why.
    """
    touch = f.point(a)
    steepness = value(f.derivative().expression, f.variable, exactly(a))
    if not f.expression.has(*KINKED) and not isnan(steepness):
        derivative = Derivative(f.expression, f.variable, evaluate=False)
        slope = compose(steepness, lambda at: Subs(derivative, f.variable, at), a)
        return Tangent(f, touch, slope)
    sides = one_sided(f, a)
    if sides.outcome is not Outcome.SMOOTH or sides.right is None:
        raise ValueError(f"no tangent at {f.variable} = {float(a)!r}: {sides.outcome.value}")
    return Tangent(f, touch, sides.right)
