"""The words of a formula: numbers, names and signs, each with the column where it stands.

A formula comes from outside, so anything that is not plainly part of one is refused here, by
name: control characters, invisible marks, letters that only look like Latin ones. The Unicode
signs that people paste from books (− × · ⋅ ÷ √ π ≤ ≥ ≠ and superscript digits) are read as what
they mean.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NoReturn

MOST_CHARACTERS = 2000
MOST_TOKENS = 800
DEEPEST = 40

Kind = Literal["number", "name", "sign", "end"]

_PATTERN = re.compile(
    r"(?P<space>[ ]+)"
    r"|(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<name>[A-Za-z][A-Za-z0-9_]*)"
    r"|(?P<superscript>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
    r"|(?P<sign>\*\*|<=|>=|==|!=|[-+*/^(),|&<>=[\]−×·⋅÷√π≤≥≠])"
)
_MEANT = {"**": "^", "−": "-", "×": "*", "·": "*", "⋅": "*", "÷": "/", "π": "pi"}
_MEANT |= {"≤": "<=", "≥": ">=", "≠": "!="}
_DIGITS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a formula and the column, counted from 1, where it starts."""

    kind: Kind
    text: str
    column: int


def refuse(column: int, reason: str) -> NoReturn:
    """Refuse a formula: `reason` completes a sentence that begins with the place.

    Raises:
        ValueError: always.
    """
    raise ValueError(f"this formula cannot be read at column {column}: {reason}")


def split(text: str) -> tuple[Token, ...]:
    """The words of `text`; the last one is always the end.

    Raises:
        ValueError: the text is too long, or a character in it belongs to no formula.
    """
    if len(text) > MOST_CHARACTERS:
        refuse(MOST_CHARACTERS + 1, f"it is longer than {MOST_CHARACTERS} characters")
    tokens: list[Token] = []
    place = 0
    while place < len(text):
        match = _PATTERN.match(text, place)
        if match is None:
            refuse(place + 1, f"{_described(text[place])} does not belong in a formula")
        tokens.extend(_read(match))
        place = match.end()
    if len(tokens) > MOST_TOKENS:
        refuse(tokens[MOST_TOKENS].column, f"it has more than {MOST_TOKENS} words")
    return (*tokens, Token("end", "", len(text) + 1))


def _read(match: re.Match[str]) -> tuple[Token, ...]:
    column, text = match.start() + 1, match.group()
    match match.lastgroup:
        case "space":
            return ()
        case "number":
            return (Token("number", text, column),)
        case "name":
            return (Token("name", text, column),)
        case "superscript":
            return _raised(text.translate(_DIGITS), column)
    meant = _MEANT.get(text, text)
    return (Token("name" if meant in ("pi", "√") else "sign", meant, column),)


def _raised(digits: str, column: int) -> tuple[Token, ...]:
    """A superscript such as ⁻¹² is the power that it stands for."""
    minus = (Token("sign", "-", column),) if digits.startswith("-") else ()
    number = Token("number", digits.lstrip("-"), column)
    return (Token("sign", "^", column), *minus, number)


def _described(character: str) -> str:
    name = unicodedata.name(character, "a character without a name")
    shown = repr(character) if character.isascii() else ascii(character)
    return f"{shown} ({name.lower()})"


def shown(token: Token) -> str:
    """A token as an error message quotes it."""
    return repr(token.text[:20]) if token.text else "the end"


class Cursor:
    """A place in a row of tokens, and how deep the brackets are there."""

    def __init__(self, words: Sequence[Token]) -> None:
        """Stand at the first of `words`."""
        self._words = words
        self._place = 0
        self._depth = 0

    @property
    def next(self) -> Token:
        """The token that has not been read yet."""
        return self._words[self._place]

    def advance(self) -> Token:
        """Read the next token, whatever it is; the end stays where it is."""
        token = self.next
        self._place += token.kind != "end"
        return token

    def take(self, *signs: str) -> Token | None:
        """Read the next token if it is one of `signs`."""
        return self.advance() if self.next.kind == "sign" and self.next.text in signs else None

    def expect(self, sign: str) -> None:
        """Read this sign, or the end if it is empty; anything else is refused."""
        token = self.next
        if token.kind in ("number", "name") or token.text != sign:
            wanted = repr(sign) if sign else "nothing more"
            refuse(token.column, f"{wanted} was expected, not {shown(token)}")
        self.advance()

    def enter(self, token: Token) -> None:
        """Go one level deeper."""
        self._depth += 1
        if self._depth > DEEPEST:
            refuse(token.column, f"it is nested deeper than {DEEPEST} levels")

    def leave(self) -> None:
        """Come one level up again."""
        self._depth -= 1
