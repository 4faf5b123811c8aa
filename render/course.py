"""A course file: which lectures, in which order, with which parameters. Hostile until parsed.

A course of one's own looks like this:

    title = "My course"
    scripts = "scripts"            # optional: words of its own, beside this file

    [[modules]]
    title = "Roots"

    [[modules.lectures]]
    scene = "newton_iterations"
    name = "square_root_of_five"   # optional: the name of the film
    parameters = { start = 3.0 }   # optional: what the scene lets one change
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    field_validator,
    model_validator,
)

import scenes

OURS = Path(scenes.__file__).parent / "course.toml"
LARGEST = 200_000  # bytes of a course file
_DEEPEST, _LONGEST = 6, 1000  # of a parameter: tables in tables, characters or items
_NAME = re.compile(r"[a-z][a-z0-9_]{0,60}")

Title = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, min_length=1, max_length=200, pattern=r"^[^\x00-\x1f]+$"
    ),
]


class CourseError(ValueError):
    """A course cannot be used; the message names the file, the key and the value."""


class Entry(BaseModel):
    """One lecture of a course: a scene, the name of its film, and what it changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    scene: str
    name: str = ""
    parameters: dict[str, Any] = Field(default_factory=dict)

    @field_validator("scene")
    @classmethod
    def _known(cls, value: str) -> str:
        if (scene := snake_case(value)) not in known_scenes():
            raise ValueError(
                f"there is no scene {value[:80]!r}; there are {listed(known_scenes())}"
            )
        return scene

    @field_validator("name")
    @classmethod
    def _plain(cls, value: str) -> str:
        if not _NAME.fullmatch(value):
            raise ValueError(
                f"{value[:80]!r} is not a name: lower-case letters, digits and underscores, "
                "a letter first, at most 61 of them"
            )
        return value

    @field_validator("parameters")
    @classmethod
    def _modest(cls, value: dict[str, Any]) -> dict[str, Any]:
        for key, each in value.items():
            _refuse_the_immodest(key, each)
        return value

    @property
    def film(self) -> str:
        """The name of its film, and of its words: its own, or that of the scene."""
        return self.name or self.scene


class Module(BaseModel):
    """A part of a course."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Title
    lectures: tuple[Entry, ...] = Field(min_length=1)


class Course(BaseModel):
    """A course as its file tells it; `scripts` is a folder of words that go before ours."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Title
    modules: tuple[Module, ...] = Field(min_length=1)
    scripts: Path | None = None

    @model_validator(mode="after")
    def _unlike(self) -> Self:
        films = [each.film for each in self.entries()]
        for film in films:
            if films.count(film) > 1:
                raise ValueError(f"two lectures are called {film!r}; give one of them another name")
        return self

    def entries(self) -> Iterator[Entry]:
        """The lectures in their order."""
        for module in self.modules:
            yield from module.lectures

    def find(self, wanted: str) -> Entry:
        """The lecture that is called so: by the name of its film, or as its class is written.

        Raises:
            KeyError: there is none.
        """
        for entry in self.entries():
            if wanted in (entry.film, class_name(entry.film)):
                return entry
        raise KeyError(wanted)


def load(path: Path = OURS) -> Course:
    """Read a course file.

    Raises:
        CourseError: it cannot be read, or something in it cannot be used.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise CourseError(f"{path.name}: larger than {LARGEST} bytes")
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise CourseError(f"{path.name}: not TOML: {error}") from error
    except RecursionError:
        raise CourseError(f"{path.name}: not TOML: nested too deeply") from None
    except (OSError, UnicodeDecodeError) as error:
        raise CourseError(f"{path.name}: cannot be read: {_reason(error)}") from error
    scripts = _scripts(path, table.pop("scripts", None))
    try:
        return Course.model_validate(table | {"scripts": scripts})
    except ValidationError as error:
        raise CourseError(f"{path.name}: {complaint(error)}") from None


def _scripts(path: Path, value: Any) -> Path | None:
    """The folder of words, which must lie within the folder of the course file."""
    if value is None:
        return None
    if not isinstance(value, str) or not value or "\0" in value:
        raise CourseError(f"{path.name}: scripts must be a folder, got {value!r:.80}")
    home = path.resolve().parent
    folder = (home / value).resolve()
    if not folder.is_relative_to(home):
        raise CourseError(f"{path.name}: scripts = {value[:80]!r} leaves the folder of the course")
    if not folder.is_dir():
        raise CourseError(f"{path.name}: scripts = {value[:80]!r}: there is no such folder")
    return folder


@cache
def known_scenes() -> frozenset[str]:
    """The modules in `scenes` that hold a lecture."""
    folder = Path(scenes.__file__).parent
    return frozenset(each.stem for each in folder.glob("*.py") if not each.stem.startswith("_"))


def class_name(snake: str) -> str:
    """``NewtonIterations`` of ``newton_iterations``."""
    return "".join(part.capitalize() for part in snake.split("_"))


def snake_case(name: str) -> str:
    """``newton_iterations`` of ``NewtonIterations``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def _refuse_the_immodest(key: str, value: Any, depth: int = 1) -> None:
    if depth > _DEEPEST:
        raise ValueError(f"{key[:80]}: nested deeper than {_DEEPEST}")
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"{key[:80]} = {value}: not a finite number")
    if isinstance(value, int) and abs(value) > 10**18:
        raise ValueError(f"{key[:80]}: an integer beyond a billion billions")
    if isinstance(value, str | list | dict) and len(value) > _LONGEST:
        raise ValueError(f"{key[:80]}: longer than {_LONGEST}")
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for each in items:
        _refuse_the_immodest(key, each, depth + 1)


def complaint(error: ValidationError) -> str:
    """The first complaint of pydantic's, as one sentence with its key."""
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    said = first["msg"].removeprefix("Value error, ")
    said = said if first["type"] == "value_error" else said[:1].lower() + said[1:]
    shown = "" if first["type"] in {"value_error", "missing"} else f", got {first['input']!r:.80}"
    return (f"{where}: " if where else "") + said + shown


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def first_of(faults: Sequence[str]) -> str:
    """The first of some faults, and how many more there are."""
    return faults[0] + (f" (and {len(faults) - 1} more)" if len(faults) > 1 else "")


def listed(names: Iterable[str]) -> str:
    """Names as a sentence shows them."""
    return ", ".join(sorted(names)) or "none"
