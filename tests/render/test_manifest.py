"""The manifest knows what is whole, and what a film depends on."""

import dataclasses
import json
import os
from pathlib import Path

import pytest

from render import course, manifest
from render.job import Job


@pytest.fixture
def job(tiny, small):
    plan = course.load(tiny)
    return Job(plan.find("tiny"), "en", small, "dark", plan.scripts, tiny)


def digest(job):
    return manifest.basis(job)["digest"]


@pytest.fixture
def made(tmp_path):
    (tmp_path / "a.mp4").write_bytes(b"film")
    return {"digest": "d", "files": manifest.describe({"a.mp4": tmp_path / "a.mp4"})}


def test_the_digest_stays_while_nothing_changes(job):
    assert digest(job) == digest(dataclasses.replace(job, verbose=True))


def test_everything_a_film_depends_on_changes_its_digest(job, tmp_path, monkeypatch):
    before = digest(job)
    other = job.entry.model_copy(update={"parameters": {"start": 4.0}})
    changed = [
        digest(dataclasses.replace(job, theme="light")),
        digest(dataclasses.replace(job, language="el")),
        digest(dataclasses.replace(job, voice="none")),
        digest(dataclasses.replace(job, voice="piper")),
        digest(dataclasses.replace(job, still=True)),
        digest(dataclasses.replace(job, described=True)),
        digest(dataclasses.replace(job, entry=other)),
        digest(dataclasses.replace(job, quality=dataclasses.replace(job.quality, rate=9))),
    ]
    words = tmp_path / "scripts" / "tiny.en.toml"
    words.write_text(words.read_text().replace("goes", "went"))
    changed.append(digest(job))
    (tmp_path / "scripts" / "tiny.es.toml").write_text(words.read_text())  # its captions
    changed.append(digest(job))
    recorded = tmp_path / "recordings" / "en" / "tiny"
    recorded.mkdir(parents=True)
    (recorded / "circle.wav").write_bytes(b"sound")
    changed.append(digest(job))
    (recorded / "circle.wav").write_bytes(b"other")
    changed.append(digest(job))
    (recorded / "link.wav").symlink_to("/etc/passwd")
    assert digest(job) == changed[-1]
    monkeypatch.setattr(manifest, "version", lambda name: "0")
    changed.append(digest(job))

    assert len({before, *changed}) == len(changed) + 1


def test_another_lectures_source_is_no_reason_to_film_again(monkeypatch, tmp_path):
    folder = tmp_path / "scenes"
    folder.mkdir()
    for name in ("__init__", "one", "two"):
        (folder / f"{name}.py").write_text(name)
    monkeypatch.setattr(manifest, "_folder", lambda package: tmp_path / package)
    monkeypatch.setattr(manifest, "known_scenes", lambda: frozenset({"one", "two"}))
    one, two = manifest.sources("one"), manifest.sources("two")
    (folder / "two.py").write_text("changed")
    manifest._checksum_of_source.cache_clear()

    assert manifest.sources("one") == one
    assert manifest.sources("two") != two


def test_a_film_is_whole_when_its_files_are_as_they_were_made(tmp_path, made):
    assert manifest.whole(tmp_path, made, "d")


@pytest.mark.parametrize("content", [b"filn", b"fil", None])
def test_a_damaged_shortened_or_missing_file_is_found(tmp_path, made, content):
    (tmp_path / "a.mp4").unlink() if content is None else (tmp_path / "a.mp4").write_bytes(content)

    assert not manifest.whole(tmp_path, made, "d")


@pytest.mark.parametrize(
    "entry",
    [
        None,
        [],
        {},
        {"digest": "d"},
        {"digest": "d", "files": {}},
        {"digest": "d", "files": {"a.mp4": 1}},
    ],
)
def test_an_entry_that_makes_no_sense_is_not_whole(tmp_path, made, entry):
    assert not manifest.whole(tmp_path, entry, "d")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"films": 3}', '{"films": null}'])
def test_a_manifest_that_makes_no_sense_is_as_none(tmp_path, text):
    (tmp_path / manifest.FILE).write_text(text)

    assert manifest.read(tmp_path) == {}


def test_entries_are_added_one_by_one(tmp_path, made):
    manifest.enter(tmp_path, "b.en", made, tmp_path)
    manifest.enter(tmp_path, "a.en", made, tmp_path)
    manifest.enter(tmp_path, "b.en", made | {"digest": "e"}, tmp_path)

    assert list(manifest.read(tmp_path)) == ["a.en", "b.en"]
    assert json.loads((tmp_path / manifest.FILE).read_text())["films"]["b.en"]["digest"] == "e"


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    (tmp_path / "a").write_text("old")
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError("full")))

    with pytest.raises(OSError, match="full"):
        manifest.write(tmp_path / "a", "new")
    assert (tmp_path / "a").read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


def test_what_a_killed_run_had_begun_to_write_is_swept(tmp_path, made, monkeypatch):
    with monkeypatch.context() as killed:
        killed.setattr(Path, "unlink", lambda *_, **__: None)
        killed.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError("killed")))
        with pytest.raises(OSError, match="killed"):
            manifest.enter(tmp_path, "a.en", made | {"files": {}}, tmp_path)
    begun = list(tmp_path.glob(".*"))
    (tmp_path / ".manifest.json.mine").write_text("of somebody else")
    manifest.enter(tmp_path, "a.en", made, tmp_path)

    assert len(begun) == 1
    assert list(tmp_path.glob(".*")) == [tmp_path / ".manifest.json.mine"]
