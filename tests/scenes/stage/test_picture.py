"""Boxes around what is drawn, against manim's own measure."""

import manim
import numpy as np
import pytest
from manim import DL, UR

from scenes.stage.formula import Formula
from scenes.stage.picture import box

DRAWN = [
    manim.Circle(radius=1.3).shift((0.4, -2.0, 0.0)),
    manim.Line((1, 2, 0), (-3, 0.5, 0)),
    manim.VGroup(manim.Square().rotate(0.3), manim.VGroup(manim.Dot((5, 1, 0)))),
    manim.VGroup(),
    manim.ImageMobject(np.zeros((4, 6, 4), np.uint8)).shift((1.0, 1.0, 0.0)),
    Formula("$x^2 / 3$", colour="#FFFFFF"),
]


@pytest.mark.parametrize("mobject", DRAWN, ids=lambda each: type(each).__name__)
def test_a_box_reaches_from_corner_to_corner(mobject):
    corners = [*mobject.get_corner(DL)[:2], *mobject.get_corner(UR)[:2]]

    assert box(mobject) == tuple(corners)
