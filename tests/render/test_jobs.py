"""From a course to films: made once, made again when damaged, failing alone, refused unproved."""

import io
import json
import time

import pytest
from PIL import Image
from rich.console import Console

from render import course, film, filming, jobs
from render.job import Job
from scenes.stage.record import Record
from scenes.stage.verdicts import Report


@pytest.fixture
def run(tiny, small, tmp_path):
    """Make the films of the course; returns what failed and what was printed."""

    def make(**changes):
        plan = course.load(tiny)
        entries = [
            each.model_copy(update={"parameters": changes.get(each.film, each.parameters)})
            for each in plan.entries()
        ]
        console = Console(file=io.StringIO(), width=200)
        work = [Job(each, "en", small, "dark", plan.scripts) for each in entries]
        failed = jobs.render(work, tmp_path / "out", 2, console)
        return {name: each.sentence for name, each in failed.items()}, console.file.getvalue()

    return make


def states(folder):
    return {path.name: (path.stat().st_mtime_ns, path.stat().st_ino) for path in folder.iterdir()}


def test_a_run_makes_every_file_and_a_second_run_does_nothing(run, tmp_path):
    failed, _ = run()
    before = states(tmp_path / "out")
    started = time.process_time()
    again, told = run()

    assert failed == again == {}
    assert sorted(before) == sorted(
        ["manifest.json"]
        + [f"{n}.en.{e}" for n in ("tiny", "other") for e in ("mp4", "vtt", "srt", "json", "png")]
    )
    assert states(tmp_path / "out") == before
    assert told.count("nothing to do") == 2
    assert time.process_time() - started < 1.0

    (tmp_path / "out" / "other.en.mp4").write_bytes(b"damaged")
    (tmp_path / "out" / "tiny.en.vtt").unlink()
    made = json.loads((tmp_path / "out" / "manifest.json").read_text())
    run()

    assert film.decode(tmp_path / "out" / "other.en.mp4").frames > 10
    assert (tmp_path / "out" / "tiny.en.vtt").exists()
    assert json.loads((tmp_path / "out" / "manifest.json").read_text()) == made


def test_the_film_lasts_as_its_record_says_and_shows_what_was_said(run, small, tmp_path):
    run()
    out = tmp_path / "out"
    record = json.loads((out / "other.en.json").read_text())
    decoded = film.decode(out / "other.en.mp4")
    facts = film.facts(out / "other.en.mp4")

    assert decoded.seconds == pytest.approx(record["seconds"], abs=1e-3)
    assert [beat["name"] for beat in record["beats"]] == ["circle", "number", "away"]
    assert record["claims"][0] == {
        "name": "start",
        "beat": "number",
        "kind": "number",
        "text": "3",
        "proved": True,
    }
    assert [text for _, text in facts["captions"]] == [
        "A circle is drawn.",
        "It begins at 3.",
        "And it goes.",
    ]
    assert [title for _, title in facts["chapters"]] == ["Drawing", "Leaving"]
    assert facts["title"] == "Tiny"
    assert (out / "other.en.vtt").read_text().startswith("WEBVTT\n\n00:00:00.000 --> ")
    with Image.open(out / "other.en.png") as poster:
        assert poster.size == (small.width, small.height)


def test_a_lecture_that_raises_fails_alone(run, tmp_path):
    failed, told = run(tiny={"start": 101.0})

    assert failed == {"tiny.en": "RuntimeError: the lecture has a fault"}
    assert (tmp_path / "out" / "other.en.mp4").exists()
    assert not (tmp_path / "out" / "tiny.en.mp4").exists()
    assert list((tmp_path / "out").glob(".*")) == []
    assert "tiny.en: RuntimeError: the lecture has a fault" in told


def test_a_lecture_that_refuses_its_parameters_says_why(run):
    failed, _ = run(tiny={"start": -1.0}, other={"stat": 1.0})

    assert failed == {
        "tiny.en": "tiny: start = -1.0: must be positive",
        "other.en": "other: there is no parameter 'stat'; there are start",
    }


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ({"failed": ["number: start: it is 2"]}, "not filmed: number: start: it is 2"),
        ({"missing": ["away", "circle"]}, r"not filmed: no words for away \(and 1 more\)"),
    ],
)
def test_what_is_not_proved_or_not_said_is_not_filmed(fault, sentence):
    report = Report("tiny", "en", 1.0, 1, **fault)

    with pytest.raises(filming.NotProvedError, match=sentence):
        filming.refuse_the_unproved(report)


def test_a_picture_that_is_ugly_is_filmed_all_the_same():
    filming.refuse_the_unproved(Report("tiny", "en", 1.0, 1, layout=["a line runs through 'x'"]))


def test_the_poster_shows_the_beat_with_most_claims(tiny, small, tmp_path):
    plan = course.load(tiny)
    job = Job(plan.find("tiny"), "en", small, "dark", plan.scripts)
    record, _ = filming.check(job)
    _, segments, _ = filming.shoot(job, tmp_path)
    wanted = film.last_picture(segments[1])

    assert filming.picture(segments, record) == wanted
    assert filming.picture(segments[:1], Record()) == film.last_picture(segments[0])


def test_one_beat_is_filmed_as_it_is_in_the_whole(tiny, small, tmp_path):
    plan = course.load(tiny)
    job = Job(plan.find("tiny"), "en", small, "dark", plan.scripts)
    (tmp_path / "all").mkdir()
    (tmp_path / "one").mkdir()
    _, whole, _ = filming.shoot(job, tmp_path / "all")
    _, alone, last = filming.shoot(job, tmp_path / "one", only=["number"])

    assert [each.beat for each in alone] == ["number"]
    assert alone[0].ticks == whole[1].ticks
    assert film.last_picture(alone[0]) == film.last_picture(whole[1])
    assert last.shape == (small.height, small.width, 4)
