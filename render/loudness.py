"""How loud sound is, as ears have it, and how to make it as loud as is wanted.

Loudness is the integrated one of ITU-R BS.1770-4 in LUFS, and peaks are true ones, between the
samples too; both are measured by libavfilter's `ebur128`. The limiter is ours: it looks ahead,
turns the gain down smoothly before a peak and up again after it, and leaves the rest alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from math import inf, log10

import av
import numpy as np
from av.filter import Graph

from render.voices.clip import RATE, Samples

TARGET = -16.0  # LUFS, of a film
CEILING = -2.5  # dB of true peak: encoding adds up to one, rarely a little more
_SILENCE = -69.9  # LUFS: the filter says -70 when it has heard nothing
_CLOSE = 0.1  # LU, or dB
_ROUNDS = 5
_ONE = 1 - 1e-6  # a gain as near to one as sums are right
_MORE = 1.5  # dB of gain more, for which peaks are looked for in advance
_MOST = 9.0  # dB that the limiter may take away
_SLOPE = 0.5  # LU gained per dB of a limited voice, until it is known
_LEAST_SLOPE = 0.25  # LU gained per dB, beyond which more gain is only more limiting
_BLOCK = 4800  # samples: the filter measures ten times a second, and in whole blocks
_AHEAD = 960  # samples: the limiter goes down in 20 ms and up in 20 ms, slower than a voice's pitch
_BETWEEN = 0.6  # of a true peak is at least in the samples beside it; in a voice 0.7 and more
_PHASES, _TAPS = 4, 24  # of the filter that finds peaks between samples


@dataclass(frozen=True, slots=True)
class Loudness:
    """How loud sound is in LUFS, and its true peak in dB of full scale; -inf is silence."""

    lufs: float
    peak: float


def measure(samples: Samples) -> Loudness:
    """Measure sound at `RATE`; what is shorter than a second counts as repeated."""
    told = _told(samples, "metadata=1:peak=true") if samples.any() else {}
    peak = float(told.get("lavfi.r128.true_peak", 0))
    return Loudness(_lufs(told), 20 * log10(peak) if peak else -inf)


def levelled(samples: Samples, lufs: float = TARGET, ceiling: float = CEILING) -> Samples:
    """Sound made `lufs` loud, with no true peak above `ceiling` dB.

    Silence stays silent, and what is so already stays as it is. The first pass measures, the
    second one turns the gain. As the limiter takes a little away, the gain goes on by secants
    until the loudness is right to 0.1 LU, five times at most.
    """
    loud, top = _loudness(samples), 10 ** (ceiling / 20)
    if loud == -inf or (abs(lufs - loud) < _CLOSE and _below(samples, ceiling + _CLOSE)):
        return samples
    gain = lufs - loud  # dB
    most = gain + _MOST
    slope, peaks, known, made = _SLOPE, samples, -inf, samples
    for _ in range(_ROUNDS):
        factor = 10 ** (gain / 20)
        if gain > known:
            known = gain + _MORE
            peaks = _peaks(samples, top / 10 ** (known / 20))
        made = _turned_down(samples * np.float32(factor), peaks * np.float32(factor), top)
        before, loud = loud, _loudness(made)
        if abs(lufs - loud) < _CLOSE:
            break
        slope = min(1.0, max(_LEAST_SLOPE, slope * (loud - before) / (lufs - before)))
        gain = min(gain + (lufs - loud) / slope, most)
    return made


def limited(samples: Samples, ceiling: float = CEILING) -> Samples:
    """Sound with no true peak above `ceiling` dB; away from such peaks not a sample changes."""
    top = 10 ** (ceiling / 20)
    return _turned_down(samples.copy(), _peaks(samples, top), top)


def _below(samples: Samples, ceiling: float) -> bool:
    top = 10 ** (ceiling / 20)
    return bool(_peaks(samples, top).max() <= top)


def _turned_down(made: Samples, peaks: Samples, top: float) -> Samples:
    """Turn sound down, in place, where its peaks exceed `top`."""
    for start in range(0, len(made), RATE):  # a second at a time, and what reaches into it
        near = peaks[max(0, start - 2 * _AHEAD) : start + RATE + 2 * _AHEAD]
        if near.max() > top:
            gains = _gains(near, top)[min(start, 2 * _AHEAD) :]
            part = made[start : start + RATE]
            part *= gains[: len(part)]
    return made


def _loudness(samples: Samples) -> float:
    return _lufs(_told(samples, "metadata=1")) if samples.any() else -inf


def _lufs(told: Mapping[str, str]) -> float:
    lufs = float(told.get("lavfi.r128.I", -inf))
    return lufs if lufs > _SILENCE else -inf


def _told(samples: Samples, settings: str) -> dict[str, str]:
    """What the filter has to say at the end."""
    graph = Graph()
    source = graph.add_abuffer(sample_rate=RATE, format="flt", layout="mono")
    meter, sink = graph.add("ebur128", settings), graph.add("abuffersink")
    source.link_to(meter)
    meter.link_to(sink)
    graph.configure()
    whole = np.tile(samples, -(-RATE // len(samples)))
    whole = np.pad(whole, (0, -len(whole) % _BLOCK)).astype(np.float32, copy=False)
    told: dict[str, str] = {}
    for start in range(0, len(whole), RATE):
        part = whole[start : start + RATE]
        frame = av.AudioFrame.from_ndarray(part[None], format="flt", layout="mono")
        frame.sample_rate, frame.pts = RATE, start
        graph.push(frame)
        with suppress(av.BlockingIOError):
            while True:
                told = graph.pull().metadata
    return told


def _peaks(samples: Samples, top: float) -> Samples:
    """The largest modulus from each sample to the next one, at four places.

    Where that cannot exceed `top`, nobody looks between the samples.
    """
    found = np.abs(samples)
    loud = found > top * _BETWEEN
    loud[:-1] |= loud[1:]
    places = np.flatnonzero(loud)
    around = np.arange(_TAPS) - (_TAPS // 2 - 1)
    padded = np.pad(samples, _TAPS)
    windows = padded[(places + _TAPS)[:, None] + around]  # (places, taps)
    for phase in range(1, _PHASES):
        away = around - phase / _PHASES
        taps = (np.sinc(away) * np.cos(np.pi * away / _TAPS) ** 2).astype(np.float32)
        found[places] = np.maximum(found[places], np.abs(windows @ taps))
    return found


def _gains(peaks: Samples, top: float) -> Samples:
    """The gains that keep peaks below `top`, going down before one and up after it."""
    low = np.minimum(1.0, top / np.maximum(peaks, top))
    # The lowest gain within reach, then its mean over the same reach: never above what is wanted.
    low = np.pad(low, _AHEAD, mode="edge")
    width = 1
    while width < 2 * _AHEAD + 1:
        step = min(width, 2 * _AHEAD + 1 - width)
        low = np.minimum(low[:-step], low[step:])
        width += step
    smooth = np.pad(low, _AHEAD, mode="edge")
    half = _AHEAD + 1
    for _ in range(2):
        sums = np.cumsum(np.pad(smooth, (1, 0)), dtype=np.float64)
        smooth = (sums[half:] - sums[:-half]) / half
    return np.where(smooth > _ONE, 1, smooth).astype(np.float32)
