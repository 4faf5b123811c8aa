"""Functions whose values keep all their digits where ordinary evaluation would lose them."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

import numpy as np
from numpy.typing import NDArray
from sympy import Expr

from mathcore.functions import Function
from mathcore.jets import Jets


@dataclass(frozen=True)
class Accurate(Function):
    """A function whose values survive cancellation, such as a function minus its polynomial.

    Each value is worked out with as many digits as it needs: slower than NumPy, never noise.
    """

    hole: Expr | None = None

    def __call__(self, x: float | NDArray[np.float64]) -> NDArray[np.float64]:
        """Values at an array of any shape, NaN wherever the function has no finite real value."""
        jets = Jets(self.expression, self.variable, self.hole)
        xs = np.asarray(x, float)
        values = [jets.at(each) if isfinite(each) else np.nan for each in xs.ravel().tolist()]
        y = np.asarray(values, float).reshape(xs.shape)
        return np.where(np.isfinite(y), y, np.nan)

    def derivative(self, order: int = 1) -> Function:
        """The derivative of the given order, as accurate."""
        return Accurate(super().derivative(order).expression, self.variable, self.hole)
