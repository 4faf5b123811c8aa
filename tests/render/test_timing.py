"""Times: the longer of picture and voice rules, and nothing is too short to be read."""

from itertools import pairwise
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from render.timing import Length, Span, shown_alone, spans
from scenes.stage.script import BREATH, LEAD, SETTLE, THINKING

LENGTHS = st.builds(Length, st.integers(1, 300), st.floats(0, 30), st.floats(0, 30), st.booleans())


def one(ticks, spoken, reading=0.0, ask=False):
    """How long a single beat lasts, in ticks of a hundredth of a second."""
    return spans([Length(ticks, spoken, reading, ask)], 100)[0].ticks


def test_a_long_voice_holds_the_picture():
    assert one(100, 5.0) == round(100 * (LEAD + 5 + BREATH))


def test_long_pictures_let_the_voice_wait():
    assert one(700, 5.0) == 700 + 100 * SETTLE


def test_a_question_waits_after_both():
    assert one(100, 5.0, ask=True) == round(100 * (LEAD + 5 + THINKING))
    assert one(700, 5.0, ask=True) == 700 + 100 * THINKING


def test_captions_can_be_read_to_their_end():
    assert one(100, 2.0, reading=9.0) == 900


def test_a_silent_beat_lasts_as_long_as_its_pictures():
    assert one(100, 0.0) == 100 + 100 * SETTLE


@given(st.lists(LENGTHS, min_size=1, max_size=20), st.sampled_from([15, 30, 60]))
def test_beats_follow_one_another_without_a_gap_and_hold_what_they_need(lengths, rate):
    laid = spans(lengths, rate)

    assert laid[0].start == 0
    assert all(a.start + a.ticks == b.start for a, b in pairwise(laid))
    for need, span in zip(lengths, laid, strict=True):
        assert span.ticks > need.ticks
        assert span.ticks / rate >= max(need.spoken, need.reading) - 1e-6


def test_what_is_shown_alone_breathes():
    assert shown_alone(10, 30) == 10 + ceil(30 * BREATH)


def test_no_beats_take_no_time():
    assert spans([], 30) == ()
    assert spans([Length(1, 0.0, 0.0, False)], 10) == (Span(0, 5),)


@pytest.mark.parametrize("rate", [15, 30])
def test_rounding_adds_no_tick(rate):
    """Seconds that are whole ticks stay what they are."""
    assert spans([Length(rate, 0.0, 2.0, False)], rate)[0].ticks == 2 * rate
