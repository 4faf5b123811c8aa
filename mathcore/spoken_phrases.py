"""Phrases of a spoken formula, and how they are put together so that nothing can be misheard.

What is said tightly (a power, numbers and letters in a row) binds tighter than "times" and "over",
those tighter than "plus". Whatever is looser than its place allows is said as a group, with a
pause, the comma, where it ends; a group that holds another one has spoken brackets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from mathcore.spoken_numbers import raised_to
from mathcore.spoken_words import Words


class Bond(IntEnum):
    """How tightly a phrase holds together."""

    SUM = 1
    PRODUCT = 2
    OPEN = 3  # sine of x, e to the x: what follows might seem to belong to it
    ROW = 4  # 2 x squared
    POWER = 5
    ATOM = 6


@dataclass(frozen=True, slots=True)
class Phrase:
    """A few words.

    Attributes:
        text: the words.
        bond: how tightly they hold together.
        row: whether they may follow another factor without "times", as the x of 2 x does.
        joins: whether another factor may follow them so.
        short: whether they are a row, or a row with a minus before it.
    """

    text: str
    bond: Bond = Bond.ATOM
    row: bool = False
    joins: bool = False
    short: bool = True


@dataclass(frozen=True, slots=True)
class Grammar:
    """How phrases become longer ones, in the `words` of one language."""

    words: Words

    def at_least(self, phrase: Phrase, bond: Bond) -> str:
        """The phrase, as a group if it is looser than `bond`."""
        return phrase.text if phrase.bond >= bond else self._group(phrase, self.words.quantity)

    def minus(self, phrase: Phrase) -> Phrase:
        """The opposite of a phrase."""
        text = f"{self.words.numerals.minus} {self.at_least(phrase, Bond.PRODUCT)}"
        short = phrase.short and phrase.bond >= Bond.ROW  # no minus before a minus
        return Phrase(text, Bond.PRODUCT, short=short)

    def applied(self, name: str, argument: Phrase) -> Phrase:
        """A function of one argument."""
        w = self.words
        if argument.short or argument.bond is Bond.OPEN:
            return Phrase(f"{name} {w.of} {argument.text}", Bond.OPEN, short=False)
        return Phrase(
            f"{name} {self._group(argument, w.of_quantity, w.of)}", Bond.OPEN, short=False
        )

    def listed(self, name: str, items: Sequence[Phrase]) -> Phrase:
        """A function of several arguments, the word for "and" between any two."""
        said = f" {self.words.both} ".join(self.at_least(each, Bond.ATOM) for each in items)
        return Phrase(f"{name} {said}", Bond.SUM, short=False)

    def factors(self, parts: Sequence[Phrase]) -> Phrase:
        """Factors: numbers and letters in a row, all else with the word for times."""
        first, *others = parts
        if not others:
            return first
        text, bond, joins = self.at_least(first, Bond.OPEN), Bond.ROW, first.joins
        for each in others:
            if joins and each.row:
                text = f"{text} {each.text}"
            else:
                times = self.words.numerals.times
                text, bond = f"{text} {times} {self.at_least(each, Bond.OPEN)}", Bond.PRODUCT
            joins = each.joins
        return Phrase(text, bond, short=bond is Bond.ROW)

    def fraction(self, top: Phrase, bottom: Phrase) -> Phrase:
        """One phrase over another."""
        text = f"{self.at_least(top, Bond.ROW)} {self.words.numerals.over} {self._below(bottom)}"
        return Phrase(text, Bond.PRODUCT, short=False)

    def whole_fraction(self, top: Phrase, bottom: Phrase) -> Phrase:
        """A fraction that is all there is: whatever was said so far is its top."""
        if top.bond >= Bond.ROW:
            return self.fraction(top, bottom)
        text = f"{top.text.rstrip(',')}, {self.words.all_over} {self._below(bottom)}"
        return Phrase(text, Bond.SUM, short=False)

    def whole_power(self, base: Phrase, exponent: int) -> Phrase:
        """A power with a whole exponent."""
        ending = self.ending(exponent) or raised_to(exponent, self.words.numerals)
        alone = base.bond is Bond.ATOM
        row = base.row and alone
        joins = row and bool(self.ending(exponent))
        return Phrase(f"{self.at_least(base, Bond.ATOM)} {ending}", Bond.POWER, row, joins, alone)

    def ending(self, exponent: int) -> str:
        """The one word for a square or a cube."""
        return {2: self.words.squared, 3: self.words.cubed}.get(exponent, "")

    def power(self, base: Phrase, exponent: Phrase, *, constant: bool) -> Phrase:
        """Any other power; `constant` tells that the exponent is a number."""
        w = self.words
        if exponent.short:
            text = f"{w.power} {exponent.text}"
        else:
            text = self._group(exponent, w.power_quantity, w.power)
        closed = constant and exponent.short
        bond, short = Bond.POWER if closed else Bond.OPEN, closed and base.bond is Bond.ATOM
        return Phrase(f"{self.at_least(base, Bond.ATOM)} {text}", bond, short=short)

    def _below(self, bottom: Phrase) -> str:
        return self.at_least(bottom, Bond.OPEN if bottom.bond is Bond.OPEN else Bond.POWER)

    def _group(self, phrase: Phrase, start: str, before: str = "") -> str:
        """A group that begins with `start`, or with `before` and a bracket."""
        if "," in phrase.text or self.words.opening in phrase.text:
            inside = f"{self.words.opening} {phrase.text.rstrip(',')} {self.words.closing}"
            return f"{before} {inside}".strip()
        return f"{start} {phrase.text},"
