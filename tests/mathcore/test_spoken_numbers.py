"""Numbers for a voice: what is said in each language, and that it can be understood back."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mathcore.rounding import shortest, write
from mathcore.spoken_numbers import NUMERALS, speak_number

SPOKEN = [
    ("0", "0", "0", "0"),
    ("2.5", "2.5", "2,5", "2,5"),
    ("-1.769", "minus 1.769", "μείον 1,769", "menos 1,769"),
    (
        "4e-4",
        "4 times 10 to the minus 4",
        "4 επί 10 στη μείον 4",
        "4 por 10 elevado a menos 4",
    ),
    (
        "-1.20e6",
        "minus 1.20 times 10 to the 6",
        "μείον 1,20 επί 10 στην έκτη",
        "menos 1,20 por 10 elevado a 6",
    ),
    ("1e-7", "10 to the minus 7", "10 στη μείον 7", "10 elevado a menos 7"),
    ("3e18", "3 times 10 to the 18", "3 επί 10 στη δύναμη 18", "3 por 10 elevado a 18"),
    ("1/2", "one half", "ένα δεύτερο", "un medio"),
    ("-1/3", "minus one third", "μείον ένα τρίτο", "menos un tercio"),
    ("3/4", "3 quarters", "3 τέταρτα", "3 cuartos"),
    ("2/30", "2 over 30", "2 διά 30", "2 sobre 30"),
    ("21/4", "21 over 4", "21 διά 4", "21 sobre 4"),
    ("0/3", "0 over 3", "0 διά 3", "0 sobre 3"),
]


@pytest.mark.parametrize(("text", "en", "el", "es"), SPOKEN)
def test_a_number_is_said_as_a_lecturer_says_it(text, en, el, es):
    assert [speak_number(text, each) for each in ("en", "el", "es")] == [en, el, es]


@pytest.mark.parametrize(
    "text",
    ["", "-", "1.", ".5", "1,5", "+1", "--1", "1e", "1e+5", "2/0", "1/-2", "1.5/2", "nan", "٣"],
)
def test_what_is_no_canonical_number_is_refused(text):
    with pytest.raises(ValueError, match="a number to be spoken reads like"):
        speak_number(text, "en")


def test_a_language_nobody_speaks_here_is_refused():
    with pytest.raises(ValueError, match="numbers are spoken in en, el, es, got language='tlh'"):
        speak_number("1", "tlh")


def understood(sentence, language):
    """The value of a sentence, found by putting the signs back for the words."""
    words = NUMERALS[language]
    for parts, (one, several) in words.parts.items():
        if sentence.endswith(one):
            sentence = sentence.removesuffix(one) + f"1/{parts}"
        if sentence.endswith(f" {several}"):
            sentence = sentence.removesuffix(f" {several}") + f"/{parts}"
    for exponent, said in words.powers.items():
        sentence = sentence.replace(f"10 {said}", f"1e{exponent}")
    sentence = sentence.replace(f"10 {words.negative_power} ", "1e-")
    sentence = sentence.replace(f"10 {words.power} ", "1e").replace(f" {words.over} ", "/")
    sentence = sentence.replace(f"{words.minus} ", "-").replace(",", ".")
    mantissa, _, power = sentence.partition(f" {words.times} ")
    return Fraction(mantissa) * Fraction(power or 1)


finite = st.floats(allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize("language", NUMERALS)
@settings(max_examples=40, deadline=None)
@given(value=finite, figures=st.integers(1, 8))
def test_what_is_said_is_the_number_that_was_written(language, value, figures):
    for text in (shortest(value), write(value, figures=figures), write(value, digits=3)):
        assert understood(speak_number(text, language), language) == Fraction(text)


@pytest.mark.parametrize("language", NUMERALS)
@settings(max_examples=40, deadline=None)
@given(above=st.integers(-40, 40), below=st.integers(1, 40))
def test_a_fraction_that_is_said_is_the_fraction(language, above, below):
    sentence = speak_number(f"{above}/{below}", language)

    assert understood(sentence, language) == Fraction(above, below)
