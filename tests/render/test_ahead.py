"""Reading ahead: the film finds its clips, and what cannot be read fails where it always did."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from render import ahead, course, edition, filming
from render.job import Job
from render.steps import silent
from render.store import Store
from render.voices.clip import Clip, VoiceError
from render.voices.espeak import Espeak

SHUTDOWN = ThreadPoolExecutor.shutdown


def wait(pool):
    """End a pool when all is done that was asked of it."""
    SHUTDOWN(pool, wait=True)


@pytest.fixture
def job(tiny, small):
    plan = course.load(tiny)
    return Job(next(plan.entries()), "en", small, "dark", plan.scripts, tiny, described=True)


def test_the_edition_finds_what_was_read_ahead(job, tmp_path, monkeypatch):
    """The thread is given time here; in earnest what it has not begun is left to the edition."""
    monkeypatch.setattr(ThreadPoolExecutor, "shutdown", lambda pool, **_: wait(pool))
    kept = Store(tmp_path / "s")
    with ahead.reading(job, kept) as read:
        made = filming.make(job, kept, silent, read)
    before = kept.made["voice"], kept.made["sound"]
    edition.edit(job, *made, kept)

    assert before == (3, 3)
    assert (kept.made["voice"], kept.made["sound"]) == before


def test_what_cannot_be_read_is_told_by_the_edition_and_not_before(job, tmp_path, monkeypatch):
    def fail(self, text, language):
        raise VoiceError("the voice is hoarse")

    monkeypatch.setattr(Espeak, "speak", fail)
    kept = Store(tmp_path / "s")
    with ahead.reading(job, kept) as read:
        made = filming.make(job, kept, silent, read)

    with pytest.raises(VoiceError, match="hoarse"):
        edition.edit(job, *made, kept)


def test_nothing_more_is_read_when_the_film_has_failed(job, tmp_path, monkeypatch):
    begun = []

    def slow(self, text, language):
        begun.append(text)
        return Clip()

    monkeypatch.setattr(Espeak, "speak", slow)

    def film():
        with ahead.reading(job, Store(tmp_path / "s")) as read:
            for number in range(1000):
                read("circle", {"start": str(number)})
            raise ValueError("not filmed")

    with pytest.raises(ValueError, match="not filmed"):
        film()
    assert len(begun) < 1000
