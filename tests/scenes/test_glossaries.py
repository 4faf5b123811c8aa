"""A term has one translation, in every sentence and label of every lecture."""

import re
import tomllib
import unicodedata
from pathlib import Path

import pytest

from scenes.stage.script import Script, load

FOLDER = Path(__file__).parent.parent.parent / "scenes" / "scripts"
LECTURES = sorted(path.name.partition(".")[0] for path in FOLDER.glob("*.en.toml"))
TRANSLATED = sorted(
    path.name.removesuffix(".toml")
    for path in FOLDER.glob("*.toml")
    if path.name.partition(".")[0] in LECTURES and not path.name.endswith(".en.toml")
)
LANGUAGES = sorted({name.rpartition(".")[2] for name in TRANSLATED})
_PLACEHOLDER = re.compile(r"\{\w+\}")
_ENDING = re.compile(r"[aeiouαεηιουω]?[szσν]?$")


def glossary(language: str) -> dict:
    """The terms by their English name, and what each beat or label may do without."""
    return tomllib.loads((FOLDER / f"glossary.{language}.toml").read_text(encoding="utf-8"))


def bare(text: str) -> str:
    """Small letters without accents."""
    parts = unicodedata.normalize("NFD", text.casefold())
    return "".join(each for each in parts if not unicodedata.combining(each))


def stems(term: str) -> list[str]:
    """The words of a term that carry meaning, without the ending that case and number change."""
    return [_ENDING.sub("", bare(word), count=1) for word in term.split() if len(word) > 2]


def terms_in(english: str, terms: dict[str, str]) -> set[str]:
    """The terms that a sentence uses; a part of a longer term does not count."""
    found, left = set(), _PLACEHOLDER.sub("", english).casefold()
    for term in sorted(terms, key=len, reverse=True):
        rest = re.sub(rf"\b{re.escape(term.casefold())}(e?s)?\b", "|", left)
        if rest != left:
            found.add(term)
            left = rest
    return found


def sentences(words: Script) -> dict[str, str]:
    """All that is said and shown, by the beat or the label."""
    labels = {f"labels.{key}": text for key, text in words.labels.items()}
    return {beat: each.say for beat, each in words.beats.items()} | labels


def lost(name: str) -> dict[str, set[str]]:
    """The terms of each beat and label for which a translation has another word."""
    lecture, _, language = name.rpartition(".")
    terms = glossary(language)["terms"]
    own = {key: bare(text) for key, text in sentences(load(lecture, language)).items()}
    missing = {
        f"{lecture}.{key}": {
            term
            for term in terms_in(text, terms)
            if not all(re.search(rf"\b{stem}", own[key]) for stem in stems(terms[term]))
        }
        for key, text in sentences(load(lecture)).items()
    }
    return {key: terms for key, terms in missing.items() if terms}


@pytest.mark.parametrize("name", TRANSLATED)
def test_a_translation_keeps_to_its_glossary(name):
    lecture, _, language = name.rpartition(".")
    free = {key: set(terms) for key, terms in glossary(language).get("free", {}).items()}

    assert lost(name) == {key: free[key] for key in free if key.partition(".")[0] == lecture}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_is_used_somewhere(language):
    terms = glossary(language)["terms"]
    used: set[str] = set()
    for lecture in LECTURES:
        for text in sentences(load(lecture)).values():
            used |= terms_in(text, terms)

    assert set(terms) - used == set()


def test_another_word_for_a_term_is_found():
    terms = {"slope": "κλίση", "slope graph": "γράφημα κλίσης"}

    assert terms_in("Slopes, and the slope graph of {slope}.", terms) == set(terms)
    assert terms_in("The slope graph.", terms) == {"slope graph"}
    assert stems("κλίση") == ["κλισ"]
    assert stems("γράφημα της κλίσης")[::2] == ["γραφημ", "κλισ"]
    assert re.search(rf"\b{stems('κλίση')[0]}", bare("Οι ΚΛΊΣΕΙΣ"))
