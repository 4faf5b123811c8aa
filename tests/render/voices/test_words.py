"""Words and their times, from what a voice tells of some of them."""

import numpy as np
import pytest

from render.voices.clip import RATE
from render.voices.words import split, timed

SOUND = np.ones(4 * RATE, np.float32)


def spans(words):
    return [(round(word.start, 6), round(word.end, 6)) for word in words]


def test_marks_that_stand_alone_are_no_words():
    assert split(" One – two, 3 … “x²” ≤ ·") == [
        ("One", 1),
        ("two,", 7),
        ("3", 12),
        ("“x²”", 16),
        ("≤", 21),
    ]


def test_words_begin_when_they_are_heard():
    heard = [(0, 0.0), (2, 1.0), (4, 2.5)]

    assert spans(timed("a b c", heard, SOUND)) == [(0, 1), (1, 2.5), (2.5, 4)]


def test_words_that_were_not_heard_share_the_time_by_their_letters():
    assert spans(timed("abc d ef", [], SOUND)) == [(0, 2), (2, 2.666667), (2.666667, 4)]


def test_words_heard_at_one_moment_were_said_as_one():
    heard = [(0, 0.0), (3, 2.0), (6, 2.001), (9, 2.0)]

    assert spans(timed("of to in it", heard, SOUND)) == [
        (0, 2),
        (2, 2.666667),
        (2.666667, 3.333333),
        (3.333333, 4),
    ]


@pytest.mark.parametrize("late", [4.0, 5.0, 3.999])
def test_what_is_heard_after_the_end_is_not_believed(late):
    assert spans(timed("a b", [(2, late)], SOUND)) == [(0, 2), (2, 4)]


def test_the_first_word_begins_when_it_is_heard():
    assert timed("well", [(0, 0.3)], SOUND)[0].start == 0.3


def test_the_pause_behind_a_word_does_not_belong_to_it():
    sound = SOUND.copy()
    sound[RATE : 2 * RATE] = 0

    assert spans(timed("a b", [(0, 0.0), (2, 2.0)], sound)) == [
        (0, pytest.approx(1.005, abs=1e-3)),
        (2, 4),
    ]


def test_silence_and_no_words_have_times_too():
    assert spans(timed("a b", [], 0 * SOUND)) == [(0, 2), (2, 4)]
    assert timed(" — ", [], SOUND) == ()
