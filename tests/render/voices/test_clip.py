"""Clips: what is kept is what was made, to the last sample and word."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from render.voices.clip import RATE, Clip, Word


@given(st.binary(min_size=2, max_size=400), st.text(max_size=20))
@settings(max_examples=25)
def test_a_kept_clip_is_the_same_clip(sound, text):
    samples = np.frombuffer(sound[: len(sound) // 2 * 2], np.int16) / np.float32(32_768)
    clip = Clip(samples, (Word(0.1 + 0.2, 1 / 3, text, 7),))
    again = Clip.from_bytes(clip.to_bytes())

    assert again.words == clip.words
    assert np.array_equal(again.samples, clip.samples)
    assert again.to_bytes() == clip.to_bytes()


def test_an_empty_clip_is_kept_too():
    assert Clip.from_bytes(Clip().to_bytes()).seconds == 0


def test_samples_beyond_full_scale_are_cut_off():
    clip = Clip(np.array([2, -3, 0.5], np.float32))

    assert list(clip.samples) == pytest.approx([1, -1, 0.5], abs=1 / 32_767)


def test_flac_keeps_speech_in_less_than_its_samples():
    samples = np.sin(np.arange(RATE) / 40).astype(np.float32)

    assert len(Clip(samples).to_bytes()) < 2 * RATE


@pytest.mark.parametrize("kept", [b"", b"7", b"[]\nfLaC", b'[{"start": 1}]\n', b"[]\n" + b"x" * 99])
def test_bytes_that_are_no_clip_are_refused(kept):
    with pytest.raises(ValueError, match=f"these {len(kept)} bytes are no clip"):
        Clip.from_bytes(kept)
