"""The words of a lecture: one TOML file a lecture and language, read with suspicion.

Times come from the words: until there is a voice, `seconds` reckons how long it will take.
A digit in a sentence or a label must come through a claim, as ``{name}``; one that is typed is
refused here.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mathcore import rounding, spoken_numbers
from scenes.stage.languages import LANGUAGES

CHARACTERS_A_SECOND = 17.2
LEAD = 0.15  # seconds from the first picture of a beat to its first word
BREATH = 0.45  # seconds from the last word of a beat to the next beat
SETTLE = 0.2  # seconds for which the last picture of a beat stands, at least
THINKING = 3.0  # seconds a question waits
_FOLDER = Path(__file__).parent.parent / "scripts"
_SLOW = re.compile(r"\d|[.,:;?!…·](?=\s|$)")  # digits, which are words, and stops
_SLOWER = 5  # characters that each of them takes as long as, besides itself
_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_BEAT_KEYS = {"say", "show", "see", "ask", "chapter", "of"}


class ScriptError(ValueError):
    """A script cannot be used; the message names the file, the key and the value."""


@dataclass(frozen=True, slots=True)
class Words:
    """What is said in one beat; `ask` is whether it waits.

    `show` is the written form, for captions; `see` tells what is seen to those who do not see it.
    """

    say: str
    show: str
    see: str = ""
    ask: bool = False
    chapter: str = ""
    source_hash: str = ""

    @property
    def placeholders(self) -> tuple[str, ...]:
        """The names of the claims that the sentences quote."""
        return tuple(dict.fromkeys(_PLACEHOLDER.findall(self.say + self.show + self.see)))

    @property
    def fingerprint(self) -> str:
        """The hash by which a translation names the words that it translates."""
        return fingerprint(self.say, self.show, self.see, self.chapter)


@dataclass(frozen=True, slots=True)
class Script:
    """All words of one lecture in one language; the order of the beats is the lecture's order."""

    language: str
    title: str
    beats: Mapping[str, Words]
    labels: Mapping[str, str]
    source_hash: str = ""

    @property
    def fingerprint(self) -> str:
        """The hash by which a translation names the title and the labels that it translates."""
        return fingerprint(self.title, *self.labels, *self.labels.values())

    def spoken(self, beat: str, claims: Mapping[str, str]) -> str:
        """What is said in a beat, with its claims filled in as the voice has to read them."""
        return self._fill(self.beats[beat].say, claims, spoken_numbers.speak_number)

    def written(self, beat: str, claims: Mapping[str, str]) -> str:
        """The caption of a beat, with its claims filled in as they are printed."""
        return self._fill(self.beats[beat].show, claims, _printed)

    def seen(self, beat: str, claims: Mapping[str, str]) -> str:
        """What is seen in a beat, as the voice has to read it."""
        return self._fill(self.beats[beat].see, claims, spoken_numbers.speak_number)

    def missing(self, english: Script) -> list[str]:
        """The beats and labels for which there are English words, and here none."""
        lost = [beat for beat in english.beats if beat not in self.beats]
        lost += [
            f"{beat}.see"
            for beat, said in self.beats.items()
            if not said.see and beat in english.beats and english.beats[beat].see
        ]
        return lost + [f"labels.{key}" for key in english.labels if key not in self.labels]

    def stale(self, english: Script) -> list[str]:
        """The beats, and the labels, that translate other English words than there are now."""
        if self.language == english.language:
            return []
        found = [
            beat
            for beat, said in self.beats.items()
            if beat in english.beats and said.source_hash != english.beats[beat].fingerprint
        ]
        return found if self.source_hash == english.fingerprint else ["title or labels", *found]

    def _fill(
        self, sentence: str, claims: Mapping[str, str], number: Callable[[str, str], str]
    ) -> str:
        def text(match: re.Match[str]) -> str:
            if match[1] not in claims:
                raise ScriptError(
                    f"a sentence quotes {{{match[1]}}}, which nothing has claimed by then"
                )
            return number(claims[match[1]], self.language)

        return _PLACEHOLDER.sub(text, sentence)


def seconds(sentence: str) -> float:
    """How long it takes to say a sentence, in seconds, whichever of our languages it is in.

    Over a lecture, the voices of `render.voices.espeak` keep to this within 4 %.
    """
    return (len(sentence) + _SLOWER * len(_SLOW.findall(sentence))) / CHARACTERS_A_SECOND


def lasting(shown: float, said: float, *, ask: bool) -> float:
    """How long a beat lasts, in seconds: its words and a breath, or its pictures, the longer.

    A question waits after both.

    Args:
        shown: seconds of its pictures.
        said: seconds of its words, zero without any; they begin `LEAD` after the pictures.
        ask: whether it is a question.
    """
    settle, breath = (THINKING, THINKING) if ask else (SETTLE, BREATH)
    spoken = LEAD + said if said else 0.0
    return max(shown + settle, spoken + breath)


def fingerprint(*texts: str) -> str:
    """The short hash of English texts by which a stale translation is found."""
    return hashlib.sha256("\x1f".join(texts).encode()).hexdigest()[:8]


def path_of(lecture: str, language: str, folder: Path | None = None) -> Path:
    """Where the words of a lecture stand: a course's own folder first, else this package's."""
    own = (folder or _FOLDER) / f"{lecture}.{language}.toml"
    return own if own.exists() else _FOLDER / f"{lecture}.{language}.toml"


def load(lecture: str, language: str = "en", folder: Path | None = None) -> Script:
    """Read the words of `lecture` in `language`.

    Raises:
        ScriptError: there is no such file, or it is not a script.
    """
    path = path_of(lecture, language, folder)
    try:
        return parse(path.read_text(encoding="utf-8"), language, path.name)
    except FileNotFoundError:
        raise ScriptError(
            f"{path.name}: there are no words for {lecture} in {language!r}"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ScriptError(f"{path.name}: cannot be read: {error}") from error


def parse(text: str, language: str, name: str) -> Script:
    """Read a script from its TOML text; `name` is the file's, for the messages."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ScriptError(f"{name}: not TOML: {error}") from error
    unknown = set(table) - {"title", "beats", "labels", "of"}
    if unknown:
        raise ScriptError(f"{name}: unknown key {sorted(unknown)[0]!r}")
    labels = table.get("labels", {})
    beats = table.get("beats", {})
    if not isinstance(beats, dict) or not beats:
        raise ScriptError(f"{name}: there is no [beats.…] table")
    if not isinstance(labels, dict):
        raise ScriptError(f"{name}: labels must be a table, got {labels!r}")
    return Script(
        language,
        _sentence(table.get("title"), name, "title"),
        {beat: _words(value, name, beat) for beat, value in beats.items()},
        {key: _sentence(value, name, f"labels.{key}") for key, value in labels.items()},
        str(table.get("of", "")),
    )


def _words(value: Any, name: str, beat: str) -> Words:
    where = f"beats.{beat}"
    if not isinstance(value, dict):
        raise ScriptError(f"{name}: {where} must be a table, got {value!r}")
    unknown = set(value) - _BEAT_KEYS
    if unknown:
        raise ScriptError(f"{name}: {where} has the unknown key {sorted(unknown)[0]!r}")
    say = _sentence(value.get("say"), name, f"{where}.say")
    ask = value.get("ask", False)
    if not isinstance(ask, bool):
        raise ScriptError(f"{name}: {where}.ask must be true or false, got {ask!r}")
    return Words(
        say,
        _sentence(value.get("show", say), name, f"{where}.show"),
        _sentence(value["see"], name, f"{where}.see") if "see" in value else "",
        ask,
        _sentence(value["chapter"], name, f"{where}.chapter") if "chapter" in value else "",
        str(value.get("of", "")),
    )


def _sentence(value: Any, name: str, key: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ScriptError(f"{name}: {key} must be a sentence, got {value!r}")
    typed = re.search(r"\d", _PLACEHOLDER.sub("", value))
    if typed and not key.endswith(".of"):
        raise ScriptError(
            f"{name}: {key} has the digit {typed.group()!r} typed in; write {{name}} and claim it"
        )
    return " ".join(value.split())


def _printed(text: str, language: str) -> str:
    return rounding.plain(text, LANGUAGES[language].decimal_mark)
