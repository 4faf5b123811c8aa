"""Piper: for those who have it. A stand-in speaks here as Piper does, through the real program."""

import io
import json
import sys
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest

from render.loudness import measure
from render.voices import piper, piper_program, programs
from render.voices.clip import VoiceError
from render.voices.espeak import ESPEAK
from render.voices.piper import Piper

STAND_IN = """
import json
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

@dataclass
class SynthesisConfig:
    noise_scale: float
    noise_w_scale: float

class PiperVoice:
    @staticmethod
    def load(model):
        voice = PiperVoice()
        about = json.loads(Path(model + ".json").read_text())
        voice.config = SimpleNamespace(sample_rate=about["audio"]["sample_rate"])
        return voice

    def synthesize(self, text, config):
        assert (config.noise_scale, config.noise_w_scale) == (0, 0)
        Path("heard.txt").write_text(text)
        for sentence in text.split("."):
            letter = b"\\x00\\x10" * 50 + b"\\x00\\xf0" * 50
            yield SimpleNamespace(audio_int16_bytes=letter * len(sentence))
"""


@pytest.fixture
def voice(tmp_path, monkeypatch):
    """A folder with a voice, and a stand-in for the package, which processes find too."""
    package = tmp_path / "site" / "piper"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(STAND_IN)
    monkeypatch.syspath_prepend(package.parent)
    monkeypatch.setattr(piper, "version", lambda name: "1.8.0")
    folder = tmp_path / "voices"
    folder.mkdir()
    (folder / "en.onnx").write_bytes(b"weights")
    (folder / "en.onnx.json").write_text('{"audio": {"sample_rate": 16000}}')
    start = programs.run

    def run(arguments, *rest, **options):
        bootstrap = f"import sys, runpy; sys.path.insert(0, {str(package.parent)!r}); "
        if len(arguments) != 3:
            return start(arguments, *rest, **options)
        path, model = arguments[1:]
        bootstrap += (
            f"sys.argv = [{path!r}, {model!r}]; runpy.run_path({path!r}, run_name='__main__')"
        )
        return start(["-I", "-c", bootstrap], *rest, **options)

    monkeypatch.setattr(programs, "run", run)
    yield Piper(folder)
    sys.modules.pop("piper", None)


def test_it_speaks_with_the_voice_of_the_folder(voice):
    clip = voice.speak("We stand here. And again.", "en")
    reading = ESPEAK.speak("We stand here. And again.", "en")

    assert clip.seconds == pytest.approx(23 * 100 / 16_000, abs=0.001)
    assert measure(clip.samples).lufs == pytest.approx(-16, abs=0.15)
    assert [word.text for word in clip.words] == [word.text for word in reading.words]


def test_brackets_are_no_phonemes_and_controls_no_characters(voice):
    voice.speak("a [[b]] \x01c", "en")

    assert (voice.folder / "heard.txt").read_text() == "a   b    c"


def test_nothing_to_say_is_an_empty_clip(voice):
    assert voice.speak(" … ", "en").seconds == 0


def test_the_key_of_a_clip_knows_the_files_of_the_voice(voice):
    before = voice.depends("en")
    (voice.folder / "en.onnx").write_bytes(b"other weights")

    assert voice.depends("en") != before


@pytest.mark.parametrize(("language", "name"), [("el", "el.onnx"), ("en", "en.onnx.json")])
def test_a_missing_voice_file_is_named(voice, language, name):
    (voice.folder / "en.onnx.json").unlink()

    with pytest.raises(VoiceError, match=f"^the voice piper needs voices/{name} beside the course"):
        voice.speak("Hello", language)


def test_a_file_that_is_no_voice_is_named(voice):
    (voice.folder / "en.onnx.json").write_text("{}")

    with pytest.raises(
        VoiceError, match=r"^piper with en\.onnx cannot read 'Hello': KeyError: 'aud"
    ):
        voice.speak("Hello", "en")


def test_without_the_package_it_says_how_to_get_it(monkeypatch, tmp_path):
    monkeypatch.setattr(piper, "find_spec", lambda name: None)

    with pytest.raises(VoiceError, match=r"is not installed: pip install 'proofreel\[piper\]'"):
        Piper(tmp_path).depends("en")


def test_the_program_writes_what_it_is_and_then_the_sound(monkeypatch):
    said = []
    chunk = SimpleNamespace(audio_int16_bytes=np.arange(5, dtype=np.int16).tobytes())
    fake = ModuleType("piper")
    fake.SynthesisConfig = lambda **settings: settings
    fake.PiperVoice = SimpleNamespace(
        load=lambda model: SimpleNamespace(
            config=SimpleNamespace(sample_rate=22_050),
            synthesize=lambda text, settings: said.append(text) or [chunk, chunk],
        )
    )
    out = SimpleNamespace(buffer=io.BytesIO())
    monkeypatch.setitem(sys.modules, "piper", fake)
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO("γεια".encode())))
    monkeypatch.setattr("sys.stdout", out)

    assert piper_program.main("el.onnx") == 0
    assert said == ["γεια"]
    head, _, sound = out.buffer.getvalue().partition(b"\n")
    assert json.loads(head) == {"rate": 22_050}
    assert len(sound) == 20
