"""What differs from language to language besides the words: marks, codes, names of functions.

The names are those that a first-year student has learnt to read:

- Greek schools teach ημ, συν, εφ and σφ, and meet derivatives in this notation (the state's book
  *Μαθηματικά Γ΄ Λυκείου* keeps ln, lim, max and min, as here). Hyperbolic functions come only at
  university, from books that write sinh, so they stay.
- Spanish textbooks write sen on both sides of the Atlantic, and an area function as an argument
  (argsenh). Of tan and tg the first is in the standard (ISO 80000-2) and read everywhere. An
  abbreviation keeps its accent: lím, máx, mín.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_WORD = re.compile(r"[A-Za-z]+")
_BELOW = {"lim", "max", "min"}  # what these depend on stands below them


@dataclass(frozen=True, slots=True)
class Language:
    """How one language writes what is not a sentence.

    `functions` gives the language's own name of an operator by its name in Typst.
    """

    code: str  # ISO 639-1, as in the names of the scripts
    three_letters: str  # ISO 639-2, as an mp4 names its tracks
    decimal_mark: str
    functions: Mapping[str, str] = field(default_factory=dict)

    @property
    def separator(self) -> str:
        """What stands between two numbers of a pair: no comma where that is the decimal mark.

        >>> SPANISH.separator
        ';'
        """
        return ";" if self.decimal_mark == "," else ","

    def operators(self, source: str) -> str:
        """Typst markup that renames the operators in `source`; empty if none is called otherwise.

        >>> SPANISH.operators("cos x")
        ''
        """
        renamed = sorted(set(_WORD.findall(source)) & set(self.functions))
        if not renamed:
            return ""
        names = ", ".join(f'"{name}": "{self.functions[name]}"' for name in renamed)
        called = f"#let op(name, ..rest) = math.op(({names}).at(name, default: name), ..rest);"
        return called + "".join(
            f'#let {name} = op("{name}", limits: {str(name in _BELOW).lower()});'
            for name in renamed
        )


ENGLISH = Language("en", "eng", ".")
GREEK = Language(
    "el",
    "ell",
    ",",
    {
        "sin": "ημ",
        "cos": "συν",
        "tan": "εφ",
        "cot": "σφ",
        "sec": "τεμ",
        "csc": "στεμ",
        "arcsin": "τοξημ",
        "arccos": "τοξσυν",
        "arctan": "τοξεφ",
    },
)
SPANISH = Language(
    "es",
    "spa",
    ",",
    {
        "sin": "sen",
        "arcsin": "arcsen",
        "sinh": "senh",
        "arsinh": "argsenh",
        "arcosh": "argcosh",
        "artanh": "argtanh",
        "lim": "lím",
        "max": "máx",
        "min": "mín",
    },
)
LANGUAGES = {each.code: each for each in (ENGLISH, GREEK, SPANISH)}
