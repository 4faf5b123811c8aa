"""What has been made, and from what: so that a second run does nothing, and damage is found.

A film's entry holds the digest of everything that it depends on, and the checksum of every file
that belongs to it. Reading it needs no manim: whether there is anything to do is known at once.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from render.course import known_scenes
from render.job import SILENT, Job
from render.lectures import words_path
from render.voices import piper, recordings
from scenes.stage.languages import LANGUAGES

FILE = "manifest.json"
_UNDER_WAY = ".proofreel-"  # how the name of a file begins until it is whole
_LARGEST = 2 * 10**9  # bytes
_DISTRIBUTIONS = (
    "manim",
    "av",
    "typst",
    "numpy",
    "sympy",
    "mpmath",
    "python-flint",
    "pillow",
    "espeakng-loader",
)


def basis(job: Job) -> dict[str, Any]:
    """What a film is made from: a digest of all of it, and one for each kind of thing."""
    depends = {
        "sources": sources(job.entry.scene),
        "releases": versions(),
        "words": {each: _read(words_path(job.entry, each, job.scripts)) for each in LANGUAGES},
        "parameters": job.entry.model_dump(),
        "picture": [job.language, asdict(job.quality), job.theme, job.still],
        "voice": [job.voice, job.described, _sounds(job)],
    }
    parts = {name: _digest(value) for name, value in depends.items()}
    return {"digest": _digest(parts), "parts": parts}


def _digest(value: Any) -> str:
    text = json.dumps(value, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _sounds(job: Job) -> dict[str, str]:
    """The checksums of the recordings of a film, and of the files of its voice, by their names."""
    if job.voice == SILENT:
        return {}
    home = job.file.parent
    recorded = (home / recordings.FOLDER / job.language / job.entry.film).glob("*")
    voices = (home / piper.FOLDER).glob(f"{job.language}.*") if job.voice == "piper" else ()
    return {each.name: checksum(each) for each in sorted([*recorded, *voices]) if _sound(each)}


def _sound(path: Path) -> bool:
    """Whether a file is plain, and no larger than a voice's."""
    return path.is_file() and not path.is_symlink() and path.stat().st_size < _LARGEST


def versions() -> dict[str, str]:
    """The releases of the packages that take part."""
    return {name: version(name) for name in _DISTRIBUTIONS}


def sources(scene: str) -> str:
    """The digest of all our sources but the other lectures', which no lecture imports."""
    others = known_scenes() - {scene}
    found = hashlib.sha256()
    for package in ("mathcore", "scenes", "render"):
        folder = _folder(package)
        for path in sorted(folder.rglob("*.py")):
            if path.parent.name == "scenes" and path.stem in others:
                continue
            found.update(
                f"{path.relative_to(folder.parent)}:{_checksum_of_source(path)}\n".encode()
            )
    return found.hexdigest()


def _folder(package: str) -> Path:
    """Where a package lies; it is not imported for that."""
    found = find_spec(package)
    assert found is not None
    return Path(str(found.origin)).parent


@cache
def _checksum_of_source(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def checksum(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def describe(paths: Mapping[str, Path]) -> dict[str, dict[str, Any]]:
    """Checksum and size of each file, by its name."""
    return {
        name: {"sha256": checksum(path), "bytes": path.stat().st_size}
        for name, path in paths.items()
    }


def read(folder: Path) -> dict[str, Any]:
    """The films on record by name; none where there is no manifest, or one that makes no sense."""
    try:
        films = json.loads((folder / FILE).read_text(encoding="utf-8"))["films"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return films if isinstance(films, dict) else {}


def whole(folder: Path, entry: Any, wanted: str) -> bool:
    """Whether a film's entry has the digest `wanted`, and all its files are as they were made."""
    if not isinstance(entry, dict) or entry.get("digest") != wanted:
        return False
    files = entry.get("files")
    if not isinstance(files, dict) or not files:
        return False
    return all(_intact(folder, name, made) for name, made in files.items())


def _intact(folder: Path, name: str, made: Any) -> bool:
    path = folder / Path(name).name  # a name in a manifest is no path
    try:
        same_size = path.stat().st_size == made["bytes"]
        return bool(same_size and checksum(path) == made["sha256"])
    except (OSError, KeyError, TypeError):
        return False


def enter(folder: Path, film: str, entry: Mapping[str, Any], made: Path) -> None:
    """Put the files of a film in their places, and the film on record.

    Others that write to the same folder wait their turn. Who is killed in between leaves files
    that the record does not know, so that the next run makes them again.

    Args:
        folder: of the films.
        film: its name.
        entry: for the manifest; its `files` are moved.
        made: where those files are, on the same disk.
    """
    with _locked(folder):
        for left in folder.glob(f"{_UNDER_WAY}{FILE}.*"):  # by a run that was killed
            left.unlink(missing_ok=True)
        for name in entry["files"]:
            os.replace(made / name, folder / name)
        films = read(folder) | {film: dict(entry)}
        text = json.dumps({"films": dict(sorted(films.items()))}, indent=1, ensure_ascii=False)
        write(folder / FILE, text + "\n")


def write(path: Path, text: str) -> None:
    """Write a small file so that it is there whole or not at all."""
    handle, name = tempfile.mkstemp(prefix=f"{_UNDER_WAY}{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
