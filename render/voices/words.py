"""When each word is said, from what a voice tells of some of them.

A voice announces a word when it begins it, but runs short words together and announces those once,
or not at all, or several at one moment. Words that were not announced share the time of the one
before them by their letters, so that every word has a time and no time runs back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from render.voices.clip import RATE, Samples, Word

_MERGED = 0.015  # seconds: no word is shorter, so two that begin as close were said as one
_FADING = 0.005  # seconds that a word lasts beyond its last loud sample
_QUIET = 0.01  # of the loudest sample: below it there is a pause


def split(text: str) -> list[tuple[str, int]]:
    """The words of a text and where they begin; a mark that stands alone is no word."""
    return [
        (found[0], found.start())
        for found in re.finditer(r"\S+", text)
        if any(unicodedata.category(letter)[0] in "LNS" for letter in found[0])
    ]


def timed(text: str, heard: Sequence[tuple[int, float]], samples: Samples) -> tuple[Word, ...]:
    """Every word of a text with its time.

    Args:
        text: what is said.
        heard: places in the text (characters from its start) and when the voice came to them, in
            seconds, in the order of speaking.
        samples: what was said.
    """
    words = split(text)
    if not words:
        return ()
    known = _begun(words, heard, len(samples) / RATE)
    groups = [*known.items(), (len(words), len(samples) / RATE)]
    return tuple(
        word
        for (first, start), (last, end) in pairwise(groups)
        for word in _shared(words[first:last], start, _end_of_sound(samples, start, end))
    )


def _begun(
    words: Sequence[tuple[str, int]], heard: Sequence[tuple[int, float]], end: float
) -> dict[int, float]:
    """When words begin, by their number, as far as it was heard; the first one begins it all."""
    known = {0: 0.0}
    for number, (word, offset) in enumerate(words):
        times = [seconds for place, seconds in heard if offset <= place < offset + len(word)]
        if not times:
            continue
        if number == 0:
            known[0] = max(times[0], 0.0)
        elif times[0] > known[max(known)] + _MERGED and times[0] < end - _MERGED:
            known[number] = times[0]
    return known


def _shared(words: Sequence[tuple[str, int]], start: float, end: float) -> list[Word]:
    letters = np.cumsum([0, *(len(word) for word, _ in words)])
    times = start + (end - start) * letters / letters[-1]
    times[-1] = end  # as it is, not as it rounds
    return [
        Word(float(times[number]), float(times[number + 1]), word, offset)
        for number, (word, offset) in enumerate(words)
    ]


def _end_of_sound(samples: Samples, start: float, end: float) -> float:
    """Where the sound between two times ends; the pause behind it belongs to no word."""
    first, last = round(start * RATE), round(end * RATE)
    loud = np.flatnonzero(np.abs(samples[first:last]) > _QUIET * np.abs(samples).max())
    if not len(loud):
        return end
    return min(end, (first + int(loud[-1])) / RATE + _FADING)
