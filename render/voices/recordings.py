"""A human voice: recordings beside a course file, one for a beat.

    recordings/LANGUAGE/LECTURE/BEAT.wav     or .flac, .mp3, .opus

A recording goes before the synthetic voice. One that is missing is nobody's fault; one that is
there and cannot be used is an error, for who made it wants it heard.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray

from render.loudness import levelled
from render.voices.alignment import words_of
from render.voices.clip import RATE, Clip, Samples, VoiceError

FOLDER = "recordings"
FORMATS = {".wav": "wav", ".flac": "flac", ".mp3": "mp3", ".opus": "ogg"}  # ending: container
LONGEST = 300  # seconds; a beat is a sentence or two
LARGEST = 100_000_000  # bytes: five minutes of the finest wav
_NAME = re.compile(r"\w[\w-]{0,80}(?:\.[\w-]{1,20})?")  # BEAT.see describes what is seen
_FRAME = 480  # samples: where speech begins is looked for every 10 ms
_SILENCE = 1e-3  # of full scale: nobody speaks as softly as that
_SURE, _SOFT = 30.0, 50.0  # dB below the loudest 10 ms: certainly speech, perhaps the start of it
_SYLLABLE = 5  # frames
_ABOVE_NOISE = 6.0  # dB by which a soft start exceeds what the room does
_GAP = 12  # frames of quiet within a soft start, as in a word that begins with a stop
_RUMBLE = 50.0  # Hz: below it there is no voice
_AROUND = 0.06  # seconds left before the first sound and after the last one


@dataclass(frozen=True, slots=True)
class Recordings:
    """The recordings of a course; `folder` need not exist."""

    folder: Path

    def find(self, lecture: str, beat: str, language: str) -> Path | None:
        """The file of a beat, if there is one.

        Raises:
            VoiceError: there are two, or it is no file within the folder.
        """
        if not all(_NAME.fullmatch(each) for each in (lecture, beat, language)):
            return None
        home = self.folder / language / lecture
        found = [path for ending in FORMATS if _there(path := home / f"{beat}{ending}")]
        if len(found) > 1:
            names = " and ".join(self.name(path) for path in found)
            raise VoiceError(f"{names} are recordings of one beat; keep one of them")
        if not found:
            return None
        if not found[0].resolve().is_relative_to(self.folder.resolve()):
            raise VoiceError(f"{self.name(found[0])}: leads out of the folder {self.folder.name}")
        if not found[0].is_file():
            raise VoiceError(f"{self.name(found[0])}: is not a file")
        return found[0]

    def name(self, path: Path) -> str:
        """A file as it is called in messages: from the folder of recordings on."""
        return str(Path(self.folder.name) / path.relative_to(self.folder))

    def digest(self, path: Path) -> str:
        """The SHA-256 of a recording.

        Raises:
            VoiceError: it cannot be read, or is too large.
        """
        try:
            if path.stat().st_size > LARGEST:
                raise VoiceError(f"{self.name(path)}: is larger than {LARGEST // 10**6} MB")
            return hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError as error:
            raise VoiceError(f"{self.name(path)}: cannot be read: {error.strerror}") from error

    def clip(self, path: Path, reading: Clip) -> Clip:
        """A recording as a clip, as loud as any other, without the silence at its ends.

        Args:
            path: the file.
            reading: another voice's reading of the same text, from which the words are known.

        Raises:
            VoiceError: it is not audio, empty, silent or too long.
        """
        try:
            raw = _decoded(path)
        except _TooLongError:
            raise VoiceError(f"{self.name(path)}: is longer than {LONGEST} s") from None
        except (av.FFmpegError, OSError, ValueError) as error:
            kind = path.suffix.removeprefix(".")
            raise VoiceError(f"{self.name(path)}: cannot be read as {kind} audio") from error
        if not len(raw):
            raise VoiceError(f"{self.name(path)}: holds no sound")
        if not np.isfinite(raw).all():
            raise VoiceError(f"{self.name(path)}: has samples that are no numbers")
        steady = _steadied(raw)
        if np.abs(steady).max() < _SILENCE:
            raise VoiceError(f"{self.name(path)}: is silent")
        samples = levelled(trimmed(steady))
        return Clip(samples, words_of(samples, reading))


def trimmed(samples: Samples) -> Samples:
    """Sound without the silence at its ends.

    What stays less than 30 dB below the loudest moment for 50 ms is speech, and no click. From
    there it is followed outwards as long as it rises above the room's noise and above -50 dB, over
    gaps of a tenth of a second, so that a soft start is not cut; a little is left on each side.
    """
    count = -(-len(samples) // _FRAME)
    frames = np.pad(samples, (0, count * _FRAME - len(samples))).reshape(count, _FRAME)
    level = 10 * np.log10((frames.astype(np.float64) ** 2).mean(axis=1) + 1e-12)
    loud = level > level.max() - _SURE
    sure = np.flatnonzero(np.convolve(loud, np.ones(_SYLLABLE), "same") == _SYLLABLE)
    sure = sure if len(sure) else np.flatnonzero(loud)
    noise = float(np.quantile(level, 0.1)) + _ABOVE_NOISE
    soft = level > min(max(noise, level.max() - _SOFT), level.max() - _SURE)
    around = round(_AROUND * RATE)
    first = _outwards(soft[::-1], count - 1 - sure[0])
    last = _outwards(soft, sure[-1])
    begin = (count - 1 - first) * _FRAME - around
    return samples[max(0, begin) : (last + 1) * _FRAME + around]


def _outwards(soft: NDArray[np.bool_], start: int) -> int:
    """The last frame from `start` on that is reached without a longer gap."""
    reached = int(start)
    for number in np.flatnonzero(soft[start:]) + start:
        if number > reached + _GAP:
            break
        reached = int(number)
    return reached


def _steadied(samples: Samples) -> Samples:
    """Sound without what is below a voice: an offset, or the rumble of a street."""
    size = 1 << len(samples).bit_length()
    spectrum = np.fft.rfft(samples - samples.mean(), size)
    frequencies = np.maximum(np.fft.rfftfreq(size, 1 / RATE), 1e-3)
    spectrum /= 1 + (_RUMBLE / frequencies) ** 6
    return np.fft.irfft(spectrum, size)[: len(samples)].astype(np.float32)


class _TooLongError(Exception):
    """A recording does not end."""


def _decoded(path: Path) -> Samples:
    """A file as mono samples at `RATE`.

    The container is the one that the ending names: nothing is guessed, so no file can pass for a
    list of other files.
    """
    parts: list[Samples] = []
    kind = FORMATS[path.suffix]
    with path.open("rb") as file, av.open(file, "r", format=kind) as container:
        if not container.streams.audio:
            raise ValueError("there is no audio in it")
        resampler = AudioResampler(format="flt", layout="mono", rate=RATE)
        total = 0
        for frame in container.decode(audio=0):
            found = [each.to_ndarray()[0] for each in resampler.resample(frame)]
            parts += found
            total += sum(map(len, found))
            if total > LONGEST * RATE:
                raise _TooLongError
        parts += [each.to_ndarray()[0] for each in resampler.resample(None)]
    return np.concatenate(parts) if parts else np.zeros(0, np.float32)


def _there(path: Path) -> bool:
    return path.is_symlink() or path.exists()
