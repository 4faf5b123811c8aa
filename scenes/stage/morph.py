"""One formula turning into the next: what goes fades, what stays moves, what comes fades in.

On its way no term runs over another: of a few ways the one with the fewest collisions is taken,
and a term that would still collide does not travel at all, but fades and comes.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import partial
from typing import Any, cast

import numpy as np
from manim import (
    AnimationGroup,
    FadeIn,
    FadeOut,
    Mobject,
    ReplacementTransform,
    Scene,
    VMobject,
    path_along_arc,
    smooth,
    squish_rate_func,
    straight_path,
)
from numpy.typing import NDArray

_GONE, _COMING = 0.3, 0.7  # shares of the time at which what goes has gone, and what comes begins
_LEAVING, _ARRIVED = 0.2, 0.8  # and between which all else moves
_SAMPLES = np.linspace(0.05, 0.95, 13)  # shares of the way at which collisions are looked for
_TOUCHED = 0.12  # the share of the smaller glyph's box that another may cover
_TOGETHER = 0.15  # scene units: glyphs whose ways differ by less are one term

Array = NDArray[np.float64]
Pair = tuple[VMobject, VMobject]


def _corner(first: int, start: Array, end: Array, share: float) -> Array:
    """A way with one corner: first along this axis, 0 across or 1 up, then along the other."""
    here = np.array(start, dtype=float)
    early, late = smooth(min(1.0, 1.6 * share)), smooth(max(0.0, 1.6 * share - 0.6))
    here += (end - start) * late
    here[..., first] = (start + (end - start) * early)[..., first]
    return here


_WAYS: tuple[Any, ...] = (
    straight_path(),
    path_along_arc(1.2),
    path_along_arc(-1.2),
    partial(_corner, 1),
    partial(_corner, 0),
)


class Morph(AnimationGroup):
    """Turn one formula into the next: a term that stays moves to where it stands there.

    Glyphs of the same shape and part are matched in order; a named part that stands in both
    moves even where the order changes; the rest fades.
    """

    def __init__(
        self,
        before: VMobject,
        after: VMobject,
        run_time: float = 1.5,
        others: Sequence[VMobject] = (),
    ) -> None:
        """Prepare the move from `before`, which leaves the scene, to `after`, which enters it.

        Args:
            before: what is on the scene, or a copy of it.
            after: what will be.
            run_time: in seconds.
            others: glyphs that stand by, over which no term may run either.
        """
        self._before, self._after = before, after
        old, new = _glyphs(before.copy()), _glyphs(after.copy())
        pairs, left, right = _matched(old, new)
        way, held = _clear_way(pairs, others)
        moving = [pair for pair, holds in zip(pairs, held, strict=True) if not holds]
        left += [a for (a, _), holds in zip(pairs, held, strict=True) if holds]
        right += [b for (_, b), holds in zip(pairs, held, strict=True) if holds]
        go, come = squish_rate_func(smooth, 0, _GONE), squish_rate_func(smooth, _COMING, 1)
        when = squish_rate_func(smooth, _LEAVING if left else 0, _ARRIVED if right else 1)
        super().__init__(
            *(ReplacementTransform(a, b, path_func=way, rate_func=when) for a, b in moving),
            *(FadeOut(each, rate_func=go) for each in left),
            *(FadeIn(each, rate_func=come) for each in right),
            run_time=run_time,
        )

    def _setup_scene(self, scene: Scene) -> None:
        scene.remove(self._before)
        super()._setup_scene(scene)

    def clean_up_from_scene(self, scene: Scene) -> None:
        """Leave exactly the new formula behind, so that the state does not depend on frames."""
        super().clean_up_from_scene(scene)
        for animation in self.animations:
            scene.remove(cast(Mobject, animation.mobject))
            if isinstance(animation, ReplacementTransform):
                scene.remove(animation.target_mobject)
        scene.remove(cast(Mobject, self.group))
        scene.add(self._after)


def _glyphs(mobject: VMobject) -> list[VMobject]:
    return [e for e in mobject.get_family() if isinstance(e, VMobject) and e.has_points()]


def _matched(
    old: list[VMobject], new: list[VMobject]
) -> tuple[list[Pair], list[VMobject], list[VMobject]]:
    """Which glyph becomes which (longest common subsequences, then by part); what goes; comes."""

    def names(glyphs: list[VMobject]) -> list[tuple[str | None, str]]:
        return [(getattr(g, "part", None), getattr(g, "key", str(id(g)))) for g in glyphs]

    pairs: list[Pair] = []
    left, right = [], []
    matcher = SequenceMatcher(None, names(old), names(new), autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            pairs += zip(old[i1:i2], new[j1:j2], strict=True)
        else:
            left += old[i1:i2]
            right += new[j1:j2]
    return pairs + _by_part(left, right), left, right


def _by_part(left: list[VMobject], right: list[VMobject]) -> list[Pair]:
    """Pair what is left over by part and shape; what is paired is taken from both lists."""
    pairs = []
    for glyph in list(left):
        if getattr(glyph, "part", None) is None:
            continue
        twin = next((g for g in right if (g.part, g.key) == (glyph.part, glyph.key)), None)
        if twin is not None:
            left.remove(glyph)
            right.remove(twin)
            pairs.append((glyph, twin))
    return pairs


# -- collisions ------------------------------------------------------------------------------


def _boxes(glyphs: Sequence[VMobject]) -> tuple[Array, Array]:
    """Middles (n, 3) and half widths and heights (n, 3) of glyphs."""
    low = np.array([each.points.min(axis=0) for each in glyphs]).reshape(-1, 3)
    high = np.array([each.points.max(axis=0) for each in glyphs]).reshape(-1, 3)
    return (low + high) / 2, (high - low) / 2


def _covered(at: Array, half: Array, places: Array, halves: Array) -> NDArray[np.bool_]:
    """Which boxes cover much of which others: shape (n, m)."""
    reach = half[:, None, :2] + halves[None, :, :2] - abs(at[:, None, :2] - places[None, :, :2])
    least = 2 * np.minimum(half[:, None, :2], halves[None, :, :2])
    shared = np.prod(np.clip(reach, 0, least), axis=2)
    return np.asarray(shared > _TOUCHED * np.prod(least, axis=2))


def _collisions(
    pairs: Sequence[Pair], others: Sequence[VMobject], way: Any
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which moving glyphs run over which (n, n), and which over what stands by (n,).

    What is covered at the start or at the end, as a root's sign covers its contents, may be.
    """
    (start, half), (end, last) = (_boxes(some) for some in zip(*pairs, strict=True))
    still, around = _boxes(others)
    over = np.zeros((len(pairs), len(pairs)), dtype=bool)
    past = np.zeros((len(pairs), len(still)), dtype=bool)
    for share in _SAMPLES:
        at, size = way(start, end, smooth(share)), half + share * (last - half)
        over |= _covered(at, size, at, size)
        past |= _covered(at, size, still, around)
    for at, size in ((start, half), (end, last)):
        over &= ~_covered(at, size, at, size)
        past &= ~_covered(at, size, still, around)
    return over, np.asarray(past.any(axis=1))


def _clear_way(pairs: Sequence[Pair], others: Sequence[VMobject]) -> tuple[Any, list[bool]]:
    """The way with the fewest collisions, and which glyphs had better not travel along it."""
    if not pairs:
        return _WAYS[0], []
    terms = _terms(pairs)
    ways = [(way, _held(terms, *_collisions(pairs, others, way))) for way in _WAYS]
    return min(ways, key=lambda each: sum(each[1]))


def _terms(pairs: Sequence[Pair]) -> list[int]:
    """The number of the term that each pair belongs to: neighbours that travel alike."""
    numbers, last = [0], None
    for a, b in pairs:
        step = b.get_center() - a.get_center()
        apart = last is not None and float(abs(step - last).max()) > _TOGETHER
        numbers.append(numbers[-1] + apart)
        last = step
    return numbers[1:]


def _held(terms: Sequence[int], over: NDArray[np.bool_], past: NDArray[np.bool_]) -> list[bool]:
    """Hold terms back until none collides; of two, the one with fewer glyphs."""
    held = {term for term, runs in zip(terms, past, strict=True) if runs}
    while True:
        clashes = [
            (terms.count(terms[i]), -terms[i])
            for i, j in np.argwhere(over)
            if terms[i] not in held and terms[j] not in held
        ]
        if not clashes:
            return [term in held for term in terms]
        held.add(-min(clashes)[1])
