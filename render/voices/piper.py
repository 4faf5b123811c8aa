"""A second voice: Piper, a neural one, for voice files that a user has.

    voices/LANGUAGE.onnx and voices/LANGUAGE.onnx.json     beside a course file

The package is not among ours: ``pip install 'proofreel[piper]'``. Piper does not tell when it says
a word, so words are found by laying its reading beside that of espeak-ng.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from render.loudness import levelled
from render.voices import programs
from render.voices.alignment import words_of
from render.voices.clip import Clip, VoiceError, refuse_the_endless
from render.voices.espeak import ESPEAK
from render.voices.programs import speakable
from render.voices.resampling import resampled
from render.voices.words import split

FOLDER = "voices"
PATIENCE = 300.0  # seconds: a long text on a slow machine
_PROGRAM = Path(__file__).with_name("piper_program.py")
_SILENCED = str.maketrans("[]", "  ")  # Piper takes what stands in double brackets for phonemes


@dataclass(frozen=True, slots=True)
class Piper:
    """Piper reading with the voice files of a folder."""

    folder: Path
    name: str = "piper"

    def depends(self, language: str) -> Mapping[str, Any]:
        """The release of Piper, and what is in the files of the voice.

        Raises:
            VoiceError: Piper is not installed, or a file is missing.
        """
        files = self._files(language)
        return {
            "piper-tts": version("piper-tts"),
            "files": [hashlib.sha256(path.read_bytes()).hexdigest() for path in files],
            "words": ESPEAK.depends(language),
        }

    def speak(self, text: str, language: str) -> Clip:
        """Read a text aloud.

        Raises:
            VoiceError: Piper is not installed, a file is missing or no voice, or the text too long.
        """
        refuse_the_endless(text)
        model, _ = self._files(language)
        plain = speakable(text).translate(_SILENCED)
        if not split(plain):
            return Clip()
        told, raw = programs.run(
            ["-I", str(_PROGRAM), str(model.absolute())],
            plain,
            name=f"piper with {model.name}",
            folder=self.folder,
            patience=PATIENCE,
        )
        samples = levelled(resampled(raw, told["rate"]))
        return Clip(samples, words_of(samples, ESPEAK.speak(text, language)))

    def _files(self, language: str) -> tuple[Path, Path]:
        """The voice file of a language and its description."""
        if find_spec("piper") is None:
            raise VoiceError(
                "the voice piper is not installed: pip install 'proofreel[piper]', or use espeak"
            )
        model = self.folder / f"{language}.onnx"
        about = self.folder / f"{language}.onnx.json"
        for path in (model, about):
            if not path.is_file():
                raise VoiceError(
                    f"the voice piper needs {FOLDER}/{path.name} beside the course file"
                )
        return model, about
