"""Things that are carried about, and do not remember the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from manim import VMobject


def carried(mobject: VMobject) -> Callable[[Any], None]:
    """A function that puts the middle of a mobject at a place, as if it had never been elsewhere.

    `move_to` adds a step to where the points are, so that they would remember their way, rounding
    by rounding, and a beat that is leapt over would not leave what a beat that is played leaves.
    """
    middle = mobject.get_center()
    parts = [(each, each.points - middle) for each in mobject.family_members_with_points()]

    def put(place: Any) -> None:
        for part, away in parts:
            part.points = away + place

    return put
