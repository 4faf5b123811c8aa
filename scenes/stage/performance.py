"""How a lecture is played, picture by picture or in leaps: what rehearsing and filming share.

The state after an animation does not depend on how many of its pictures were made: a lecture
has no updater with a memory, and nothing in it reads the clock. So a beat can be leapt over.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, cast

from manim import CairoRenderer, Scene

from scenes.stage.fingerprints import BeatDigest
from scenes.stage.lecture import Lecture


class Performance(CairoRenderer):
    """Plays animations by setting the clock to chosen times, and gathers what a beat shows."""

    def __init__(self, rate: int) -> None:
        """Play what has `rate` pictures a second."""
        super().__init__()
        self.rate = rate
        self.digest = BeatDigest()

    def beat_begins(self, name: str) -> None:
        """A beat begins."""
        self.digest = BeatDigest()

    def play(self, scene: Scene, *args: Any, **kwargs: Any) -> None:
        """Play one set of animations of a lecture."""
        lecture = cast(Lecture, scene)
        scene.compile_animation_data(*args, **kwargs)
        scene.begin_animations()
        if scene.is_current_animation_frozen_frame():
            self.digest.picture(scene.mobjects)
            self.hold(lecture)
        else:
            self.move(lecture)
            for animation in scene.animations or ():
                animation.finish()
                animation.clean_up_from_scene(scene)
            scene.update_mobjects(0)
        self.time += scene.duration
        self.num_plays += 1

    def times(self, lecture: Lecture) -> Sequence[float]:
        """The seconds of the present motion at which its pictures are taken; its end is not one."""
        step = 1 / self.rate  # as manim reckons, to the last bit
        return [tick * step for tick in range(math.ceil(lecture.duration / step))]

    def move(self, lecture: Lecture) -> None:
        """Play the present motion to its end, by way of the pictures that are wanted of it."""
        times = self.times(lecture)
        told = self.digest.motion(lecture, len(times))
        wanted = self.wanted(lecture, len(times))
        for tick in sorted(told | wanted):
            lecture.update_to_time(times[tick])
            if tick in told:
                self.digest.picture(lecture.moving_mobjects)
            if tick in wanted:
                self.look(lecture, tick)
        lecture.update_to_time(lecture.duration)

    def wanted(self, lecture: Lecture, ticks: int) -> set[int]:
        """Those of the ticks of the present motion at which `look` is called."""
        return set()

    def look(self, lecture: Lecture, tick: int) -> None:
        """The present motion has come to this tick."""

    def hold(self, lecture: Lecture) -> None:
        """The picture stands."""

    def beat_ended(self, name: str) -> None:
        """A beat has ended."""
