"""How data lie on the picture: a rectangle of data on a rectangle of scene units."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

PIXELS_PER_UNIT = 135.0
"""At 1080p the picture is 1080 pixels and 8 scene units high."""


@dataclass(frozen=True)
class Frame:
    """Data in [x_low, x_high] x [y_low, y_high], drawn (linearly) on the scene rectangle."""

    x_low: float
    x_high: float
    y_low: float
    y_high: float
    left: float
    right: float
    bottom: float
    top: float

    @cached_property
    def x_pixels(self) -> float:
        """Pixels at 1080p per data unit along the first axis."""
        return PIXELS_PER_UNIT * (self.right - self.left) / (self.x_high - self.x_low)

    @cached_property
    def y_pixels(self) -> float:
        """Pixels at 1080p per data unit along the second axis."""
        return PIXELS_PER_UNIT * (self.top - self.bottom) / (self.y_high - self.y_low)
