"""What one process does with a lecture: rehearse it, have it judged, and have its beats drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from render import shooting, take
from render.course import first_of
from render.job import Job
from render.lectures import Play, prepare, words
from render.segments import Segment
from render.steps import Say, Step, silent
from render.store import Store
from render.take import Shot, Take
from scenes.stage.record import ContourClaim, CurveClaim, NumberClaim, Record
from scenes.stage.rehearsal import rehearse
from scenes.stage.verdicts import Report, judge

_LIKELY = 2  # beats in a row that are missing, before the next is taken to be missing as well


class NotProvedError(ValueError):
    """A lecture is not filmed, because what it would show is not proved."""


def check(
    job: Job,
    say: Say = silent,
    seen: Callable[[str, Record], None] | None = None,
    play: Play | None = None,
) -> tuple[Record, Report]:
    """Rehearse a lecture and have every claim judged.

    Args:
        job: the lecture.
        say: told of every beat.
        seen: called with the name of every beat that has ended, and the record so far.
        play: the lecture as `prepare` makes it ready; None: it is made ready here.
    """
    say(Step("preparing"))
    play = play or prepare(job)
    beats = list(play.words.beats)

    def begins(beat: str) -> None:
        say(Step("rehearsing", beat, beats.index(beat) + 1, len(beats)))

    record = rehearse(
        play.lecture,
        play.parameters,
        play.words,
        job.theme,
        rate=job.quality.rate,
        say=begins,
        seen=seen or (lambda beat, record: None),
    )
    return record, _judged(job, play, record, say)


def _judged(job: Job, play: Play, record: Record, say: Say) -> Report:
    say(Step("proving"))
    english = words(job.entry, "en", job.scripts)
    return judge(job.entry.film, record, play.words, english)


def make(
    job: Job,
    store: Store,
    say: Say,
    read: Callable[[str, Mapping[str, str]], None] = lambda beat, texts: None,
) -> tuple[Take, dict[str, Segment]]:
    """Rehearse a lecture, and draw those of its beats that the store does not have.

    Whether it has a beat is known when the beat has been played. So a beat is drawn while it is
    rehearsed if it is likely to be missing, as the last two were; one that is missing all the
    same is played again.

    Args:
        job: the lecture.
        store: where segments and the take are kept.
        say: told of every beat.
        read: called with every beat that has ended, and the texts of all numbers so far.

    Returns:
        the take, and the segment of every beat.

    Raises:
        NotProvedError: a claim fails.
    """
    say(Step("preparing"))
    play = prepare(job)  # once: a lecture works its parameters out before it accepts them
    last = list(play.words.beats)[-1]
    reel: dict[str, Segment] = {}
    keys: dict[str, str] = {}
    missing = 0  # so many in a row
    if store.find(take.mark(job)) is None:
        store.keep(take.mark(job), b"")
        missing = _LIKELY

    def drawn(segment: Segment, digest: str) -> None:
        reel[segment.beat] = segment

    def seen(beat: str, record: Record) -> None:
        nonlocal missing
        keys[beat] = take.segment_key(job, record.drawn[beat], last=beat == last)
        found = take.segments(store, {beat: keys[beat]})
        missing = 0 if found else missing + 1
        if not found and beat in reel:
            store.keep(keys[beat], reel[beat].as_bytes())
        reel.update(found)
        read(beat, {name: text for each in record.beats for name, text in each.texts.items()})

    record = shooting.rehearse(job, play, lambda: missing >= _LIKELY, drawn, seen, say)
    report = _judged(job, play, record, say)
    refuse_the_unproved(report)
    due = [beat for beat in keys if beat not in reel]

    def keep(segment: Segment, digest: str) -> None:
        if digest != record.drawn[segment.beat]:
            raise RuntimeError(f"the beat {segment.beat!r} was not drawn as it was rehearsed")
        reel[segment.beat] = segment
        store.keep(keys[segment.beat], segment.as_bytes())

    if due:
        shooting.shoot(job, keep, due, say, play)
    made = _take(record, report, keys)
    store.keep(take.key(job, play.words), made.as_bytes())
    return made, reel


def refuse_the_unproved(report: Report) -> None:
    """Raise unless everything that a lecture would show is proved."""
    if report.failed:
        raise NotProvedError(f"not filmed: {first_of(report.failed)}")


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
    drawn = dict.fromkeys(  # in order, each once: a long expression takes long to print
        (claim.name, claim.beat, claim.expression)
        for claim in record.claims
        if isinstance(claim, CurveClaim | ContourClaim)
    )
    printed = {each: str(each) for _, _, each in drawn}
    curves = [
        {"name": name, "beat": beat, "expression": printed[expression]}
        for name, beat, expression in drawn
    ]
    shots, known = [], dict[str, str]()
    for beat in record.beats:
        new = {name: text for name, text in beat.texts.items() if known.get(name) != text}
        known |= new
        shots.append(Shot(beat.name, keys[beat.name], new))
    return Take(
        tuple(shots),
        [dict(each) for each in dict.fromkeys(tuple(c.items()) for c in claims)],
        curves,
        round(report.worst_px, 4),
        max((beat.name for beat in reversed(record.beats)), key=lambda name: shown[name]),
    )
