"""A formula as Typst mathematics, written as a textbook would write it.

Polynomials run from the highest power down, negative powers stand below a fraction bar, sin x
needs no brackets where nothing can be misread, and e^x is not exp(x). A sum or product that SymPy
was told not to evaluate keeps the order it was given in, for the lines of a derivation.
"""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp
from sympy import Add, Expr, Mul, Pow, Rational, S

from mathcore import notation, reading_order, symbols
from mathcore.pieces import Binding, Piece, fraction, piece, raised, written
from mathcore.plain_forms import inverse


def formula(expression: Expr) -> str:
    """The Typst source of `expression`, to stand between dollar signs.

    Raises:
        ValueError: it holds something that has no form in a textbook of calculus.

    >>> x = sp.Symbol("x")
    >>> formula(x**3 - 2 * x + 2)
    'x^3 - 2 x + 2'
    """
    return written(expression)


@piece.register
def _(expression: sp.Symbol) -> Piece:
    text = symbols.name(expression.name)
    return Piece(text, Binding.PRODUCT if " " in expression.name else Binding.ATOM)


@piece.register
def _(expression: sp.NumberSymbol) -> Piece:
    return Piece({S.Pi: "pi", S.Exp1: "e"}.get(expression, symbols.name(str(expression))))


@piece.register(sp.core.numbers.Infinity)
@piece.register(sp.core.numbers.NegativeInfinity)
def _(expression: Expr) -> Piece:
    return Piece("infinity") if expression is S.Infinity else Piece("-infinity", Binding.SUM)


@piece.register
def _(expression: Rational) -> Piece:
    p, q = abs(expression.p), expression.q
    text = str(p) if q == 1 else f"{p}/{q}"
    if expression < 0:
        return Piece(f"-{text}", Binding.PRODUCT)
    return Piece(text, Binding.ATOM if q == 1 else Binding.FRACTION)


@piece.register
def _(expression: sp.Float) -> Piece:
    return piece(Rational(str(expression)))


@piece.register
def _(expression: sp.UnevaluatedExpr) -> Piece:
    return piece(expression.args[0])


@piece.register
def _(expression: Add) -> Piece:
    terms = reading_order.terms(expression)
    first, *others = (piece(term).at_least(Binding.PRODUCT) for term in terms)
    signed = (f" - {each[1:]}" if each.startswith("-") else f" + {each}" for each in others)
    return Piece(first + "".join(signed), Binding.SUM)


@piece.register
def _(expression: Mul) -> Piece:
    factors = reading_order.factors(expression)
    minus = ""
    if factors[0].is_Rational and factors[0] < 0:
        minus, factors[0] = "-", -factors[0]
    if factors[0] is S.One and len(factors) > 1:
        del factors[0]
    above, below = reading_order.around_the_bar(factors)
    if not below:
        return Piece(minus + _juxtaposed(above), Binding.PRODUCT)
    text = fraction(_juxtaposed(above, Binding.SUM), _juxtaposed(below, Binding.SUM))
    return Piece(minus + text, Binding.PRODUCT if minus else Binding.FRACTION)


@piece.register
def _(expression: Pow) -> Piece:
    base, exponent = expression.args
    under = inverse(expression)
    if under is not None:
        return Piece(fraction("1", written(under)), Binding.FRACTION)
    if exponent.is_Rational and exponent.p == 1 and exponent.q > 1:
        root = written(base)
        return Piece(f"sqrt({root})" if exponent.q == 2 else f"root({exponent.q}, {root})")
    kind = type(base).__name__
    if exponent.is_Integer and kind in symbols.SQUARED_ON_THE_NAME:
        return notation.applied(f"{symbols.OPERATORS[kind]}^{exponent}", piece(base.args[0]))
    return raised(piece(base), exponent)


def _juxtaposed(factors: Sequence[Expr], alone: Binding = Binding.OPEN) -> str:
    """Factors side by side; a dot where two numbers would run together."""
    if len(factors) == 1:
        return piece(factors[0]).at_least(alone)
    text = ""
    for index, factor in enumerate(factors):
        part = piece(factor)
        if part.binding is Binding.OPEN and not all(map(_open, factors[index + 1 : index + 2])):
            part = notation.closed(factor)
        source = part.at_least(Binding.OPEN)
        text += (" dot " if text and source[0].isdigit() else " " if text else "") + source
    return text


def _open(expression: Expr) -> bool:
    return piece(expression).binding is Binding.OPEN
