"""Recordings: found at their place, heard as well as any voice; a broken one is an error."""

import os
import wave

import av
import numpy as np
import pytest

from render.loudness import measure
from render.voices import recordings
from render.voices.clip import RATE, Clip, VoiceError
from render.voices.espeak import ESPEAK
from render.voices.recordings import Recordings, trimmed

TEXT = "Follow the tangent down to the axis."


@pytest.fixture
def reading():
    return ESPEAK.speak(TEXT, "en")


@pytest.fixture
def ours(tmp_path):
    return Recordings(tmp_path / "recordings")


@pytest.fixture
def home(ours):
    path = ours.folder / "en" / "newton"
    path.mkdir(parents=True)
    return path


@pytest.fixture
def room(reading):
    """The text said softly in a room that hums, a second after the start, and then nothing."""
    noise = np.random.default_rng(0).normal(0, 1e-4, len(reading.samples) + 3 * RATE)
    noise[RATE : RATE + len(reading.samples)] += 0.2 * reading.samples
    return noise.astype(np.float32)


@pytest.mark.parametrize("ending", [".wav", ".flac", ".mp3", ".opus"])
def test_a_recording_is_trimmed_levelled_and_its_words_are_found(
    ours, home, reading, room, ending, record
):
    path = record(home / f"zoom{ending}", room + 0.01)
    clip = ours.clip(ours.find("newton", "zoom", "en"), reading)
    delay = [a.start - b.start for a, b in zip(clip.words, reading.words, strict=True)]

    assert ours.find("newton", "zoom", "en") == path
    assert reading.seconds < clip.seconds < reading.seconds + 0.2
    assert measure(clip.samples).lufs == pytest.approx(-16, abs=0.15)
    assert delay == pytest.approx([0.06] * len(delay), abs=0.03)


def test_a_soft_start_and_a_soft_end_are_not_cut():
    seconds = np.arange(2 * RATE) / RATE
    swell = np.clip(np.minimum(seconds, 2 - seconds) / 0.5, 0, 1)
    tone = 0.5 * np.sin(2 * np.pi * 200 * seconds) * swell**2
    noise = np.random.default_rng(1).normal(0, 1e-5, 4 * RATE)
    noise[RATE : 3 * RATE] += tone
    kept = trimmed(noise.astype(np.float32))

    assert 2 * RATE <= len(kept) < 2.2 * RATE


def test_a_click_before_the_speech_is_not_taken_for_its_start(room, reading):
    room[RATE // 5 : RATE // 5 + 480] += 0.5

    assert len(trimmed(room)) < len(reading.samples) + 0.2 * RATE


def test_a_sound_that_is_shorter_than_a_syllable_is_kept_if_there_is_nothing_else():
    sound = np.zeros(RATE, np.float32)
    sound[RATE // 2 : RATE // 2 + 960] = 0.5

    assert 0.1 * RATE < len(trimmed(sound)) < 0.2 * RATE


def test_speech_from_end_to_end_is_left_whole():
    tone = np.sin(np.arange(RATE) / 20).astype(np.float32)

    assert np.array_equal(trimmed(tone), tone)


def test_a_description_may_be_recorded_beside_its_beat(ours, home, room, record):
    record(home / "zoom.wav", room)
    path = record(home / "zoom.see.flac", room)

    assert ours.find("newton", "zoom.see", "en") == path
    assert ours.find("newton", "zoom", "en") == home / "zoom.wav"


def test_a_missing_recording_is_nobodys_fault(ours):
    assert ours.find("newton", "zoom", "en") is None


@pytest.mark.parametrize(
    "beat", ["../../secret", "a/b", "", "..", "a\0b", "x" * 200, "a.b.c", ".a"]
)
def test_a_name_that_is_no_name_has_no_recording(ours, home, beat):
    (home.parent.parent.parent / "secret.wav").write_bytes(b"x")

    assert ours.find("newton", beat, "en") is None


def test_two_recordings_of_one_beat_are_refused(ours, home):
    for ending in ("wav", "mp3"):
        (home / f"zoom.{ending}").write_bytes(b"x")

    with pytest.raises(
        VoiceError,
        match=r"^recordings/en/newton/zoom.wav and recordings/en/newton/zoom.mp3 are recordings of",
    ):
        ours.find("newton", "zoom", "en")


@pytest.mark.parametrize("there", [True, False])
def test_a_link_out_of_the_folder_is_refused(ours, home, tmp_path, room, there, record):
    if there:
        record(tmp_path / "outside.wav", room)
    (home / "zoom.wav").symlink_to(tmp_path / "outside.wav")

    with pytest.raises(VoiceError, match=r"^recordings/en/newton/zoom.wav: leads out of the fold"):
        ours.find("newton", "zoom", "en")


def test_a_folder_of_another_place_is_refused(ours, home, tmp_path, room, record):
    record(tmp_path / "else" / "zoom.wav", room)
    (ours.folder / "es").mkdir()
    (ours.folder / "es" / "newton").symlink_to(tmp_path / "else")

    with pytest.raises(VoiceError, match="leads out of the folder recordings"):
        ours.find("newton", "zoom", "es")


def test_a_folder_and_a_pipe_are_no_recordings(ours, home):
    (home / "zoom.wav").mkdir()
    os.mkfifo(home / "start.flac")

    for beat in ("zoom", "start"):
        with pytest.raises(VoiceError, match=f"{beat}.*: is not a file"):
            ours.find("newton", beat, "en")


@pytest.mark.parametrize(
    ("ending", "content", "sentence"),
    [
        (".wav", b"", "cannot be read as wav audio"),
        (".flac", b"not audio at all", "(cannot be read as flac audio|holds no sound)"),
        (".opus", b"OggS" + bytes(200), "cannot be read as opus audio"),
        (".mp3", b"#EXTM3U\n#EXTINF:9,\n/etc/passwd\n", "(cannot be read as mp3|holds no sound)"),
        (".wav", b"ffconcat version 1.0\nfile '/etc/passwd'\n", "cannot be read as wav audio"),
    ],
)
def test_what_is_not_audio_is_named(ours, home, reading, ending, content, sentence):
    path = home / f"zoom{ending}"
    path.write_bytes(content)

    with pytest.raises(VoiceError, match=f"^recordings/en/newton/zoom{ending}: {sentence}"):
        ours.clip(path, reading)


def test_a_file_with_pictures_only_is_not_audio(ours, home, reading):
    with av.open(str(home / "zoom.opus"), "w", format="ogg") as file:
        stream = file.add_stream("libvpx")
        stream.width = stream.height = 16
        stream.pix_fmt = "yuv420p"
        frame = av.VideoFrame.from_ndarray(np.zeros((16, 16, 3), np.uint8), format="rgb24")
        file.mux([*stream.encode(frame), *stream.encode()])

    with pytest.raises(VoiceError, match=r"zoom\.opus: cannot be read as opus audio"):
        ours.clip(home / "zoom.opus", reading)


def test_an_empty_recording_a_silent_one_and_one_without_end_are_named(
    ours, home, reading, monkeypatch, record
):
    with wave.open(str(home / "empty.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
    record(home / "silent.wav", np.full(RATE, 0.2))
    record(home / "endless.flac", np.zeros(3 * RATE))
    monkeypatch.setattr(recordings, "LONGEST", 2)

    for name, sentence in (
        ("empty.wav", "(holds no sound|cannot be read)"),
        ("silent.wav", "is silent"),
        ("endless.flac", "is longer than 2 s"),
    ):
        with pytest.raises(VoiceError, match=f"^recordings/en/newton/{name}: {sentence}"):
            ours.clip(home / name, reading)


def test_samples_that_are_no_numbers_are_refused(ours, home, reading, monkeypatch):
    monkeypatch.setattr(recordings, "_decoded", lambda path: np.array([0, np.nan], np.float32))

    with pytest.raises(VoiceError, match=r"zoom\.wav: has samples that are no numbers"):
        ours.clip(home / "zoom.wav", reading)


def test_a_file_that_is_too_large_or_cannot_be_opened_is_named(ours, home, monkeypatch):
    (home / "zoom.wav").write_bytes(b"four")
    with pytest.raises(VoiceError, match=r"other\.wav: cannot be read: No such file"):
        ours.digest(home / "other.wav")

    monkeypatch.setattr(recordings, "LARGEST", 3)
    with pytest.raises(VoiceError, match=r"zoom\.wav: is larger than"):
        ours.digest(home / "zoom.wav")


def test_a_recording_is_known_by_what_is_in_it(ours, home):
    for name, content in (("a.wav", b"1"), ("b.wav", b"1"), ("c.wav", b"2")):
        (home / name).write_bytes(content)
    one, same, other = (ours.digest(home / name) for name in ("a.wav", "b.wav", "c.wav"))

    assert one == same != other


def test_a_recording_of_a_beat_without_words_is_only_sound(ours, home, room, record):
    assert ours.clip(record(home / "zoom.wav", room), Clip()).words == ()
