"""The sound of a film: each clip levelled and encoded once, then laid among frames of silence.

A frame of AAC holds 1024 samples and leans on the one before it. In silence all frames are the
same, so a clip that was encoded alone fits wherever silence surrounds it, and a sentence that
changes costs no more than itself. A clip begins where a frame begins; the encoder's own delay, one
frame, stands before time zero, where the edit list of the mp4 file has players skip it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, Protocol, TypeAlias

import av
import numpy as np
from av.audio.stream import AudioStream
from av.container import OutputContainer

from render import loudness
from render.loudness import levelled
from render.store import key
from render.voices.clip import RATE, Clip, Samples

BIT_RATE = 64_000  # bits a second, nominally; a voice takes a third more
# For one voice the quick search beats the thorough one: three times as fast, and twice as exact.
_ENCODER = {"aac_coder": "fast"}
FADE = 0.005  # seconds at each end of a clip, so that no join clicks
_BLOCK = 0.4  # seconds: loudness is measured in such blocks, and those at the ends count too
FRAME = 1024  # samples of one packet
_QUIET = 2  # frames of silence that a clip ends with, so that nothing leans on it
Packet: TypeAlias = "av.Packet[Any]"
Frames: TypeAlias = tuple[bytes, ...]


class Keeper(Protocol):
    """What is asked of a store."""

    def fetch(self, key: str, make: Callable[[], bytes]) -> bytes:
        """The content of an entry, which is made if there is none."""


def aligned(seconds: float) -> float:
    """The nearest time at which a clip can begin, in seconds; it is at most 11 ms away."""
    return round(seconds * RATE / FRAME) * FRAME / RATE


def encoded(clip: Clip, kept: Keeper) -> Frames:
    """A clip as frames of AAC: -16 LUFS loud, no true peak above -2.5 dB, its ends faded.

    Args:
        clip: what is heard; an empty one has no frames.
        kept: where the frames are kept.
    """
    if not len(clip.samples):
        return ()
    samples = hashlib.sha256(clip.samples.tobytes()).hexdigest()
    content = kept.fetch(
        key("sound", samples=samples, made_by=_made_by()),
        lambda: _bytes(_frames(prepared(clip))),
    )
    head, _, body = content.partition(b"\n")
    ends = accumulate(json.loads(head), initial=0)
    return tuple(body[start:end] for start, end in pairwise(ends))


def prepared(clip: Clip) -> Samples:
    """What is encoded of a clip: as loud as it has to be between silences, its ends faded."""
    around = round(_BLOCK * RATE)
    return levelled(np.pad(faded(clip.samples), around))[around:-around]


def track(pieces: Sequence[tuple[float, Frames]], seconds: float) -> Frames:
    """One track from clips and the seconds at which they begin, silence between them.

    Args:
        pieces: in the order of time; the times are `aligned`.
        seconds: how long the film lasts.

    Raises:
        ValueError: a clip begins before the film or the clip before has ended, or ends after the
            film.
    """
    length = -(-round(seconds * RATE) // FRAME) + 1
    found: list[bytes] = []
    for start, frames in pieces:
        first = round(start * RATE / FRAME)
        if first < len(found) or first + len(frames) > length:
            raise ValueError(
                f"a clip from {start:.3f} s on, {len(frames)} frames long, does not fit into a "
                f"film of {seconds:.3f} s of which {len(found)} frames are taken"
            )
        found += [_silence()] * (first - len(found)) + list(frames)
    return tuple(found + [_silence()] * (length - len(found)))


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


def packets(frames: Frames, stream: AudioStream) -> Iterator[Packet]:
    """The track as packets for `stream`, in the order of their times; the first begins early."""
    for number, frame in enumerate(frames):
        packet = av.Packet(frame)
        packet.time_base = Fraction(1, RATE)
        packet.pts = packet.dts = (number - 1) * FRAME
        packet.duration = FRAME
        packet.stream = stream
        packet.is_keyframe = True
        yield packet


def _frames(samples: Samples) -> Frames:
    """Sound as frames; it begins with the second one, on which the first one leads."""
    context: Any = av.CodecContext.create("aac", "w")
    context.sample_rate, context.layout, context.format = RATE, "mono", "fltp"
    context.bit_rate, context.options = BIT_RATE, _ENCODER
    whole = np.pad(samples, (0, -len(samples) % FRAME + _QUIET * FRAME)).astype(np.float32)
    frame = av.AudioFrame.from_ndarray(whole[None], format="fltp", layout="mono")
    frame.sample_rate, frame.pts = RATE, 0
    return tuple(bytes(each) for each in (*context.encode(frame), *context.encode()))


@cache
def _silence() -> bytes:
    """A frame in which nothing is heard, between others of the kind."""
    return _frames(np.zeros(8 * FRAME, np.float32))[4]


def _bytes(frames: Frames) -> bytes:
    return json.dumps([len(each) for each in frames]).encode() + b"\n" + b"".join(frames)


@cache
def _made_by() -> list[str]:
    """The release of the encoder, and our sources that take part."""
    ours = (Path(__file__), Path(str(loudness.__file__)))
    return [av.__version__, *(hashlib.sha256(each.read_bytes()).hexdigest() for each in ours)]
