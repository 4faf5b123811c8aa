"""From a take to an edition in one language: its voice, its pace, its captions.

Nothing is drawn here. A sentence that changes is read anew, and the film is joined again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from render import captions, sound, timing
from render.captions import Cue, Said
from render.course import first_of
from render.job import SILENT, Job
from render.lectures import languages, words
from render.segments import Segment
from render.sound import Frames
from render.store import Store
from render.take import Take
from render.timing import Length, Span
from render.voices.clip import Clip
from render.voices.reader import reader
from scenes.stage import script
from scenes.stage.script import Script, ScriptError


@dataclass(frozen=True, slots=True)
class Spoken:
    """The words of one beat as they are read: `clip` says it, `description` what is seen."""

    say: str
    see: str
    clip: Clip
    description: Clip | None

    @property
    def narration(self) -> float:
        """How long the words take, in seconds; without a voice, as long as they would."""
        return self.clip.seconds or script.seconds(self.say)

    @property
    def seconds(self) -> float:
        """How long all takes that is spoken."""
        more = timing.GAP + self.description.seconds if self.description else 0.0
        return self.narration + more


@dataclass(frozen=True, slots=True)
class Beat:
    """One beat of a film, in seconds of the film; the voice begins at `voice`."""

    name: str
    start: float
    end: float
    say: str
    show: str
    see: str
    ask: bool
    chapter: str
    voice: float


@dataclass(frozen=True, slots=True)
class Edition:
    """A film before it is written; `sounds` are encoded, with the seconds at which they begin."""

    job: Job
    title: str
    beats: tuple[Beat, ...]
    spans: tuple[Span, ...]
    sounds: tuple[tuple[float, Frames], ...]
    captions: Mapping[str, tuple[Cue, ...]]

    @property
    def seconds(self) -> float:
        """How long the film lasts."""
        return (self.spans[-1].start + self.spans[-1].ticks) / self.job.quality.rate


def edit(job: Job, take: Take, reel: Mapping[str, Segment], kept: Store) -> Edition:
    """Read the words aloud, and set the times of everything.

    Args:
        job: the film.
        take: its performance.
        reel: the segment of every beat.
        kept: where clips are kept.

    Raises:
        ScriptError: words are missing.
        VoiceError: words cannot be read aloud.
    """
    scripts = {each: words(job.entry, each, job.scripts) for each in _spoken_in(job)}
    own = scripts[job.language]
    refuse_the_incomplete(own, scripts.get("en", own), job.entry.film)
    texts = take.texts()
    written = {
        language: {beat: one.written(beat, texts[beat]) for beat in one.beats if beat in texts}
        for language, one in scripts.items()
    }
    spoken = read(job, own, texts, kept)
    spans = timing.spans(
        [
            Length(
                reel[beat].ticks,
                said.seconds,
                max(captions.seconds_to_read(one.get(beat, "")) for one in written.values()),
                own.beats[beat].ask,
            )
            for beat, said in spoken.items()
        ],
        job.quality.rate,
    )
    beats = tuple(
        _beat(name, said, own, written[job.language][name], span, job.quality.rate)
        for (name, said), span in zip(spoken.items(), spans, strict=True)
    )
    shown = {
        language: captions.cues(
            _said(b, one[b.name], spoken[b.name], language == job.language)
            for b in beats
            if b.name in one
        )
        for language, one in written.items()
    }
    heard = tuple(_sounds(beats, spoken, kept)) if job.voice != SILENT else ()
    return Edition(job, own.title, beats, spans, heard, shown)


def refuse_the_incomplete(own: Script, english: Script, name: str) -> None:
    """Raise `ScriptError` unless every beat and label of the English script has words."""
    missing = own.missing(english)
    if missing:
        raise ScriptError(f"{name}.{own.language}: not filmed: no words for {first_of(missing)}")


def _spoken_in(job: Job) -> list[str]:
    """The film's own language first, then the others in which there are words."""
    others = languages(job.entry, job.scripts)
    return [job.language, *(each for each in others if each != job.language)]


def read(
    job: Job, own: Script, texts: Mapping[str, Mapping[str, str]], kept: Store
) -> dict[str, Spoken]:
    """Read beats aloud.

    Args:
        job: the film.
        own: its words.
        texts: of the numbers in each of the beats that are read.
        kept: where clips are kept.

    Raises:
        VoiceError: words cannot be read aloud.
    """
    say = {beat: own.spoken(beat, known) for beat, known in texts.items()}
    see = {beat: own.seen(beat, known) for beat, known in texts.items()}
    clips: dict[str, Clip] = {}
    if job.voice != SILENT:
        described = {f"{beat}.see": text for beat, text in see.items() if job.described and text}
        voice = reader(job.file, kept, job.voice)
        clips = voice.read_all(job.entry.film, say | described, job.language, at_once=1)
    return {
        beat: Spoken(say[beat], see[beat], clips.get(beat, Clip()), clips.get(f"{beat}.see"))
        for beat in texts
    }


def _beat(name: str, said: Spoken, own: Script, show: str, span: Span, rate: int) -> Beat:
    start = span.start / rate
    return Beat(
        name,
        start,
        (span.start + span.ticks) / rate,
        said.say,
        show,
        said.see,
        own.beats[name].ask,
        own.beats[name].chapter,
        sound.aligned(start + script.LEAD),
    )


def encoded(spoken: Spoken, kept: Store) -> Iterator[Frames]:
    """What is heard in a beat, as frames of AAC: its words, and what is seen if that is told."""
    for clip in (spoken.clip, spoken.description):
        if clip is not None:
            yield sound.encoded(clip, kept)


def _sounds(
    beats: Sequence[Beat], spoken: Mapping[str, Spoken], kept: Store
) -> Iterator[tuple[float, Frames]]:
    for beat in beats:
        said = spoken[beat.name]
        starts = beat.voice, sound.aligned(beat.voice + said.narration + timing.GAP)
        yield from zip(starts, encoded(said, kept), strict=False)


def _said(beat: Beat, text: str, spoken: Spoken, own: bool) -> Said:
    """A caption of a beat; of the film's own language each word is known in time."""
    last = beat.voice + spoken.narration
    marks = [(0.0, beat.voice)]
    if own:
        marks += [
            (word.offset / len(spoken.say), beat.voice + word.start) for word in spoken.clip.words
        ]
    return Said(beat.start, beat.end, text, (*marks, (1.0, last)))
