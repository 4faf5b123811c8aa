"""One graph turning into another by its values, so that points which both share stay put."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import Animation, Scene, VGroup, VMobject

from mathcore.functions import Function
from scenes.stage.curves import lay
from scenes.stage.figures import Plane
from scenes.stage.look import BOLD, Token

_SAMPLES = 1200  # across the window: about a pixel apart at 1080p, and only while it moves


class Bend(Animation):
    """From the graph of `before` to that of `after`, drawn as `new`.

    At every moment the picture is the graph of (1 - s) before + s after. It leaves exactly `new`
    behind; whether the old graph stays is for the lecture to say.
    """

    def __init__(
        self,
        plane: Plane,
        before: Function,
        after: Function,
        new: VMobject,
        token: Token,
        width: float = BOLD,
        **settings: Any,
    ) -> None:
        """Prepare the values of both on a fine grid of abscissas."""
        self._x = np.linspace(plane.x.low, plane.x.high, _SAMPLES)
        self._before, self._after = before(self._x), after(self._x)
        self._plane, self._new = plane, new
        self._colour, self._width = plane.lecture.colour(token), width
        self._drawn = VGroup()
        super().__init__(self._drawn, **settings)

    def interpolate_mobject(self, alpha: float) -> None:
        """Draw the blend, broken where it leaves the window or has no value."""
        share = self.rate_func(alpha)
        y = (1 - share) * self._before + share * self._after
        seen = (y >= self._plane.y.low) & (y <= self._plane.y.high)
        runs = np.split(self._plane.all_at(self._x, y), cuts := np.flatnonzero(np.diff(seen)) + 1)
        pieces = [run for run, first in zip(runs, [0, *cuts], strict=True) if seen[first]]
        lay(self._drawn, pieces, self._colour, self._width)

    def clean_up_from_scene(self, scene: Scene) -> None:
        """Leave the new graph, and nothing of the way to it."""
        scene.remove(self._drawn)
        scene.add(self._new)
