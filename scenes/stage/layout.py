"""What the eye needs: nothing clipped, crossed, piled up, too small, too pale or too brief.

The rules look only at what was drawn, not at how it came about. Each finding is a sentence.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import combinations, product
from typing import TYPE_CHECKING

import numpy as np
from manim import Dot, ImageMobject, Mobject, VGroup, VMobject
from manim.mobject.svg.svg_mobject import SVGMobject
from numpy.typing import NDArray

from scenes.stage.drawings import Drawn, DrawnContour, DrawnCurve
from scenes.stage.formula import Formula, GlyphMobject
from scenes.stage.look import FRAME, LEAST_DIGIT_HEIGHT, SAFE, Zone
from scenes.stage.picture import box, crossing, inside, overlapping, strokes, texts, visible
from scenes.stage.sight import contrast

if TYPE_CHECKING:
    from scenes.stage.axes import Axes

MOST_WORDS = 12
LEAST_CONTRAST = 4.5
SECONDS_A_WORD = 0.3
SECONDS_TO_NOTICE = 0.7
_OVERHANG = 0.02  # scene units that a drawing may reach beyond its axes
_MERGED = 0.005  # half a box of 1.35 pixels, around which the curve's own width counts too


def inspect(mobjects: Sequence[Mobject], ground: str) -> list[str]:
    """Every fault of one picture, as sentences."""
    words = texts(mobjects)
    return [
        *_typed(mobjects),
        *_within(mobjects, words),
        *_piled(words),
        *_crossed(words, strokes(mobjects)),
        *_small(words),
        *_pale(words, ground),
        *_wordy(words),
    ]


def called(words: Formula) -> str:
    """How a finding names a text."""
    return f"'{words.plain}'"


def _typed(mobjects: Sequence[Mobject]) -> list[str]:
    """Letters that did not come through the stage, and so through no claim."""
    return [
        f"{type(each).__name__} was set without the stage: its digits are not claimed"
        for top in mobjects
        for each in top.get_family()
        if isinstance(each, SVGMobject)
        or type(each).__name__ in {"Text", "MarkupText", "Paragraph"}
    ]


def _within(mobjects: Sequence[Mobject], words: Sequence[Formula]) -> list[str]:
    found = [f"{called(w)} leaves the safe area" for w in words if not inside(box(w), SAFE)]
    margin = Zone(FRAME.left + 0.2, FRAME.right - 0.2, FRAME.bottom + 0.2, FRAME.top - 0.2)
    for top in mobjects:
        for each in top.get_family():
            if isinstance(each, GlyphMobject | ImageMobject) or not isinstance(each, VMobject):
                continue
            if visible(each) and not inside(box(each), margin) and not _hairline(each):
                kind = "a dot" if isinstance(each, Dot) else "a drawing"
                x, y = (float(c) for c in each.get_center()[:2])
                found.append(f"{kind} at ({x:.2f}, {y:.2f}) touches the edge of the frame")
    return found


def _hairline(mobject: VMobject) -> bool:
    """The title's rule runs from edge to edge on purpose."""
    return bool(mobject.height == 0 and mobject.get_stroke_width() <= 1.0)


def _piled(words: Sequence[Formula]) -> list[str]:
    found = []
    framed = [(each, box(each)) for each in words]
    for (a, around_a), (b, around_b) in combinations(framed, 2):
        if not overlapping(around_a, around_b):
            continue
        if any(overlapping(*each) for each in product(map(box, a), map(box, b))):
            found.append(f"{called(a)} overlaps {called(b)}")
    return found


def _crossed(words: Sequence[Formula], chords: NDArray[np.float64]) -> list[str]:
    return [
        f"a line runs through {called(each)}" for each in words if crossing(box(each), chords, 0.01)
    ]


def _small(words: Sequence[Formula]) -> list[str]:
    return [
        f"{called(w)} is too small: a digit is {w.digit_height:.0f} px high"
        for w in words
        if w.digit_height < LEAST_DIGIT_HEIGHT - 0.05
    ]


def _pale(words: Sequence[Formula], ground: str) -> list[str]:
    found = []
    for each in words:
        shades = {
            (str(g.get_fill_color()), round(float(g.get_fill_opacity()), 2))
            for g in each
            if g.get_fill_opacity() > 0.02
        }
        worst = min((contrast(c, ground, opacity) for c, opacity in shades), default=math.inf)
        if worst < LEAST_CONTRAST:
            found.append(f"{called(each)} is too pale: contrast {worst:.1f}")
    return found


def _wordy(words: Sequence[Formula]) -> list[str]:
    count = sum(each.words for each in words)
    return [f"{count} words at once, more than {MOST_WORDS}"] if count > MOST_WORDS else []


def misdrawn(figures: Sequence[Drawn | DrawnCurve | DrawnContour]) -> list[str]:
    """Drawings that leave their axes, and straight lines that lie unseen on a curve."""
    found = []
    for figure in figures:
        if not isinstance(figure, Drawn):
            continue
        points = np.array([point[:2] for point in figure.read(figure.mobject)])
        edge = box(VGroup(figure.plane.axis_x, figure.plane.axis_y))
        low, high = np.array(edge[:2]) - _OVERHANG, np.array(edge[2:]) + _OVERHANG
        if ((points < low) | (points > high)).any():
            found.append(f"{figure.name} leaves its axes")
        if not figure.merging and len(points) == 2 and _hidden(points, figures):
            found.append(f"{figure.name} lies on a curve, where nobody sees it")
    return found


def unnumbered(planes: Iterable[Axes]) -> list[str]:
    """Axes with ticks that carry no numbers; two may give way to the name of an axis."""
    found = []
    for plane in planes:
        marks = sum(visible(mark) for mark in plane.marks)
        numbers = len(texts([plane.numbers]))
        if marks > numbers + 2:
            found.append(f"axes with {marks} ticks have only {numbers} numbers")
    return found


def _hidden(ends: NDArray[np.float64], figures: Sequence[object]) -> bool:
    """Whether a segment runs within two pixels of one curve from end to end."""
    shares = np.linspace(0.0, 1.0, 9)[:, None]
    along = ends[0] + shares * (ends[1] - ends[0])
    for figure in figures:
        if isinstance(figure, DrawnCurve):
            chords = strokes([figure.mobject])
            near = [
                crossing((x - _MERGED, y - _MERGED, x + _MERGED, y + _MERGED), chords, 0.0)
                for x, y in along
            ]
            if all(near):
                return True
    return False


class Reading:
    """How long words stand: seen at the end of every beat, judged when they have gone."""

    def __init__(self) -> None:
        """Nothing has been seen yet."""
        self._since: dict[int, tuple[Formula, float]] = {}
        self._last = 0.0
        self._found: list[str] = []

    def see(self, mobjects: Sequence[Mobject], now: float) -> None:
        """Note which words stand at `now`, in seconds; a word counts from the beat it came in."""
        present = {id(each): each for each in texts(mobjects) if each.words}
        for key in set(self._since) - set(present):
            self._judge(*self._since.pop(key), self._last)
        for key, each in present.items():
            self._since.setdefault(key, (each, self._last))
        self._last = now

    def findings(self, end: float) -> list[str]:
        """What was too brief to be read, when the lecture ends at `end` seconds."""
        for each, since in self._since.values():
            self._judge(each, since, end)
        self._since.clear()
        return self._found

    def _judge(self, words: Formula, since: float, until: float) -> None:
        needed = SECONDS_TO_NOTICE + SECONDS_A_WORD * words.words
        if until - since < needed:
            self._found.append(
                f"{called(words)} stands for {until - since:.1f} s and needs {needed:.1f} s"
            )
