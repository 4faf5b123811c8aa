"""What one process does with a lecture: rehearse it, have it judged, and draw its beats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import Any, cast

import manim
from manim import tempconfig

from render import take
from render.canvas import Frame
from render.job import Job
from render.lectures import lecture_class, parameters, words
from render.pool import Say
from render.segments import Segment, SegmentEncoder
from render.store import Store
from render.take import Shot, Take
from scenes.stage.lecture import Lecture
from scenes.stage.performance import Performance
from scenes.stage.record import ContourClaim, CurveClaim, NumberClaim, Record
from scenes.stage.rehearsal import SETTINGS, rehearse
from scenes.stage.script import Script
from scenes.stage.verdicts import Report, judge


class NotProvedError(ValueError):
    """A lecture is not filmed, because what it would show is not proved."""


class EnoughError(Exception):
    """Not a fault: the beats that were asked for are filmed."""


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
    record = rehearse(
        play.lecture, play.parameters, play.words, job.theme, rate=job.quality.rate, say=say
    )
    say("proving")
    english = words(job.entry, "en", job.scripts)
    return record, judge(job.entry.film, record, play.words, english)


def make(job: Job, store: Store, say: Say) -> tuple[Take, dict[str, Segment]]:
    """Rehearse a lecture, and draw those of its beats that the store does not have.

    Returns:
        the take, and the segment of every beat.

    Raises:
        NotProvedError: a claim fails.
    """
    record, report = check(job, say)
    refuse_the_unproved(report)
    last = record.beats[-1].name
    keys = {
        beat: take.segment_key(job, drawn, last=beat == last)
        for beat, drawn in record.drawn.items()
    }
    reel = take.segments(store, keys)
    due = [beat for beat in keys if beat not in reel]

    def keep(segment: Segment, drawn: str) -> None:
        if drawn != record.drawn[segment.beat] and not job.still:
            raise RuntimeError(f"the beat {segment.beat!r} was not drawn as it was rehearsed")
        reel[segment.beat] = segment
        store.keep(keys[segment.beat], segment.as_bytes())

    if due:
        shoot(job, keep, due, say)
    made = _take(record, report, keys)
    store.keep(take.key(job, prepare(job).words), made.as_bytes())
    return made, reel


def refuse_the_unproved(report: Report) -> None:
    """Raise unless everything that a lecture would show is proved."""
    if report.failed:
        more = f" (and {len(report.failed) - 1} more)" if len(report.failed) > 1 else ""
        raise NotProvedError(f"not filmed: {report.failed[0]}{more}")


def shoot(
    job: Job,
    keep: Callable[[Segment, str], None],
    only: Collection[str] = (),
    say: Say = lambda text: None,
) -> None:
    """Draw the beats, `only` these if any are named.

    Args:
        job: the lecture.
        keep: is given each segment when it is whole, with the digest of what was drawn.
        only: the others are leapt over, and what comes after the last of these is not played.
        say: told of every beat.
    """
    play = prepare(job)
    wanted = [beat for beat in play.words.beats if not only or beat in only]
    with TemporaryDirectory(prefix="proofreel-") as media, tempconfig(_settings(job, media)):
        drawing = Drawing(job, list(play.words.beats), wanted, keep, say)
        scene = play.lecture(play.parameters, play.words, job.theme, renderer=drawing)
        scene.on_beat_begin, scene.on_beat_end = drawing.beat_begins, drawing.beat_ended
        try:
            scene.render()
        except EnoughError:
            return
        finally:
            drawing.abandon()


def one(job: Job, beat: str) -> Segment:
    """Draw one beat."""
    found: list[Segment] = []
    shoot(job, lambda segment, _: found.append(segment), [beat])
    return found[0]


class Drawing(Performance):
    """Draws the pictures of the beats that are wanted, and leaps over the others."""

    def __init__(
        self,
        job: Job,
        beats: Sequence[str],
        wanted: Sequence[str],
        keep: Callable[[Segment, str], None],
        say: Say,
    ) -> None:
        """Draw `wanted` of all `beats`, in their order."""
        super().__init__(job.quality.rate)
        self._job, self._beats, self._wanted = job, beats, wanted
        self._keep, self._say = keep, say
        self._encoder: SegmentEncoder | None = None

    def beat_begins(self, name: str) -> None:
        """A beat begins; none is wanted any more once the last one is drawn."""
        super().beat_begins(name)
        if self._beats.index(name) > self._beats.index(self._wanted[-1]):
            raise EnoughError
        self._say(f"{self._beats.index(name) + 1}/{len(self._beats)} {name}")
        self._encoder = SegmentEncoder(self._job.quality) if name in self._wanted else None

    def beat_ended(self, name: str) -> None:
        """A beat has ended."""
        encoder, self._encoder = self._encoder, None
        if encoder is not None:
            segment = encoder.close(name, last=name == self._beats[-1])
            self._keep(segment, self.digest.hexdigest)

    def abandon(self) -> None:
        """Let go of a beat that was not drawn to its end."""
        if self._encoder is not None:
            self._encoder.abandon()

    def move(self, lecture: Lecture) -> None:
        """Draw every picture of a motion, or leap to its end."""
        if self._encoder is None or self._job.still:
            lecture.update_to_time(lecture.duration)
            return
        times = self.times(lecture)
        told = self.digest.motion(lecture, len(times))
        self.save_static_frame_data(lecture, lecture.static_mobjects)
        for tick, time in enumerate(times):
            lecture.update_to_time(time)
            if tick in told:
                self.digest.picture(lecture.moving_mobjects)
            self._draw(lecture)
        self.static_image = None

    def hold(self, lecture: Lecture) -> None:
        """Draw the picture that stands."""
        if self._encoder is not None:
            self.save_static_frame_data(lecture, lecture.static_mobjects)
            self._draw(lecture)

    def _draw(self, lecture: Lecture) -> None:
        assert self._encoder is not None
        self.update_frame(lecture, lecture.moving_mobjects)
        # manim declares its frames as 64-bit integers; they are bytes.
        self._encoder.write(cast(Frame, self.camera.pixel_array))


def _settings(job: Job, media: str) -> dict[str, Any]:
    """manim's settings: a size, a rate, and no output but our own."""
    return SETTINGS | {
        "media_dir": media,
        "pixel_width": job.quality.width,
        "pixel_height": job.quality.height,
        "frame_rate": job.quality.rate,
        "background_color": manim.ManimColor("#000000"),
        "verbosity": "INFO" if job.verbose else "ERROR",
    }


def _take(record: Record, report: Report, keys: Mapping[str, str]) -> Take:
    shown = Counter(claim.beat for claim in record.claims if not getattr(claim, "live", False))
    claims = [
        {
            "name": claim.name,
            "beat": claim.beat,
            "kind": type(claim).__name__.removesuffix("Claim").lower(),
            "text": claim.text if isinstance(claim, NumberClaim) else None,
            "proved": not report.failed,
        }
        for claim in record.claims
    ]
    curves = [
        {"name": claim.name, "beat": claim.beat, "expression": str(claim.expression)}
        for claim in record.claims
        if isinstance(claim, CurveClaim | ContourClaim)
    ]
    shots, known = [], dict[str, str]()
    for beat in record.beats:
        new = {name: text for name, text in beat.texts.items() if known.get(name) != text}
        known |= new
        shots.append(Shot(beat.name, keys[beat.name], new))
    return Take(
        tuple(shots),
        [dict(each) for each in dict.fromkeys(tuple(c.items()) for c in claims)],
        [dict(each) for each in dict.fromkeys(tuple(c.items()) for c in curves)],
        round(report.worst_px, 4),
        max((beat.name for beat in reversed(record.beats)), key=lambda name: shown[name]),
    )
