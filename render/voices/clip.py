"""A sentence as sound: samples, and when each of its words is said."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

import av
import numpy as np
from numpy.typing import NDArray

RATE = 48_000  # samples a second, of every clip and every film
LONGEST_TEXT = 5_000  # characters: six minutes, where a beat is a sentence or two
Samples = NDArray[np.float32]  # (n,), between -1 and 1
_STEPS = 32_767  # of a sample with 16 bits, up from zero


class VoiceError(ValueError):
    """Something cannot be read aloud, or not be listened to; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word: when it is said, in seconds of its clip, and where it stands in the text."""

    start: float
    end: float
    text: str
    offset: int


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """What a voice says: mono samples at `RATE`, and the words in their order.

    Samples are rounded to 16 bits when a clip is made, so a clip that was kept is no other clip.
    """

    samples: Samples = field(default_factory=lambda: np.zeros(0, np.float32))
    words: tuple[Word, ...] = ()

    def __post_init__(self) -> None:
        """Round the samples."""
        rounded = np.rint(np.clip(self.samples, -1, 1) * _STEPS) / _STEPS
        object.__setattr__(self, "samples", rounded.astype(np.float32))

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.samples) / RATE

    def to_bytes(self) -> bytes:
        """The clip in a form to keep: a line of JSON with the words, then FLAC.

        Nothing is lost, and the same clip gives the same bytes.
        """
        words = json.dumps([asdict(each) for each in self.words], ensure_ascii=False)
        return words.encode() + b"\n" + (_flac(self.samples) if len(self.samples) else b"")

    @classmethod
    def from_bytes(cls, kept: bytes) -> Clip:
        """The clip that was kept.

        Raises:
            ValueError: these bytes are no clip.
        """
        head, _, sound = kept.partition(b"\n")
        try:
            words = tuple(Word(**each) for each in json.loads(head))
            return cls(_unpacked(sound) if sound else np.zeros(0, np.float32), words)
        except (ValueError, TypeError, av.FFmpegError) as error:
            raise ValueError(f"these {len(kept)} bytes are no clip: {error}") from error


class Voice(Protocol):
    """Whoever can read a text aloud."""

    @property
    def name(self) -> str:
        """What it is called on the command line."""

    def depends(self, language: str) -> Mapping[str, Any]:
        """All that its sound depends on besides text and language, for the key of a kept clip."""

    def speak(self, text: str, language: str) -> Clip:
        """Read a text aloud; nothing to say is an empty clip.

        Raises:
            VoiceError: it cannot.
        """


def refuse_the_endless(text: str) -> None:
    """Raise `VoiceError` for a text that nobody would listen to."""
    if len(text) > LONGEST_TEXT:
        raise VoiceError(
            f"a text of {len(text)} characters is too long to read aloud in one beat; "
            f"{LONGEST_TEXT} are the most"
        )


def _flac(samples: Samples) -> bytes:
    file = io.BytesIO()
    with av.open(file, "w", format="flac") as container:
        stream = container.add_stream("flac", rate=RATE, layout="mono", format="s16")
        whole = np.rint(samples * _STEPS).astype(np.int16)[None]
        frame = av.AudioFrame.from_ndarray(whole, format="s16", layout="mono")
        frame.sample_rate, frame.pts = RATE, 0
        container.mux([*stream.encode(frame), *stream.encode()])
    return file.getvalue()


def _unpacked(flac: bytes) -> Samples:
    with av.open(io.BytesIO(flac), "r", format="flac") as container:
        frames = [frame.to_ndarray()[0] for frame in container.decode(audio=0)]
    return (np.concatenate(frames) / _STEPS).astype(np.float32)
