"""What a run would do, and why, told without doing it: no manim is loaded, nothing is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from render import edition, manifest, take
from render.job import Job
from render.lectures import words
from render.store import Store

_CHANGED = {
    "sources": "the program changed",
    "releases": "a package changed",
    "words": "its words changed",
    "parameters": "its parameters changed",
    "picture": "its size, rate or theme changed",
    "voice": "its voice changed",
}


@dataclass(frozen=True, slots=True)
class Prospect:
    """Whether a film would be made, why, and what would be drawn for it."""

    name: str
    due: bool
    reason: str
    pictures: str = ""

    def __str__(self) -> str:
        """As one line."""
        if not self.due:
            return f"{self.name}: {self.reason}"
        return f"{self.name}: would be made: {self.reason}; {self.pictures}"


def of(job: Job, out: Path, kept: Store) -> Prospect:
    """What a run would do for one film.

    Args:
        job: the film.
        out: the folder of the films.
        kept: where segments are kept.

    Raises:
        ScriptError: words are missing, so that the film cannot be made.
    """
    entry, basis = manifest.read(out).get(job.name), manifest.basis(job)
    if manifest.whole(out, entry, basis["digest"]):
        return Prospect(job.name, False, "nothing to do")
    return Prospect(job.name, True, _reason(entry, basis["parts"]), _pictures(job, kept))


def _reason(entry: Any, parts: Mapping[str, str]) -> str:
    if entry is None:
        return "not made yet"
    made = entry.get("parts") if isinstance(entry, dict) else None
    if not isinstance(made, dict):
        return "how it was made is not on record"
    changed = [why for name, why in _CHANGED.items() if made.get(name) != parts[name]]
    return " and ".join(changed) or "its files are damaged or missing"


def _pictures(job: Job, kept: Store) -> str:
    own = words(job.entry, job.language, job.scripts)
    edition.refuse_the_incomplete(own, words(job.entry, "en", job.scripts), job.entry.film)
    given = take.performed(job, own, kept)
    if given is None:
        return "a rehearsal will tell which pictures have to be drawn"
    found = take.segments(kept, {shot.beat: shot.segment for shot in given.shots})
    lost = len(given.shots) - len(found)
    return f"{lost} of {len(given.shots)} beats to draw" if lost else "no picture has to be drawn"
