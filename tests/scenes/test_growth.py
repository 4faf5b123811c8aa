"""Words may grow by two fifths, as they do from language to language, and the pictures hold."""

from dataclasses import replace
from math import ceil

import pytest

from render import course
from render.lectures import lecture_class
from scenes.stage import script
from scenes.stage.rehearsal import rehearse

SCENES = [each.scene for each in course.load().entries()]


def grown(text):
    """A text that is two fifths longer, by letters of its own at its end."""
    return text + (text.replace(" ", "") * 2)[: ceil(0.4 * len(text))]


@pytest.mark.parametrize("scene", SCENES)
def test_words_that_grow_break_no_rule(scene):
    words = script.load(scene, "en")
    labels = {key: grown(text) for key, text in words.labels.items()}
    longer = replace(words, title=grown(words.title), labels=labels)

    assert rehearse(lecture_class(scene), words=longer, rate=6).layout == []


def test_words_that_grow_too_far_are_refused():
    words = script.load("rise_over_run", "en")
    longer = replace(words, labels={key: text * 4 for key, text in words.labels.items()})

    with pytest.raises(ValueError, match="too long to be legible"):
        rehearse(lecture_class("rise_over_run"), words=longer, rate=6)
