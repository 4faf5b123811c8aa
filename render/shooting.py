"""Drawing: the pictures of the beats that are wanted, each beat into a segment of its own."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from tempfile import TemporaryDirectory
from typing import Any, cast

import manim
from manim import tempconfig

from render import memory, patches
from render.canvas import Frame
from render.job import Job
from render.lectures import Play, prepare
from render.segments import Segment, SegmentEncoder
from render.steps import Say, Step, silent
from scenes.stage.lecture import Lecture
from scenes.stage.performance import Performance
from scenes.stage.record import Record
from scenes.stage.rehearsal import SETTINGS, Rehearsal, perform

patches.apply()

_NEWS = 1.0  # seconds between two words on how fast the pictures come


class EnoughError(Exception):
    """Not a fault: the beats that were asked for are filmed."""


def shoot(
    job: Job,
    keep: Callable[[Segment, str], None],
    only: Collection[str] = (),
    say: Say = silent,
    play: Play | None = None,
) -> None:
    """Draw the beats, `only` these if any are named.

    Args:
        job: the lecture.
        keep: is given each segment when it is whole, with the digest of what was drawn.
        only: the others are leapt over, and what comes after the last of these is not played.
        say: told of every beat.
        play: the lecture as `prepare` makes it ready; None: it is made ready here.
    """
    play = play or prepare(job)
    beats = list(play.words.beats)
    wanted = [each for each in beats if not only or each in only]
    with _studio(job, play, lambda: Drawing(job, beats, wanted, keep, say)) as (scene, drawing):
        scene.on_beat_begin, scene.on_beat_end = drawing.beat_begins, drawing.beat_ended
        with suppress(EnoughError):
            scene.render()


def rehearse(
    job: Job,
    play: Play,
    drawn: Callable[[], bool],
    keep: Callable[[Segment, str], None],
    seen: Callable[[str, Record], None],
    say: Say = silent,
) -> Record:
    """Rehearse a lecture, and draw some of its beats on the way: they need not be played twice.

    Args:
        job: the lecture.
        play: the lecture as `prepare` makes it ready.
        drawn: asked when a beat begins whether it is to be drawn.
        keep: is given each segment, as by `shoot`.
        seen: called with the name of every beat when it has ended, and the record so far.
        say: told of every beat.
    """
    beats = list(play.words.beats)
    with _studio(job, play, lambda: Rehearsing(job, beats, drawn, keep, say)) as (scene, _):
        return perform(scene, seen=seen)


@contextmanager
def _studio(
    job: Job, play: Play, drawing: Callable[[], Drawing]
) -> Iterator[tuple[Lecture, Drawing]]:
    """A lecture and what draws it; a beat that is not drawn to its end is let go of."""
    with TemporaryDirectory(prefix="proofreel-") as media, tempconfig(_settings(job, media)):
        renderer = drawing()
        try:
            lecture = play.lecture(play.parameters, play.words, job.theme, renderer=renderer)
            yield lecture, renderer
        finally:
            renderer.abandon()


def one(job: Job, beat: str) -> Segment:
    """Draw one beat."""
    found: list[Segment] = []
    shoot(job, lambda segment, _: found.append(segment), [beat])
    return found[0]


class Drawing(Performance):
    """Draws the pictures of the beats that are wanted, and leaps over the others."""

    def __init__(
        self,
        job: Job,
        beats: Sequence[str],
        wanted: Sequence[str],
        keep: Callable[[Segment, str], None],
        say: Say,
    ) -> None:
        """Draw `wanted` of all `beats`, in their order."""
        super().__init__(job.quality.rate)
        self._job, self._beats, self._wanted = job, beats, wanted
        self._keep, self._say = keep, say
        self._encoder: SegmentEncoder | None = None
        self._step = Step("drawing")
        self._count, self._since = 0, 0.0  # pictures, and from when they are counted

    def beat_begins(self, name: str) -> None:
        """A beat begins; none is wanted any more once the last one is drawn."""
        super().beat_begins(name)
        if self._beats.index(name) > self._beats.index(self._wanted[-1]):
            raise EnoughError
        if name not in self._wanted:
            self._say(Step("leaping over", name))
        else:
            self.draw(Step("drawing", name, self._wanted.index(name) + 1, len(self._wanted)))

    def draw(self, step: Step) -> None:
        """From here to its end the beat is drawn."""
        self._encoder = SegmentEncoder(self._job.quality)
        self._step, self._count, self._since = step, 0, time.monotonic()
        self._say(step)

    def beat_ended(self, name: str) -> None:
        """A beat has ended."""
        encoder, self._encoder = self._encoder, None
        if encoder is not None:
            segment = encoder.close(name, last=name == self._beats[-1])
            self._keep(segment, self.digest.hexdigest)
            memory.give_back()

    def abandon(self) -> None:
        """Let go of a beat that was not drawn to its end."""
        if self._encoder is not None:
            self._encoder.abandon()

    def move(self, lecture: Lecture) -> None:
        """Draw every picture of a motion, or leap to its end."""
        if self._encoder is None:
            lecture.update_to_time(lecture.duration)
            return
        self.save_static_frame_data(lecture, lecture.static_mobjects)
        super().move(lecture)
        self.static_image = None

    @property
    def _draws_motion(self) -> bool:
        return self._encoder is not None and not self._job.still

    def wanted(self, lecture: Lecture, ticks: int) -> set[int]:
        """All pictures that are drawn."""
        return super().wanted(lecture, ticks) | set(range(ticks if self._draws_motion else 0))

    def look(self, lecture: Lecture, tick: int) -> None:
        """Draw the picture."""
        super().look(lecture, tick)
        if self._draws_motion:
            self._draw(lecture)

    def hold(self, lecture: Lecture) -> None:
        """Draw the picture that stands."""
        if self._encoder is not None:
            self.save_static_frame_data(lecture, lecture.static_mobjects)
            self._draw(lecture)

    def _draw(self, lecture: Lecture) -> None:
        assert self._encoder is not None
        self.update_frame(lecture, lecture.moving_mobjects)
        # manim declares its frames as 64-bit integers; they are bytes.
        self._encoder.write(cast(Frame, self.camera.pixel_array))
        self._count += 1
        seconds = time.monotonic() - self._since
        if seconds > _NEWS:
            self._say(replace(self._step, rate=self._count / seconds))
            self._count, self._since = 0, time.monotonic()


class Rehearsing(Drawing, Rehearsal):
    """Rehearses, and draws those beats for which `drawn` says so when they begin."""

    def __init__(
        self,
        job: Job,
        beats: Sequence[str],
        drawn: Callable[[], bool],
        keep: Callable[[Segment, str], None],
        say: Say,
    ) -> None:
        """Play all `beats`, in their order."""
        super().__init__(job, beats, beats, keep, say)
        self._drawn = drawn

    def beat_begins(self, name: str) -> None:
        """A beat begins."""
        Performance.beat_begins(self, name)
        place = name, self._beats.index(name) + 1, len(self._beats)
        if self._drawn():
            self.draw(Step("drawing", *place))
        else:
            self._say(Step("rehearsing", *place))

    def move(self, lecture: Lecture) -> None:
        """Draw a motion and read it, or only read it."""
        if self._encoder is None:
            Rehearsal.move(self, lecture)
        else:
            super().move(lecture)


def _settings(job: Job, media: str) -> dict[str, Any]:
    """manim's settings: a size, a rate, and no output but our own."""
    return SETTINGS | {
        "media_dir": media,
        "pixel_width": job.quality.width,
        "pixel_height": job.quality.height,
        "frame_rate": job.quality.rate,
        "background_color": manim.ManimColor("#000000"),
        "verbosity": "DEBUG" if job.verbose else "ERROR",
    }
