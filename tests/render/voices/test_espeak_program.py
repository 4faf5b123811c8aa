"""The program that speaks, run within this process where its steps can be seen."""

import ctypes
import io
import json
from types import SimpleNamespace

import pytest

from render.voices import espeak, espeak_program
from render.voices.espeak import ESPEAK

LIBRARY = str(espeak._folder() / "libespeak-ng.so")


@pytest.fixture
def run(monkeypatch):
    def run(text, voice="en"):
        monkeypatch.chdir(espeak._folder())
        out, error = SimpleNamespace(buffer=io.BytesIO()), io.StringIO()
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))
        monkeypatch.setattr("sys.stdout", out)
        monkeypatch.setattr("sys.stderr", error)
        code = espeak_program.main(LIBRARY, voice, "132", "42", "45")
        return code, out.buffer.getvalue(), error.getvalue()

    return run


def test_it_writes_what_the_words_are_and_then_the_sound(run):
    code, written, _ = run("One two.")
    head, _, sound = written.partition(b"\n")
    told = json.loads(head)

    assert code == 0
    assert told["rate"] == 22_050
    assert [place for place, _ in told["words"]] == [0, 4]
    assert len(sound) > 22_050


def test_a_process_of_its_own_finds_the_same_words(run):
    here = json.loads(run("One two.")[1].partition(b"\n")[0])["words"]
    there = ESPEAK.speak("One two.", "en").words

    assert [place for place, _ in here] == [word.offset for word in there]


def test_a_voice_that_there_is_not_is_named(run):
    assert run("One.", voice="xx") == (1, b"", "it has no voice 'xx'")


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"espeak_Initialize": -1}, "its data cannot be read"),
        ({"espeak_Initialize": 22_050, "espeak_Synth": 1}, "it does not take the text"),
    ],
)
def test_a_library_that_refuses_is_told(run, monkeypatch, answers, sentence):
    class Refusing:
        def __getattr__(self, name):
            return lambda *_: answers.get(name, 0)

    monkeypatch.setattr(ctypes, "CDLL", lambda path: Refusing())

    assert run("One.") == (1, b"", sentence)
