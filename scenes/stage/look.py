"""The look: one file of tokens, two themes, one meaning a colour through the whole course.

Lengths are pixels at 1080p unless a name says otherwise; manim's frame is 8 units high, so
`PIXELS_PER_UNIT` is 135. The least CIEDE2000 distance between any two colours of a theme, ink
included, under normal, deuteranope and protanope sight is above 20.5 in both.
"""

from dataclasses import dataclass
from typing import Literal

Token = Literal[
    "ground", "ink", "quiet", "function", "derivative", "approximation", "data", "error"
]


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours, as hexadecimal RGB."""

    ground: str
    ink: str
    quiet: str
    function: str
    derivative: str
    approximation: str
    data: str
    error: str

    def colour(self, token: Token) -> str:
        """The colour that stands for a meaning."""
        return str(getattr(self, token))


THEMES = {
    "dark": Theme(
        ground="#0E1116",
        ink="#ECEFF4",
        quiet="#8B95A5",
        function="#55BEFF",
        derivative="#FFE214",
        approximation="#D93C97",
        data="#43C692",
        error="#ED4911",
    ),
    "light": Theme(
        ground="#FBFAF7",
        ink="#1B1F24",
        quiet="#5B6470",
        function="#2C6ECF",
        derivative="#9B6A06",
        approximation="#2404A0",
        data="#147F6F",
        error="#701800",
    ),
}

PIXELS_PER_UNIT = 135.0

# Sizes of type: the em, in pixels. A digit is 0.69 em high; none is drawn below 24 pixels.
TICK = 36.0
LABEL = 40.0
FORMULA = 46.0
TITLE = 54.0
RECAP = 72.0
LEAST_DIGIT_HEIGHT = 24.0

# Widths of lines, in manim's stroke units (a hundredth of a scene unit).
FINE = 1.5
LINE = 3.0
BOLD = 5.0
DOT_RADIUS = 0.075  # scene units


@dataclass(frozen=True, slots=True)
class Zone:
    """A rectangle of the frame, in scene units (the frame is 14.22 by 8, its centre the origin)."""

    left: float
    right: float
    bottom: float
    top: float

    @property
    def width(self) -> float:
        """From left to right, in scene units."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top, in scene units."""
        return self.top - self.bottom

    @property
    def centre(self) -> tuple[float, float, float]:
        """The middle, as a manim point."""
        return ((self.left + self.right) / 2, (self.bottom + self.top) / 2, 0.0)

    def part(
        self, *, x: tuple[float, float] = (0.0, 1.0), y: tuple[float, float] = (0.0, 1.0)
    ) -> "Zone":
        """The part between two shares of the width (from the left) and height (from the bottom)."""
        return Zone(
            self.left + x[0] * self.width,
            self.left + x[1] * self.width,
            self.bottom + y[0] * self.height,
            self.bottom + y[1] * self.height,
        )


FRAME = Zone(-64 / 9, 64 / 9, -4.0, 4.0)
SAFE = Zone(-6.4, 6.4, -3.04, 3.6)  # 5 % margin; the bottom 12 % is the captions'
STRIP = Zone(-6.4, 6.4, 3.0, 3.6)  # the title, over a hair line
STAGE = Zone(-6.4, 2.25, -3.0, 2.7)
COLUMN = Zone(2.65, 6.4, -3.0, 2.6)
WHOLE = Zone(-6.4, 6.4, -3.0, 2.7)  # stage and column as one, for a wide picture


def space(size: float) -> float:
    """What a formula of this size leaves behind an equals sign, in scene units."""
    return 5 / 18 * size / PIXELS_PER_UNIT
