"""A peak to be fitted, as instruments record it, and places to start from.

The counts follow a Gaussian peak with seeded noise whose size is known. From close by every
method finds it; from farther away full Gauss-Newton steps overshoot and damped ones do not; and
from a start so far that the curve meets no peak at all there is nothing to be found.
"""

from __future__ import annotations

import numpy as np

from mathcore.nonlinear_model import Model, Problem

PEAK = "a exp(-(x - m)^2/(2 s^2))"
PARAMETERS = ("a", "m", "s")

# The points of the lecture: seeded with these numbers.
TRUE, NOISE, SEED, RANGE, COUNT = (4.0, 5.0, 1.2), 0.15, 33, (0.5, 9.5), 25

NEAR = (3.0, 4.0, 1.0)
FAR = (2.0, 3.0, 1.0)
LOST = (3.0, 30.0, 1.0)


def gaussian_peak(
    *,
    true: tuple[float, float, float] = TRUE,
    noise: float = NOISE,
    seed: int = SEED,
    between: tuple[float, float] = RANGE,
    count: int = COUNT,
) -> Problem:
    """Points about a peak of height, middle and width `true`, at hundredths, `noise` the sigma.

    Raises:
        ValueError: fewer points than three, or noise that is not positive.
    """
    model = Model.parse(PEAK, PARAMETERS)
    height, middle, width = true
    x = np.round(np.linspace(*between, count), 2)
    errors = np.random.default_rng(seed).normal(0.0, 1.0, count)
    y = height * np.exp(-((x - middle) ** 2) / (2 * width**2)) + noise * errors
    columns = [[f"{each:.2f}" for each in column] for column in (x, y)]
    return Problem.read(model, columns[:1], columns[1], [repr(noise)] * count)
