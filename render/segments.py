"""One closed H.264 stream a beat, encoded as it is drawn.

Each *distinct* frame is sent to the encoder once, stamped with the tick at which it begins: a
frame that equals the one before only makes that one last longer. How long the last one stands is
decided when segments are joined, so a segment is the same in every language and at every pace.
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from fractions import Fraction
from typing import Self

import av
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc

from render.canvas import Canvas, Frame
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
        """Show `frame` for one tick; an equal one before it just lasts longer."""
        film = self._canvas.show(frame)
        if film is not None:
            self._encode(film)
        self.ticks += 1

    def _encode(self, film: av.VideoFrame) -> None:
        film.pts, film.time_base = self.ticks, self._tick
        self._container.mux(self._stream.encode(film))  # the encoder copies it at once
        self.frames += 1

    def close(self, beat: str, *, last: bool = False) -> Segment:
        """Finish the file; the `last` segment of a film ends with closing frames."""
        closing = CLOSING if last else 0
        for _ in range(closing):
            self._encode(self._canvas.film)
            self.ticks += 1
        self._container.mux(self._stream.encode())
        self._container.close()
        return Segment(beat, self._file.getvalue(), self.ticks, self.frames, closing)

    def abandon(self) -> None:
        """Let go of an unfinished file."""
        self._container.close()
