"""A formula as Typst mathematics, as a textbook would print it."""

from __future__ import annotations

from sympy import Expr


def formula(expression: Expr) -> str:
    """The Typst source."""
    return str(expression).replace("**", "^").replace("*", " ")
