"""Strips: of every beat the digests of its frames in order, a frame that stands counted once.

One is made by manim's own renderer, with none of our patches; the other is what our renderer
gives to its encoder.
"""

import hashlib
from itertools import zip_longest
from tempfile import TemporaryDirectory

import manim
from manim import CairoRenderer, tempconfig
from manim.scene.scene_file_writer import SceneFileWriter

from render.job import Job
from render.lectures import prepare
from scenes.stage.rehearsal import SETTINGS

Strips = dict[str, list[str]]


class Strip:
    """The frames of one beat."""

    def __init__(self):
        self.digests = []

    def show(self, frame):
        """Take a frame; one that equals the one before only stands longer."""
        digest = hashlib.sha256(frame).hexdigest()[:16]
        if self.digests[-1:] != [digest]:
            self.digests.append(digest)


def by_manim(job: Job) -> Strips:
    """The strips of a lecture as manim draws it."""
    strips: dict[str, Strip] = {}

    class Watching(SceneFileWriter):
        def begin_animation(self, allow_write=False, **_):
            """Open no file."""

        def end_animation(self, allow_write=False):
            """Close none."""

        def write_frame(self, pixels, *, repeat=1):
            list(strips.values())[-1].show(pixels)

    play = prepare(job)
    with TemporaryDirectory() as media, tempconfig(settings(job, media)):
        renderer = CairoRenderer(file_writer_class=Watching)
        scene = play.lecture(play.parameters, play.words, job.theme, renderer=renderer)
        scene.on_beat_begin = lambda beat: strips.update({beat: Strip()})
        scene.render()
    return {beat: strip.digests for beat, strip in strips.items()}


def settings(job: Job, media: str) -> dict[str, object]:
    """Of manim, without any output."""
    return SETTINGS | {
        "media_dir": media,
        "pixel_width": job.quality.width,
        "pixel_height": job.quality.height,
        "frame_rate": job.quality.rate,
        "background_color": manim.ManimColor("#000000"),
    }


def by_us(job: Job, stain: int | None = None) -> Strips:
    """The strips of a lecture as we draw it; from frame number `stain` on, one pixel is wrong."""
    from render import shooting  # noqa: PLC0415  (it patches manim)

    strips: Strips = {}
    count = 0

    class Watching(Strip):
        def __init__(self, _quality):
            super().__init__()

        def write(self, frame):
            nonlocal count
            if count == stain:
                frame = frame.copy()
                frame[len(frame) // 2, 0, 0] ^= 1
            count += 1
            self.show(frame)

        def close(self, beat, *, last=False):
            strips[beat] = self.digests

        def abandon(self):
            """There is nothing to let go of."""

    real, shooting.SegmentEncoder = shooting.SegmentEncoder, Watching
    try:
        shooting.shoot(job, lambda segment, digest: None)
    finally:
        shooting.SegmentEncoder = real
    return strips


def differences(ours: Strips, theirs: Strips) -> list[str]:
    """A line for every beat that is not the same in both."""
    found = []
    for beat in {**theirs, **ours}:
        if beat not in ours or beat not in theirs:
            found.append(f"{beat}: only {'manim' if beat in theirs else 'we'} drew it")
            continue
        pairs = list(zip_longest(ours[beat], theirs[beat]))
        unlike = [number for number, (one, other) in enumerate(pairs, 1) if one != other]
        if unlike:
            frames = f"{len(ours[beat])} frames, {len(theirs[beat])} by manim"
            found.append(f"{beat}: frame {unlike[0]} and {len(unlike) - 1} more differ ({frames})")
    return found
