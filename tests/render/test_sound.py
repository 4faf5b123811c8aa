"""The track of a film and its encoding: every clip at its sample, no click, nothing cut off."""

import av
import numpy as np
import pytest

from render import sound
from render.heard import decode, heard
from render.loudness import measure
from render.voices.clip import RATE, Clip
from render.voices.espeak import ESPEAK

SECONDS = 9.0123


@pytest.fixture(scope="module")
def clips():
    return [
        ESPEAK.speak("Follow the tangent down to the axis.", "en"),
        ESPEAK.speak("Y ahí nos paramos otra vez.", "es"),
    ]


@pytest.fixture(scope="module")
def pieces(clips):
    return [(0.0, clips[0]), (3.21234, clips[1]), (SECONDS - clips[0].seconds, clips[0])]


@pytest.fixture(scope="module")
def track(pieces):
    return sound.track(pieces, SECONDS)


def film(path, track, *, late=0):
    """A film of black pictures with that sound, written one second of each at a time."""
    with av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"}) as file:
        picture = file.add_stream("libx264", rate=10)
        picture.width = picture.height = 16
        picture.pix_fmt = "yuv420p"
        voice = sound.add_stream(file, "eng")
        packets = []
        for number in range(round(10 * len(track) / RATE)):
            frame = av.VideoFrame.from_ndarray(np.zeros((16, 16, 3), np.uint8), format="rgb24")
            frame.pts = number
            packets += picture.encode(frame)
        packets += [*picture.encode(), *sound.packets(track, voice)]
        for packet in sorted(packets, key=lambda each: each.dts * each.time_base):
            if packet.stream is voice and late:
                packet.pts = packet.dts = packet.pts + late
            file.mux_one(packet)
    return path


@pytest.fixture(scope="module")
def made(track, tmp_path_factory):
    return film(tmp_path_factory.mktemp("sound") / "film.mp4", track)


def test_the_track_is_as_long_as_the_film_and_as_loud_as_wanted(track):
    assert len(track) == round(SECONDS * RATE)
    assert measure(track).lufs == pytest.approx(-16, abs=0.15)
    assert measure(track).peak < -1.9


def test_a_clip_begins_at_its_sample(clips):
    alone = sound.track([(1.5, clips[0])], 5)
    sounds = np.flatnonzero(alone)
    expected = np.flatnonzero(clips[0].samples)

    assert round(1.5 * RATE) + expected[0] <= sounds[0] <= round(1.5 * RATE) + expected[0] + 2
    assert sounds[-1] <= round(1.5 * RATE) + expected[-1]


@pytest.mark.parametrize("level", [1.0, -0.7])
def test_no_join_clicks(level):
    """A clip that begins and ends at full level would jump; faded it steps up and down softly."""
    loud = Clip(np.full(RATE // 2, level, np.float32))
    track = sound.track([(0.3, loud), (0.8, loud)], 1.5)
    jumps = np.abs(np.diff(track)) / np.abs(track).max()

    assert jumps.max() < 2 * np.pi / 2 / (sound.FADE * RATE)


def test_clips_shorter_than_their_fades_are_faded_too():
    for length in range(5):
        assert len(sound.faded(np.ones(length, np.float32))) == length

    assert sound.faded(np.ones(4, np.float32))[[0, -1]].tolist() == [0, 0]


@pytest.mark.parametrize("start", [-0.1, 8.5])
def test_a_clip_that_leaves_the_film_is_refused(clips, start):
    with pytest.raises(ValueError, match=r"a clip from .* does not lie in a film of 9\.012 s"):
        sound.track([(start, clips[0])], SECONDS)


def test_a_film_without_words_is_silent():
    track = sound.track([(1.0, Clip())], 2)

    assert len(track) == 2 * RATE
    assert not track.any()


def test_the_file_holds_aac_at_48_khz_from_the_first_to_the_last_second(made, track):
    with av.open(str(made)) as file:
        stream = file.streams.audio[0]

        assert (stream.codec_context.name, stream.rate, stream.channels) == ("aac", RATE, 1)
        assert stream.language == "eng"
        assert stream.start_time == 0
        assert stream.duration / stream.time_base.denominator == pytest.approx(SECONDS, abs=0.001)
        assert file.duration / 1e6 == pytest.approx(SECONDS, abs=0.1)

    assert 0 <= len(decode(made)) - len(track) < 1024


def test_what_is_decoded_is_the_track_sample_by_sample(made, track):
    decoded = decode(made)[: len(track)]
    alike = [float(np.corrcoef(np.roll(decoded, lag), track)[0, 1]) for lag in (-1, 0, 1)]

    assert max(alike) == alike[1] > 0.99
    assert measure(decoded).lufs == pytest.approx(-16, abs=0.3)
    assert measure(decoded).peak < -1


def test_the_same_track_gives_the_same_bytes(made, track, tmp_path):
    assert film(tmp_path / "again.mp4", track).read_bytes() == made.read_bytes()


def test_every_clip_is_heard_where_it_was_placed(made, pieces):
    found = heard(made, pieces)

    assert all(each.there for each in found)
    assert [each.found for each in found] == pytest.approx([at for at, _ in pieces], abs=1e-4)


def test_a_film_whose_voice_is_late_early_missing_or_another_is_found_out(
    made, track, clips, pieces, tmp_path
):
    late = film(tmp_path / "late.mp4", track, late=RATE // 10)
    (first, *_) = heard(late, pieces)
    moved = heard(made, [(3.21234 + 0.03, clips[1])])[0]

    assert first.found == pytest.approx(0.1, abs=0.002)
    assert not first.there
    assert moved.found == pytest.approx(3.21234, abs=1e-4)
    assert not moved.there
    assert not heard(made, [(3.21234, clips[0])])[0].there
    assert not heard(made, [(20.0, clips[0])])[0].there
    assert heard(made, [(20.0, Clip())])[0].there


def test_a_film_without_sound_is_silent(tmp_path):
    with av.open(str(tmp_path / "mute.mp4"), "w", format="mp4") as file:
        picture = file.add_stream("libx264", rate=10)
        picture.width = picture.height = 16
        picture.pix_fmt = "yuv420p"
        frame = av.VideoFrame.from_ndarray(np.zeros((16, 16, 3), np.uint8), format="rgb24")
        file.mux([*picture.encode(frame), *picture.encode()])

    assert len(decode(tmp_path / "mute.mp4")) == 0
