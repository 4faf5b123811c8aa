"""Captions keep their limits whatever is said."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from render import captions
from render.captions import Said
from scenes.stage.script import CHARACTERS_A_SECOND

WORD = st.text("abcdefghijklmnopqrstuvwxyzάλφα,.?!", min_size=1, max_size=60)
TEXT = st.lists(WORD, max_size=60).map(" ".join)


@given(TEXT)
def test_no_line_is_longer_than_42_and_no_cue_has_more_than_two(text):
    for part in captions.split(text):
        lines = captions.lines(part)

        assert len(lines) <= 2
        assert max(map(len, lines)) <= 42


@given(TEXT)
def test_nothing_that_is_said_is_lost(text):
    kept = "".join(captions.split(text)).replace(" ", "")

    assert kept == text.replace(" ", "")


@given(st.lists(TEXT, min_size=1, max_size=5))
def test_cues_stay_in_their_beats_last_a_second_and_do_not_overlap(texts):
    beats, now = [], 0.0
    for text in texts:
        seconds = 2.0 + 2 * len(text) / CHARACTERS_A_SECOND
        beats.append(Said(now, now + seconds, text))
        now += seconds
    cues = captions.cues(beats)

    assert all(cue.end - cue.start >= 1 - 1e-9 for cue in cues)
    assert all(a.end <= b.start + 1e-9 for a, b in pairwise(cues))
    assert all(
        any(b.start - 1e-9 <= cue.start and cue.end <= b.end + 1e-9 for b in beats) for cue in cues
    )


def test_a_text_is_cut_where_its_sentences_end():
    first = "Follow the tangent down to the axis."
    second = "It meets the axis at the next point, and from there we go on as before."

    assert captions.split(f"{first} {second}") == (first, second)


def test_a_longer_part_stands_longer():
    first, second = captions.cues([Said(0.0, 12.0, "Short one it is. " + "long words " * 7)])

    assert first.end - first.start < second.end - second.start
    assert second.end == 12.0


def test_a_beat_too_short_for_a_second_each_shares_what_there_is():
    cues = captions.cues([Said(0.0, 1.0, "many words " * 30)])

    assert len(cues) > 1
    assert cues[-1].end == 1.0


def test_a_caption_comes_with_its_words():
    first_sentence = "Follow the tangent down to the axis, and see where it meets that."
    text = f"{first_sentence} Stand there, and do all of it once again."
    said = Said(2.0, 12.0, text, ((0.0, 2.2), (len(first_sentence) / len(text), 6.5), (1.0, 9.0)))
    first, second = captions.cues([said])

    assert first.start == 2.2
    assert second.start == pytest.approx(6.5, abs=0.05)
    assert second.end == 12.0


@given(TEXT, st.floats(1.0, 30.0))
def test_captions_can_be_read_where_the_beat_is_long_enough(text, pause):
    needed = captions.seconds_to_read(text)
    cues = captions.cues([Said(1.0, 1.0 + needed + pause, text, ((0.0, 1.0), (1.0, 1.5)))])

    assert all(
        sum(map(len, cue.lines)) / (cue.end - cue.start) <= captions.FASTEST + 1e-6 for cue in cues
    )


def test_webvtt_takes_no_mark_for_a_tag():
    text = captions.vtt(captions.cues([Said(0.0, 3.0, "a < b & c --> d")]))

    assert text == "WEBVTT\n\n00:00:00.000 --> 00:00:03.000\na &lt; b &amp; c --&gt; d\n"


def test_subrip_numbers_its_cues_and_writes_a_comma():
    text = captions.srt(captions.cues([Said(0.0, 3.0, "one"), Said(3661.5, 3663.0, "two")]))

    assert text == (
        "1\n00:00:00,000 --> 00:00:03,000\none\n\n2\n01:01:01,500 --> 01:01:03,000\ntwo\n"
    )


@pytest.mark.parametrize("text", ["", "   "])
def test_silence_has_no_caption(text):
    assert captions.cues([Said(0.0, 3.0, text)]) == ()
