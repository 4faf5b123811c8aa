"""Pictures of basins: every start painted by the root that a walk from it ends at."""

from __future__ import annotations

from itertools import cycle

from manim import Create, FadeIn, Group, ImageMobject, ReplacementTransform, VMobject

from mathcore import basins
from mathcore.basins import BasinPicture
from mathcore.functions import Function
from mathcore.quantity import Point
from scenes.stage.drawings import Shape
from scenes.stage.figures import Plane
from scenes.stage.formula import Formula
from scenes.stage.look import FINE, Token

TOKENS: tuple[Token, ...] = ("function", "approximation", "data")
SHAPES: tuple[Shape, ...] = ("square", "diamond", "up")
_SIGNS = ("square.filled", "diamond.filled", "triangle.filled.t")
_PALEST = 0.75  # how far the colour of the latest start fades into the ground
_CELLS = 120  # a scene unit


def painted(plane: Plane, function: Function) -> ImageMobject:
    """The starts along the horizontal axis, painted over the whole height."""
    width, height = (round(_CELLS * side) for side in (plane.box.width, plane.box.height))
    return _image(plane, basins.strip(function, plane.x.low, plane.x.high, width, height))


def enlarge(wide: Plane, near: Plane, image: ImageMobject) -> None:
    """Frame the starts of `near` on the strip `wide`, and let the frame grow into it."""
    frame, grown = (
        plane.path(
            [(near.x.low, 0), (near.x.high, 0), (near.x.high, 1), (near.x.low, 1)],
            "ink",
            closed=True,
            name="frame",
            width=FINE,
        )
        for plane in (wide, near)
    )
    lecture = wide.lecture
    lecture.play(Create(frame), run_time=0.8)
    moving = frame.copy()
    lecture.play(ReplacementTransform(moving, grown), run_time=1.2)
    lecture.play(FadeIn(Group(near, image)), run_time=0.8)


def complex_plane(
    plane: Plane, function: Function
) -> tuple[ImageMobject, list[VMobject], list[Formula]]:
    """Starts all over the plane, painted; the roots in it, marked; and what they are."""
    width, height = (round(0.75 * _CELLS * side) for side in (plane.box.width, plane.box.height))
    x, y = plane.x, plane.y
    picture = basins.plane(function, (x.low, x.high), (y.low, y.high), width, height)
    marks, names = [], []
    for index, (root, shape, sign, token) in enumerate(
        zip(picture.roots, cycle(SHAPES), cycle(_SIGNS), cycle(TOKENS), strict=False)
    ):
        if not (x.low < root.real < x.high and y.low < root.imaginary < y.high):
            continue
        marks.append(
            plane.mark(Point(root.real, root.imaginary), shape, "ink", name=f"root {index}")
        )
        lecture = plane.lecture
        real = lecture.claim(f"real {index}", root.real, figures=4)
        text = f"[[sign| {sign} ]] quad {{{real.name}}}"
        if root.imaginary:
            part = lecture.claim(f"imaginary {index}", root.imaginary, figures=4)
            text += f" {'+' if root.imaginary > 0 else ''} {{{part.name}}} thin i"
        names.append(lecture.formula(text, colours={"sign": token}))
    return _image(plane, picture), marks, names


def _image(plane: Plane, picture: BasinPicture) -> ImageMobject:
    tokens = [token for token, _ in zip(cycle(TOKENS), [*picture.roots, None], strict=False)]
    return plane.mosaic(picture.root_index, _PALEST * picture.lateness, tokens)
