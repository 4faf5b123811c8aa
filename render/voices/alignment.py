"""When the words of a recording are said, from another reading of the same text.

Both readings become sequences of short spectra; dynamic time warping (Sakoe & Chiba, IEEE Trans.
ASSP 26, 1978, section II) finds the way through both that keeps the spectra most alike, and the
words follow it from one to the other. The spectra are cepstra of mel bands, each on the scale of
its own reading, so that they tell what a mouth does rather than whose it is.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from render.voices.clip import RATE, Clip, Samples, Word

Spectra = NDArray[np.float32]  # (frames, coefficients)

_STEP = 0.01  # seconds between frames, and a multiple of it for what is long
_MOST_FRAMES = 3000  # of each reading: memory and time grow with the square
_WINDOW = 0.025  # seconds
_BANDS, _COEFFICIENTS = 40, 13
_LOWEST, _HIGHEST = 80.0, 7600.0  # Hz: where speech differs
_FLOOR = 1e-4  # of the mean power: pauses are alike, whatever rustles in them
_NOTHING = 1e-12  # so that silence has a logarithm
_INSIDE = 0.03  # seconds
_DETOUR = 0.1  # what a frame that stands still costs beyond its own unlikeness
_DIAGONAL, _ONWARD, _WAITING = 0, 1, 2  # both go on, only the second one, only the first one


def words_of(recording: Samples, reading: Clip) -> tuple[Word, ...]:
    """The words of `reading` with the times at which they are said in `recording`.

    Times are right to a few hundredths of a second where both say the same words, and never run
    back; a word lasts at least a frame.
    """
    if not reading.words or not len(recording):
        return ()
    longest = max(len(recording), len(reading.samples)) / RATE
    step = _STEP * np.ceil(longest / _STEP / _MOST_FRAMES)
    way = _way(_spectra(reading.samples, step), _spectra(recording, step))
    # Along the way both times grow, in steps of a frame: the line through them has no jumps.
    there, here = (np.asarray(column, float) * step for column in zip(*way, strict=True))
    # A little inside a word it is certain which side of a pause is meant.
    inside = [min(_INSIDE, (word.end - word.start) / 3) for word in reading.words]
    moved = list(zip(reading.words, inside, strict=True))
    starts = _followed([word.start + each for word, each in moved], there, here) - inside
    ends = _followed([word.end - each for word, each in moved], there, here) + inside
    return _in_order(reading.words, starts, ends, len(recording) / RATE, step)


def _followed(
    times: Sequence[float], there: NDArray[np.float64], here: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Times of one reading in the other; where one waits, the middle of the wait counts."""
    stops, first = np.unique(there, return_index=True)
    last = np.append(first[1:], len(there)) - 1
    followed: NDArray[np.float64] = np.interp(times, stops, (here[first] + here[last]) / 2)
    return followed


def _in_order(
    words: Sequence[Word],
    starts: NDArray[np.float64],
    ends: NDArray[np.float64],
    seconds: float,
    step: float,
) -> tuple[Word, ...]:
    """Words that begin one after another, each ending before the next one begins."""
    least = min(step, seconds / len(words))
    number = np.arange(len(words))
    room = seconds - least * (len(words) - number)
    begun = np.minimum(
        np.maximum.accumulate(np.maximum(starts, 0) - least * number) + least * number, room
    )
    nexts = np.append(begun[1:], seconds)
    ended = np.clip(ends, begun + least, nexts)
    return tuple(
        Word(float(start), float(min(end, after)), word.text, word.offset)
        for word, start, end, after in zip(words, begun, ended, nexts, strict=True)
    )


def _spectra(samples: Samples, step: float) -> Spectra:
    """Mel cepstra, one frame a step; each coefficient has mean zero and deviation one."""
    hop, length = round(step * RATE), round(_WINDOW * RATE)
    padded = np.pad(samples, length)
    starts = np.arange(0, len(samples), hop) + length - length // 2
    window = np.hanning(length).astype(np.float32)
    frames = padded[starts[:, None] + np.arange(length)] * window
    power = np.abs(np.fft.rfft(frames, 2048)).astype(np.float32) ** 2
    bands = power @ _filters().T
    cepstra: Spectra = np.log(bands + _FLOOR * bands.mean(axis=0) + _NOTHING) @ _cosines().T
    cepstra -= cepstra.mean(axis=0)
    cepstra /= np.maximum(cepstra.std(axis=0), 1e-6)
    return cepstra


def _filters() -> NDArray[np.float32]:
    """Triangles that are equally wide on the mel scale: (bands, frequencies)."""
    mels = np.linspace(_mel(_LOWEST), _mel(_HIGHEST), _BANDS + 2)
    edges = 700 * (10 ** (mels / 2595) - 1)
    at = np.fft.rfftfreq(2048, 1 / RATE)
    up = (at - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    down = (edges[2:, None] - at) / (edges[2:] - edges[1:-1])[:, None]
    return np.clip(np.minimum(up, down), 0, None).astype(np.float32)


def _mel(frequency: float) -> float:
    return float(2595 * np.log10(1 + frequency / 700))


def _cosines() -> NDArray[np.float32]:
    """The first rows of the cosine transform: (coefficients, bands)."""
    places = (np.arange(_BANDS) + 0.5) * np.pi / _BANDS
    return np.cos(np.arange(_COEFFICIENTS)[:, None] * places).astype(np.float32)


def _way(first: Spectra, second: Spectra) -> list[tuple[int, int]]:
    """The cheapest way from both beginnings to both ends, as pairs of frames."""
    squares = (first**2).sum(axis=1)[:, None] + (second**2).sum(axis=1)
    unlike = np.sqrt(np.maximum(squares - 2 * first @ second.T, 0)) / np.sqrt(_COEFFICIENTS)
    rows, columns = unlike.shape
    came = np.zeros((rows, columns), np.int8)
    # Cell (row, column) lies on diagonal row + column; a diagonal needs only the two before it.
    older, before = (np.full(rows + 1, np.inf) for _ in range(2))
    older[0] = 0
    for diagonal in range(rows + columns - 1):
        row = np.arange(max(0, diagonal - columns + 1), min(rows, diagonal + 1))
        cost = unlike[row, diagonal - row]
        ways = np.stack([older[row] + cost, before[row + 1], before[row]])
        ways[1:] += cost + _DETOUR
        choice = ways.argmin(axis=0)
        came[row, diagonal - row] = choice
        now = np.full(rows + 1, np.inf)
        now[row + 1] = ways[choice, np.arange(len(row))]
        older, before = before, now
    return _back(came)


def _back(came: NDArray[np.int8]) -> list[tuple[int, int]]:
    """The way that was chosen, from its end to its beginning, turned round."""
    row, column = came.shape[0] - 1, came.shape[1] - 1
    way = [(row, column)]
    while row or column:
        step = came[row, column]
        row -= step != _ONWARD
        column -= step != _WAITING
        way.append((int(row), int(column)))
    return way[::-1]
