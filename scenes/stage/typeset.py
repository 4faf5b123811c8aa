"""Typst source to glyphs: the same shapes on every machine, each with its identity and its part.

Typst writes a small dialect of SVG: groups with a matrix, glyphs by reference, and a few stroked
paths (fraction bars, roots). Reading it here, with the outline of a glyph parsed once, costs a
millisecond a formula where a general SVG import takes fifty; and a glyph keeps its name, so that
the same letter can be found again in the next line.

Parts are marked by filling them with a colour of their own, which does not move the layout; the
colours are read back from the SVG.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import cast
from xml.etree import ElementTree

import numpy as np
import svgelements
import typst
from manim.mobject.svg.svg_mobject import VMobjectFromSVGPath
from numpy.typing import NDArray

from scenes.stage.languages import ENGLISH, Language

EM = 10.0  # points: the type size at which everything is set
PREAMBLE = (
    "#set page(width: auto, height: auto, margin: 0pt, fill: none)\n"
    f'#set text(size: {EM}pt, font: "Libertinus Serif")\n'
    '#show math.equation: set text(font: "New Computer Modern Math")\n'
)
_BASELINE = "#000101"  # the colour of the full stop that stands on the baseline, unseen
_RULER = f'#box(width: 0pt, text(fill: rgb("{_BASELINE}"))[.])'
_FIRST_PART = 0x010101  # darker than any colour anybody sees, and never black
_LINK = "{http://www.w3.org/1999/xlink}href"


class TypesettingError(ValueError):
    """Typst refused a source; the message quotes the source and Typst's reason."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One outline: `points` in em (x right, y up, the first baseline at 0), and what it is."""

    points: NDArray[np.float64]  # (n, 3) cubic Bézier points, as manim keeps them
    key: str  # equal for equal shapes
    part: str | None  # the innermost marked part it stands in
    stroke: float  # width in em of a stroked path, 0 for a filled one


def mathematics(source: str, language: Language = ENGLISH) -> str:
    """Markup that sets `source` in display style, its functions named as `language` does."""
    return f"{language.operators(source)}$display({_shield(source)})$"


def mark(index: int, source: str) -> str:
    """Typst mathematics that sets `source` as the part number `index`."""
    return f'text(fill: #rgb("#{_FIRST_PART + index:06x}"), {_shield(source)})'


def _shield(source: str) -> str:
    """Commas and semicolons outside brackets would end the argument: name them instead."""
    depth, quoted, shielded = 0, False, []
    for character in source:
        quoted ^= character == '"'
        depth += (character in "([{") - (character in ")]}")
        if character == "," and depth <= 0 and not quoted:
            shielded.append(" comma ")
        elif character == ";" and depth <= 0 and not quoted:
            shielded.append(' ";" ')
        else:
            shielded.append(character)
    return "".join(shielded)


def typeset(source: str, parts: tuple[str, ...] = ()) -> tuple[Glyph, ...]:
    """The glyphs of a line of Typst markup in reading order, in em, the baseline at height 0.

    Args:
        source: one line of Typst markup; see `mathematics`.
        parts: the names of the parts, as numbered by `mark`.

    Raises:
        TypesettingError: Typst cannot compile `source`.
    """
    return _typeset(source, parts)


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(ignore_system_fonts=True)


@cache
def _typeset(source: str, parts: tuple[str, ...]) -> tuple[Glyph, ...]:
    try:
        svg = _compiler().compile((PREAMBLE + _RULER + source).encode(), format="svg")
    except typst.TypstError as error:
        raise TypesettingError(f"Typst cannot set {source!r}: {error}") from error
    root = ElementTree.fromstring(cast(bytes, svg))  # noqa: S314  our own compiler wrote it
    outlines = {
        symbol.get("id"): symbol[0].get("d", "")
        for symbol in root.iter()
        if _tag(symbol) == "symbol"
    }
    glyphs: list[Glyph] = []
    _read(root, svgelements.Matrix(), outlines, parts, glyphs)
    ruler, *seen = glyphs
    if not seen:
        raise TypesettingError(f"nothing to see in {source!r}")
    baseline = np.array([0.0, ruler.points[:, 1].min(), 0.0])
    return tuple(replace(glyph, points=glyph.points - baseline) for glyph in seen)


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rsplit("}", 1)[-1]


def _read(
    element: ElementTree.Element,
    outer: svgelements.Matrix,
    outlines: dict[str | None, str],
    parts: tuple[str, ...],
    glyphs: list[Glyph],
) -> None:
    """Walk the tree in the order of painting, which is the order of reading."""
    for child in element:
        matrix = svgelements.Matrix(child.get("transform", "")) * outer
        tag = _tag(child)
        if tag == "use":
            key = child.get(_LINK, "").lstrip("#")
            shift = svgelements.Matrix.translate(float(child.get("x", 0)), float(child.get("y", 0)))
            points = _transform(_outline(outlines[key]), shift * matrix)
            glyphs.append(Glyph(points, key, _part(child.get("fill"), parts), 0.0))
        elif tag == "path":
            glyphs.append(_stroked(child, matrix, parts))
        elif tag != "symbol" and tag != "defs":
            _read(child, matrix, outlines, parts, glyphs)


def _stroked(
    path: ElementTree.Element, matrix: svgelements.Matrix, parts: tuple[str, ...]
) -> Glyph:
    width = float(path.get("stroke-width", 0)) / EM if path.get("stroke", "none") != "none" else 0.0
    colour = path.get("stroke") if width else path.get("fill")
    outline = path.get("d", "")
    return Glyph(_transform(_outline(outline), matrix), outline, _part(colour, parts), width)


@cache
def _outline(path: str) -> NDArray[np.float64]:
    drawn = VMobjectFromSVGPath(
        svgelements.Path(path), should_subdivide_sharp_curves=True, should_remove_null_curves=True
    )
    return np.asarray(drawn.points, float)


def _transform(points: NDArray[np.float64], m: svgelements.Matrix) -> NDArray[np.float64]:
    x, y = points[:, 0], points[:, 1]
    moved = np.zeros_like(points)
    moved[:, 0] = (m.a * x + m.c * y + m.e) / EM
    moved[:, 1] = -(m.b * x + m.d * y + m.f) / EM
    return moved


def _part(colour: str | None, parts: tuple[str, ...]) -> str | None:
    if not colour or not re.fullmatch("#[0-9a-f]{6}", colour):
        return None
    index = int(colour[1:], 16) - _FIRST_PART
    return parts[index] if 0 <= index < len(parts) else None
