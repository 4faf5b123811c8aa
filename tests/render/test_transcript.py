"""Transcripts: what is said, what is seen, and what was proved, in the order of the film."""

from render import course, transcript
from render.edition import Beat, Edition
from render.job import Job
from render.take import Shot, Take
from render.timing import Span


def beat(name, start, show, see="", chapter=""):
    return Beat(name, start, start + 5, show, show, see, False, chapter, start)


def test_a_transcript_tells_all_once(small):
    beats = (
        beat("a", 0.0, "A curve.", see="A line bends.", chapter="First"),
        beat("b", 65.0, "A number, 1.4."),
        beat("c", 70.0, "And so on."),
    )
    curve = {"name": "curve", "expression": "x**2"}
    take = Take(
        (
            Shot("a", "k", {"tick x 0": "0"}),
            Shot("b", "k", {"x_one": "1.4", "power of ten 3": "1e3"}),
            Shot("c", "k", {}),
        ),
        [],
        [{"beat": each} | curve for each in "abc"],
        0.1,
        "a",
    )
    plan = course.load()
    job = Job(next(plan.entries()), "en", small, "dark")
    edition = Edition(job, "Title", beats, (Span(0, 1),), (), {})

    assert transcript.markdown(edition, take) == (
        "# Title\n\n## 0:00 First\n\nA curve.\n\n*A line bends.*\n\n- `curve: x**2`\n\n"
        "A number, 1.4.\n\n- `x one = 1.4`\n\nAnd so on.\n"
    )
