"""What is on screen, as boxes of letters and chords of lines, and where there is room left."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np
from manim import Mobject, VMobject
from numpy.typing import NDArray

from scenes.stage.formula import Formula, GlyphMobject
from scenes.stage.look import Zone

_CLEAR = 0.03  # scene units that lines keep from glyphs: 4 pixels
_APART = 0.05  # scene units between two texts

Direction = Sequence[float] | NDArray[np.float64]  # x and y at least, as manim's UP and LEFT
Box = tuple[float, float, float, float]  # left, bottom, right, top


def visible(mobject: VMobject) -> bool:
    """Whether anything of this one mobject, not its family, can be seen."""
    if not mobject.has_points():
        return False
    return bool(
        mobject.get_fill_opacity() > 0.02
        or (mobject.get_stroke_width() > 0 and mobject.get_stroke_opacity() > 0.02)
    )


def texts(mobjects: Iterable[Mobject]) -> list[Formula]:
    """Every formula and word on screen that can be seen, without repetition."""
    found: dict[int, Formula] = {}
    for top in mobjects:
        for each in top.get_family():
            if isinstance(each, Formula) and any(visible(glyph) for glyph in each):
                found[id(each)] = each
    return list(found.values())


def box(mobject: Mobject) -> Box:
    """The bounding box of everything drawn; of curves their ends, as manim measures them."""
    parts = [_ends(each) for each in mobject.get_family() if len(each.points)]
    if not parts:
        return 0.0, 0.0, 0.0, 0.0
    points = parts[0] if len(parts) == 1 else np.concatenate(parts)
    (left, bottom, _), (right, top, _) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    return left, bottom, right, top


def _ends(mobject: Mobject) -> NDArray[np.float64]:
    """The ends of its cubic curves, or all its points if it has no curves: shape (n, 3)."""
    points = np.asarray(mobject.points, float)
    if len(points) % 4 or not isinstance(mobject, VMobject):
        return points
    return points.reshape(-1, 4, 3)[:, ::3].reshape(-1, 3)


def strokes(mobjects: Iterable[Mobject]) -> NDArray[np.float64]:
    """Every visible line that is not a letter, as chords: shape (n, 5), x1 y1 x2 y2 half-width."""
    chords = [
        _chords(each)
        for top in mobjects
        for each in top.get_family()
        if isinstance(each, VMobject) and not isinstance(each, GlyphMobject) and visible(each)
    ]
    return np.concatenate(chords) if chords else np.empty((0, 5))


def _chords(mobject: VMobject) -> NDArray[np.float64]:
    cubic = mobject.points[: len(mobject.points) // 4 * 4].reshape(-1, 4, 3)[:, :, :2]
    at = np.array([0.0, 0.25, 0.5, 0.75, 1.0])
    straight = np.allclose(cubic[:, 1] * 3, cubic[:, 0] * 2 + cubic[:, 3], atol=1e-6)
    if straight:
        at = np.array([0.0, 1.0])
    weights = np.stack([(1 - at) ** 3, 3 * at * (1 - at) ** 2, 3 * at**2 * (1 - at), at**3])
    points = np.einsum("nkd,kt->ntd", cubic, weights)
    pairs = np.concatenate([points[:, :-1], points[:, 1:]], axis=2).reshape(-1, 4)
    stroked = mobject.get_stroke_width() > 0 and mobject.get_stroke_opacity() > 0.02
    half = 0.005 * mobject.get_stroke_width() if stroked else 0.0
    if not stroked and mobject.get_fill_opacity() < 0.35:
        return np.empty((0, 5))  # a pale area: words may stand on it
    return np.column_stack([pairs, np.full(len(pairs), half)])


def crossing(rectangle: Box, chords: NDArray[np.float64], clear: float = _CLEAR) -> bool:
    """Whether any chord comes within `clear` of the rectangle (Liang and Barsky's clipping)."""
    if not len(chords):
        return False
    grow = chords[:, 4] + clear
    low = np.array(rectangle[:2]) - grow[:, None]
    high = np.array(rectangle[2:]) + grow[:, None]
    start, step = chords[:, :2], chords[:, 2:4] - chords[:, :2]
    with np.errstate(divide="ignore", invalid="ignore"):
        t1, t2 = (low - start) / step, (high - start) / step
    near, far = np.minimum(t1, t2), np.maximum(t1, t2)
    still = step == 0
    inside = (start >= low) & (start <= high)
    near = np.where(still, np.where(inside, -np.inf, np.inf), near)
    far = np.where(still, np.where(inside, np.inf, -np.inf), far)
    enter, leave = np.maximum(near.max(axis=1), 0), np.minimum(far.min(axis=1), 1)
    return bool((enter <= leave).any())


def overlapping(a: Box, b: Box, apart: float = _APART) -> bool:
    """Whether two rectangles come closer than `apart`."""
    return (
        a[0] < b[2] + apart and b[0] < a[2] + apart and a[1] < b[3] + apart and b[1] < a[3] + apart
    )


def inside(inner: Box, zone: Zone) -> bool:
    """Whether a rectangle lies within a zone, to a thousandth of a unit."""
    return (
        inner[0] >= zone.left - 1e-3
        and inner[1] >= zone.bottom - 1e-3
        and inner[2] <= zone.right + 1e-3
        and inner[3] <= zone.top + 1e-3
    )


def _clear(mine: Box, others: Sequence[Box], chords: NDArray[np.float64], zone: Zone) -> bool:
    """Whether words may stand in a box: in the zone, clear of other words and of lines."""
    if not inside(mine, zone) or any(overlapping(mine, each) for each in others):
        return False
    return not crossing(mine, chords)


_DIRECTIONS = tuple(
    (math.cos(math.pi / 8 * step), math.sin(math.pi / 8 * step)) for step in range(16)
)


def free_place(
    words: Formula,
    anchor: Direction,
    prefer: Direction,
    present: Sequence[Mobject],
    zone: Zone,
    gap: float,
) -> bool:
    """Move `words` to the nearest free place around `anchor`, preferred directions first."""
    others = [box(each) for each in texts(present) if each is not words]
    chords = strokes(present)
    length = math.hypot(prefer[0], prefer[1]) or 1.0
    wanted = (prefer[0] / length, prefer[1] / length)
    order = sorted(_DIRECTIONS, key=lambda d: -(d[0] * wanted[0] + d[1] * wanted[1]))
    for ring in range(9):
        away = gap + 0.22 * ring
        for across, up in order:
            x = anchor[0] + across * away + _sign(across) * words.width / 2
            y = anchor[1] + up * away + _sign(up) * words.height / 2
            words.move_to((x, y, 0.0))
            if _clear(box(words), others, chords, zone):
                return True
    return False


def _sign(share: float) -> float:
    """-1, 0 or 1: on which side of the anchor the middle of the words goes."""
    return 0.0 if abs(share) < 0.3 else math.copysign(1.0, share)
