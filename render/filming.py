"""What one process does: rehearse a lecture, have it judged, film it, and write its files."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Collection
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import manim
from manim import CairoRenderer, tempconfig
from PIL import Image

from render import captions, film, manifest
from render.film import Chapter
from render.job import Job
from render.lectures import lecture_class, parameters, words
from render.pool import Say
from render.segments import EnoughError, Frame, Segment, SegmentWriter
from scenes.stage.record import ContourClaim, CurveClaim, NumberClaim, Record
from scenes.stage.rehearsal import SETTINGS, rehearse
from scenes.stage.script import Script
from scenes.stage.verdicts import Report, judge


class NotProvedError(ValueError):
    """A lecture is not filmed, because what it would show is not proved or not said."""


@dataclass(frozen=True, slots=True)
class Play:
    """A lecture ready to be played: its class, parameters and words."""

    lecture: Any
    parameters: Any
    words: Script


def prepare(job: Job) -> Play:
    """Load what a job names.

    Raises:
        CourseError: a parameter is unknown, or the lecture refuses it.
        ScriptError: there are no words, or they cannot be used.
    """
    lecture = lecture_class(job.entry.scene)
    given = parameters(lecture.parameters_type, job.entry.parameters, job.entry.film)
    return Play(lecture, given, words(job.entry, job.language, job.scripts))


def check(job: Job, say: Say = lambda text: None) -> tuple[Record, Report]:
    """Rehearse a lecture and have every claim judged."""
    say("rehearsing")
    play = prepare(job)
    record = rehearse(play.lecture, play.parameters, play.words, job.theme)
    say("proving")
    english = words(job.entry, "en", job.scripts)
    return record, judge(job.entry.film, record, play.words, english)


def make(job: Job, out: Path, scratch: Path, say: Say) -> dict[str, Any]:
    """Make one film with all that belongs to it, and return its entry for the manifest.

    Args:
        job: what to make.
        out: the folder of the films; a file there is replaced when the new one is whole.
        scratch: a folder on the same disk, for nobody else.
        say: told of every step.

    Raises:
        NotProvedError: a claim fails, or words are missing.
    """
    rehearsed, report = check(job, say)
    refuse_the_unproved(report)
    record, segments, _ = shoot(job, scratch, say)
    say("joining")
    files = _write(job, record, rehearsed, report, segments, scratch)
    made = manifest.describe(files)
    for name, path in files.items():
        os.replace(path, out / name)
    return {"seconds": round(record.seconds, 3), "beats": len(record.beats), "files": made}


def refuse_the_unproved(report: Report) -> None:
    """Raise unless everything that a lecture would show is proved and said."""
    faults = [*report.failed, *(f"no words for {each}" for each in report.missing)]
    if faults:
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        raise NotProvedError(f"not filmed: {faults[0]}{more}")


def shoot(
    job: Job, scratch: Path, say: Say = lambda text: None, only: Collection[str] = ()
) -> tuple[Record, list[Segment], Frame | None]:
    """Film the beats (`only` these, if any are named) into segments in `scratch`.

    Returns:
        the record as filmed, the segments, and the last picture.
    """
    play = prepare(job)
    order = {
        beat: f"{number}/{len(play.words.beats)} {beat}"
        for number, beat in enumerate(play.words.beats, 1)
    }
    writer: Any = partial(
        SegmentWriter,
        folder=scratch,
        quality=job.quality,
        only=only,
        began=lambda beat: say(order[beat]) if beat in order else None,
    )
    with tempconfig(_settings(job, scratch)):
        scene = play.lecture(
            play.parameters, play.words, job.theme, renderer=CairoRenderer(file_writer_class=writer)
        )
        with suppress(EnoughError):
            scene.render()
        written = scene.renderer.file_writer
        written.close_segment(last=True)
    return scene.record, written.segments, written.last


def _settings(job: Job, scratch: Path) -> dict[str, Any]:
    """manim's settings: a size, a rate, and no output but our own."""
    return SETTINGS | {
        "media_dir": str(scratch / "media"),
        "pixel_width": job.quality.width,
        "pixel_height": job.quality.height,
        "frame_rate": job.quality.rate,
        "background_color": manim.ManimColor("#000000"),
        "verbosity": "INFO" if job.verbose else "ERROR",
    }


def _write(
    job: Job,
    record: Record,
    rehearsed: Record,
    report: Report,
    segments: list[Segment],
    scratch: Path,
) -> dict[str, Path]:
    """Write all files of a film into `scratch`; returns them by name."""
    paths = {
        f"{job.name}.{ending}": scratch / f"{job.name}.{ending}"
        for ending in ("mp4", "vtt", "srt", "json", "png")
    }
    movie, vtt, srt, facts, poster = paths.values()
    said = captions.cues((beat.start, beat.end, beat.show) for beat in record.beats)
    title = words(job.entry, job.language, job.scripts).title
    film.join(
        segments,
        movie,
        job.quality.rate,
        captions=said,
        chapters=[Chapter(beat.start, beat.chapter) for beat in record.beats if beat.chapter],
        title=title,
        language=job.language,
    )
    manifest.write(vtt, captions.vtt(said))
    manifest.write(srt, captions.srt(said))
    manifest.write(facts, _record_as_json(job, title, record, rehearsed, report))
    picture(segments, rehearsed).save(poster)
    return paths


def picture(segments: list[Segment], rehearsed: Record) -> Image.Image:
    """The poster: the end of the beat that shows the most, by its claims; the last such one."""
    shown = Counter(claim.beat for claim in rehearsed.claims if not getattr(claim, "live", False))
    return film.last_picture(max(reversed(segments), key=lambda segment: shown[segment.beat]))


def _record_as_json(job: Job, title: str, record: Record, rehearsed: Record, report: Report) -> str:
    """What the film shows and says, and that it is proved, for those who read rather than watch."""
    claims = [
        {
            "name": claim.name,
            "beat": claim.beat,
            "kind": type(claim).__name__.removesuffix("Claim").lower(),
            "text": claim.text if isinstance(claim, NumberClaim) else None,
            "proved": not report.failed,
        }
        for claim in rehearsed.claims
    ]
    curves = [
        {"name": claim.name, "beat": claim.beat, "expression": str(claim.expression)}
        for claim in rehearsed.claims
        if isinstance(claim, CurveClaim | ContourClaim)
    ]
    content = {
        "name": job.entry.film,
        "scene": job.entry.scene,
        "language": job.language,
        "title": title,
        "seconds": round(record.seconds, 3),
        "beats": [asdict(beat) for beat in record.beats],
        "claims": [dict(each) for each in dict.fromkeys(tuple(c.items()) for c in claims)],
        "curves": [dict(each) for each in dict.fromkeys(tuple(c.items()) for c in curves)],
        "worst_px": round(report.worst_px, 4),
    }
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"
