"""Every word of every script is spelled as the dictionary of its language has it.

The dictionaries are simplemma's lists of word forms. What they lack, and the terms of a glossary
have not, stands in tests/data/spelling.toml, which holds nothing that they know.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
import simplemma

from scenes.stage.script import Script, load

ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / "scenes" / "scripts"
LECTURES = sorted(path.name.partition(".")[0] for path in FOLDER.glob("*.en.toml"))
WRITTEN = sorted(
    path.name.removesuffix(".toml")
    for path in FOLDER.glob("*.toml")
    if path.name.partition(".")[0] in LECTURES
)
LANGUAGES = sorted({name.rpartition(".")[2] for name in WRITTEN})
LISTED = tomllib.loads((ROOT / "tests" / "data" / "spelling.toml").read_text(encoding="utf-8"))
_WORD = re.compile(r"[^\W\d_]{2,}")  # a single letter is the name of a quantity
_OWNER = re.compile(r"[’']s\b")
_PLACEHOLDER = re.compile(r"\{\w+\}")
_ACUTE = "\N{COMBINING ACUTE ACCENT}"


def texts(words: Script) -> Iterator[str]:
    """All that is said, written, told and shown."""
    yield from (words.title, *words.labels.values())
    for beat in words.beats.values():
        yield from (beat.say, beat.show, beat.see, beat.chapter)


def words_of(*sentences: str) -> set[str]:
    """The words of sentences, without their claims."""
    plain = " ".join(_OWNER.sub("", _PLACEHOLDER.sub("", each)) for each in sentences)
    return set(_WORD.findall(unicodedata.normalize("NFC", plain)))


def glossary(language: str) -> set[str]:
    """The words of the terms of a language."""
    path = FOLDER / f"glossary.{language}.toml"
    terms = tomllib.loads(path.read_text(encoding="utf-8"))["terms"] if path.exists() else {}
    return {word.lower() for word in words_of(*terms.values())}


def unaccented(word: str) -> str:
    """A word without acute accents."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).replace(_ACUTE, ""))


def alone(word: str) -> str:
    """A Greek word without the second accent that it has before a short pronoun."""
    parts = unicodedata.normalize("NFD", word)
    if parts.count(_ACUTE) < 2:
        return word
    first, _, last = parts.rpartition(_ACUTE)
    return unicodedata.normalize("NFC", first + last)


def known(word: str, language: str) -> bool:
    """Whether the dictionary has a word; a Spanish one that lost its accent is not known."""
    if not simplemma.is_known(word, language, low_memory=True):
        return False
    whole = simplemma.lemmatize(word, language)
    return whole == word or unaccented(whole) != word


def misspelt(sentences: Iterator[str], language: str) -> set[str]:
    """The words that neither the dictionary, the glossary nor the list has."""
    listed = {*LISTED["names"], *LISTED[language], *glossary(language)}
    wrong = set()
    for word in words_of(*sentences):
        forms = {word, word.lower(), alone(word.lower())}
        if not forms & listed and not any(known(form, language) for form in forms):
            wrong.add(word)
    return wrong


@pytest.mark.parametrize("name", WRITTEN)
def test_every_word_is_spelled_right(name):
    lecture, _, language = name.rpartition(".")

    assert misspelt(texts(load(lecture, language)), language) == set()


@pytest.mark.parametrize(
    ("language", "sentence", "wrong"),
    [
        ("en", "The curve’s tangant meets {here} the axis.", "tangant"),
        ("es", "La tangente corta al eje despues.", "despues"),
        ("es", "La pendinte de la curva.", "pendinte"),
        ("el", "Η κληση της καμπύλης, η κλίση.", "κληση"),
        ("el", "Η εφαπτομενη της καμπύλης.", "εφαπτομενη"),
    ],
)
def test_a_misspelling_is_found(language, sentence, wrong):
    assert misspelt(iter([sentence]), language) == {wrong}


def test_greek_words_may_bear_the_accent_of_a_pronoun():
    assert misspelt(iter(["το αποτέλεσμά του"]), "el") == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_holds_only_what_neither_dictionary_nor_glossary_has(language):
    listed = set(LISTED[language])

    assert {word for word in listed if known(word, language)} == set()
    assert listed & glossary(language) == set()
