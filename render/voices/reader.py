"""Whoever reads a lecture: recordings where there are some, else a synthetic voice.

A clip is kept in the store under all that it depends on, so a sentence is read once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

import av

from render import loudness
from render.store import key
from render.voices import piper, recordings
from render.voices.clip import Clip, Voice, VoiceError
from render.voices.espeak import ESPEAK
from render.voices.piper import Piper
from render.voices.recordings import Recordings

VOICES = ("espeak", "piper")


class Keeper(Protocol):
    """What a reader asks of a store."""

    def fetch(self, key: str, make: Callable[[], bytes]) -> bytes:
        """The content of an entry, which is made if there is none."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the beats of a course; clips are kept by `store`."""

    voice: Voice
    recordings: Recordings
    store: Keeper

    def read(self, lecture: str, beat: str, text: str, language: str) -> Clip:
        """A beat as sound: its recording if there is one, else read by the voice.

        Nothing to say and no recording is an empty clip.

        Raises:
            VoiceError: the recording or the text cannot be used, or the voice is missing.
        """
        path = self.recordings.find(lecture, beat, language)
        try:
            spoken_key, spoken = self._spoken(text, language)
            if path is None:
                return spoken
            recorded = key("recording", file=self.recordings.digest(path), reading=spoken_key)
            kept = self.store.fetch(recorded, lambda: self.recordings.clip(path, spoken).to_bytes())
            return Clip.from_bytes(kept)
        except VoiceError as error:
            raise VoiceError(f"{lecture}.{language}, beat {beat}: {error}") from error

    def read_all(
        self, lecture: str, texts: Mapping[str, str], language: str, at_once: int
    ) -> dict[str, Clip]:
        """All beats of a lecture by their names, some at a time.

        Args:
            lecture: its name.
            texts: what is said in each beat.
            language: of the texts.
            at_once: how many are read at a time, each by a process of its own.

        Raises:
            VoiceError: one of them cannot be read; the first such one.
        """
        with ThreadPoolExecutor(at_once) as pool:
            clips = pool.map(
                lambda beat: self.read(lecture, beat, texts[beat], language), list(texts)
            )
            return dict(zip(texts, clips, strict=True))

    def _spoken(self, text: str, language: str) -> tuple[str, Clip]:
        """The voice's reading, and the key under which it is kept."""
        spoken_key = key(
            "voice",
            text=text,
            language=language,
            voice=self.voice.name,
            depends=dict(self.voice.depends(language)),
            code=_code(),
        )
        kept = self.store.fetch(spoken_key, lambda: self.voice.speak(text, language).to_bytes())
        return spoken_key, Clip.from_bytes(kept)


def reader(file: Path, store: Keeper, voice: str = "espeak") -> Reader:
    """The reader of a course.

    Args:
        file: the course file, beside which recordings and voice files lie.
        store: keeps clips.
        voice: one of `VOICES`.

    Raises:
        VoiceError: there is no such voice.
    """
    home = file.absolute().parent
    synthetic: dict[str, Voice] = {"espeak": ESPEAK, "piper": Piper(home / piper.FOLDER)}
    if voice not in synthetic:
        raise VoiceError(f"there is no voice {voice[:40]!r}; there are {', '.join(synthetic)}")
    return Reader(synthetic[voice], Recordings(home / recordings.FOLDER), store)


@cache
def _code() -> str:
    """The digest of what turns text into clips, and the release of what encodes them."""
    found = hashlib.sha256(av.__version__.encode())
    for path in (*sorted(Path(__file__).parent.glob("*.py")), Path(str(loudness.__file__))):
        found.update(path.read_bytes())
    return found.hexdigest()
