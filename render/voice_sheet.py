"""Who says what in a lecture: a sheet to record from, and the sound of a beat as a file."""

from __future__ import annotations

import shutil
import subprocess
import wave
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from render import take
from render.job import Job
from render.lectures import prepare, words
from render.store import Store
from render.voices.clip import RATE, Clip, VoiceError
from render.voices.reader import Reader
from render.voices.recordings import FORMATS

RECORDED, SYNTHETIC, MISSING = "recorded", "synthetic", "missing"
# Programs that play a file and end, in the order in which they are looked for.
PLAYERS: Mapping[str, tuple[str, ...]] = {
    "afplay": (),
    "aplay": ("-q",),
    "ffplay": ("-nodisp", "-autoexit", "-loglevel", "error"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A beat to be said: its text, who says it, how long that takes; `fault` if it cannot be."""

    beat: str
    text: str
    source: str
    seconds: float
    fault: str = ""


def spoken(job: Job, kept: Store) -> dict[str, str]:
    """What is said in each beat, numbers and all: from a take if there is one, else a rehearsal.

    Raises:
        ScriptError: there are no words, or they cannot be used.
    """
    own = words(job.entry, job.language, job.scripts)
    given = take.performed(job, own, kept)
    if given is not None:
        texts = given.texts()
    else:
        from scenes.stage.rehearsal import rehearse  # noqa: PLC0415  (heavy)

        play = prepare(job)
        record = rehearse(play.lecture, play.parameters, play.words, job.theme)
        texts = {beat.name: dict(beat.texts) for beat in record.beats}
    return {beat: own.spoken(beat, known) for beat, known in texts.items()}


def lines(lecture: str, texts: Mapping[str, str], language: str, reader: Reader) -> list[Line]:
    """Every beat of a lecture with who says it; what cannot be said has a fault."""
    found = []
    for beat, text in texts.items():
        source = SYNTHETIC
        try:
            if reader.recordings.find(lecture, beat, language) is not None:
                source = RECORDED
            clip = reader.read(lecture, beat, text, language)
            found.append(Line(beat, text, source, clip.seconds))
        except VoiceError as error:
            found.append(Line(beat, text, MISSING, 0.0, str(error)))
    return found


def markdown(title: str, lecture: str, language: str, said: Iterable[Line]) -> str:
    """The sheet to record from."""
    endings = ", ".join(FORMATS)
    head = [
        f"# {title}",
        f"Record each beat as a file of its own, `recordings/{language}/{lecture}/BEAT.wav` beside "
        f"the course file ({endings} will do). Say what is written here, numbers included, in your "
        "own time: the film waits. Silence at the ends is cut and the loudness set for you.",
    ]
    beats = [
        f"## {number}. {line.beat}\n\n{line.text}\n\n*{_state(line)}*"
        for number, line in enumerate(said, 1)
    ]
    return "\n\n".join([*head, *beats]) + "\n"


def _state(line: Line) -> str:
    return line.fault or f"{line.seconds:.1f} s, {line.source}"


def write_wav(clip: Clip, path: Path) -> None:
    """Write a clip as a file that any player plays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.rint(clip.samples * 32_767).astype("<i2").tobytes())


def play(path: Path) -> bool:
    """Play a file with what there is; False where nothing can."""
    for name, options in PLAYERS.items():
        player = shutil.which(name)
        if player is not None:
            command = [player, *options, str(path.absolute())]
            if subprocess.run(command, capture_output=True, check=False).returncode == 0:  # noqa: S603
                return True
    return False
