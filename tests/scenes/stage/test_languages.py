"""Formulas and numbers are written as each language's textbooks write them."""

import pytest

from mathcore import spoken_numbers
from mathcore.functions import Function
from scenes.stage.languages import LANGUAGES
from scenes.stage.script import parse
from scenes.stage.typeset import mathematics, typeset

UNKNOWN = "sin x + cos^2(2 x) + arctan x"


def shapes(markup):
    return [(glyph.key, glyph.points.round(6).tolist()) for glyph in typeset(markup)]


def keys(markup):
    return [glyph.key for glyph in typeset(markup)]


@pytest.mark.parametrize(
    ("language", "source", "letters"),
    [
        ("el", "sin x", "ημ"),
        ("el", "cos^2 (x + 1)", "συν"),
        ("el", "tan x", "εφ"),
        ("el", "arctan x", "τοξεφ"),
        ("el", "sinh x", "sinh"),
        ("es", "sin x", "sen"),
        ("es", "tan x", "tan"),
        ("es", 'op("arsinh") x', "argsenh"),
        ("es", "max(x, y)", "máx"),
        ("en", "sin x", "sin"),
    ],
)
def test_a_function_has_the_name_that_the_language_teaches(language, source, letters):
    shown = keys(mathematics(source, LANGUAGES[language]))

    assert shown[: len(letters)] == keys(f'$"{letters}"$')


@pytest.mark.parametrize("source", [UNKNOWN, "lim_(h -> infinity) x", "sqrt(max(x, y))"])
def test_english_formulas_are_set_as_typst_sets_them(source):
    assert mathematics(source, LANGUAGES["en"]) == f"$display({source})$" == mathematics(source)


@pytest.mark.parametrize("language", ["el", "es"])
def test_renaming_moves_nothing_but_what_follows_the_name(language):
    own = mathematics("x^2 + ln x = y + sin", LANGUAGES[language])
    plain = mathematics("x^2 + ln x = y + sin")

    assert own != plain
    assert shapes(own)[:8] == shapes(plain)[:8]


@pytest.mark.parametrize("language", ["el", "es"])
def test_a_limit_still_stands_under_its_name(language):
    (*_, last) = typeset(mathematics("lim_h", LANGUAGES[language]))

    assert last.points[:, 1].max() < 0


@pytest.mark.parametrize("language", ["el", "es"])
def test_a_formula_without_such_functions_is_the_same_in_every_language(language):
    assert mathematics("x^2 - e^x", LANGUAGES[language]) == mathematics("x^2 - e^x")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "function",
    ["asinh(x) + acosh(x)", "sinh(x)**2", "cot(x) + csc(x) + sec(x)", "Max(x, 1 - x)", "acos(x)"],
)
def test_all_that_a_lecture_can_print_can_be_set(language, function):
    source = Function.parse(function).typst

    assert len(keys(mathematics(source, LANGUAGES[language]))) > 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_is_printed_with_the_mark_with_which_it_is_spoken(language):
    mark = LANGUAGES[language].decimal_mark
    words = parse('title = "T"\n[beats.a]\nsay = "{x}"', language, "t.toml")

    assert mark == spoken_numbers.numerals(language).mark
    assert words.written("a", {"x": "1.5"}) == f"1{mark}5"
