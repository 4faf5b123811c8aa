"""One closed H.264 stream a beat, encoded as it is drawn: a core encodes while another one draws.

Where every core has a film of its own that gains nothing. But one film alone, and the last one of
a course, need not wait for their encoder.

Each *distinct* frame is sent to the encoder once, stamped with the tick at which it begins: a
frame that equals the one before only makes that one last longer. How long the last one stands is
decided when segments are joined, so a segment is the same in every language and at every pace.
"""

from __future__ import annotations

import io
import json
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from typing import Self

import av
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc

from render.canvas import Canvas, Frame, Patch
from render.quality import Quality

# Lines and letters on plain ground, of which little changes: what looks for textures, for motion
# between pixels and for what comes costs time and brings nothing. Bits go into the first frame, on
# which all others build, into small changes, and into colour, of which thin lines have little;
# three frames are remembered. There are no B-frames: every packet is shown when it is decoded, and
# segments join by adding ticks.
_CHOICES = (
    *("cabac=1", "8x8dct=1", "partitions=i4x4,i8x8,p8x8", "ref=3"),
    *("ipratio=8", "deadzone-inter=8", "chroma-qp-offset=-4"),
)
ENCODER = {"preset": "ultrafast", "crf": "36.7", "x264-params": ":".join(_CHOICES)}
_AHEAD = 2  # changes that may wait for the encoder: 8 MB each at 1080p, if all is new
CLOSING = 3  # frames at the end of the last hold, one tick apart: players cut a long last frame


@dataclass(frozen=True, slots=True)
class Segment:
    """The film of one beat: an mp4 file with `frames` encoded frames, `ticks` long at least.

    A tick is one frame of the quality. The last `closing` frames show the same as the one before,
    and stand at the very end of a hold.
    """

    beat: str
    content: bytes
    ticks: int
    frames: int
    closing: int = 0

    def as_bytes(self) -> bytes:
        """A line that tells how long it is, then the file; any beat that looks so may use it."""
        return json.dumps([self.ticks, self.frames, self.closing]).encode() + b"\n" + self.content

    @classmethod
    def from_bytes(cls, beat: str, kept: bytes) -> Self:
        """What `as_bytes` made, for a beat."""
        line, _, content = kept.partition(b"\n")
        return cls(beat, content, *json.loads(line))


class SegmentEncoder:
    """Encodes one segment from its frames."""

    def __init__(self, quality: Quality) -> None:
        """Begin with nothing shown."""
        self.ticks, self.frames = 0, 0
        self._canvas = Canvas(quality.width, quality.height)
        self._thread, self._waiting = ThreadPoolExecutor(1), deque[Future[None]]()
        self._tick = Fraction(1, quality.rate)
        self._file = io.BytesIO()
        self._container = av.open(self._file, "w", format="mp4")
        self._stream = self._container.add_stream("libx264", rate=quality.rate, options=ENCODER)
        self._stream.width, self._stream.height = quality.width, quality.height
        self._stream.pix_fmt = "yuv420p"
        context = self._stream.codec_context
        context.thread_count = 1
        context.time_base = self._tick
        context.colorspace, context.color_range = Colorspace.ITU709, ColorRange.MPEG
        context.color_primaries, context.color_trc = (ColorPrimaries.BT709, ColorTrc.BT709)

    def write(self, frame: Frame) -> None:
        """Show `frame` for one tick; an equal one before it just lasts longer.

        It may be painted over at once. What goes wrong with encoding is raised here later on, or
        when the segment is closed.
        """
        patch = self._canvas.differs(frame)
        if patch is not None:
            if len(self._waiting) > _AHEAD:
                self._waiting.popleft().result()
            self._waiting.append(self._thread.submit(self._lay, patch, self.ticks))
            self.frames += 1
        self.ticks += 1

    def _lay(self, patch: Patch, tick: int) -> None:
        self._encode(self._canvas.lay(patch), tick)

    def _encode(self, film: av.VideoFrame, tick: int) -> None:
        film.pts, film.time_base = tick, self._tick
        self._container.mux(self._stream.encode(film))  # the encoder copies it at once

    def close(self, beat: str, *, last: bool = False) -> Segment:
        """Finish the file; the `last` segment of a film ends with closing frames."""
        with self._thread:
            while self._waiting:
                self._waiting.popleft().result()
        closing = CLOSING if last else 0
        for _ in range(closing):
            self._encode(self._canvas.film, self.ticks)
            self.frames += 1
            self.ticks += 1
        self._container.mux(self._stream.encode())
        self._container.close()
        return Segment(beat, self._file.getvalue(), self.ticks, self.frames, closing)

    def abandon(self) -> None:
        """Let go of an unfinished file."""
        self._thread.shutdown(cancel_futures=True)
        self._container.close()
