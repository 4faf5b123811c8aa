"""Alignment: readings whose words are known by other means are found again."""

from itertools import pairwise

import numpy as np
import pytest

from render.voices import alignment
from render.voices.alignment import words_of
from render.voices.clip import RATE, Clip, Word
from render.voices.espeak import ESPEAK, Espeak, Manner

ENGLISH = (
    "The line turns, and its slope settles on one number. That number is the derivative, and the "
    "line that remains is the tangent."
)
GREEK = "Η ευθεία στρέφεται, και η κλίση της καταλήγει σε έναν αριθμό: αυτός είναι η παράγωγος."
SPANISH = "La recta gira, y su pendiente se estabiliza en un número, que es la derivada."


def errors(found, true):
    return np.abs([a.start - b.start for a, b in zip(found, true, strict=True)])


@pytest.mark.parametrize(
    ("text", "language", "voice", "rate"),
    [
        (ENGLISH, "en", "en-us", 105),
        (ENGLISH, "en", "en+f3", 175),
        (GREEK, "el", "el+f2", 110),
        (SPANISH, "es", "es-419", 175),
    ],
)
def test_another_voice_at_another_pace_is_followed_word_by_word(text, language, voice, rate):
    other = Espeak({language: Manner(voice, rate, 60, 70)}).speak(text, language)
    noise = np.random.default_rng(1).normal(0, 2e-3, len(other.samples)).astype(np.float32)
    found = words_of(other.samples + noise, ESPEAK.speak(text, language))

    assert np.median(errors(found, other.words)) < 0.015
    assert errors(found, other.words).max() < 0.12


def test_pauses_of_a_speaker_are_followed():
    reading = ESPEAK.speak(ENGLISH, "en")
    at = round(reading.words[9].end * RATE)
    quiet = np.random.default_rng(2).normal(0, 1e-3, round(0.9 * RATE)).astype(np.float32)
    recording = np.concatenate([quiet, reading.samples[:at], quiet, reading.samples[at:]])
    found = words_of(recording, reading)
    delay = [a.start - b.start for a, b in zip(found, reading.words, strict=True)]

    assert delay[:10] == pytest.approx([0.9] * 10, abs=0.03)
    assert delay[10:] == pytest.approx([1.8] * (len(delay) - 10), abs=0.03)


def test_the_words_are_those_of_the_text_and_in_order_whatever_is_heard():
    reading = ESPEAK.speak(ENGLISH, "en")
    noise = np.random.default_rng(3).normal(0, 0.1, 2 * RATE).astype(np.float32)
    for recording in (noise, noise[:400], np.zeros(RATE, np.float32)):
        found = words_of(recording, reading)
        edges = [edge for word in found for edge in (word.start, word.end)]

        assert [word.offset for word in found] == [word.offset for word in reading.words]
        assert all(a < b for a, b in zip(edges[::2], edges[1::2], strict=True))
        assert all(a <= b + 1e-9 for a, b in pairwise(edges))
        assert edges[0] >= 0
        assert edges[-1] <= len(recording) / RATE + 1e-9


def test_no_words_and_no_sound_align_to_nothing():
    assert words_of(np.ones(RATE, np.float32), Clip()) == ()
    assert words_of(np.zeros(0, np.float32), Clip(np.ones(9), (Word(0, 1, "a", 0),))) == ()


def test_a_long_recording_is_followed_in_longer_steps(monkeypatch):
    monkeypatch.setattr(alignment, "_MOST_FRAMES", 200)
    reading = ESPEAK.speak(ENGLISH, "en")
    found = words_of(reading.samples, reading)

    assert errors(found, reading.words).max() < 0.06


def test_the_way_is_the_cheapest_of_all():
    """On small tables it can be found by trying every way."""

    def cheapest(cost, row, column):
        if row == column == 0:
            return cost[0, 0]
        ways = []
        if row and column:
            ways.append(cheapest(cost, row - 1, column - 1) + cost[row, column])
        if column:
            ways.append(cheapest(cost, row, column - 1) + cost[row, column] + 0.1)
        if row:
            ways.append(cheapest(cost, row - 1, column) + cost[row, column] + 0.1)
        return min(ways)

    random = np.random.default_rng(4)
    for rows, columns in ((1, 1), (1, 4), (4, 1), (5, 4), (4, 6)):
        first, second = (random.normal(size=(n, 13)).astype(np.float32) for n in (rows, columns))
        cost = np.linalg.norm(first[:, None] - second, axis=2) / np.sqrt(13)
        way = alignment._way(first, second)
        waits = sum((a == c) != (b == d) for (a, b), (c, d) in pairwise(way))

        assert (way[0], way[-1]) == ((0, 0), (rows - 1, columns - 1))
        assert sum(cost[cell] for cell in way) + 0.1 * waits == pytest.approx(
            cheapest(cost, rows - 1, columns - 1), rel=1e-4
        )
