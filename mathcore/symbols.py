"""How names and numbers are written in Typst mathematics.

``x_0`` and ``x1`` carry a subscript, ``xbar`` and ``xhat`` an accent, ``Delta x`` is a product of
letters read as one; Greek names become Greek letters, any other word stands upright.
"""

from __future__ import annotations

import re

_GREEK = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma"
    " tau upsilon phi chi psi omega"
)
_LETTERS = {name: name for name in _GREEK.split()}
_LETTERS |= {name.capitalize(): name.capitalize() for name in _GREEK.split()}
_LETTERS["lamda"] = "lambda"  # what it is called where lambda is a word of Python
_ACCENTS = {"bar": "overline", "hat": "hat"}

OPERATORS = {
    "sin": "sin",
    "cos": "cos",
    "tan": "tan",
    "cot": "cot",
    "sec": "sec",
    "csc": "csc",
    "sinh": "sinh",
    "cosh": "cosh",
    "tanh": "tanh",
    "coth": "coth",
    "asin": "arcsin",
    "acos": "arccos",
    "atan": "arctan",
    "asinh": 'op("arsinh")',
    "acosh": 'op("arcosh")',
    "atanh": 'op("artanh")',
    "log": "ln",
}
SQUARED_ON_THE_NAME = {"sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth"}
CALLED = {
    "Abs": "abs",
    "floor": "floor",
    "ceiling": "ceil",
    "Max": "max",
    "Min": "min",
    "gamma": "Gamma",
    "loggamma": "ln Gamma",
    "atan2": 'op("atan2")',
    "sign": 'op("sgn")',
    "erf": 'op("erf")',
    "erfc": 'op("erfc")',
}
STEPS = {"h", "k", "epsilon", "delta"}  # these follow what they are added to: x + h
RELATIONS = {"==": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


def name(word: str) -> str:
    """The Typst source of a symbol's name.

    >>> name("x_0"), name("alpha2"), name("xbar"), name("speed"), name("S_xy")
    ('x_0', 'alpha_2', 'overline(x)', '"speed"', 'S_(x y)')
    """
    if " " in word:
        return " ".join(map(name, word.split()))
    head, *subscripts = word.split("_")
    digits = re.fullmatch(r"([A-Za-z]+)([0-9]+)", head)
    if digits:
        head, subscripts = digits[1], [digits[2], *subscripts]
    below = [_subscript(each) for each in subscripts if each]
    if not below:
        return _letter(head)
    return (
        f"{_letter(head)}_{below[0]}" if len(below) == 1 else f"{_letter(head)}_({','.join(below)})"
    )


def _subscript(word: str) -> str:
    """Digits as they are; xx and xy are two variables and no word."""
    if len(word) > 1 and set(word) <= set("xyz"):
        return f"({' '.join(word)})"
    return word if word.isdigit() else _letter(word)


def _letter(word: str) -> str:
    if len(word) == 1 and word.isalpha():
        return word
    if word in _LETTERS:
        return _LETTERS[word]
    accent = _ACCENTS.get(word[-3:])
    if accent and (word[:-3] in _LETTERS or len(word) == 4):
        return f"{accent}({_letter(word[:-3])})"
    quoted = word.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}"'
