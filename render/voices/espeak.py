"""The voice that is always there: espeak-ng, from the package `espeakng-loader`.

espeak-ng is free software under the GPL, version 3; it runs as a program of its own (see
`render.voices.espeak_program`), one fresh process a clip. A text reaches it through a pipe, so
nothing in it can be an option, and as plain text, so nothing in it is markup.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from render.loudness import levelled
from render.voices import programs
from render.voices.clip import Clip, VoiceError, refuse_the_endless
from render.voices.programs import speakable
from render.voices.resampling import resampled
from render.voices.words import split, timed

PATIENCE = 60.0  # seconds: the longest text takes one
_PROGRAM = Path(__file__).with_name("espeak_program.py")
_LIBRARIES = {"linux": "libespeak-ng.so", "darwin": "libespeak-ng.dylib", "win32": "espeak-ng.dll"}


@dataclass(frozen=True, slots=True)
class Manner:
    """How a language is read: espeak-ng's voice, its nominal rate, its pitch, and its melody.

    The nominal rate is not what one hears: these give 165 to 172 words a minute of a lecture.
    """

    voice: str
    rate: int
    pitch: int = 42
    melody: int = 45


MANNERS = {"en": Manner("en", 142), "el": Manner("el", 148), "es": Manner("es", 154)}


@dataclass(frozen=True, slots=True)
class Espeak:
    """espeak-ng reading English, Greek and Spanish."""

    manners: Mapping[str, Manner]
    name: str = "espeak"

    def depends(self, language: str) -> Mapping[str, Any]:
        """The release of espeak-ng, and the manner of the language."""
        manner = self._manner(language)
        return {
            "espeakng-loader": version("espeakng-loader"),
            "manner": [manner.voice, manner.rate, manner.pitch, manner.melody],
        }

    def speak(self, text: str, language: str) -> Clip:
        """Read a text aloud.

        Raises:
            VoiceError: the language is unknown, the text too long, or espeak-ng cannot be run.
        """
        manner = self._manner(language)
        refuse_the_endless(text)
        plain = speakable(text)
        if not split(plain):
            return Clip()
        folder = _folder()
        library = folder / _LIBRARIES.get(sys.platform, _LIBRARIES["linux"])
        settings = [manner.voice, str(manner.rate), str(manner.pitch), str(manner.melody)]
        told, raw = programs.run(
            ["-I", "-S", str(_PROGRAM), str(library), *settings],
            plain,
            name="espeak-ng",
            folder=folder,
            patience=PATIENCE,
        )
        samples = levelled(resampled(raw, told["rate"]))
        heard = [(place, sample / told["rate"]) for place, sample in told["words"]]
        return Clip(samples, timed(plain, heard, samples))

    def _manner(self, language: str) -> Manner:
        if language not in self.manners:
            raise VoiceError(
                f"espeak does not read {language[:20]!r} here; it reads {', '.join(self.manners)}"
            )
        return self.manners[language]


ESPEAK = Espeak(MANNERS)


def _folder() -> Path:
    """Where espeak-ng and its data lie."""
    found = find_spec("espeakng_loader")
    if found is None or found.origin is None:
        raise VoiceError("the voice espeak needs the package espeakng-loader, which is missing")
    return Path(found.origin).parent
