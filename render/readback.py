"""What is in a film or a segment, read back from its file."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from PIL import Image

from render.film import begins, opened
from render.segments import Segment


@dataclass(frozen=True, slots=True)
class Decoded:
    """What is in a film: how many frames it decodes to, and for how many seconds they last."""

    frames: int
    seconds: float


def decode(path: Path) -> Decoded:
    """Decode a whole film and count: its frames, and the seconds that they last.

    Raises:
        av.FFmpegError: the file cannot be decoded to its end.
    """
    with av.open(str(path)) as film:
        stream = film.streams.video[0]
        stream.thread_type = "AUTO"
        frames, end = 0, Fraction(0)
        for frame in film.decode(stream):
            frames += 1
            end = begins(frame) + frame.duration * (frame.time_base or Fraction(1))
    return Decoded(frames, float(end))


def facts(path: Path) -> Mapping[str, Any]:
    """What the file says of itself.

    Returns:
        title, description, language of the voice, chapters as (seconds, title), and captions by
        language as (seconds, text), languages in three letters.
    """
    with av.open(str(path)) as film:
        return {
            "title": film.metadata.get("title", ""),
            "description": film.metadata.get("description", ""),
            "language": film.streams.video[0].language,
            "chapters": [
                (float(each["start"] * (each["time_base"] or 1)), each["metadata"].get("title", ""))
                for each in film.chapters()
            ],
            "captions": {
                stream.language: _captions(path, stream.index) for stream in film.streams.subtitles
            },
        }


def _captions(path: Path, number: int) -> list[tuple[float, str]]:
    with av.open(str(path)) as film:
        found = [
            (float(begins(packet)), bytes(packet)[2:].decode())
            for packet in film.demux(film.streams[number])
            if packet.pts is not None
        ]
    return [(start, text) for start, text in found if text]


def last_picture(segment: Segment) -> Image.Image:
    """The last frame of a segment, as it is on screen."""
    with opened(segment) as source:
        (frame,) = deque(source.decode(video=0), maxlen=1)  # the others are let go of
        return Image.fromarray(frame.to_ndarray(format="rgb24"))
