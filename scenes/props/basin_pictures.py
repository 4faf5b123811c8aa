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
from scenes.stage.lecture import Lecture
from scenes.stage.look import LINE, Token, Zone

_TOKENS: tuple[Token, ...] = ("function", "approximation", "data")
_SHAPES: tuple[Shape, ...] = ("square", "diamond", "up")
_SIGNS = ("square.filled", "diamond.filled", "triangle.filled.t")
_FAINTEST = 0.75  # how far the colour of the latest start fades into the ground
_CELLS = 120  # a scene unit


def strip(
    above: Plane, function: Function, ends: tuple[float, float], zone: Zone
) -> tuple[Plane, ImageMobject]:
    """Starts between `ends` on a strip as wide as the axes `above`, and its painting."""
    plane = above.lecture.plane(ends, (0.0, 1.0), zone, most=(5, 0), beneath=above)
    width, height = (round(_CELLS * side) for side in (plane.box.width, plane.box.height))
    return plane, _image(plane, basins.strip(function, *ends, width, height))


def enlarge(wide: Plane, near: Plane, image: ImageMobject) -> None:
    """Frame the starts of `near` on the strip `wide`, and let the frame grow into it."""
    low, high = near.x.low, near.x.high
    corners = [(low, 0.0), (high, 0.0), (high, 1.0), (low, 1.0)]
    frame, grown = (
        each.path(corners, "ink", closed=True, name="frame", width=LINE) for each in (wide, near)
    )
    lecture: Lecture = wide.lecture
    lecture.play(Create(frame), run_time=0.8)
    lecture.play(ReplacementTransform(frame.copy(), grown), run_time=1.2)
    lecture.play(FadeIn(Group(near, image)), run_time=0.8)


class ComplexPlane:
    """A plane of complex starts: its axes, the painting, the roots marked, and what they are."""

    def __init__(self, plane: Plane, function: Function) -> None:
        """Work out the painting; the roots are claimed as real 0, imaginary 0, real 1, ..."""
        self.plane, x, y = plane, plane.x, plane.y
        size = (round(0.75 * _CELLS * side) for side in (plane.box.width, plane.box.height))
        picture = basins.plane(function, (x.low, x.high), (y.low, y.high), *size)
        self.image = _image(plane, picture)
        self.marks: list[VMobject] = []
        self.names: list[Formula] = []
        kinds = zip(cycle(_SHAPES), cycle(_SIGNS), cycle(_TOKENS), strict=False)
        for index, (root, (shape, sign, token)) in enumerate(
            zip(picture.roots, kinds, strict=False)
        ):
            place = Point(root.real, root.imaginary)
            if x.low < place.x < x.high and y.low < place.y < y.high:
                self.marks.append(plane.mark(place, shape, "ink", name=f"root {index}"))
                self.names.append(self._name(index, place, sign, token))

    def _name(self, index: int, place: Point, sign: str, token: Token) -> Formula:
        lecture: Lecture = self.plane.lecture
        lecture.claim(f"real {index}", place.x, figures=4)
        text = f"[[sign| {sign} ]] quad {{real {index}}}"
        if place.y:
            lecture.claim(f"imaginary {index}", place.y, figures=4)
            text += f" {'+' * (place.y > 0)} {{imaginary {index}}} thin i"
        return lecture.formula(text, colours={"sign": token})


def _image(plane: Plane, picture: BasinPicture) -> ImageMobject:
    tokens = [token for token, _ in zip(cycle(_TOKENS), [*picture.roots, None], strict=False)]
    return plane.mosaic(picture.root_index, _FAINTEST * picture.lateness, tokens)
