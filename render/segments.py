"""One closed H.264 stream a beat, written as manim draws.

manim calls its file writer with every frame; this one sends each *distinct* frame to the encoder
once, stamped with the tick at which it begins. A frame that equals the one before only makes that
one last longer, and so does a picture that stands still. manim's own encoder, partial files and
cache take no part.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc
from manim.scene.scene_file_writer import SceneFileWriter
from numpy.typing import NDArray

from render.quality import Quality

Frame = NDArray[np.uint8]  # (height, width, 4)

# No B-frames: then every packet is shown when it is decoded, and segments join by adding ticks.
ENCODER = {"preset": "veryfast", "crf": "18", "bf": "0"}
CLOSING = 3  # frames at the end of the last hold, one tick apart: players cut a long last frame


class EnoughError(Exception):
    """Not a fault: the beats that were asked for are filmed."""


@dataclass(frozen=True, slots=True)
class Segment:
    """The film of one beat: `ticks` frames long, of which `frames` are encoded.

    The last encoded frame stands for `hold` ticks. A tick is one frame of the quality.
    """

    beat: str
    path: Path
    ticks: int
    frames: int
    hold: int


class SegmentEncoder:
    """Encodes one segment: frames come with the number of ticks that each stands for."""

    def __init__(self, path: Path, quality: Quality) -> None:
        """Open the file."""
        self.path, self.ticks, self.frames, self._began = path, 0, 0, 0
        self.last: Frame | None = None
        self._tick = Fraction(1, quality.rate)
        self._container = av.open(str(path), "w", format="mp4")
        self._stream = self._container.add_stream("libx264", rate=quality.rate, options=ENCODER)
        self._stream.width, self._stream.height = quality.width, quality.height
        self._stream.pix_fmt = "yuv420p"
        context = self._stream.codec_context
        context.thread_count = 1
        context.time_base = self._tick
        context.colorspace, context.color_range = Colorspace.ITU709, ColorRange.MPEG
        context.color_primaries, context.color_trc = (ColorPrimaries.BT709, ColorTrc.BT709)

    def write(self, frame: Frame, ticks: int) -> None:
        """Show `frame` for `ticks`; an equal one before it just lasts longer."""
        if ticks < 1:
            return
        if self.last is None or not np.array_equal(frame, self.last):
            self.last = frame
            self._encode(frame, self.ticks)
        self.ticks += ticks

    def _encode(self, frame: Frame, at: int) -> None:
        picture = av.VideoFrame.from_ndarray(frame, format="rgba").reformat(
            format="yuv420p", dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG
        )
        picture.pts, picture.time_base = at, self._tick
        self._container.mux(self._stream.encode(picture))
        self.frames, self._began = self.frames + 1, at

    def close(self, beat: str, *, last: bool = False) -> Segment:
        """Finish the file; the `last` segment of a film ends with a few frames a tick apart."""
        if last and self.last is not None:
            for at in range(max(self._began + 1, self.ticks - CLOSING), self.ticks):
                self._encode(self.last, at)
        self._container.mux(self._stream.encode())
        self._container.close()
        return Segment(beat, self.path, self.ticks, self.frames, self.ticks - self._began)

    def abandon(self) -> None:
        """Let go of an unfinished file."""
        self._container.close()
        self.path.unlink(missing_ok=True)


class SegmentWriter(SceneFileWriter):
    """What a `CairoRenderer` writes its frames to: a segment for every section of the scene."""

    def __init__(
        self,
        settings: Any,
        *,
        folder: Path,
        quality: Quality,
        only: Collection[str] = (),
        began: Callable[[str], None] = lambda beat: None,
    ) -> None:
        """Prepare to write.

        Args:
            settings: manim's own, for what it does besides video.
            folder: where the segments go.
            quality: the size and rate of the frames that will come.
            only: the beats to film; the others are passed over. None named: all.
            began: called with the name of every beat when it begins.
        """
        self.folder, self.quality, self.only, self.began = (folder, quality, set(only), began)
        self.segments: list[Segment] = []
        self.last: Frame | None = None
        self._encoder: SegmentEncoder | None = None
        super().__init__(settings)

    def next_section(self, name: str, type_: str, skip_animations: bool) -> None:
        """Begin a new segment; manim calls this at the start too, before the first beat."""
        self.close_segment()
        wanted = not self.only or name in self.only
        if self.only and not wanted and {each.beat for each in self.segments} >= self.only:
            raise EnoughError
        super().next_section(name, type_, skip_animations or not wanted)
        self.began(name)

    # manim declares its frames as 64-bit integers; they are bytes.
    def write_frame(self, pixels: Frame, *, repeat: int = 1) -> None:  # type: ignore[override]
        """Take a frame that stands for `repeat` ticks."""
        if self._encoder is None:
            path = self.folder / f"{len(self.segments):03}.mp4"
            self._encoder = SegmentEncoder(path, self.quality)
        self._encoder.write(pixels, repeat)

    def close_segment(self, *, last: bool = False) -> None:
        """Finish the segment that is being written, if there is one."""
        encoder, self._encoder = self._encoder, None
        if encoder is None:
            return
        if encoder.ticks:
            self.last = encoder.last
            self.segments.append(encoder.close(self.sections[-1].name, last=last))
        else:
            encoder.abandon()
