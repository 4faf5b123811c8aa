"""Words and formulas on screen: labels from the script, mathematics from claims."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from manim import ValueTracker
from sympy import Expr

from mathcore import rounding
from mathcore.functions import Function
from mathcore.quantity import Quantity, exact
from mathcore.typst import formula as typst_of
from scenes.stage import look
from scenes.stage.claims import Claimed, Claims
from scenes.stage.formula import Formula
from scenes.stage.languages import LANGUAGES, Language
from scenes.stage.look import Token
from scenes.stage.numeral import Numeral
from scenes.stage.script import ScriptError
from scenes.stage.typeset import mathematics

_NAME = re.compile(r"\{([a-z][a-z0-9_ ]*)\}")
# Digits that are notation, not numbers: subscripts, and the exponent of a square.
_NOTATION = re.compile(r"_\([^()]*\)|_\w+|\^2(?!\d)|\[\[\s*\w+\s*\|")


class Parameter(ValueTracker):
    """A number that a lecture moves; calling it gives the value now."""

    def __call__(self) -> float:
        """The value now."""
        return float(self.get_value())


class Writing(Claims):
    """A scene that writes only what its script and its record hold."""

    numerals: list[Numeral]

    def label(self, key: str, *, token: Token = "ink", size: float = look.LABEL) -> Formula:
        """Words of the script's [labels], in the lecture's language.

        Raises:
            ScriptError: the script has no such label.
        """
        if key not in self.words.labels:
            raise ScriptError(
                f"{self.name()}.{self.words.language}: labels has no {key!r}, "
                "which the lecture shows"
            )
        text = self.words.labels[key]
        formula = Formula(escape(text), colour=self.colour(token), size=size)
        formula.plain, formula.words = text, len(text.split())
        return formula

    def formula(
        self,
        *parts: str | Claimed | Function | Expr,
        token: Token = "ink",
        size: float = look.FORMULA,
        colours: Mapping[str, Token] | None = None,
    ) -> Formula:
        """Mathematics put together from its parts, left to right.

        A string is Typst mathematics: ``{name}`` stands for a claimed number or a label,
        ``[[name| body ]]`` names a part; a digit may stand there only in a subscript or as the
        exponent of a square. A `Function` or an expression prints itself.

        Args:
            parts: what the formula is made of.
            token: the colour of all that `colours` does not name.
            size: the em, in pixels at 1080p.
            colours: tokens by the name of a part, a claim or a label.

        Raises:
            ScriptError: a digit is typed in, or a name is neither claimed nor a label.
        """
        source = " ".join(self._part(each) for each in parts)
        return self.typed(source, size=size, token=token, colours=colours)

    def typed(
        self,
        source: str,
        *,
        size: float = look.FORMULA,
        token: Token = "ink",
        colours: Mapping[str, Token] | None = None,
    ) -> Formula:
        """Mathematics from Typst source whose numbers are on record already."""
        shades = {name: self.colour(each) for name, each in (colours or {}).items()}
        set_in = mathematics(source, self.language)
        formula = Formula(set_in, colour=self.colour(token), size=size, colours=shades)
        formula.plain = source
        return formula

    def written(self, text: str, *, size: float = look.FORMULA, token: Token = "ink") -> Formula:
        """A number alone, from its canonical text, in the language's own form."""
        return self.typed(rounding.typst(text, self.decimal_mark), size=size, token=token)

    def power_of_ten(self, exponent: int) -> str:
        """Typst mathematics of a power of ten, put on record."""
        power = exact(10.0**exponent) if abs(exponent) < 300 else exact(1.0)
        self.claim_text(f"power of ten {exponent}", f"1e{exponent}", power)
        return f"10^({exponent})"

    @property
    def language(self) -> Language:
        """How the language of the words writes formulas and numbers."""
        return LANGUAGES[self.words.language]

    @property
    def decimal_mark(self) -> str:
        """How the language writes the decimal mark."""
        return self.language.decimal_mark

    def _part(self, part: str | Claimed | Function | Expr) -> str:
        if isinstance(part, Claimed):
            return self._number(part.name, part.text)
        if isinstance(part, Function):
            return part.typst
        if isinstance(part, Expr):
            return typst_of(part)
        typed = re.search(r"\d", _NAME.sub("", _NOTATION.sub("", part)))
        if typed:
            raise ScriptError(
                f"{self.name()}: the digit {typed.group()!r} is typed into the formula {part!r}; "
                "claim it and write {name}"
            )
        return _NAME.sub(lambda match: self._named(match[1]), part)

    def _named(self, name: str) -> str:
        texts = self.record.texts()
        if name in texts:
            return self._number(name, texts[name])
        if name in self.words.labels:
            return (
                f'[[{name}| #text(font: "Libertinus Serif")[{escape(self.words.labels[name])}] ]]'
            )
        raise ScriptError(f"{self.name()}: {{{name}}} is neither a claimed number nor a label")

    def _number(self, name: str, text: str) -> str:
        part = re.sub(r"\W", "_", name)
        return f"[[{part}| {rounding.typst(text, self.decimal_mark)} ]]"

    def live(
        self,
        name: str,
        value: Callable[[], Quantity],
        *,
        digits: int,
        token: Token = "ink",
        size: float = look.FORMULA,
    ) -> Numeral:
        """A number that follows what it shows; it stands where it is put, growing to the right."""
        numeral = Numeral(name, value, digits, self.colour(token), size, self.decimal_mark)
        self.numerals.append(numeral)
        return numeral

    def parameter(self, value: float) -> Parameter:
        """A number for the lecture to move: ``self.play(h.animate.set_value(0.5))``."""
        return Parameter(float(value))


def escape(text: str) -> str:
    """Words as Typst markup, with its special characters taken literally."""
    return re.sub(r"([\\#$*_`<>@\[\]~/=+-])", r"\\\1", text)
