"""The words are read with suspicion: whatever is wrong is named by file, key and value."""

import pytest

from scenes.stage.script import LEAD, ScriptError, lasting, load, parse, seconds

GOOD = """
title = "Newton’s method"
[beats.curve]
say = "A curve, and a root at {root}."
ask = true
chapter = "The walk"
[beats.tangent]
say = "Down to the axis."
show = "Down to the axis: {root}"
[labels]
root = "root"
"""


def test_beats_keep_the_order_of_the_file():
    script = parse(GOOD, "en", "newton.en.toml")

    assert list(script.beats) == ["curve", "tangent"]
    assert script.beats["curve"].ask
    assert script.beats["curve"].chapter == "The walk"


def test_a_caption_is_what_is_said_unless_it_is_written_otherwise():
    script = parse(GOOD, "en", "newton.en.toml")

    assert script.beats["curve"].show == script.beats["curve"].say
    assert script.written("tangent", {"root": "1.41"}) == "Down to the axis: 1.41"


def test_numbers_are_printed_and_spoken_as_the_language_has_them():
    text = 'title = "T"\n[beats.a]\nsay = "{x} {y}"\nsee = "{x}"'
    claims = {"x": "-1.5", "y": "4e-6"}
    english, greek = parse(text, "en", "e"), parse(text, "el", "g")

    assert english.written("a", claims) == "−1.5 4 × 10⁻⁶"
    assert greek.written("a", claims) == "−1,5 4 × 10⁻⁶"
    assert english.spoken("a", claims).startswith("minus 1.5 4 times 10")
    assert greek.seen("a", claims) == "μείον 1,5"


def test_a_translation_without_a_description_misses_it():
    english = parse('title = "T"\n[beats.a]\nsay = "s"\nsee = "A dot."', "en", "e")
    spanish = parse('title = "T"\n[beats.a]\nsay = "s"', "es", "s")

    assert spanish.missing(english) == ["a.see"]
    assert english.missing(english) == english.stale(english) == []


def test_a_number_that_nobody_claimed_cannot_be_said():
    words = parse(GOOD, "en", "newton.en.toml")

    with pytest.raises(ScriptError, match=r"quotes \{root\}, which nothing has claimed"):
        words.spoken("curve", {})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title = ", "x.en.toml: not TOML"),
        ('title = "T"', r"x.en.toml: there is no \[beats"),
        ('title = "T"\nbeats = 3', r"x.en.toml: there is no \[beats"),
        ('title = ""\n[beats.a]\nsay = "s"', "x.en.toml: title must be a sentence, got ''"),
        ('title = "T"\nvoice = "x"\n[beats.a]\nsay = "s"', "unknown key 'voice'"),
        ('title = "T"\n[beats.a]\nsay = 4', "beats.a.say must be a sentence, got 4"),
        ('title = "T"\n[beats]\na = "s"', "beats.a must be a table, got 's'"),
        ('title = "T"\n[beats.a]\nsay = "s"\nsecs = 2', "beats.a has the unknown key 'secs'"),
        ('title = "T"\n[beats.a]\nsay = "s"\nask = "yes"', "beats.a.ask must be true or false"),
        ('title = "T"\nlabels = 1\n[beats.a]\nsay = "s"', "labels must be a table, got 1"),
        ('title = "T"\n[beats.a]\nsay = "the root is 1.41"', "beats.a.say has the digit '1' typed"),
        ('title = "T"\n[beats.a]\nsay = "s"\n[labels]\nx = "3 m"', "labels.x has the digit '3'"),
    ],
)
def test_a_script_that_cannot_be_used_is_refused_with_a_sentence(text, message):
    with pytest.raises(ScriptError, match=message):
        parse(text, "en", "x.en.toml")


def test_missing_words_are_named():
    with pytest.raises(ScriptError, match="there are no words for nothing in 'en'"):
        load("nothing", "en")


def test_words_of_a_course_come_before_those_of_the_package(tmp_path):
    (tmp_path / "newton.en.toml").write_text(GOOD, encoding="utf-8")

    assert load("newton", "en", tmp_path).title == "Newton’s method"


def test_time_comes_from_the_words():
    assert seconds("x" * 86) == pytest.approx(5.0)


@pytest.mark.parametrize(("text", "slow"), [("It is 2.25", 3), ("a, b", 1), ("Why? So.", 2)])
def test_a_digit_or_a_stop_takes_as_long_as_six_letters(text, slow):
    assert seconds(text) == pytest.approx(seconds("x" * (len(text) - slow + 6 * slow)))


@pytest.mark.parametrize("ask", [False, True])
def test_words_begin_after_the_pictures_and_silence_at_once(ask):
    silent = lasting(0.0, 0.0, ask=ask)

    assert lasting(0.0, 2.0, ask=ask) == pytest.approx(silent + LEAD + 2.0)


def test_any_changed_word_changes_the_fingerprint():
    text = 'title = "T"\n[beats.a]\nsay = "say"\nshow = "show"\nsee = "see"\nchapter = "part"'
    whole = parse(text, "en", "e").beats["a"].fingerprint
    changed = {
        parse(text.replace(f'"{each}"', '"other"'), "en", "e").beats["a"].fingerprint
        for each in ("say", "show", "see", "part")
    }

    assert len(changed) == 4
    assert whole not in changed
