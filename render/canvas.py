"""The picture that is on show, in the colours of film; of the next one, only what differs is done.

From one frame to the next little changes, and turning RGB into the Y'CbCr of film costs about
as much as encoding it. A pixel of film depends on those pixels of the frame that lie within
`MARGIN` of it and on no other, so the smallest rectangle that holds all changes, widened by
that much, is converted and laid over the rest: the result is the same to the last bit.
"""

from __future__ import annotations

from dataclasses import dataclass

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter
from numpy.typing import NDArray

Frame = NDArray[np.uint8]  # (height, width, 4): red, green, blue, alpha

MARGIN = 4  # pixels: the filter that halves the colours reaches two of them
STEP = 16  # columns: whole blocks of these, on which the vector code of the filter works


@dataclass(frozen=True, slots=True, eq=False)
class Patch:
    """A part of a frame that has changed, and what its pixels reach.

    The film changes within `rows` and `columns` (from, to); `content` begins at `origin`, further
    up and to the left, and is wider too, so that every pixel has its surroundings.
    """

    rows: tuple[int, int]
    columns: tuple[int, int]
    origin: tuple[int, int]
    content: Frame


class Canvas:
    """One picture at a time, as a frame and as film.

    What `differs` reads and writes, `lay` leaves alone, and the other way round: each may have a
    thread of its own, if patches are laid in their order.
    """

    def __init__(self, width: int, height: int) -> None:
        """Show nothing yet; both sizes are even numbers of pixels."""
        self._size = height, width
        self._frame: Frame | None = None
        self._film = av.VideoFrame(width, height, "yuv420p")
        self._planes = [_samples(plane) for plane in self._film.planes]
        self._converter = VideoReformatter()

    def differs(self, frame: Frame) -> Patch | None:
        """What is new in the next frame; None if it is the one before."""
        height, width = self._size
        if self._frame is None:
            self._frame = frame.copy()
            return self._patch(0, height, 0, width)
        differs = _pixels(frame) != _pixels(self._frame)
        rows = np.flatnonzero(differs.any(axis=1))
        if not len(rows):
            return None
        top, bottom = int(rows[0]), int(rows[-1]) + 1
        columns = np.flatnonzero(differs[top:bottom].any(axis=0)) * 2
        left, right = int(columns[0]), int(columns[-1]) + 2
        self._frame[top:bottom, left:right] = frame[top:bottom, left:right]
        return self._patch(top, bottom, left, right)

    def _patch(self, top: int, bottom: int, left: int, right: int) -> Patch:
        """A rectangle with what its pixels reach, cut out of wider surroundings."""
        height, width = self._size
        inner = _widened(top, bottom, MARGIN, 2, height), _widened(left, right, MARGIN, 2, width)
        rows = _widened(*inner[0], MARGIN, 2, height)
        columns = _widened(*inner[1], MARGIN, STEP, width)
        cut = self._frame[slice(*rows), slice(*columns)].copy()  # type: ignore[index]
        return Patch(*inner, (rows[0], columns[0]), cut)

    def lay(self, patch: Patch) -> av.VideoFrame:
        """The film with the next patch laid over it, which is valid until the one after."""
        film = self._converter.reformat(
            av.VideoFrame.from_numpy_buffer(patch.content, format="rgba"),
            format="yuv420p",
            dst_colorspace=Colorspace.ITU709,
            dst_color_range=ColorRange.MPEG,
            threads=1,  # other cores have films of their own, and a thread a frame costs more
        )
        for to, plane, each in zip(self._planes, film.planes, (1, 2, 2), strict=True):
            (y0, y1), (x0, x1) = ((n // each for n in ends) for ends in (patch.rows, patch.columns))
            y, x = (n // each for n in patch.origin)
            to[y0:y1, x0:x1] = _samples(plane)[y0 - y : y1 - y, x0 - x : x1 - x]
        return self._film

    @property
    def film(self) -> av.VideoFrame:
        """The film as it was laid last."""
        return self._film


def _pixels(frame: Frame) -> NDArray[np.uint64]:
    """Two pixels a number, which are compared at once: (height, width / 2)."""
    return frame.reshape(len(frame), -1).view(np.uint64)


def _samples(plane: av.video.plane.VideoPlane) -> NDArray[np.uint8]:
    """The memory of a plane as an array, without what pads its rows."""
    whole = np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)
    return whole[: plane.height, : plane.width]


def _widened(low: int, high: int, by: int, step: int, most: int) -> tuple[int, int]:
    """A range, widened on both sides and then to multiples of a step, within 0 and `most`."""
    low, high = max(low - by, 0) // step * step, -(-(high + by) // step) * step
    return low, min(high, most)
