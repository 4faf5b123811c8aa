"""Films against the raw frames that they were made from."""

import io
import math
from itertools import islice, repeat
from time import thread_time

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace

from render import segments, shooting
from render.segments import SegmentEncoder


class Error:
    """Squared differences of luma, gathered over all frames for as long as each is shown."""

    def __init__(self):
        self.squares, self.samples = 0.0, 0

    def add(self, luma, film, times=1):
        """A frame of a film, which should have this luma."""
        far = _luma(film).astype(np.int32) - luma
        self.squares += times * float(np.einsum("ij,ij->", far, far))
        self.samples += times * luma.size

    @property
    def psnr(self):
        """In decibels."""
        return 10 * math.log10(255**2 * self.samples / self.squares)


class Comparison:
    """A lecture drawn again: how far both films are from it, and what encoding alone costs."""

    def __init__(self, job, stock):
        self.ours, self.theirs = Error(), Error()
        self.bytes, self.seconds = 0, 0.0  # of our segments; of encoding distinct frames, in CPU
        self._job, self._times = job, 1
        with av.open(str(stock)) as file:
            self._stock = file.decode(video=0)
            self._draw()
            if next(self._stock, None) is not None:
                raise ValueError(f"{stock} has more frames than were drawn")

    def _draw(self):
        whole, drawing = self, shooting.Drawing

        class Watching(drawing):
            """Keeps manim's time, which counts frames, so that its frames are met in step."""

            def play(self, scene, *args, **kwargs):
                time, tick = self.time, 1 / self.rate
                super().play(scene, *args, **kwargs)
                if scene.is_current_animation_frozen_frame():
                    self.time = time + int(scene.duration / tick) * tick
                else:
                    self.time = sum(repeat(tick, len(self.times(scene))), time)

            def hold(self, lecture):
                whole._times = int(lecture.duration / (1 / self.rate))
                super().hold(lecture)
                whole._times = 1

        class Encoder(SegmentEncoder):
            def __init__(self, quality):
                super().__init__(quality)
                self._alone, self._shown = _encoder(quality), []

            def write(self, frame):
                luma = _film(frame, Colorspace.ITU601)
                for film in islice(whole._stock, whole._times):
                    whole.theirs.add(_luma(luma), film)
                before = self.frames
                super().write(frame)
                if self.frames > before:
                    begun = thread_time()
                    film = _film(frame, Colorspace.ITU709)
                    film.pts = self.frames
                    self._alone.encode(film)
                    whole.seconds += thread_time() - begun
                    self._shown.append([_luma(film).copy(), 0])
                self._shown[-1][1] += whole._times

            def close(self, beat, *, last=False):
                begun = thread_time()
                self._alone.encode(None)
                whole.seconds += thread_time() - begun
                made = super().close(beat)
                whole.bytes += len(made.content)
                with av.open(io.BytesIO(made.content)) as file:
                    for (luma, times), film in zip(self._shown, file.decode(video=0), strict=True):
                        whole.ours.add(luma, film, times)
                return made

        shooting.Drawing, shooting.SegmentEncoder = Watching, Encoder
        try:
            shooting.shoot(self._job, lambda segment, digest: None)
        finally:
            shooting.Drawing, shooting.SegmentEncoder = drawing, SegmentEncoder


def _encoder(quality):
    context = av.CodecContext.create("libx264", "w")
    context.width, context.height, context.pix_fmt = quality.width, quality.height, "yuv420p"
    context.framerate, context.thread_count = quality.rate, 1
    context.options = segments.ENCODER
    return context


def _film(frame, colours):
    return av.VideoFrame.from_ndarray(frame, format="rgba").reformat(
        format="yuv420p", dst_colorspace=colours, dst_color_range=ColorRange.MPEG
    )


def _luma(film):
    plane = film.planes[0]
    return np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)[:, : plane.width]
