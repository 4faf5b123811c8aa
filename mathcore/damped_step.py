"""The step that makes |r - J s|^2 + damping |D s|^2 least, for any damping from one dissection.

With the singular values of J / D, J D^-1 = U S V', the step is D^-1 V (S / (S^2 + damping)) U'r:
without damping the Gauss-Newton step, with much of it a short one downhill (Nocedal & Wright,
*Numerical Optimization*, 2nd edition 2006, section 10.3). J is never squared.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Damped:
    """J = `left` diag(`values`) `right` diag(`scale`), values falling."""

    left: Array
    values: Array
    right: Array
    scale: Array

    @classmethod
    def of(cls, slopes: Array, scale: Array) -> Self:
        """Take J, of shape (points, parameters), apart; `scale` is the diagonal of D."""
        return cls(*np.linalg.svd(slopes / scale, full_matrices=False), scale)

    def solve(self, residuals: Array, damping: float) -> Array:
        """The damped step, shape (parameters,)."""
        factors = self.values / (self.values**2 + damping)
        step: Array = (self.right.T @ (factors * (self.left.T @ residuals))) / self.scale
        return step

    def promised(self, residuals: Array, damping: float) -> float:
        """By how much the damped step would lower |r|^2 if the model were linear."""
        kept = damping / (self.values**2 + damping)
        return float(np.sum((self.left.T @ residuals) ** 2 * (1 - kept**2)))


def lengths(slopes: Array) -> Array:
    """The length of each column of J, one where it is zero: how much each parameter matters."""
    found = np.linalg.norm(slopes, axis=0)
    return np.asarray(np.where(found > 0, found, 1.0))


def cosine(slopes: Array, residuals: Array) -> float:
    """The greatest |cosine| between the residuals and a column of J; zero where they vanish."""
    height = float(np.linalg.norm(residuals)) or 1.0
    return float(np.max(np.abs(slopes.T @ residuals) / lengths(slopes))) / height


def usable(residuals: Array, slopes: Array) -> bool:
    """Whether the model and its slopes exist at every point, and no square of them overflows."""
    return bool(np.isfinite(residuals @ residuals) and np.isfinite(np.sum(slopes**2)))
