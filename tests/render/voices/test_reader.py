"""Who reads: a recording where there is one, else the voice; and nothing twice."""

import numpy as np
import pytest

from render.store import Store
from render.voices import reader
from render.voices.clip import VoiceError
from render.voices.reader import VOICES

TEXTS = {"start": "We stand here.", "zoom": "Closer.", "root": "", "end": "That is all."}


@pytest.fixture
def course(tmp_path):
    return tmp_path / "course.toml"


def test_a_sentence_is_read_once(course, shelf):
    reads = reader.reader(course, shelf)
    first = reads.read("newton", "start", TEXTS["start"], "en")
    again = reads.read("other", "end", TEXTS["start"], "en")

    assert shelf.made == 1
    assert again.to_bytes() == first.to_bytes()


def test_another_text_language_or_manner_is_another_clip(course, shelf):
    reads = reader.reader(course, shelf)
    for text, language in (("uno", "es"), ("uno", "en"), ("dos", "es")):
        reads.read("newton", "start", text, language)

    assert len(shelf) == 3


def test_beats_that_are_read_at_once_are_as_if_read_in_turn(course, shelf, tmp_path):
    together = reader.reader(course, Store(tmp_path / "store")).read_all("newton", TEXTS, "en", 4)
    alone = reader.reader(course, shelf)

    assert list(together) == list(TEXTS)
    assert together["root"].seconds == 0
    for beat, text in TEXTS.items():
        assert alone.read("newton", beat, text, "en").to_bytes() == together[beat].to_bytes()


def test_recordings_win_beat_by_beat_and_a_new_take_replaces_the_old_one(course, shelf, record):
    reads = reader.reader(course, shelf)
    spoken = reads.read_all("newton", TEXTS, "en", 2)
    path = course.parent / "recordings" / "en" / "newton" / "zoom.wav"
    takes = []
    for loud in (0.1, 0.2):
        record(path, loud * np.repeat(spoken["start"].samples, 2))
        takes.append(reads.read_all("newton", TEXTS, "en", 2))

    assert takes[0]["zoom"].seconds == pytest.approx(2 * spoken["start"].seconds, abs=0.3)
    assert takes[0]["zoom"].words[0].text == "Closer."
    assert takes[0]["start"].to_bytes() == spoken["start"].to_bytes()
    assert shelf.made == len(set(TEXTS.values())) + 2


def test_a_broken_recording_is_not_replaced_by_the_voice(course, shelf):
    path = course.parent / "recordings" / "en" / "newton" / "zoom.wav"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"noise")

    with pytest.raises(
        VoiceError,
        match=r"^newton\.en, beat zoom: recordings/en/newton/zoom\.wav: cannot be read as wav aud",
    ):
        reader.reader(course, shelf).read("newton", "zoom", "Closer.", "en")


def test_the_voice_may_be_chosen_among_those_there_are(course, shelf):
    assert [reader.reader(course, shelf, name).voice.name for name in VOICES] == list(VOICES)

    with pytest.raises(VoiceError, match="there is no voice 'hal'; there are espeak, piper"):
        reader.reader(course, shelf, "hal")
