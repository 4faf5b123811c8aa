"""The comparison behind `make exact`, on a lecture of a few frames: it finds a single pixel."""

import importlib.util
import re
from pathlib import Path

import pytest

from render import course, patches
from render.job import Job

FILE = Path(__file__).parents[1] / "exact" / "strips.py"
SPEC = importlib.util.spec_from_file_location("strips", FILE)
strips = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(strips)


@pytest.fixture
def job(tiny, small):
    plan = course.load(tiny)
    return Job(plan.find("tiny"), "en", small, "dark", plan.scripts)


def test_our_frames_are_manims_and_a_planted_pixel_is_found(job):
    for (kind, name), stock in patches.STOCK.items():
        setattr(kind, name, stock)
    theirs = strips.by_manim(job)
    patches.apply()
    ours = strips.by_us(job)

    assert list(theirs) == ["circle", "number", "away"]
    assert all(len(digests) > 3 for digests in theirs.values())
    assert strips.differences(ours, theirs) == []
    (found,) = strips.differences(strips.by_us(job, stain=7), theirs)
    assert re.match(r"number: frame \d and 0 more differ", found)


def test_a_beat_and_a_frame_that_are_missing_are_found():
    assert strips.differences({"a": ["1"], "b": []}, {"a": ["1", "2"], "c": []}) == [
        "a: frame 2 and 0 more differ (1 frames, 2 by manim)",
        "c: only manim drew it",
        "b: only we drew it",
    ]
