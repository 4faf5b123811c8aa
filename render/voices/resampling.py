"""Sound of any rate as sound at the one rate of clips and films."""

from __future__ import annotations

import av
import numpy as np
from av.audio.resampler import AudioResampler

from render.voices.clip import RATE, Samples


def resampled(samples: Samples, rate: int) -> Samples:
    """Mono sound of `rate` samples a second at `RATE`; it begins and lasts as before."""
    if rate == RATE or not len(samples):
        return samples
    frame = av.AudioFrame.from_ndarray(samples[None], format="flt", layout="mono")
    frame.sample_rate, frame.pts = rate, 0
    resampler = AudioResampler(format="flt", layout="mono", rate=RATE)
    parts = [
        each.to_ndarray()[0] for each in (*resampler.resample(frame), *resampler.resample(None))
    ]
    whole = round(len(samples) * RATE / rate)
    sound = np.concatenate(parts)[:whole]
    return np.pad(sound, (0, whole - len(sound)))
