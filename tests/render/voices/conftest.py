"""Recordings as a user would make them, and a store that forgets nothing."""

from pathlib import Path

import av
import numpy as np
import pytest
from av.audio.resampler import AudioResampler

from render.voices.clip import RATE

CODECS = {".wav": "pcm_s16le", ".flac": "flac", ".mp3": "libmp3lame", ".opus": "libopus"}


def _record(path: Path, samples: np.ndarray) -> Path:
    """Write a recording in the form that its ending names."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with av.open(str(path), "w", format="ogg" if path.suffix == ".opus" else None) as file:
        rate, layout = (RATE if path.suffix == ".opus" else 44_100), "stereo"
        stream = file.add_stream(CODECS[path.suffix], rate=rate, layout=layout)
        stream.open()
        context = stream.codec_context
        resampler = AudioResampler(context.format, layout, rate, frame_size=context.frame_size)
        frame = av.AudioFrame.from_ndarray(
            np.asarray(samples, np.float32)[None], format="flt", layout="mono"
        )
        frame.sample_rate, frame.pts = RATE, 0
        for each in (*resampler.resample(frame), *resampler.resample(None)):
            file.mux(stream.encode(each))
        file.mux(stream.encode())
    return path


class Shelf(dict):
    """A store as simple as can be; `made` counts what was not found."""

    made = 0

    def fetch(self, key, make):
        if key not in self:
            self.made += 1
            self[key] = make()
        return self[key]


@pytest.fixture
def shelf():
    return Shelf()


@pytest.fixture
def record():
    """Writes mono samples at `RATE` as the file that its path names, in stereo."""
    return _record
