"""Beats follow the script, last as long as their words, and wait after a question."""

from dataclasses import dataclass

import pytest

from scenes.stage import script
from scenes.stage.lecture import Lecture
from scenes.stage.rehearsal import rehearse
from scenes.stage.script import BREATH, LEAD, SETTLE, THINKING, ScriptError, seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class NoParameters:
    """Nothing to set."""


TWO = script.parse(
    'title = "T"\n[beats.first]\nsay = "What do you think?"\nask = true\n'
    '[beats.second]\nsay = "So."',
    "en",
    "two.en.toml",
)


def lecture(*beats, seconds=0.5):
    """A lecture that plays these beats, moving something for so long in each."""

    class Played(Lecture):
        parameters_type = NoParameters

        def construct(self):
            for beat in beats:
                with self.beat(beat):
                    self.play(self.parameter(0.0).animate.set_value(1), run_time=seconds)

    return Played


def test_beats_are_played_one_after_the_other_without_a_gap():
    first, second = rehearse(lecture("first", "second"), words=TWO).beats

    assert (first.name, second.name) == ("first", "second")
    assert first.start == 0
    assert first.end == second.start


def test_a_beat_lasts_as_long_as_its_words_when_they_are_longer():
    second = rehearse(lecture("first", "second", seconds=0.1), words=TWO).beats[1]

    assert second.end - second.start == pytest.approx(
        LEAD + seconds(TWO.beats["second"].say) + BREATH
    )


def test_a_beat_lasts_as_long_as_its_pictures_when_they_are_longer():
    second = rehearse(lecture("first", "second", seconds=5), words=TWO).beats[1]

    assert second.end - second.start == pytest.approx(5 + SETTLE)


def test_a_question_waits_three_seconds_after_its_pictures():
    first = rehearse(lecture("first", "second", seconds=5), words=TWO).beats[0]

    assert first.ask
    assert first.end - first.start >= 5 + THINKING


@pytest.mark.parametrize(
    ("beats", "message"),
    [
        (("second",), "plays the beat 'second', but in the script 'first' is next"),
        (("first", "third"), "plays the beat 'third', but in the script 'second' is next"),
        (("first", "first"), "plays the beat 'first', but in the script 'second' is next"),
        (("first", "second", "first"), "but in the script there are no more beats"),
        (("first",), "never plays the beat 'second'"),
    ],
)
def test_a_beat_out_of_order_unknown_repeated_or_missing_is_an_error(beats, message):
    with pytest.raises(ScriptError, match=message):
        rehearse(lecture(*beats), words=TWO)


def test_a_bare_wait_is_refused():
    class Waiting(Lecture):
        parameters_type = NoParameters

        def construct(self):
            with self.beat("first"):
                self.wait(3.1)

    with pytest.raises(ScriptError, match="may not call wait"):
        rehearse(Waiting, words=TWO)


def test_the_name_on_the_command_line_is_the_class_name_in_lower_case():
    class RiseOverRun(Lecture):
        parameters_type = NoParameters

    assert RiseOverRun.name() == "rise_over_run"


def test_the_title_stands_through_the_first_beat_and_nothing_of_it_after_the_second_began():
    seen = []

    class Titled(Lecture):
        parameters_type = NoParameters

        def construct(self):
            self.add(self.title())
            for beat in ("first", "second"):
                with self.beat(beat):
                    seen.append([self.shows(each) for each in self.strip])

    rehearse(Titled, words=TWO)

    assert seen == [[True, True], [False, False]]
