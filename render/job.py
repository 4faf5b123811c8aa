"""What there is to make: one film, described before anything heavy is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from render.course import Entry
from render.quality import Quality


@dataclass(frozen=True, slots=True)
class Job:
    """One film to be made: a lecture of a course in a language, a size and a theme."""

    entry: Entry
    language: str
    quality: Quality
    theme: str
    scripts: Path | None = None
    verbose: bool = False

    @property
    def name(self) -> str:
        """What its files are called, without their endings."""
        return f"{self.entry.film}.{self.language}"
