"""Quicker replacements of some of manim's internals; each gives what the original gives.

They are put in place only if manim is a release with which they have been tested. They save
what is done again for every frame: old outlines, families of one, colours glyph by glyph.
"""

from __future__ import annotations

import copy
import inspect
import logging
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from math import isfinite
from types import FunctionType
from typing import Any

import cairo
import numpy as np
from manim import Animation, Camera, Mobject, Transform, VMobject
from manim.utils.bezier import interpolate
from manim.utils.iterables import remove_list_redundancies
from numpy.typing import NDArray

TESTED = ("0.22.0",)
OUTLINES = 1000  # kept at most, so that memory stays bounded

_PLAIN = (str, int, float, bool, type(None), type, range)
_ARRAYS = ("points", "fill_rgbas", "stroke_rgbas", "background_stroke_rgbas", "sheen_direction")
_NUMBERS = ("stroke_width", "background_stroke_width", "sheen_factor")


def outline(self: Camera, ctx: cairo.Context[Any], vmobject: VMobject) -> Camera:
    """`Camera.set_cairo_context_path`: an outline that was drawn before is drawn from memory."""
    points = vmobject.points
    whole = len(points) and len(points) % 4 == 0 and isfinite(points.sum())
    if type(self) is not Camera or not whole:
        STOCK[Camera, "set_cairo_context_path"](self, ctx, vmobject)
        return self
    known: dict[Any, cairo.Path] = vars(self).setdefault("known_outlines", {})
    key = points.tobytes(), vmobject.tolerance_for_point_equality
    ctx.new_path()
    if key in known:
        ctx.append_path(known[key])
        return self
    _trace(ctx, points[:, :2].ravel().tolist(), vmobject.tolerance_for_point_equality)
    if len(known) >= OUTLINES:
        known.clear()
    known[key] = ctx.copy_path()
    return self


def _trace(ctx: cairo.Context[Any], flat: list[float], tolerance: float) -> None:
    """Draw cubic curves of x, y, four points each; one that begins elsewhere begins a new part."""
    first = end = flat[:2]
    for at in range(0, len(flat), 8):
        start = flat[at : at + 2]
        if not at or not _near(end, start, tolerance):
            if at and _near(first, end, tolerance):
                ctx.close_path()
            ctx.new_sub_path()
            ctx.move_to(*start)
            first = start
        ctx.curve_to(*flat[at + 2 : at + 8])
        end = flat[at + 6 : at + 8]
    if _near(first, end, tolerance):
        ctx.close_path()


def _near(one: list[float], other: list[float], tolerance: float) -> bool:
    """Whether manim takes two points for the same."""
    return one == other or all(
        abs(a - b) <= tolerance + 1e-5 * abs(b) for a, b in zip(one, other, strict=True)
    )


def display_kind(self: Camera, mobject: Mobject) -> Any:
    """`Camera.type_or_raise`: the answer depends on the class alone."""
    known: dict[type, Any] = vars(self).setdefault("known_kinds", {})
    kind = type(mobject)
    return known.get(kind) or known.setdefault(kind, STOCK[Camera, "type_or_raise"](self, mobject))


def family(self: Mobject, recurse: bool = True) -> list[Mobject]:
    """`Mobject.get_family`: without a generator a level, and at once where there are no parts."""
    if not self.submobjects:
        return [self]
    found: list[Mobject] = []
    _gather(self, found, set())
    return found if len(set(found)) == len(found) else remove_list_redundancies(found)


def _gather(parent: Mobject, found: list[Mobject], above: set[Mobject]) -> None:
    if parent in above:
        return
    found.append(parent)
    above.add(parent)
    for each in parent.submobjects:
        if each.submobjects:
            _gather(each, found, above)
        else:
            found.append(each)
    above.remove(parent)


def visible_family(self: Mobject) -> list[Mobject]:
    """`Mobject.family_members_with_points`."""
    return [each for each in self.get_family() if len(each.points)]


def update(self: Mobject, dt: float = 0, recursive: bool = True) -> Mobject:
    """`Mobject.update`: nothing is asked of parts that neither follow anything nor have parts."""
    if self.updating_suspended:
        return self
    for updater in self.updaters:
        follow: Callable[..., object] = updater
        follow(*((self, dt) if _takes_time(follow) else (self,)))
    if recursive:
        for each in self.submobjects:
            if each.submobjects or each.updaters:
                each.update(dt, recursive=recursive)
    return self


def _takes_time(updater: Callable[..., Any]) -> bool:
    if type(updater) is FunctionType and not vars(updater):  # nothing hides its own parameters
        code = updater.__code__
        return "dt" in code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    return "dt" in inspect.signature(updater).parameters


def deep_copy(self: Mobject, memo: dict[int, Any]) -> Mobject:
    """`Mobject.__deepcopy__`: plain values are shared and arrays copied without detours."""
    result = type(self).__new__(type(self))
    memo[id(self)] = result
    for name, value in vars(self).items():
        new: Any
        if isinstance(value, _PLAIN):
            new = value
        elif type(value) is np.ndarray and value.dtype != object and id(value) not in memo:
            new = memo[id(value)] = value.copy()
        else:
            new = copy.deepcopy(value, memo)
        setattr(result, name, new)
    result.original_id = str(id(self))
    return result


@dataclass(frozen=True, slots=True)
class Together:
    """A family of glyphs in motion: each attribute of all of them in one array."""

    families: list[tuple[VMobject, VMobject, VMobject]]
    starts: dict[str, NDArray[np.float64]]
    ends: dict[str, NDArray[np.float64]]
    cuts: dict[str, list[slice]]
    numbers: list[tuple[VMobject, str, float, float]]

    @classmethod
    def of(cls, families: list[tuple[Any, Any, Any]]) -> Together | None:
        """All members; None if they cannot be moved at once."""
        if len(families) < 2 or not all(_ordinary(*each) for each in families):
            return None
        starts, ends, cuts = {}, {}, {}
        for name in _ARRAYS:
            pairs = [(getattr(a, name), getattr(b, name)) for _, a, b in families]
            if any(a.shape != b.shape or a.dtype != float or b.dtype != float for a, b in pairs):
                return None
            starts[name] = np.concatenate([a for a, _ in pairs])
            ends[name] = np.concatenate([b for _, b in pairs])
            stops = np.cumsum([len(a) for a, _ in pairs]).tolist()
            cuts[name] = [slice(*each) for each in zip([0, *stops], stops, strict=False)]
        numbers = [
            (each, name, getattr(start, name), getattr(end, name))
            for each, start, end in families
            for name in _NUMBERS
        ]
        return cls(families, starts, ends, cuts, numbers)

    def move(self, alpha: float) -> None:
        """Put all members a share `alpha` of their way."""
        for name in _ARRAYS:
            now = interpolate(self.starts[name], self.ends[name], alpha)
            for (each, _, _), cut in zip(self.families, self.cuts[name], strict=True):
                setattr(each, name, now[cut])
        for each, name, first, last in self.numbers:
            setattr(each, name, (1 - alpha) * first + alpha * last)


def _ordinary(*mobjects: Mobject) -> bool:
    """Whether they are moved as VMobjects are, from a start and to an end that stay as they are."""
    return all(
        isinstance(each, VMobject)
        and type(each).interpolate is Mobject.interpolate
        and type(each).interpolate_color is VMobject.interpolate_color
        for each in mobjects
    ) and not any(each.updaters for each in mobjects[1:])


def transform(self: Transform, alpha: float) -> None:
    """`Transform.interpolate_mobject`: all glyphs of a formula at once."""
    kind = type(self)
    share = self.get_sub_alpha(alpha, 0, 1)
    if (
        self.lag_ratio
        or share == 1.0  # the end itself is copied, not reckoned
        or kind.interpolate_submobject is not Transform.interpolate_submobject
        or kind.get_sub_alpha is not Animation.get_sub_alpha
        or self.path_func is not interpolate
    ):
        Animation.interpolate_mobject(self, alpha)
        return
    families = list(self.get_all_families_zipped())
    known: tuple[Any, Together | None] = vars(self).get("known_together", (None, None))
    if known[0] != families:
        known = vars(self)["known_together"] = (families, Together.of(families))
    if known[1] is None:
        Animation.interpolate_mobject(self, alpha)
    else:
        known[1].move(share)


PATCHES: dict[tuple[type, str], Callable[..., Any]] = {
    (Camera, "set_cairo_context_path"): outline,
    (Camera, "type_or_raise"): display_kind,
    (Mobject, "get_family"): family,
    (Mobject, "family_members_with_points"): visible_family,
    (Mobject, "update"): update,
    (Mobject, "__deepcopy__"): deep_copy,
    (Transform, "interpolate_mobject"): transform,
}
STOCK = {(kind, name): getattr(kind, name) for kind, name in PATCHES}


def apply(release: str | None = None) -> bool:
    """Put all patches in place; whether they are.

    Args:
        release: of manim, as its package names it; None for the one that is installed.
    """
    release = release or version("manim")
    if release not in TESTED:
        logging.getLogger(__name__).warning(
            "filming is slower than it could be: it is not tested with manim %s", release
        )
        return False
    for (kind, name), patch in PATCHES.items():
        setattr(kind, name, patch)
    return True
