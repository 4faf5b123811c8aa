"""Takes: they forget no number, and know what they depend on."""

import dataclasses

import pytest

from render import course, take
from render.job import Job
from render.segments import Segment
from render.store import Store
from render.take import Shot, Take
from scenes.stage import script

SHOTS = (
    Shot("a", "segment-1", {"x": "1", "y": "2"}),
    Shot("b", "segment-2", {}),
    Shot("c", "segment-3", {"x": "3"}),
)
TAKE = Take(SHOTS, [{"name": "x"}], [{"expression": "x**2"}], 0.25, "b")


@pytest.fixture
def job(tiny, small):
    plan = course.load(tiny)
    return Job(plan.find("tiny"), "en", small, "dark", plan.scripts, tiny)


@pytest.fixture
def words(tiny):
    return script.load("tiny", "en", tiny.parent / "scripts")


def test_a_take_is_kept_and_found_again():
    assert Take.from_bytes(TAKE.as_bytes()) == TAKE


def test_every_beat_knows_the_numbers_that_are_on_record_by_then():
    assert TAKE.texts() == {
        "a": {"x": "1", "y": "2"},
        "b": {"x": "1", "y": "2"},
        "c": {"x": "3", "y": "2"},
    }


def test_what_is_said_is_no_part_of_a_performance(job, words):
    beat = dataclasses.replace(words.beats["away"], say="Other words.", show="x", see="y")
    other = dataclasses.replace(words, beats={**words.beats, "away": beat})

    assert take.key(job, other) == take.key(job, words)


def test_whatever_is_drawn_or_plays_a_part_changes_the_key(job, words):
    asking = dataclasses.replace(words.beats["away"], ask=True)
    entry = job.entry.model_copy(update={"parameters": {"start": 5.0}})
    keys = [
        take.key(job, words),
        take.key(job, dataclasses.replace(words, title="Other")),
        take.key(job, dataclasses.replace(words, labels={"x": "y"})),
        take.key(job, dataclasses.replace(words, beats={**words.beats, "away": asking})),
        take.key(dataclasses.replace(job, theme="light"), words),
        take.key(dataclasses.replace(job, still=True), words),
        take.key(dataclasses.replace(job, language="es"), words),
        take.key(dataclasses.replace(job, entry=entry), words),
    ]

    assert len(set(keys)) == len(keys)


def test_a_segment_is_the_same_in_every_language_and_voice(job):
    drawn = take.segment_key(job, "d", last=False)

    assert take.segment_key(dataclasses.replace(job, language="es"), "d", last=False) == drawn
    assert take.segment_key(dataclasses.replace(job, voice="none"), "d", last=False) == drawn
    assert take.segment_key(job, "other", last=False) != drawn
    assert take.segment_key(job, "d", last=True) != drawn


def test_a_take_without_all_its_segments_is_none(job, words, tmp_path):
    kept = Store(tmp_path / "kept")
    keys = [take.segment_key(job, name, last=False) for name in "abc"]
    shots = tuple(dataclasses.replace(s, segment=k) for s, k in zip(SHOTS, keys, strict=True))
    made = dataclasses.replace(TAKE, shots=shots)
    kept.keep(take.key(job, words), made.as_bytes())
    for key in keys[:2]:
        kept.keep(key, Segment("x", b"film", 3, 2).as_bytes())

    assert take.find(job, words, kept) is None
    kept.keep(keys[2], Segment("x", b"film", 3, 2).as_bytes())
    found = take.find(job, words, kept)
    assert found is not None
    assert found[0] == made
    assert found[1]["c"] == Segment("c", b"film", 3, 2)
