"""Pieces of a typeset formula, and when they need brackets around them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import singledispatch

from sympy import Basic, Expr, S

_SINGLE = re.compile(r"[A-Za-z]|[0-9]+")


class Binding(IntEnum):
    """How tightly a piece holds together: what is loose needs brackets inside what is tight."""

    SUM = 1
    PRODUCT = 2
    OPEN = 3  # a function without brackets, sin x: whatever follows might seem to belong to it
    FRACTION = 4
    POWER = 5
    ATOM = 6


@dataclass(frozen=True, slots=True)
class Piece:
    """Typst source, and how tightly it holds together."""

    text: str
    binding: Binding = Binding.ATOM

    def at_least(self, binding: Binding) -> str:
        """The text, in brackets if it is looser than `binding`."""
        return self.text if self.binding >= binding else f"({self.text})"


@singledispatch
def piece(expression: Basic) -> Piece:
    """The piece that an expression becomes; `notation` and `typst` say how, kind by kind.

    Raises:
        ValueError: nobody has said how this kind is written.
    """
    raise ValueError(f"there is no textbook form of {type(expression).__name__}: {expression}")


def written(expression: Basic) -> str:
    """The text alone, for places that have brackets or a frame of their own."""
    return piece(expression).text


def listed(expressions: Iterable[Basic]) -> str:
    """Arguments, separated by commas."""
    return ", ".join(map(written, expressions))


def raised(base: Piece, exponent: Expr) -> Piece:
    """A power, with as few brackets as Typst needs."""
    if exponent is S.One:
        return base
    text = written(exponent)
    above = text if _SINGLE.fullmatch(text) else f"({text})"
    return Piece(f"{base.at_least(Binding.ATOM)}^{above}", Binding.POWER)


def fraction(above: str, below: str) -> str:
    """A fraction; Typst drops the outer brackets of both parts."""
    return "/".join(each if _SINGLE.fullmatch(each) else f"({each})" for each in (above, below))
