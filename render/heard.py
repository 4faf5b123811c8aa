"""What a film sounds like: its voice, looked for where the record says that it is.

The sound is decoded, and each clip is laid over it at every place nearby; where the two are most
alike is where the clip is heard. A clip that is missing, cut off or another one is unlike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from render.voices.clip import RATE, Clip, Samples

NEAR = 0.5  # seconds before and after its place in which a clip is looked for
EXACT = 0.02  # seconds that a clip may be from its place
_ALIKE = 0.7  # of one; encoding and limiting leave 0.95 and more, another sentence some 0.1


@dataclass(frozen=True, slots=True)
class Heard:
    """A clip: when it was to begin and when it does, in seconds, and how alike it is up to one."""

    wanted: float
    found: float
    likeness: float

    @property
    def there(self) -> bool:
        """Whether it is the clip, at its place."""
        return abs(self.found - self.wanted) <= EXACT and self.likeness >= _ALIKE


def heard(film: Path, pieces: Sequence[tuple[float, Clip]]) -> tuple[Heard, ...]:
    """Where clips are heard in a film.

    Args:
        film: the file.
        pieces: when each clip is to begin, in seconds, and the clip; an empty one is always there.

    Raises:
        av.FFmpegError: the file cannot be decoded.
    """
    sound = decode(film)
    return tuple(_look(sound, start, clip.samples) for start, clip in pieces)


def decode(film: Path) -> Samples:
    """The sound of a film of ours as mono samples at `RATE` from time zero on."""
    found: list[Samples] = []
    with av.open(str(film)) as file:
        for stream in file.streams.audio[:1]:
            for frame in file.decode(stream):
                if not found:
                    found.append(np.zeros(_early(frame), np.float32))
                found.append(frame.to_ndarray()[0])
    return np.concatenate(found or [np.zeros(0, np.float32)])


def _early(first: av.AudioFrame) -> int:
    """The samples of silence before the first frame."""
    return max(0, round((first.pts or 0) * (first.time_base or Fraction(1)) * RATE))


def _look(sound: Samples, start: float, clip: Samples) -> Heard:
    if not clip.any():
        return Heard(start, start, 1.0)
    reach = round(NEAR * RATE)
    first = round(start * RATE) - reach
    window = np.zeros(len(clip) + 2 * reach)
    part = sound[max(first, 0) : max(first + len(window), 0)]
    window[max(-first, 0) : max(-first, 0) + len(part)] = part
    size = 2 ** (len(window) + len(clip)).bit_length()
    products = np.fft.irfft(np.fft.rfft(window, size) * np.fft.rfft(clip, size).conj(), size)
    energy = np.cumsum(np.pad(window**2, (1, 0)))
    energies = np.maximum(energy[len(clip) :] - energy[: -len(clip)], 1e-9)
    alike = products[: 2 * reach + 1] / np.sqrt(energies * np.sum(clip.astype(float) ** 2))
    best = int(alike.argmax())
    return Heard(start, (first + best) / RATE, float(alike[best]))
