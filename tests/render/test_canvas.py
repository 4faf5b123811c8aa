"""The canvas: what it converts in parts is what it would convert as a whole."""

import av
import numpy as np
import pytest
from av.video.reformatter import ColorRange, Colorspace
from hypothesis import given
from hypothesis import strategies as st

from render.canvas import Canvas

FILM = {
    "format": "yuv420p",
    "dst_colorspace": Colorspace.ITU709,
    "dst_color_range": ColorRange.MPEG,
}


def whole(frame):
    return av.VideoFrame.from_ndarray(frame, format="rgba").reformat(**FILM).to_ndarray()


def show(canvas, frame):
    """The film of the next frame."""
    return canvas.lay(canvas.differs(frame))


def noise(seed, height, width):
    return np.random.default_rng(seed).integers(0, 256, (height, width, 4), dtype=np.uint8)


@pytest.mark.parametrize("size", [(160, 90), (854, 480)])
@given(
    places=st.lists(
        st.tuples(*[st.floats(0, 0.99)] * 2, *[st.floats(0, 1)] * 2), min_size=1, max_size=4
    )
)
def test_a_change_anywhere_is_converted_as_in_a_whole_picture(size, places):
    width, height = size
    canvas, frame = Canvas(*size), noise(0, height, width)
    show(canvas, frame)
    for seed, (top, left, tall, wide) in enumerate(places, 1):
        rows = slice(int(top * height), int((top + tall) * height) + 1)
        columns = slice(int(left * width), int((left + wide) * width) + 1)
        frame[rows, columns] = noise(seed, height, width)[rows, columns]

        assert np.array_equal(show(canvas, frame).to_ndarray(), whole(frame))


@pytest.mark.parametrize("place", [(0, 0), (0, 159), (89, 0), (89, 159), (45, 80)])
def test_one_pixel_is_a_change(place):
    canvas, frame = Canvas(160, 90), noise(1, 90, 160)
    show(canvas, frame)
    frame[place] ^= 255
    shown = show(canvas, frame).to_ndarray()

    assert np.array_equal(shown, whole(frame))


def test_the_frame_on_show_is_nothing_new():
    canvas, frame = Canvas(160, 90), noise(2, 90, 160)
    first = show(canvas, frame)

    assert np.array_equal(first.to_ndarray(), whole(frame))
    assert canvas.differs(frame.copy()) is None
    assert canvas.film is first
