"""Pictures made of cells, for what has no outline: which start leads where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import manim
import numpy as np
from numpy.typing import NDArray

from scenes.stage.look import Token

if TYPE_CHECKING:
    from scenes.stage.figures import Plane

_HATCH = 6  # cells from stripe to stripe


def mosaic(
    plane: Plane,
    kind: NDArray[np.integer[Any]],
    shade: NDArray[np.floating[Any]],
    tokens: Sequence[Token],
) -> manim.ImageMobject:
    """A picture that fills the window of a plane.

    Args:
        plane: the axes it lies on.
        kind: shape (height, width), the top row first: an index into `tokens`, or -1 for a cell
            that belongs to none, which is hatched.
        shade: the same shape, 0 to 1: how far the colour fades into the ground.
        tokens: a colour a kind.
    """
    ground = _rgb(plane.lecture.colour("ground"))
    palette = np.array([_rgb(plane.lecture.colour(each)) for each in tokens])
    pure = palette[np.clip(kind, 0, len(tokens) - 1)]
    faded = ground + (pure - ground) * (1.0 - np.clip(shade, 0.0, 1.0)[..., None])
    rows, columns = np.indices(kind.shape)
    stripe = ((rows + columns) % _HATCH == 0)[..., None]
    hatched = np.where(stripe, _rgb(plane.lecture.colour("quiet")), ground)
    pixels = np.where((kind < 0)[..., None], hatched, faded)
    image = manim.ImageMobject(np.rint(pixels).astype(np.uint8))
    image.set_resampling_algorithm(manim.RESAMPLING_ALGORITHMS["nearest"])
    box = plane.box
    image.stretch_to_fit_width(box.width).stretch_to_fit_height(box.height)
    return image.move_to(box.centre).set_z_index(-1)


def _rgb(colour: str) -> NDArray[np.float64]:
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], float)
