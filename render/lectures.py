"""From an entry of a course to what is filmed: its class, its parameters, its words."""

from __future__ import annotations

import dataclasses
import importlib
import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from render.course import CourseError, Entry, class_name, complaint, listed
from render.job import Job
from scenes.stage import script
from scenes.stage.languages import LANGUAGES
from scenes.stage.script import Script


def lecture_class(scene: str) -> Any:
    """The class of a known scene. Imports manim."""
    return getattr(importlib.import_module(f"scenes.{scene}"), class_name(scene))


def parameters(kind: type, raw: Mapping[str, Any], film: str) -> Any:
    """An instance of a lecture's parameters from what a course says.

    Args:
        kind: the frozen dataclass.
        raw: keys and values from TOML.
        film: whose they are, for the message.

    Raises:
        CourseError: a key is unknown, or the dataclass refuses a value.
    """
    names = [each.name for each in dataclasses.fields(kind)]
    for key in raw:
        if key not in names:
            raise CourseError(
                f"{film}: there is no parameter {key[:80]!r}; there are {listed(names)}"
            )
    try:
        return TypeAdapter(kind).validate_python(dict(raw))
    except ValidationError as error:
        raise CourseError(f"{film}: {complaint(error)}") from None


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


def words(entry: Entry, language: str, scripts: Path | None) -> Script:
    """A lecture's words in a language.

    Raises:
        ScriptError: there are none, or they cannot be used.
    """
    return script.load(_called(entry, language, scripts), language, scripts)


def words_path(entry: Entry, language: str, scripts: Path | None) -> Path:
    """The file of those words, whether there is one or not."""
    return script.path_of(_called(entry, language, scripts), language, scripts)


def languages(entry: Entry, scripts: Path | None) -> list[str]:
    """The languages in which a lecture has words."""
    return [each for each in LANGUAGES if words_path(entry, each, scripts).exists()]


def _called(entry: Entry, language: str, scripts: Path | None) -> str:
    """The name under which a lecture has words: its own in the course, else its scene's."""
    return entry.film if script.path_of(entry.film, language, scripts).exists() else entry.scene


def describe(entry: Entry, scripts: Path | None) -> dict[str, Any]:
    """A lecture as ``proofreel list --json`` prints it. Imports manim.

    Raises:
        CourseError: a parameter is unknown, or the lecture refuses it.
        ScriptError: its words cannot be used.
    """
    kind = lecture_class(entry.scene).parameters_type
    given = parameters(kind, entry.parameters, entry.film)
    english = words(entry, "en", scripts)
    return {
        "name": entry.film,
        "scene": class_name(entry.scene),
        "title": english.title,
        "languages": languages(entry, scripts),
        "parameters": {
            each.name: {"type": _type(each.type), "default": _plain(getattr(given, each.name))}
            for each in dataclasses.fields(kind)
        },
        "beats": list(english.beats),
    }


def _type(declared: Any) -> str:
    return declared if isinstance(declared, str) else inspect.formatannotation(declared)


def _plain(value: Any) -> Any:
    """A value as JSON can hold it."""
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)
