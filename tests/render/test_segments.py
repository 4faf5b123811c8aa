"""Segments: each distinct frame once, each for as long as it stood."""

import io
import threading

import av
import numpy as np
import pytest

from render.canvas import Canvas
from render.segments import Segment, SegmentEncoder


def plain(level, size=(144, 256)):
    return np.full((*size, 4), level, dtype=np.uint8)


def encode(quality, *shown, **close):
    """A segment from levels and the ticks for which each stands."""
    encoder = SegmentEncoder(quality)
    for level, ticks in shown:
        for _ in range(ticks):
            encoder.write(plain(level))
    return encoder.close("beat", **close)


def encode_at_once(quality, *levels):
    """A segment of levels, each of which is encoded before the next one is painted."""
    encoder = SegmentEncoder(quality)
    for level in levels:
        encoder.write(plain(level))
        for each in encoder._waiting:
            each.result()
    return encoder.close("beat")


def starts(segment, rate):
    with av.open(io.BytesIO(segment.content)) as file:
        return [round(frame.pts * frame.time_base * rate) for frame in file.decode(video=0)]


def test_equal_frames_are_sent_once_and_last_longer(small):
    segment = encode(small, (10, 1), (10, 3), (200, 2), (10, 30))

    assert (segment.ticks, segment.frames) == (36, 3)
    assert starts(segment, small.rate) == [0, 4, 6]


def test_a_frame_that_is_painted_over_is_another_frame(small):
    """manim paints every picture into the same array."""
    encoder, canvas = SegmentEncoder(small), plain(10)
    encoder.write(canvas)
    canvas[:] = 200
    encoder.write(canvas)

    assert encoder.close("beat").frames == 2


def test_the_encoder_may_be_late(small, monkeypatch):
    """What is painted while it waits is not what it encodes."""
    go, lay = threading.Event(), Canvas.lay
    monkeypatch.setattr(Canvas, "lay", lambda *asked: go.wait(10) and lay(*asked))
    encoder, canvas = SegmentEncoder(small), plain(10)
    for level in (10, 90, 170):
        canvas[:] = level
        encoder.write(canvas)
    go.set()

    assert encoder.close("beat") == encode_at_once(small, 10, 90, 170)


@pytest.mark.parametrize("count", [1, 9])
def test_a_fault_of_the_encoder_comes_to_light(small, monkeypatch, count):
    """At the latest when the segment is closed, and before that if there is more to encode."""

    def full(*_):
        raise OSError("no room left")

    monkeypatch.setattr(Canvas, "lay", full)

    with pytest.raises(OSError, match="no room left"):
        encode(small, *((20 * level, 1) for level in range(count)))


def test_what_waits_is_forgotten_when_a_segment_is_abandoned(small):
    encoder = SegmentEncoder(small)
    for level in (10, 90, 170):
        encoder.write(plain(level))
    encoder.abandon()

    with pytest.raises(RuntimeError, match="after shutdown"):
        encoder.write(plain(250))


def test_the_last_hold_of_a_film_ends_with_frames_a_tick_apart(small):
    segment = encode(small, (10, 1), last=True)

    assert (segment.ticks, segment.frames, segment.closing) == (4, 4, 3)
    assert starts(segment, small.rate) == [0, 1, 2, 3]


def test_a_segment_stands_alone_and_says_what_its_colours_mean(small):
    encoder = SegmentEncoder(small)
    red = plain(255)
    red[..., 1:3] = 40
    encoder.write(red)
    content = encoder.close("beat").content

    with av.open(io.BytesIO(content)) as file:
        stream = file.streams.video[0]
        frame = next(file.decode(stream))
        context = stream.codec_context
        tags = (context.colorspace, context.color_primaries, context.color_trc, context.color_range)
        seen = frame.to_ndarray(format="rgb24")[45, 80]

        assert frame.key_frame
        assert tags == (1, 1, 1, 1)
        assert seen == pytest.approx([255, 40, 40], abs=4)


def test_a_segment_is_kept_and_found_again_for_any_beat(small):
    segment = encode(small, (10, 2), (90, 1), last=True)
    again = Segment.from_bytes("other", segment.as_bytes())

    assert again == Segment("other", segment.content, 6, 5, 3)


def test_the_same_frames_make_the_same_bytes(small):
    assert encode(small, (10, 2), (90, 1)) == encode(small, (10, 2), (90, 1))
