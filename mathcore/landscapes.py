"""The landscape that the lectures walk on: three hills and two pits on a gently falling dome.

Hills and pits are Gaussians. Every one is mirrored in the diagonal x = y, or stands on it, but
for the cubic term, which makes twin hills unequal and yet has no slope across the diagonal: a
walk that starts on the diagonal stays on it, and so can come to rest on a saddle.
"""

from __future__ import annotations

from mathcore.fields import Field

HILLS_AND_PITS = (
    "3 exp(-(x - 1)^2 - (y + 3/2)^2) + 3 exp(-(x + 3/2)^2 - (y - 1)^2)"
    " + 5/2 exp(-(x - 3/2)^2 - (y - 3/2)^2)"
    " - 2 exp(-(x - 1/2)^2 - (y - 1/2)^2) - 2 exp(-(x + 3/2)^2 - (y + 3/2)^2)"
    " + (x - y)^3 exp(-(x^2 + y^2)/4)/20 - (x^2 + y^2)/8"
)

X_RANGE = (-3.0, 3.0)
Y_RANGE = (-3.0, 3.0)

# tidy heights, each at least 0.09 from the height of any top, pit or saddle
LEVELS = (-2.5, -2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 2.5)

# four starts whose walks uphill end on tops, two of them on the highest one
STARTS = ((0.25, -2.75), (2.5, -0.5), (-2.75, 2.0), (2.75, 2.25))
FIFTH_START = (-0.25, 0.5)

# a start on the diagonal, from which the walk uphill falls onto a saddle and stays
RIDGE_START = (-1.25, -1.25)

# a step short enough to come to every top and pit without a zigzag
STEP = 0.1


def hills_and_pits() -> Field:
    """The landscape as a field over the plane, heights and distances without units."""
    return Field.parse(HILLS_AND_PITS, ("x", "y"))
