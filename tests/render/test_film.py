"""Films: every tick of every segment arrives, with captions, chapters and a name."""

import av
import numpy as np
import pytest

from render import captions, film, readback, sound
from render.captions import Said
from render.film import Chapter
from render.heard import heard
from render.quality import Quality
from render.segments import SegmentEncoder
from render.store import Store
from render.voices.clip import RATE, Clip


def segment(beat, quality, levels, *, last=False):
    encoder = SegmentEncoder(quality)
    for level in levels:
        encoder.write(np.full((quality.height, quality.width, 4), level, np.uint8))
    return encoder.close(beat, last=last)


@pytest.fixture
def three(small):
    return [
        (segment(str(number), small, [10, 90, 170, 250], last=number == 2), 24 + number)
        for number in range(3)
    ]


def test_a_film_decodes_to_all_its_frames_and_lasts_all_its_ticks(tmp_path, small, three):
    film.join(three, tmp_path / "film.mp4", small.rate)
    decoded = readback.decode(tmp_path / "film.mp4")

    assert decoded.frames == sum(each.frames for each, _ in three) == 15
    assert decoded.seconds == pytest.approx(sum(lasts for _, lasts in three) / small.rate)


def test_holds_are_stretched_by_timestamps_alone(tmp_path, small, three):
    film.join(three, tmp_path / "film.mp4", small.rate)
    with av.open(str(tmp_path / "film.mp4")) as file:
        ticks = [round(each.pts * each.time_base * small.rate) for each in file.decode(video=0)]

    assert ticks == [0, 1, 2, 3, 24, 25, 26, 27, 49, 50, 51, 52, 72, 73, 74]


def test_the_words_the_chapters_and_the_title_are_in_the_file(tmp_path, small, three):
    said = captions.cues([Said(0.0, 2.4, "One, after Αλέξανδρος."), Said(4.9, 7.5, "Three.")])
    english = captions.cues([Said(1.0, 2.4, "One.")])
    chapters = [Chapter(0.3, "Begin"), Chapter(4.9, "End")]
    film.join(
        three,
        tmp_path / "film.mp4",
        small.rate,
        captions={"el": said, "en": english, "es": ()},
        chapters=chapters,
        title="A film",
        description="About three things.",
        language="el",
    )
    facts = readback.facts(tmp_path / "film.mp4")

    assert facts["title"] == "A film"
    assert facts["chapters"] == [(0.0, "Begin"), (4.9, "End")]
    assert facts["captions"] == {
        "ell": [(0.0, "One, after Αλέξανδρος."), (4.9, "Three.")],
        "eng": [(1.0, "One.")],
    }
    assert facts["language"] == "ell"
    assert facts["description"] == "About three things."


def test_the_voice_is_heard_where_it_was_put(tmp_path, small, three):
    hum = 0.3 * np.sin(np.arange(RATE) / 20) * np.hanning(RATE)
    clip, seconds = Clip(hum.astype(np.float32)), sum(lasts for _, lasts in three) / small.rate
    at = sound.aligned(2.0)
    voice = sound.track([(at, sound.encoded(clip, Store(tmp_path / "store")))], seconds)
    film.join(three, tmp_path / "film.mp4", small.rate, voice=voice)
    (found,) = heard(tmp_path / "film.mp4", [(at, clip)])

    assert found.there
    assert readback.decode(tmp_path / "film.mp4").frames == 15


def test_the_index_stands_before_the_pictures(tmp_path, small, three):
    film.join(three, tmp_path / "film.mp4", small.rate)
    content = (tmp_path / "film.mp4").read_bytes()

    assert content.index(b"moov") < content.index(b"mdat")


def test_segments_of_another_size_are_refused_and_the_old_film_stays(tmp_path, small, three):
    odd = segment("odd", Quality("odd", 320, 180, small.rate), [10]), 5
    (tmp_path / "film.mp4").write_text("the old film")

    with pytest.raises(ValueError, match="the segment 'odd' was encoded unlike the first one"):
        film.join([*three, odd], tmp_path / "film.mp4", small.rate)
    assert (tmp_path / "film.mp4").read_text() == "the old film"
    assert list(tmp_path.glob(".*")) == []


def test_a_beat_cannot_be_shorter_than_its_pictures(tmp_path, small, three):
    with pytest.raises(ValueError, match="the segment '0' has 4 ticks and cannot last 3"):
        film.join([(three[0][0], 3)], tmp_path / "film.mp4", small.rate)


def test_nothing_cannot_be_joined(tmp_path):
    with pytest.raises(ValueError, match="nothing to join"):
        film.join([], tmp_path / "film.mp4", 30)


def test_the_last_picture_of_a_segment_is_the_one_that_stands(three):
    picture = readback.last_picture(three[0][0])

    assert picture.size == (256, 144)
    assert picture.getpixel((80, 45)) == pytest.approx((250, 250, 250), abs=3)


def test_the_same_segments_make_the_same_bytes(tmp_path, small, three):
    for name in ("a", "b"):
        film.join(three, tmp_path / f"{name}.mp4", small.rate, title="A film")

    assert (tmp_path / "a.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()
