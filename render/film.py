"""Segments become a film: packets are copied, never encoded again; only their times change.

The last frame of every segment stands as long as its beat, by its timestamp alone. Captions and
chapters lie in the same file, its index at the front, so that it plays while it loads.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeAlias

import av
from av.container import InputContainer, OutputContainer
from PIL import Image

from render.captions import Cue
from render.segments import Segment

_THREE_LETTERS = {"en": "eng", "el": "ell", "es": "spa"}  # ISO 639-2, as mp4 wants it
_MILLISECOND = Fraction(1, 1000)
Packet: TypeAlias = "av.Packet[Any]"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A title from `start` seconds to the next one."""

    start: float
    title: str


@dataclass(frozen=True, slots=True)
class Decoded:
    """What is in a film: how many frames it decodes to, and for how many seconds they last."""

    frames: int
    seconds: float


def join(
    segments: Sequence[Segment],
    path: Path,
    rate: int,
    *,
    captions: Sequence[Cue] = (),
    chapters: Sequence[Chapter] = (),
    title: str = "",
    language: str = "en",
) -> None:
    """Write one mp4 file from segments of equal size and rate; it replaces `path` when whole.

    Args:
        segments: in the order of the film; not empty.
        path: the film.
        rate: ticks a second.
        captions: shown by players that are asked to.
        chapters: in order; the first begins with the film.
        title: of the film.
        language: of the captions, as two letters.

    Raises:
        ValueError: there is no segment, or they were encoded differently.
    """
    if not segments:
        raise ValueError(f"segments = {segments!r}: there is nothing to join")
    handle, name = tempfile.mkstemp(prefix=".", suffix=".mp4", dir=path.parent)
    os.close(handle)
    try:
        with av.open(name, "w", format="mp4", options={"movflags": "+faststart"}) as film:
            film.metadata["title"] = title
            _name_chapters(film, chapters, sum(each.ticks for each in segments) / rate)
            _mux(film, segments, rate, captions, _THREE_LETTERS.get(language, "und"))
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _mux(
    film: OutputContainer,
    segments: Sequence[Segment],
    rate: int,
    captions: Sequence[Cue],
    language: str,
) -> None:
    with av.open(str(segments[0].path)) as first:
        template = first.streams.video[0]
        picture = film.add_stream_from_template(template)
        wanted = template.codec_context.extradata
    words = film.add_mux_stream("mov_text", time_base=_MILLISECOND) if captions else None
    if words is not None:
        words.metadata["language"] = language
    waiting = [_text_packet(*each) for each in _without_gaps(captions)]
    began = 0
    for segment in segments:
        with av.open(str(segment.path)) as source:
            for packet in _packets(source, segment, wanted, rate):
                packet.pts = packet.dts = began + (packet.pts or 0)
                while words is not None and waiting and _time(waiting[0]) <= _time(packet):
                    _send(film, waiting.pop(0), words)
                _send(film, packet, picture)
        began += segment.ticks
    while words is not None and waiting:
        _send(film, waiting.pop(0), words)


def _packets(
    source: InputContainer, segment: Segment, wanted: bytes | None, rate: int
) -> list[Packet]:
    """The packets of a segment in ticks, the last one as long as the hold."""
    stream = source.streams.video[0]
    if stream.codec_context.extradata != wanted:
        raise ValueError(f"the segment {segment.beat!r} was encoded unlike the first one")
    packets = [packet for packet in source.demux(stream) if packet.pts is not None]
    tick = Fraction(1, rate)
    starts = [round(_time(packet) / tick) for packet in packets]
    for packet, start, end in zip(packets, starts, [*starts[1:], segment.ticks], strict=True):
        packet.time_base, packet.pts, packet.duration = tick, start, end - start
    return packets


def _without_gaps(captions: Sequence[Cue]) -> list[tuple[float, float, str]]:
    """Captions with empty ones between them: in mp4 a text lasts until the next one."""
    filled, now = [], 0.0
    for cue in captions:
        if round((cue.start - now) * 1000) > 0:
            filled.append((now, cue.start, ""))
        filled.append((cue.start, cue.end, cue.text))
        now = cue.end
    return filled


def _text_packet(start: float, end: float, text: str) -> Packet:
    written = text.encode()
    packet = av.Packet(len(written).to_bytes(2, "big") + written)
    packet.time_base = _MILLISECOND
    packet.pts = packet.dts = round(start * 1000)
    packet.duration = round(end * 1000) - packet.pts
    return packet


def _time(stamped: Packet | av.VideoFrame) -> Fraction:
    """When something begins, in seconds."""
    return (stamped.pts or 0) * (stamped.time_base or Fraction(1))


def _send(film: OutputContainer, packet: Packet, stream: Any) -> None:
    packet.stream = stream
    film.mux_one(packet)


def _name_chapters(film: OutputContainer, chapters: Sequence[Chapter], seconds: float) -> None:
    if not chapters:
        return
    starts = [0.0, *(each.start for each in chapters[1:])]
    film.set_chapters(
        [
            {
                "id": number,
                "start": round(start * 1000),
                "end": round(end * 1000),
                "time_base": _MILLISECOND,
                "metadata": {"title": each.title},
            }
            for number, (each, start, end) in enumerate(
                zip(chapters, starts, [*starts[1:], seconds], strict=True)
            )
        ]
    )


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
            end = _time(frame) + frame.duration * (frame.time_base or Fraction(1))
    return Decoded(frames, float(end))


def facts(path: Path) -> Mapping[str, Any]:
    """What the file says of itself: title, chapters and captions as (seconds, text), language."""
    with av.open(str(path)) as film:
        captions = [
            (float(_time(packet)), bytes(packet)[2:].decode())
            for stream in film.streams.subtitles
            for packet in film.demux(stream)
            if packet.pts is not None
        ]
        return {
            "title": film.metadata.get("title", ""),
            "chapters": [
                (float(each["start"] * (each["time_base"] or 1)), each["metadata"].get("title", ""))
                for each in film.chapters()
            ],
            "captions": [(start, text) for start, text in captions if text],
            "language": next((each.language for each in film.streams.subtitles), None),
        }


def last_picture(segment: Segment) -> Image.Image:
    """The last frame of a segment, as it is on screen."""
    with av.open(str(segment.path)) as source:
        *_, frame = source.decode(video=0)
        return Image.fromarray(frame.to_ndarray(format="rgb24"))
