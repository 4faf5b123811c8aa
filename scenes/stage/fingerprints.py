"""What a beat looks like, as a digest: two beats with equal digests have equal films.

A picture is made of everything that manim's camera reads of the mobjects on screen. A motion
between known pictures is known when its animations are of known classes with a named easing, so
that a few of its pictures stand for all; a motion in which anything else follows along is known
by every picture of it.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any, cast

from manim import Animation, AnimationGroup, Mobject, PMobject, Scene, VMobject
from manim.mobject.types.image_mobject import AbstractImageMobject
from manim.utils.iterables import remove_list_redundancies

_PARTS = 4  # of a known motion, whose borders stand for all of it


class BeatDigest:
    """Gathers what is shown in a beat, in its order."""

    def __init__(self) -> None:
        """Begin with nothing shown."""
        self._found = hashlib.blake2b(digest_size=16)

    def picture(self, mobjects: Iterable[Mobject]) -> None:
        """Something is on screen, over what was told before if that stays."""
        _add_picture(self._found, mobjects)

    def motion(self, scene: Scene, ticks: int) -> set[int]:
        """An animation begins; returns the ticks at which what moves has to be told."""
        known = described(scene)
        self._found.update(f"{ticks}:{known}".encode())
        self.picture(scene.static_mobjects)
        if known is None:
            return set(range(ticks))
        return {round(part * (ticks - 1) / _PARTS) for part in range(_PARTS + 1)}

    @property
    def hexdigest(self) -> str:
        """The digest so far, in hexadecimal."""
        return self._found.hexdigest()


def picture(mobjects: Iterable[Mobject]) -> str:
    """The digest of one picture."""
    beat = BeatDigest()
    beat.picture(mobjects)
    return beat.hexdigest


def described(scene: Scene) -> str | None:
    """Classes, durations and easings of the animations; None where anything else may move."""
    followed = any(each.updaters for top in scene.mobjects for each in top.get_family())
    parts = [_described(each) for each in scene.animations or ()]
    known = [each for each in parts if each is not None]
    if followed or scene.updaters or len(known) < len(parts):
        return None
    return ";".join(known)


def _described(animation: Animation) -> str | None:
    easing = animation.rate_func
    name = f"{easing.__module__}.{easing.__qualname__}"
    if "<" in name:  # a function without a name of its own can be any
        return None
    kind = type(animation)
    told = f"{_class(cast(Any, kind))},{animation.run_time},{animation.lag_ratio},{name}"
    if not isinstance(animation, AnimationGroup):
        return None if hasattr(animation, "update_function") else told
    inner = [_described(each) for each in animation.animations]
    if None in inner:
        return None
    starts = [float(each["start"]) for each in animation.anims_with_timings]
    return f"{told}{starts}({'|'.join(filter(None, inner))})"


@cache
def _class(kind: Any) -> str:
    """A class by its name; one of ours by its text too."""
    name = f"{kind.__module__}.{kind.__qualname__}"
    if kind.__module__.startswith("manim."):
        return name
    return f"{name}:{hashlib.blake2b(inspect.getsource(kind).encode(), digest_size=8).hexdigest()}"


def _add_picture(found: Any, mobjects: Iterable[Mobject]) -> None:
    found.update(b"".join([_seen(each) for each in _painted(mobjects)]))


def _painted(mobjects: Iterable[Mobject]) -> list[Mobject]:
    """All that has points, from behind to the front, as manim's camera goes through it."""
    family = [each for top in mobjects for each in top.get_family() if len(each.points)]
    if len(set(family)) < len(family):
        family = remove_list_redundancies(family)
    return sorted(family, key=lambda each: each.z_index)


def _seen(mobject: Mobject) -> bytes:
    """All that the camera reads of one mobject."""
    if isinstance(mobject, VMobject):
        points, fill = mobject.points, mobject.fill_rgbas
        stroke, behind = mobject.stroke_rgbas, mobject.background_stroke_rgbas
        told = _told(
            len(points), len(fill), len(stroke), len(behind),
            float(mobject.stroke_width), float(mobject.background_stroke_width),
            mobject.joint_type, mobject.cap_style,
        )  # fmt: skip
        sheen = b""
        if len(fill) > 1 or len(stroke) > 1 or len(behind) > 1:
            sheen = f"{mobject.sheen_factor}{list(mobject.sheen_direction)}".encode()
        arrays = points.tobytes(), fill.tobytes(), stroke.tobytes(), behind.tobytes()
        return b"".join((told, sheen, *arrays))
    if isinstance(mobject, AbstractImageMobject):
        how = f"{mobject.resampling_algorithm}{mobject.get_pixel_array().shape}".encode()
        return b"".join((how, mobject.points.tobytes(), mobject.get_pixel_array().tobytes()))
    if isinstance(mobject, PMobject):
        raise TypeError(f"{type(mobject).__name__}: clouds of points are not drawn here")
    return b""  # a tracker has a place, and no picture


@lru_cache(maxsize=4096)
def _told(*numbers: Any) -> bytes:
    """How many points and colours of each kind there are, how wide the lines are and how they end.

    Hardly any two pictures of a motion differ in this, and to write it costs more than to hash it.
    """
    *lengths, width, behind, joint, cap = numbers
    return repr((lengths, [width, behind], (joint.name, cap.name))).encode()
