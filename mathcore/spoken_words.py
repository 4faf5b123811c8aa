"""What a language needs to say a formula: one table a language, and `spoken` walks the formula."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mathcore.spoken_numbers import Numerals

_NAMES = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda lamda mu nu xi omicron pi rho"
    " sigma tau upsilon phi chi psi omega"
)
_GREEK = frozenset(_NAMES.split())


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language, in the order in which they are spoken.

    A group is said with `quantity` before it and a pause, a comma, after it; a group that has
    another one inside is said with `opening` and `closing`. `of_quantity` and `power_quantity`
    stand for `of` and `power` together with `quantity`. Names with a place hold ``{}``.
    """

    numerals: Numerals
    plus: str
    squared: str
    cubed: str
    power: str
    of: str
    quantity: str
    of_quantity: str
    power_quantity: str
    all_over: str  # after a comma: whatever was said so far is the top
    opening: str
    closing: str
    both: str  # between the last two of a list
    functions: Mapping[str, str]
    lists: Mapping[str, str]
    relations: Mapping[str, str]
    letters: Mapping[str, str]
    capital: str
    below: str
    accents: Mapping[str, str]
    infinity: str
    when: str
    otherwise: str
    conjunction: str
    disjunction: str
    derivative: str
    higher_derivative: str
    at: str


def called(name: str, words: Words) -> str:
    """A symbol's name: letters, Greek letters, capitals, accents and subscripts.

    A word that is no letter is said as it stands.
    """
    if " " in name:
        return " ".join(called(each, words) for each in name.split())
    head, *subscripts = name.split("_")
    letters = head.rstrip("0123456789")
    if letters != head and letters:
        head, subscripts = letters, [head[len(letters) :], *subscripts]
    said = " ".join(_below(each, words) for each in subscripts if each)
    return f"{_letter(head, words)} {words.below} {said}" if said else _letter(head, words)


def _below(subscript: str, words: Words) -> str:
    if set(subscript) <= set("xyz"):
        return " ".join(_letter(each, words) for each in subscript)
    return subscript if subscript.isdigit() else _letter(subscript, words)


def _letter(word: str, words: Words) -> str:
    accent = words.accents.get(word[-3:])
    if accent and len(word) > 3:
        return accent.format(_letter(word[:-3], words))
    if word in words.letters:
        return words.letters[word]
    small = word[:1].lower() + word[1:]
    if word != small and (len(word) == 1 or small in _GREEK):
        return words.capital.format(words.letters.get(small, small))
    return word
