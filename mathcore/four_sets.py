"""Four data sets with one line, one chi^2 and four truths.

All four have exactly the slope 9/20, the intercept 21/10 and chi^2 = 13/2: not one of these
numbers tells them apart, only looking does. Their misses are whole hundredths that were searched
for: a shape (noise, an arch, one point that is off, one far point that decides) was projected
onto what a line cannot touch, rounded, and two misses were then solved for, until sum r, sum x r
and sum r^2 came out as wanted.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from mathcore import line_fit, residuals
from mathcore.column import Column
from mathcore.data import DataSet
from mathcore.line_fit import LineFit
from mathcore.residuals import Influence, Residuals


class Truth(Enum):
    """What made the points, which the numbers of the fit do not tell."""

    LINE = "a straight line and honest noise"
    CURVE = "a smooth curve that no line can follow"
    OUTLIER = "a straight line and one point that is off"
    LEVER = "a cluster without a slope and one far point that makes one"


@dataclass(frozen=True)
class TruthSet:
    """One of the four: its points, its best line, its misses."""

    truth: Truth
    data: DataSet

    @cached_property
    def fit(self) -> LineFit:
        """The best line, which is the same for all four."""
        return line_fit.fit(self.data)

    @cached_property
    def residuals(self) -> Residuals:
        """The misses, which are not."""
        return Residuals(self.fit)

    @cached_property
    def odd_one(self) -> int:
        """The point that has most to say: by its leverage, or else by its share of chi^2."""
        weights = self.residuals.leverages if self.truth is Truth.LEVER else self.residuals.shares
        return max(range(len(weights)), key=lambda index: float(weights[index]))

    @cached_property
    def influence(self) -> Influence:
        """What the line owes to that point."""
        return residuals.influence(self.data, self.odd_one)


# Tenths for x, hundredths for y.
_EVEN = tuple(range(10, 130, 10))
_X = {
    Truth.LINE: _EVEN,
    Truth.CURVE: _EVEN,
    Truth.OUTLIER: _EVEN,
    Truth.LEVER: (22, 26, 28, 32, 34, 36, 38, 42, 44, 48, 50, 130),
}
_Y = {
    Truth.LINE: (367, 327, 240, 371, 402, 458, 582, 465, 707, 570, 702, 839),
    Truth.CURVE: (126, 241, 347, 429, 501, 561, 606, 637, 654, 660, 646, 622),
    Truth.OUTLIER: (266, 317, 344, 384, 426, 451, 495, 535, 575, 892, 654, 691),
    Truth.LEVER: (344, 451, 275, 458, 316, 343, 440, 351, 383, 275, 434, 835),
}


def four_sets() -> tuple[TruthSet, ...]:
    """The four, in the order of `Truth`."""
    return tuple(
        TruthSet(truth, DataSet(Column(_X[truth], 10), Column(_Y[truth], 100))) for truth in Truth
    )
