"""The words of every lecture: described beat by beat, and told alike in every language."""

import re
from pathlib import Path

import pytest

from scenes.stage.languages import LANGUAGES
from scenes.stage.script import Script, load

FOLDER = Path(__file__).parent.parent.parent / "scenes" / "scripts"
WRITTEN = sorted(
    path.name.removesuffix(".toml")
    for path in FOLDER.glob("*.toml")
    if not path.name.startswith("glossary.")
)
LECTURES = sorted({name.partition(".")[0] for name in WRITTEN})
# A voice counts in the neuter (τρία) or in the masculine (veintiuno), whatever comes next: so no
# number stands before a plural that asks for another form. Spanish measures are seldom whole.
AGREES = {
    "el": re.compile(r"\{\w+\} \w+(?:[εέ]ς|[εέ]ις|[οό][ιί]|[οό][υύ]ς|[ωώ]ν)\b"),
    "es": re.compile(r"\{\w+\} (?!segundos|metros|radianes|grados)\w+(?<!m)[aeo]s\b"),
}


@pytest.fixture(params=WRITTEN)
def words(request) -> Script:
    """The words of one lecture in one language."""
    return load(*request.param.split("."))


@pytest.fixture(params=[name for name in WRITTEN if not name.endswith(".en")])
def translated(request) -> tuple[Script, Script]:
    """A translation, and the English words."""
    lecture, language = request.param.split(".")
    return load(lecture, language), load(lecture)


def test_every_script_is_of_a_lecture_and_a_language_that_there_are():
    for name in WRITTEN:
        lecture, language = name.split(".")

        assert (FOLDER.parent / f"{lecture}.py").exists()
        assert language in LANGUAGES


def test_every_beat_tells_what_is_seen(words):
    assert [beat for beat, each in words.beats.items() if not each.see] == []


def test_no_description_repeats_what_is_said(words):
    assert [beat for beat, each in words.beats.items() if each.see in {each.say, each.show}] == []


def test_a_description_quotes_only_numbers_that_have_been_said_by_then(words):
    said: set[str] = set()
    early = []
    for beat, each in words.beats.items():
        said |= {name for name in each.placeholders if f"{{{name}}}" in each.say + each.show}
        early += [(beat, name) for name in each.placeholders if name not in said]

    assert early == []


@pytest.mark.parametrize("name", [each for each in WRITTEN if each.rpartition(".")[2] in AGREES])
def test_no_number_has_to_agree_with_what_it_counts(name):
    lecture, language = name.split(".")
    spoken = [
        text for each in load(lecture, language).beats.values() for text in (each.say, each.see)
    ]

    assert [text for text in spoken if AGREES[language].search(text)] == []


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("el", "Αυτό γίνεται {n} φορές."),
        ("el", "Σε {n} θέσεις."),
        ("el", "Από {n} αριθμούς."),
        ("es", "Esto pasa {n} veces."),
        ("es", "Tras {n} pasos, ya está."),
    ],
)
def test_a_number_that_would_have_to_agree_is_found(language, sentence):
    assert AGREES[language].search(sentence)


@pytest.mark.parametrize("lecture", LECTURES)
def test_no_greek_sentence_has_the_one_word_that_the_voice_spells_out(lecture):
    spoken = [text for each in load(lecture, "el").beats.values() for text in (each.say, each.see)]

    assert [text for text in spoken if "ό,τι" in text.casefold()] == []


@pytest.mark.parametrize("lecture", LECTURES)
def test_a_description_is_short_and_names_no_colour_as_themes_differ(lecture):
    colours = {"yellow", "blue", "red", "green", "pink", "orange", "purple", "magenta", "white"}
    english = load(lecture)
    spoken = {
        beat: [word.strip(".,:;").lower() for word in each.see.split()]
        for beat, each in english.beats.items()
    }

    assert {beat: len(spoken[beat]) for beat in spoken if not 8 <= len(spoken[beat]) <= 25} == {}
    assert {beat for beat in spoken if colours & set(spoken[beat])} == set()


def test_a_translation_has_the_same_beats_in_the_same_order(translated):
    words, english = translated

    assert list(words.beats) == list(english.beats)
    assert list(words.labels) == list(english.labels)


def test_a_translation_lacks_nothing_and_is_up_to_date(translated):
    words, english = translated

    assert words.missing(english) == []
    assert words.stale(english) == []


def test_a_translation_asks_and_quotes_where_english_does(translated):
    words, english = translated
    for beat, each in english.beats.items():
        assert words.beats[beat].ask == each.ask, beat
        assert set(words.beats[beat].placeholders) == set(each.placeholders), beat
