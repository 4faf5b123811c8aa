"""`proofreel voice`: a sheet to record from, who says what, and a beat to be heard."""

import wave

import numpy as np
import pytest
from click.testing import CliRunner

from render import store, take, voice_sheet
from render.cli_voice import voice_
from render.course import load
from render.job import Job
from render.quality import QUALITIES
from render.take import Shot, Take
from render.voices.clip import RATE, Clip, VoiceError
from render.voices.espeak import ESPEAK


@pytest.fixture
def call(tiny, monkeypatch, tmp_path):
    """Run the command on the course of two tiny lectures; code and lines of output."""
    monkeypatch.setenv("PROOFREEL_STORE", str(tmp_path / "store"))
    monkeypatch.setattr(voice_sheet.shutil, "which", lambda name: None)

    def run(*arguments):
        done = CliRunner().invoke(
            voice_, ["tiny", *arguments, "--course", str(tiny)], standalone_mode=False
        )
        if done.exception is not None:
            raise done.exception
        return done.return_value, done.output.splitlines()

    return run


@pytest.fixture
def recording(tiny):
    """Puts a recording beside the course."""

    def put(beat, content=None):
        path = tiny.parent / "recordings" / "en" / "tiny" / f"{beat}.wav"
        path.parent.mkdir(parents=True, exist_ok=True)
        voice_sheet.write_wav(content or ESPEAK.speak("A circle is drawn.", "es"), path)
        return path

    return put


def test_the_sheet_holds_every_beat_with_its_text_and_time(call, tmp_path, recording):
    recording("circle")
    code, (path,) = call()
    sheet = (tmp_path / path).read_text()

    assert (code, path) == (0, "build/tiny.en.voice.md")
    assert sheet.startswith("# Tiny\n\nRecord each beat")
    assert "recordings/en/tiny/BEAT.wav" in sheet
    assert "## 1. circle\n\nA circle is drawn.\n\n*" in sheet
    assert "s, recorded*" in sheet
    assert "## 2. number\n\nIt begins at 2" in sheet
    assert "s, synthetic*" in sheet


def test_the_list_tells_what_is_recorded_synthetic_and_missing(call, recording):
    recording("circle")
    recording("number").write_bytes(b"noise")
    code, told = call("--list")

    assert code == 1
    assert [line.split()[0] for line in told] == ["recorded", "missing", "synthetic"]
    assert [line.split()[3] for line in told] == ["circle", "number", "away"]
    assert told[1].endswith("recordings/en/tiny/number.wav: cannot be read as wav audio")


def test_numbers_come_from_a_take_where_there_is_one(call, tiny, monkeypatch):
    monkeypatch.setattr(take, "key", lambda job, words: store.key("take", any="thing"))
    shots = [Shot("circle", "", {}), Shot("number", "", {"start": "77"}), Shot("away", "", {})]
    kept = Take(tuple(shots), [], [], 0.0, "away")
    store.default().keep(store.key("take", any="thing"), kept.as_bytes())
    call()

    assert "It begins at 77." in (tiny.parent / "build" / "tiny.en.voice.md").read_text()


def test_a_beat_is_written_and_heard(call, tmp_path):
    code, (path,) = call("--play", "away")
    with wave.open(str(tmp_path / path)) as file:
        samples = np.frombuffer(file.readframes(10 * RATE), "<i2") / 32_767

    assert (code, path) == (0, "build/tiny.en.away.wav")
    assert np.abs(samples - ESPEAK.speak("And it goes.", "en").samples).max() < 1e-4


def test_a_beat_that_was_played_needs_no_place(call, monkeypatch):
    monkeypatch.setattr(voice_sheet, "play", lambda path: True)

    assert call("--play", "away") == (0, [])


def test_an_unknown_beat_and_a_missing_voice_are_refused(call):
    with pytest.raises(Exception, match="tiny has no beat 'end'; it has circle, number, away"):
        call("--play", "end")

    with pytest.raises(VoiceError, match="piper"):
        call("--play", "away", "--voice", "piper")


@pytest.mark.parametrize(("code", "played"), [(0, True), (1, False)])
def test_a_player_that_is_there_plays_it(tmp_path, monkeypatch, code, played):
    player = tmp_path / "aplay"
    player.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/asked\nexit {code}\n')
    player.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    monkeypatch.setattr(voice_sheet, "PLAYERS", {"afplay": (), "aplay": ("-q",)})

    assert voice_sheet.play(tmp_path / "-x.wav") is played
    assert (tmp_path / "asked").read_text() == f"-q {tmp_path}/-x.wav\n"


def test_a_clip_of_nothing_is_a_file_too(tmp_path):
    voice_sheet.write_wav(Clip(), tmp_path / "new" / "nothing.wav")

    assert (tmp_path / "new" / "nothing.wav").stat().st_size == 44


def test_the_texts_of_a_real_lecture_are_those_of_its_beats(tiny, tmp_path):
    entry = load(tiny).find("other")
    job = Job(entry, "en", QUALITIES["standard"], "dark", tmp_path / "scripts")

    assert list(voice_sheet.spoken(job, store.Store(tmp_path / "kept"))) == [
        "circle",
        "number",
        "away",
    ]
