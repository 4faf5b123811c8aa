"""Segments become a film: packets are copied, never encoded again; only their times change.

The last frame of every segment stands as long as its beat, by its timestamp alone. Captions and
chapters lie in the same file, its index at the front, so that it plays while it loads.
"""

from __future__ import annotations

import heapq
import io
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeAlias

import av
from av.container import InputContainer, OutputContainer

from render import sound
from render.captions import Cue
from render.segments import Segment
from render.sound import Frames
from scenes.stage.languages import LANGUAGES

_MILLISECOND = Fraction(1, 1000)
Packet: TypeAlias = "av.Packet[Any]"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A title from `start` seconds to the next one."""

    start: float
    title: str


def join(
    segments: Sequence[tuple[Segment, int]],
    path: Path,
    rate: int,
    *,
    captions: Mapping[str, Sequence[Cue]] | None = None,
    chapters: Sequence[Chapter] = (),
    title: str = "",
    description: str = "",
    language: str = "en",
    voice: Frames = (),
) -> None:
    """Write one mp4 file from segments of equal size and rate; it replaces `path` when whole.

    Args:
        segments: in the order of the film, each with the ticks that it lasts; not empty.
        path: the film.
        rate: ticks a second.
        captions: by language, as two letters; shown by players that are asked to.
        chapters: in order; the first begins with the film.
        title: of the film.
        description: what it is about, in a sentence.
        language: of the voice, as two letters.
        voice: the sound of the whole film; none: a silent film.

    Raises:
        ValueError: there is no segment, one is longer than it may last, or they were encoded
            differently.
    """
    if not segments:
        raise ValueError(f"segments = {segments!r}: there is nothing to join")
    handle, name = tempfile.mkstemp(prefix=".", suffix=".mp4", dir=path.parent)
    os.close(handle)
    try:
        with av.open(name, "w", format="mp4", options={"movflags": "+faststart"}) as film:
            film.metadata.update({"title": title, "description": description})
            _name_chapters(film, chapters, sum(lasts for _, lasts in segments) / rate)
            _mux(film, segments, rate, captions or {}, language, voice)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _mux(
    film: OutputContainer,
    segments: Sequence[tuple[Segment, int]],
    rate: int,
    captions: Mapping[str, Sequence[Cue]],
    language: str,
    voice: Frames,
) -> None:
    with opened(segments[0][0]) as first:
        template = first.streams.video[0]
        picture = film.add_stream_from_template(template)
        wanted = template.codec_context.extradata
    picture.metadata["language"] = _three_letters(language)
    streams = [_pictures(segments, wanted, rate, picture)]
    heard = sound.add_stream(film, _three_letters(language)) if voice else None
    for each, cues in captions.items():
        if cues:
            words = film.add_mux_stream("mov_text", time_base=_MILLISECOND)
            words.metadata["language"] = _three_letters(each)
            streams.append(_texts(cues, words))
    if heard is not None:
        streams.append(sound.packets(voice, heard))
    for packet in heapq.merge(*streams, key=begins):
        film.mux_one(packet)


def _three_letters(language: str) -> str:
    known = LANGUAGES.get(language)
    return known.three_letters if known else "und"


def _pictures(
    segments: Sequence[tuple[Segment, int]], wanted: bytes | None, rate: int, stream: Any
) -> Iterator[Packet]:
    """The packets of all segments, one after the other."""
    began = 0
    for segment, lasts in segments:
        with opened(segment) as source:
            for packet in _packets(source, segment, wanted, rate, lasts):
                packet.pts = packet.dts = began + (packet.pts or 0)
                packet.stream = stream
                yield packet
        began += lasts


def _texts(captions: Sequence[Cue], stream: Any) -> Iterator[Packet]:
    for start, end, text in _without_gaps(captions):
        written = text.encode()
        packet = av.Packet(len(written).to_bytes(2, "big") + written)
        packet.time_base = _MILLISECOND
        packet.pts = packet.dts = round(start * 1000)
        packet.duration = round(end * 1000) - packet.pts
        packet.stream = stream
        yield packet


def opened(segment: Segment) -> InputContainer:
    """The file of a segment, to read from."""
    return av.open(io.BytesIO(segment.content), "r")


def _packets(
    source: InputContainer, segment: Segment, wanted: bytes | None, rate: int, lasts: int
) -> list[Packet]:
    """The packets of a segment in ticks; the last picture stands until `lasts`."""
    stream = source.streams.video[0]
    if stream.codec_context.extradata != wanted:
        raise ValueError(f"the segment {segment.beat!r} was encoded unlike the first one")
    if lasts < segment.ticks:
        raise ValueError(
            f"the segment {segment.beat!r} has {segment.ticks} ticks and cannot last {lasts}"
        )
    packets = [packet for packet in source.demux(stream) if packet.pts is not None]
    tick = Fraction(1, rate)
    starts = [round(begins(packet) / tick) for packet in packets]
    for number in range(1, segment.closing + 1):
        starts[-number] = lasts - number
    for packet, start, end in zip(packets, starts, [*starts[1:], lasts], strict=True):
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


def begins(stamped: Packet | av.VideoFrame) -> Fraction:
    """When something begins, in seconds."""
    return (stamped.pts or 0) * (stamped.time_base or Fraction(1))


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
