"""Captions: what is said, as short lines that come and go with the beats.

A cue is at most two lines of 42 characters and stays within its beat. Where to cut is a small
optimisation: ends of sentences first, then commas, and no scraps. A cue comes with its words, as
the voice says them, and stands long enough to be read where the beat allows it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise

LINE = 42  # characters
FASTEST = 17.0  # characters a second
LEAST_SECONDS = 1.0
_SCRAP = 14  # characters: what is said in a second

# How bad it is to end a cue after a word, by the word's last character.
_SENTENCE, _PHRASE, _MIDST = 0.0, 2.0, 6.0
_ENDS = {**dict.fromkeys(".?!…;·", _SENTENCE), **dict.fromkeys(",:–—)", _PHRASE)}
_CUE = 10.0  # what one cue more costs
_SHORT = 6.0  # what a scrap costs


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption: one or two lines, from `start` to `end` in seconds of the film."""

    start: float
    end: float
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The lines under one another."""
        return "\n".join(self.lines)


@dataclass(frozen=True, slots=True)
class Said:
    """What is said in a beat, from `start` to `end` in seconds of the film.

    `marks` tell how far the voice has come: shares of the text, from 0 to 1, and seconds of the
    film, both rising. Without marks it reads steadily.
    """

    start: float
    end: float
    text: str
    marks: tuple[tuple[float, float], ...] = ()


def cues(beats: Iterable[Said]) -> tuple[Cue, ...]:
    """The captions of a film from its beats in their order; a beat without text has none."""
    found: list[Cue] = []
    for beat in beats:
        parts = split(beat.text)
        found += [
            Cue(begin, finish, lines(part))
            for part, (begin, finish) in zip(parts, _times(beat, parts), strict=True)
        ]
    return tuple(found)


def seconds_to_read(text: str) -> float:
    """How long a text has to stand as captions, at least."""
    return sum(map(_needed, split(text)))


def split(text: str) -> tuple[str, ...]:
    """Cut a text into parts that each fit two lines, at the ends of phrases where it can be."""
    words = tuple(piece for word in text.split() for piece in _hard(word))
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(words) + 1):
        best.append(
            min(
                (best[start][0] + _cost(part, last=end == len(words)), start)
                for start in range(end)
                if len(part := " ".join(words[start:end])) <= 2 * LINE + 1 and _fits(part)
            )
        )
    cuts = [len(words)]
    while cuts[-1]:
        cuts.append(best[cuts[-1]][1])
    return tuple(" ".join(words[a:b]) for a, b in pairwise(reversed(cuts)))


def lines(part: str) -> tuple[str, ...]:
    """Set one part in one line, or in two that are nearly as long as each other."""
    if len(part) <= LINE:
        return (part,)
    words = part.split(" ")
    halves = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    fitting = [pair for pair in halves if max(map(len, pair)) <= LINE]
    return min(fitting, key=lambda pair: abs(len(pair[0]) - len(pair[1])) + 2 * _end(pair[0]))


def vtt(captions: Sequence[Cue]) -> str:
    """The captions as WebVTT, the form that browsers read."""
    blocks = [
        f"{_clock(cue.start, '.')} --> {_clock(cue.end, '.')}\n{html.escape(cue.text, quote=False)}"
        for cue in captions
    ]
    return "\n\n".join(["WEBVTT", *blocks]) + "\n"


def srt(captions: Sequence[Cue]) -> str:
    """The captions as SubRip, the form that players read."""
    return "\n".join(
        f"{number}\n{_clock(cue.start, ',')} --> {_clock(cue.end, ',')}\n{cue.text}\n"
        for number, cue in enumerate(captions, start=1)
    )


@cache
def _fits(part: str) -> bool:
    words = part.split(" ")
    return len(part) <= LINE or any(
        max(len(" ".join(words[:at])), len(" ".join(words[at:]))) <= LINE
        for at in range(1, len(words))
    )


def _hard(word: str) -> list[str]:
    """A word longer than a line is cut: there is nowhere else to cut it."""
    return re.findall(f".{{1,{LINE}}}", word)


def _end(text: str) -> float:
    return _ENDS.get(text[-1], _MIDST)


def _cost(part: str, *, last: bool) -> float:
    scrap = _SHORT if len(part) < _SCRAP else 0.0
    return _CUE + scrap + (0.0 if last else _end(part))


def _needed(part: str) -> float:
    return max(len(part) / FASTEST, LEAST_SECONDS)


def _times(beat: Said, parts: Sequence[str]) -> list[tuple[float, float]]:
    """When each part comes with the voice and goes, all long enough to be read if that can be."""
    if not parts:
        return []
    needed = [_needed(part) for part in parts]
    squeeze = min(1.0, (beat.end - beat.start) / sum(needed))
    needed = [each * squeeze for each in needed]
    letters = [0, *accumulate(map(len, parts))]
    begins = [_at(beat, each / letters[-1]) for each in letters[:-1]]
    for number in range(1, len(parts)):
        begins[number] = max(begins[number], begins[number - 1] + needed[number - 1])
    ends = [*begins[1:], beat.end]
    for number in reversed(range(len(parts))):
        begins[number] = max(beat.start, min(begins[number], ends[number] - needed[number]))
        if number:
            ends[number - 1] = begins[number]
    return list(zip(begins, ends, strict=True))


def _at(beat: Said, share: float) -> float:
    """When the voice has come so far, in seconds of the film."""
    marks = [(0.0, beat.start), *beat.marks, (1.0, beat.end)]
    for (low, since), (high, until) in pairwise(marks):
        if low <= share < high:
            return since + (until - since) * (share - low) / (high - low)
    return beat.end


def _clock(seconds: float, mark: str) -> str:
    thousandths = round(seconds * 1000)
    minutes, thousandths = divmod(thousandths, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{thousandths // 1000:02}{mark}{thousandths % 1000:03}"
