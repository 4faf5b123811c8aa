"""How many decimals the numbers of a straight-line fit deserve, from the size of its data."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, log10

from mathcore.data import DataSet

_FINENESS = 100  # steps that an eye can tell apart over the whole of what is shown


@dataclass(frozen=True, slots=True)
class FitDigits:
    """Decimals after the point, for data of this width and height, at most `reach` from x = 0."""

    width: float
    height: float
    reach: float
    count: int

    @classmethod
    def of(cls, data: DataSet) -> FitDigits:
        """For these data; where all heights are the same, as if they were as high as wide."""
        low, high = float(min(data.x)), float(max(data.x))
        height = float(max(data.y)) - float(min(data.y)) or high - low
        return cls(high - low, height, max(abs(low), abs(high)), len(data))

    @property
    def m(self) -> int:
        """For a slope."""
        return max(0, self.fine_m)

    @property
    def c(self) -> int:
        """For an intercept, or a height."""
        return max(0, self.fine_c)

    @property
    def fine_m(self) -> int:
        """The decimal to which slopes that look different differ; below zero for tens and more."""
        return decimals(self.height / self.width)

    @property
    def fine_c(self) -> int:
        """The same for intercepts."""
        return decimals(self.height)

    @property
    def chi(self) -> int:
        """For chi^2."""
        return max(0, decimals(self.height**2 / 10))

    @property
    def slopes(self) -> tuple[int, int]:
        """For the slopes of chi^2 along m and along c."""
        steep = self.height * self.count / 10
        return max(0, decimals(steep * self.reach)), max(0, decimals(steep))


def significant(error: float, otherwise: int) -> int:
    """Decimals that show two figures of an error, or `otherwise` where there is none.

    >>> significant(0.077, 3), significant(49.0, 3), significant(0.0, 3)
    (3, 0, 3)
    """
    return max(0, 1 - floor(log10(error))) if error else otherwise


def decimals(size: float) -> int:
    """The decimal in which a hundredth of `size` shows."""
    return -floor(log10(size / _FINENESS))
