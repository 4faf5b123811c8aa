"""Loudness, measured again by the formulas of ITU-R BS.1770-4 in this file."""

from math import inf

import numpy as np
import pytest

from render.loudness import Loudness, levelled, limited, measure
from render.voices.clip import RATE

# BS.1770-4, tables 1 and 2: the two filters of the K-weighting at 48 kHz.
SHELF = (
    (1.53512485958697, -2.69169618940638, 1.19839281085285),
    (1, -1.69065929318241, 0.73248077421585),
)
HIGH_PASS = ((1, -2, 1), (1, -1.99004745483398, 0.99007225036621))


def by_the_book(samples):
    """Integrated loudness in LUFS: weight, 400 ms blocks, absolute and relative gate."""
    turns = np.exp(-2j * np.pi * np.fft.rfftfreq(2 * len(samples)))
    weight = np.ones_like(turns)
    for above, below in (SHELF, HIGH_PASS):
        weight *= np.polyval(above[::-1], turns) / np.polyval(below[::-1], turns)
    weighted = np.fft.irfft(np.fft.rfft(samples, 2 * len(samples)) * weight)[: len(samples)]
    squares = np.concatenate([[0], np.cumsum(weighted**2)])
    starts = np.arange(0, len(samples) - 19_200 + 1, 4800)
    power = (squares[starts + 19_200] - squares[starts]) / 19_200
    level = -0.691 + 10 * np.log10(np.maximum(power, 1e-20))
    power = power[level > -70]
    gate = -0.691 + 10 * np.log10(power.mean()) - 10
    return -0.691 + 10 * np.log10(power[-0.691 + 10 * np.log10(power) > gate].mean())


def true_peak(samples):
    """The peak in dB of the signal that is band-limited and eight times as fine."""
    spectrum = np.fft.rfft(samples)
    finer = np.fft.irfft(spectrum, 8 * len(samples)) * 8
    return 20 * np.log10(np.abs(finer).max())


@pytest.fixture(scope="module")
def speech():
    """Something like speech: pulses through a resonance, in syllables, with pauses."""
    time = np.arange(6 * RATE) / RATE
    pulses = (np.sin(2 * np.pi * 110 * time) > 0.7).astype(float)
    ring = np.exp(-np.arange(960) / 400) * np.sin(2 * np.pi * 700 * np.arange(960) / RATE)
    voice = np.convolve(pulses, ring)[: len(time)]
    syllables = np.clip(np.sin(2 * np.pi * 3 * time), 0, 1) * (time % 3 < 2.2)
    return (0.1 * voice * syllables / np.abs(voice).max()).astype(np.float32)


def test_a_tone_of_known_loudness():
    """BS.1770-4: a sine of 997 Hz at full scale in one channel has -3.01 LUFS."""
    tone = np.sin(2 * np.pi * 997 * np.arange(5 * RATE) / RATE).astype(np.float32)

    assert measure(tone).lufs == pytest.approx(-3.01, abs=0.02)
    assert measure(tone).peak == pytest.approx(0, abs=0.05)


def test_the_measure_agrees_with_the_book(speech):
    assert measure(speech).lufs == pytest.approx(by_the_book(speech), abs=0.05)


@pytest.mark.parametrize("before", [0.02, 0.1, 1, 30])
def test_levelled_speech_is_as_loud_as_wanted_with_no_peak_above_the_ceiling(speech, before):
    made = levelled(speech * np.float32(before))

    assert by_the_book(made) == pytest.approx(-16, abs=0.15)
    assert true_peak(made) < -1.9
    assert len(made) == len(speech)


def test_what_is_loud_enough_already_stays_as_it_is_unless_a_peak_is_too_high(speech):
    made = levelled(speech)
    sharp = made.copy()
    sharp[len(sharp) // 2] = 0.9

    assert levelled(made) is made
    assert true_peak(levelled(sharp)) < -1.9


def test_where_there_is_room_levelling_is_only_gain(speech):
    made = levelled(speech, lufs=-40)
    sounds = np.abs(speech) > 1e-4
    ratios = made[sounds] / speech[sounds]

    assert by_the_book(made) == pytest.approx(-40, abs=0.15)
    assert ratios.max() == pytest.approx(ratios.min(), rel=1e-5)


def test_the_limiter_leaves_what_is_far_from_a_peak_alone():
    sound = np.full(RATE, 0.1, np.float32)
    sound[RATE // 2] = 1.0
    made = limited(sound, -6.0)
    reach = RATE // 25

    assert made.max() == pytest.approx(10 ** (-6 / 20), rel=1e-3)
    assert np.array_equal(made[: RATE // 2 - reach], sound[: RATE // 2 - reach])
    assert np.array_equal(made[RATE // 2 + reach :], sound[RATE // 2 + reach :])


def test_the_limiter_works_the_same_across_its_blocks(speech):
    shifted = np.concatenate([np.zeros(777, np.float32), speech])

    assert np.abs(limited(8 * shifted)[777:] - limited(8 * speech)).max() < 1e-6


def test_what_cannot_be_so_loud_below_the_ceiling_becomes_as_loud_as_it_can():
    click = np.zeros(RATE, np.float32)
    click[::9600] = 1
    made = levelled(click, lufs=0.0)

    assert np.abs(made).max() <= 10 ** (-2 / 20) + 1e-6
    assert measure(made).lufs < -5


def test_short_sound_counts_as_repeated(speech):
    tenth = speech[4000:8800]

    assert measure(tenth).lufs == pytest.approx(measure(np.tile(tenth, 30)).lufs, abs=0.1)


@pytest.mark.parametrize("nothing", [np.zeros(RATE, np.float32), np.zeros(0, np.float32)])
def test_silence_is_left_silent(nothing):
    assert measure(nothing) == Loudness(-inf, -inf)
    assert not levelled(nothing).any()
    assert not limited(nothing).any()


def test_what_nobody_hears_is_silence():
    assert measure(np.full(RATE, 1e-6, np.float32)).lufs == -inf
