"""A dry run tells what a run would do, and why, and does nothing."""

import pytest

from render import cli, manifest
from render.store import kind_of


@pytest.fixture
def call(tiny, capfd):
    """Run `render` on the tiny course: code, output, errors; those of its processes too."""

    def run(*arguments):
        code = cli.main(["render", *arguments, "--quality", "draft", "--course", str(tiny)])
        printed = capfd.readouterr()
        return code, printed.out, printed.err

    return run


UNKNOWN = "a rehearsal will tell which pictures have to be drawn"


def test_a_dry_run_says_what_would_be_made_and_writes_nothing(call, tmp_path):
    assert call("--dry-run") == (
        0,
        f"tiny.en: would be made: not made yet; {UNKNOWN}\n"
        f"other.en: would be made: not made yet; {UNKNOWN}\n",
        "",
    )
    assert not (tmp_path / "build").exists()
    assert not (tmp_path / "store").exists()


def test_every_reason_is_told(call, tiny, tmp_path, monkeypatch):
    call("tiny")
    told = {"nothing": call("tiny", "--dry-run")[1]}
    (tmp_path / "build" / "tiny.en.vtt").write_text("damaged")
    told["damaged"] = call("tiny", "--dry-run")[1]
    told["quality"] = call("tiny", "--dry-run", "--theme", "light")[1]
    told["voice"] = call("tiny", "--dry-run", "--voice", "none")[1]
    english = tmp_path / "scripts" / "tiny.en.toml"
    english.write_text(english.read_text().replace("And it goes.", "And away it goes."))
    told["words"] = call("tiny", "--dry-run")[1]
    segment = next((tmp_path / "store").rglob("segment-*"))
    segment.unlink()
    told["lost"] = call("tiny", "--dry-run")[1]
    tiny.write_text(tiny.read_text().replace("Tiny", 'Tiny"\nparameters = { start = 5.0 }\n#', 1))
    told["parameters"] = call("tiny", "--dry-run")[1]
    monkeypatch.setattr(manifest, "sources", lambda scene: "other")
    monkeypatch.setattr(manifest, "versions", lambda: {"manim": "other"})
    told["program"] = call("tiny", "--dry-run")[1]

    whole = "no picture has to be drawn"
    would = "tiny.en: would be made: "
    assert told == {
        "nothing": "tiny.en: nothing to do\n",
        "damaged": f"{would}its files are damaged or missing; {whole}\n",
        "quality": f"{would}its size, rate or theme changed; {UNKNOWN}\n",
        "voice": f"{would}its voice changed; {whole}\n",
        "words": f"{would}its words changed; {whole}\n",
        "lost": f"{would}its words changed; 1 of 3 beats to draw\n",
        "parameters": f"{would}its words changed and its parameters changed; {UNKNOWN}\n",
        "program": f"{would}the program changed and a package changed and its words changed "
        f"and its parameters changed; {UNKNOWN}\n",
    }


@pytest.mark.parametrize("entry", [[], {"parts": 3}, {"digest": 3}])
def test_an_entry_of_another_kind_is_no_reason_to_stumble(call, tmp_path, entry):
    (tmp_path / "build").mkdir()
    manifest.enter(tmp_path / "build", "tiny.en", {"files": {}}, tmp_path)
    films = {"films": {"tiny.en": entry}}
    (tmp_path / "build" / manifest.FILE).write_text(str(films).replace("'", '"'))

    assert "how it was made is not on record" in call("tiny", "--dry-run")[1]


def test_what_cannot_be_made_is_one_sentence_and_exit_1(call):
    code, out, err = call("tiny", "--dry-run", "--language", "el")

    assert code == 1
    assert out == "tiny.el: cannot be made\n"
    assert err == "proofreel: tiny.el: tiny.el.toml: there are no words for tiny in 'el'\n"


def test_the_log_tells_what_the_store_found_and_made(call):
    _, _, first = call("tiny", "--verbose")
    _, _, again = call("tiny", "--theme", "light", "--verbose")

    assert first.count("made segment-") == 3
    assert (first.count("made voice-"), again.count("made voice-")) == (3, 0)
    assert again.count("found voice-") >= 3
    assert all(kind_of(line.split()[1]) for line in first.splitlines())
