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


class Memory(dict):
    """A store that forgets nothing while it lives."""

    def fetch(self, key, make):
        if key not in self:
            self[key] = make()
        return self[key]


KEPT = Memory()


def spoken(*pieces):
    """Clips as they are laid: where they can begin, and encoded."""
    return [(sound.aligned(start), sound.encoded(clip, KEPT)) for start, clip in pieces]


@pytest.fixture(scope="module")
def clips():
    return [
        ESPEAK.speak("Follow the tangent down to the axis.", "en"),
        ESPEAK.speak("Y ahí nos paramos otra vez.", "es"),
    ]


@pytest.fixture(scope="module")
def pieces(clips):
    starts = (0.0, 3.21234, SECONDS - clips[0].seconds - 0.1)
    return [(sound.aligned(at), clips[each]) for at, each in zip(starts, (0, 1, 0), strict=True)]


@pytest.fixture(scope="module")
def track(pieces):
    return sound.track(spoken(*pieces), SECONDS)


def film(path, track, *, late=0):
    """A film of black pictures with that sound, written one second of each at a time."""
    with av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"}) as file:
        picture = file.add_stream("libx264", rate=10)
        picture.width = picture.height = 16
        picture.pix_fmt = "yuv420p"
        voice = sound.add_stream(file, "eng")
        packets = []
        for number in range(round(10 * len(track) * sound.FRAME / RATE)):
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


def test_a_clip_begins_at_most_eleven_milliseconds_from_where_it_should():
    for start in np.linspace(0.0, 5.0, 1001):
        assert abs(sound.aligned(start) - start) <= 512 / RATE + 1e-12
        assert sound.aligned(sound.aligned(start)) == sound.aligned(start)


def test_a_clip_is_encoded_once(clips, monkeypatch):
    kept = Memory()
    first = sound.encoded(clips[0], kept)
    monkeypatch.setattr(sound, "_frames", None)  # whoever encodes fails

    assert sound.encoded(clips[0], kept) == first
    assert len(first) == -(-len(clips[0].samples) // sound.FRAME) + 3


@pytest.mark.parametrize("level", [1.0, -0.7])
def test_no_join_clicks(level, tmp_path):
    """A clip that begins and ends at full level would jump; faded it steps up and down softly."""
    loud = Clip(np.full(RATE // 2, level, np.float32) * np.sin(np.arange(RATE // 2) / 20 + 1))
    track = sound.track(spoken((0.3, loud), (0.96, loud)), 1.9)
    decoded = decode(film(tmp_path / "film.mp4", track))
    jumps = np.abs(np.diff(decoded)) / np.abs(decoded).max()

    assert jumps.max() < 1.3 / 20  # the hum itself steps by a twentieth


def test_clips_shorter_than_their_fades_are_faded_too():
    for length in range(5):
        assert len(sound.faded(np.ones(length, np.float32))) == length

    assert sound.faded(np.ones(4, np.float32))[[0, -1]].tolist() == [0, 0]


@pytest.mark.parametrize("starts", [[-0.1], [8.5], [1.0, 1.5]])
def test_a_clip_that_does_not_fit_is_refused(clips, starts):
    with pytest.raises(ValueError, match=r"a clip from .* does not fit into a film of 9\.012 s"):
        sound.track(spoken(*((start, clips[0]) for start in starts)), SECONDS)


def test_a_film_without_words_is_silent(tmp_path):
    track = sound.track(spoken((1.0, Clip())), 2)

    assert len(track) == -(-2 * RATE // sound.FRAME) + 1
    assert not decode(film(tmp_path / "film.mp4", track)).any()


def test_the_file_holds_aac_at_48_khz_from_the_first_to_the_last_second(made, track):
    with av.open(str(made)) as file:
        stream = file.streams.audio[0]

        assert (stream.codec_context.name, stream.rate, stream.channels) == ("aac", RATE, 1)
        assert stream.language == "eng"
        assert stream.start_time == 0
        assert stream.duration / stream.time_base.denominator == pytest.approx(SECONDS, abs=0.022)
        assert file.duration / 1e6 == pytest.approx(SECONDS, abs=0.1)

    assert 0 <= len(decode(made)) - SECONDS * RATE < 2 * sound.FRAME


def test_the_film_is_as_loud_as_wanted(made):
    decoded = decode(made)

    assert measure(decoded).lufs == pytest.approx(-16, abs=0.3)
    assert measure(decoded).peak < -1


def test_a_clip_among_silence_is_what_it_was_alone(made, pieces):
    """Sample by sample, up to what encoding takes away."""
    decoded = decode(made)
    for start, clip in pieces:
        wanted = sound.prepared(clip)
        first = round(start * RATE)
        part = decoded[first : first + len(wanted)]

        assert float(np.corrcoef(part, wanted)[0, 1]) > 0.99
        assert not decoded[max(0, first - 4096) : max(0, first - 1024)].any()


def test_the_same_clip_gives_the_same_bytes(clips):
    assert sound.encoded(clips[0], Memory()) == sound.encoded(clips[0], Memory())


def test_every_clip_is_heard_where_it_was_placed(made, pieces):
    found = heard(made, pieces)

    assert all(each.there for each in found)
    assert [each.found for each in found] == pytest.approx([at for at, _ in pieces], abs=1e-4)


def test_a_film_whose_voice_is_late_early_missing_or_another_is_found_out(
    made, track, clips, pieces, tmp_path
):
    late = film(tmp_path / "late.mp4", track, late=RATE // 10)
    (first, *_) = heard(late, pieces)
    moved = heard(made, [(pieces[1][0] + 0.03, clips[1])])[0]

    assert first.found == pytest.approx(0.1, abs=0.002)
    assert not first.there
    assert moved.found == pytest.approx(pieces[1][0], abs=1e-4)
    assert not moved.there
    assert not heard(made, [(pieces[1][0], clips[0])])[0].there
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
