"""What there is to make: one film, described before anything heavy is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from render.course import OURS, Entry
from render.quality import Quality

SILENT = "none"  # the voice of a film that is to be spoken live


@dataclass(frozen=True, slots=True)
class Job:
    """One film to be made: a lecture of a course in a language, a size and a theme.

    `file` is the course, beside which recordings lie; `voice` who reads. `still`: every beat is
    its last picture; `described`: what is seen is spoken too.
    """

    entry: Entry
    language: str
    quality: Quality
    theme: str
    scripts: Path | None = None
    file: Path = OURS
    voice: str = "espeak"
    verbose: bool = False
    still: bool = False
    described: bool = False

    @property
    def name(self) -> str:
        """What its files are called, without their endings."""
        editions = [name for name in ("still", "described") if getattr(self, name)]
        return ".".join((self.entry.film, self.language, *editions))
