"""The sound of a film: clips on a timeline, one loudness for the whole, AAC for the file.

The track is as long as the film, silence included, and a clip begins at the sample that was asked
for. The encoder's own delay, one AAC frame, stands before time zero, where the mp4 file's edit
list has players skip it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

import av
import numpy as np
from av.audio.stream import AudioStream
from av.container import OutputContainer

from render.loudness import levelled
from render.voices.clip import RATE, Clip, Samples

BIT_RATE = 64_000  # bits a second, nominally; a voice takes a third more
# For one voice the quick search beats the thorough one: three times as fast, and twice as exact.
_ENCODER = {"aac_coder": "fast"}
FADE = 0.005  # seconds at each end of a clip, so that no join clicks
Packet: TypeAlias = "av.Packet[Any]"


def track(pieces: Sequence[tuple[float, Clip]], seconds: float) -> Samples:
    """One track from clips and the seconds at which they begin.

    It is -16 LUFS loud, with no true peak above -2 dB, unless it is silent; clips that overlap are
    heard together.

    Args:
        pieces: in any order.
        seconds: how long the film lasts.

    Raises:
        ValueError: a clip begins before the film or ends after it.
    """
    whole = np.zeros(round(seconds * RATE), np.float32)
    for start, clip in pieces:
        first = round(start * RATE)
        if first < 0 or first + len(clip.samples) > len(whole):
            raise ValueError(
                f"a clip from {start:.3f} to {start + clip.seconds:.3f} s does not lie in a film "
                f"of {seconds:.3f} s"
            )
        whole[first : first + len(clip.samples)] += faded(clip.samples)
    return levelled(whole)


def faded(samples: Samples) -> Samples:
    """Sound that comes up from nothing and goes down to nothing, each in 5 ms."""
    length = min(round(FADE * RATE), len(samples) // 2)
    rise = (np.sin(np.pi / 2 * np.arange(length) / max(length, 1)) ** 2).astype(np.float32)
    made = samples.copy()
    made[:length] *= rise
    made[len(made) - length :] *= rise[::-1]
    return made


def add_stream(film: OutputContainer, language: str = "und") -> AudioStream:
    """Give a film that is being written a stream for its sound, as AAC, before any packet.

    Args:
        film: the open mp4 file.
        language: of the voice, as three letters.
    """
    stream = film.add_stream("aac", rate=RATE, layout="mono", options=_ENCODER)
    stream.bit_rate = BIT_RATE
    stream.metadata["language"] = language
    return stream


def packets(sound: Samples, stream: AudioStream) -> Iterator[Packet]:
    """The track as packets for `stream`, in the order of their times; the first begins early."""
    for start in range(0, len(sound), RATE):
        part = np.ascontiguousarray(sound[start : start + RATE])[None]
        frame = av.AudioFrame.from_ndarray(part, format="fltp", layout="mono")
        frame.sample_rate, frame.pts = RATE, start
        yield from stream.encode(frame)
    yield from stream.encode()
