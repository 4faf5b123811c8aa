"""Resampling: the same tone at the same time, whatever the rate was."""

import numpy as np
import pytest

from render.voices.clip import RATE
from render.voices.resampling import resampled


@pytest.mark.parametrize("rate", [8000, 16_000, 22_050, 44_100, 48_000, 96_000])
def test_a_tone_stays_where_it_is_and_as_it_is(rate):
    def tone(at):
        seconds = np.arange(at // 2) / at
        return (np.sin(2 * np.pi * 500 * seconds) * np.sin(2 * np.pi * seconds)).astype(np.float32)

    made = resampled(tone(rate), rate)

    assert len(made) == RATE // 2
    assert np.abs(made - tone(RATE)).max() < 5e-3


def test_nothing_stays_nothing():
    assert len(resampled(np.zeros(0, np.float32), 22_050)) == 0
