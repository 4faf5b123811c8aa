"""Segments: each distinct frame once, each for as long as it stood."""

import av
import manim
import numpy as np
import pytest
from manim import CairoRenderer, tempconfig

from render.segments import EnoughError, SegmentEncoder, SegmentWriter
from scenes.stage.rehearsal import SETTINGS


def plain(level, size=(90, 160)):
    return np.full((*size, 4), level, dtype=np.uint8)


def starts(segment, rate):
    with av.open(str(segment.path)) as file:
        return [round(frame.pts * frame.time_base * rate) for frame in file.decode(video=0)]


class Squares(manim.Scene):
    """Two sections: a square that stands, and one that turns."""

    def construct(self):
        self.next_section("still")
        square = manim.Square()
        self.add(square)
        self.wait(1.0, frozen_frame=True)
        self.next_section("turning")
        self.play(manim.Rotate(square, 1.0), run_time=0.5)
        self.wait(2.0, frozen_frame=True)


def film(folder, quality, **settings):
    size = {"pixel_width": quality.width, "pixel_height": quality.height}
    heard = []

    def writer(manims):
        return SegmentWriter(manims, folder=folder, quality=quality, began=heard.append, **settings)

    with tempconfig(SETTINGS | size | {"frame_rate": quality.rate, "media_dir": str(folder)}):
        scene = Squares(renderer=CairoRenderer(file_writer_class=writer))
        try:
            scene.render()
        except EnoughError:
            heard.append("enough")
        scene.renderer.file_writer.close_segment(last=True)
    return scene.renderer.file_writer.segments, heard


def test_equal_frames_are_sent_once_and_last_longer(tmp_path, small):
    encoder = SegmentEncoder(tmp_path / "a.mp4", small)
    for level, ticks in [(10, 1), (10, 3), (200, 2), (200, 0), (10, 30)]:
        encoder.write(plain(level), ticks)
    segment = encoder.close("beat")

    assert (segment.ticks, segment.frames, segment.hold) == (36, 3, 30)
    assert starts(segment, small.rate) == [0, 4, 6]


def test_the_last_hold_of_a_film_ends_with_frames_a_tick_apart(tmp_path, small):
    encoder = SegmentEncoder(tmp_path / "a.mp4", small)
    encoder.write(plain(10), 30)
    segment = encoder.close("beat", last=True)

    assert (segment.ticks, segment.frames, segment.hold) == (30, 4, 1)
    assert starts(segment, small.rate) == [0, 27, 28, 29]


def test_a_short_last_hold_gets_only_what_fits(tmp_path, small):
    encoder = SegmentEncoder(tmp_path / "a.mp4", small)
    encoder.write(plain(10), 2)

    assert starts(encoder.close("beat", last=True), small.rate) == [0, 1]


def test_a_segment_stands_alone_and_says_what_its_colours_mean(tmp_path, small):
    encoder = SegmentEncoder(tmp_path / "a.mp4", small)
    red = plain(255)
    red[..., 1:3] = 40
    encoder.write(red, 1)
    encoder.close("beat")

    with av.open(str(tmp_path / "a.mp4")) as file:
        stream = file.streams.video[0]
        frame = next(file.decode(stream))
        context = stream.codec_context
        tags = (context.colorspace, context.color_primaries, context.color_trc, context.color_range)
        seen = frame.to_ndarray(format="rgb24")[45, 80]

        assert frame.key_frame
        assert tags == (1, 1, 1, 1)
        assert seen == pytest.approx([255, 40, 40], abs=4)


def test_every_section_of_a_scene_becomes_a_segment(tmp_path, small):
    segments, heard = film(tmp_path, small)

    assert [(each.beat, each.ticks) for each in segments] == [("still", 10), ("turning", 25)]
    assert segments[0].frames == 1
    assert segments[1].frames == 5 + 1 + 3  # the motion, where it ends, and the closing frames
    assert heard == ["autocreated", "still", "turning"]


def test_only_the_wanted_section_is_filmed_and_nothing_after_it(tmp_path, small):
    first, heard = film(tmp_path, small, only=["still"])
    second, _ = film(tmp_path, small, only=["turning"])

    assert [each.beat for each in first] == ["still"]
    assert heard[-1] == "enough"
    assert [each.beat for each in second] == ["turning"]


def test_a_section_without_a_frame_leaves_no_file(tmp_path, small):
    with tempconfig(SETTINGS | {"media_dir": str(tmp_path)}):
        writer = SegmentWriter(manim.Scene().file_writer_settings, folder=tmp_path, quality=small)
    writer.write_frame(plain(1), repeat=0)
    writer.close_segment()

    assert writer.segments == []
    assert list(tmp_path.glob("*.mp4")) == []
