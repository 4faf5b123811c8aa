"""A take: what one performance of a lecture left behind, kept so that it need not be given again.

It holds no sentence. Words can be changed, translated or spoken otherwise, and the take stays
what it is, as long as nothing that is drawn changes.
"""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Self

import av

import scenes
from render import manifest, store
from render.job import Job
from render.segments import Segment
from render.store import Store
from scenes.stage.look import THEMES
from scenes.stage.script import Script

_DRAWN_BY = ("manim", "numpy", "pycairo", "pillow", "av")
_DRAWING = (
    "render/canvas.py",
    "render/patches.py",
    "render/segments.py",
    "render/shooting.py",
    "scenes/stage/performance.py",
)


@dataclass(frozen=True, slots=True)
class Shot:
    """One beat: the key of its segment, and the texts of the numbers that it put on record."""

    beat: str
    segment: str
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Take:
    """All beats of a lecture as performed, and what was proved of them.

    `claims` and `curves` are as the record of a film lists them; `poster` is the beat to show.
    """

    shots: tuple[Shot, ...]
    claims: Sequence[Mapping[str, Any]]
    curves: Sequence[Mapping[str, Any]]
    worst_px: float
    poster: str

    def as_bytes(self) -> bytes:
        """The take as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False).encode()

    @classmethod
    def from_bytes(cls, kept: bytes) -> Self:
        """What `as_bytes` made."""
        told = json.loads(kept)
        return cls(tuple(Shot(**each) for each in told.pop("shots")), **told)

    def texts(self) -> dict[str, dict[str, str]]:
        """For each beat, the text of every number that is on record at its end."""
        known: dict[str, str] = {}
        found = {}
        for shot in self.shots:
            known |= shot.texts
            found[shot.beat] = dict(known)
        return found


def key(job: Job, words: Script) -> str:
    """The key of a lecture's take: all that its performance depends on, the drawn words included.

    What is said takes no part, nor how long it takes.
    """
    drawn_words = [words.title, words.labels, [(b, said.ask) for b, said in words.beats.items()]]
    return store.key(
        "take",
        sources=manifest.sources(job.entry.scene),
        versions=manifest.versions(),
        entry=job.entry.model_dump(mode="json"),
        words=drawn_words,
        language=job.language,
        **_picture(job),
    )


def segment_key(job: Job, drawn: str, *, last: bool) -> str:
    """The key of a beat's segment: what is drawn, by its digest, and by what.

    Args:
        job: tells size, rate and theme.
        drawn: the digest of the beat.
        last: whether the film ends with it.
    """
    return store.key("segment", drawn=drawn, last=last, made_by=_made_by(), **_picture(job))


def mark(job: Job) -> str:
    """The key of an empty entry, which tells that beats of this scene were filmed before."""
    return store.key("mark", scene=job.entry.scene, **_picture(job))


def _picture(job: Job) -> dict[str, Any]:
    size = (job.quality.width, job.quality.height, job.quality.rate)
    return {"size": size, "ground": THEMES[job.theme].ground, "still": job.still}


@cache
def _made_by() -> list[str]:
    """What turns a picture into a segment: releases, and our own sources."""
    home = Path(scenes.__file__).parent.parent
    releases = [f"{name} {version(name)}" for name in _DRAWN_BY]
    codecs = [f"{name} {number}" for name, number in sorted(av.library_versions.items())]
    ours = [f"{each} {manifest.checksum(home / each)}" for each in _DRAWING]
    return [*releases, *codecs, platform.machine(), *ours]


def find(job: Job, words: Script, kept: Store) -> tuple[Take, dict[str, Segment]] | None:
    """The take of a lecture with all its segments by their beats; None if anything is missing."""
    take = performed(job, words, kept)
    if take is None:
        return None
    reel = segments(kept, {shot.beat: shot.segment for shot in take.shots})
    return (take, reel) if len(reel) == len(take.shots) else None


def performed(job: Job, words: Script, kept: Store) -> Take | None:
    """The take of a lecture, whether its segments are still there or not; None if there is none."""
    content = kept.find(key(job, words))
    return None if content is None else Take.from_bytes(content)


def segments(kept: Store, keys: Mapping[str, str]) -> dict[str, Segment]:
    """The segments that the store has, by their beats."""
    found = {beat: kept.find(each) for beat, each in keys.items()}
    return {
        beat: Segment.from_bytes(beat, content)
        for beat, content in found.items()
        if content is not None
    }
