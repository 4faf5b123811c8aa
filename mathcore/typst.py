"""A formula as Typst mathematics, written as a textbook would write it.

Polynomials run from the highest power down, negative powers stand below a fraction bar, sin x
needs no brackets where nothing can be misread, and e^x is not exp(x). A sum or product that SymPy
was told not to evaluate keeps the order it was given in, for the lines of a derivation.
"""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp
from sympy import Add, Expr, Mul, Pow, Rational, S

from mathcore import notation, symbols
from mathcore.pieces import Binding, Piece, fraction, piece, raised, written


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
    terms = list(expression.args)
    if _evaluated(expression):
        terms = sorted(expression.as_ordered_terms(), key=_step)
        if len(terms) == 2 and _negative(terms[0]) and not _negative(terms[1]):
            terms.reverse()  # 1 - x^2 rather than -x^2 + 1
    first, *others = (piece(term).at_least(Binding.PRODUCT) for term in terms)
    signed = (f" - {each[1:]}" if each.startswith("-") else f" + {each}" for each in others)
    return Piece(first + "".join(signed), Binding.SUM)


@piece.register
def _(expression: Mul) -> Piece:
    factors = list(expression.args)
    if _evaluated(expression):
        coefficient, rest = expression.as_coeff_Mul()
        factors = [coefficient, *sorted(rest.as_ordered_factors(), key=_gap)]
    minus = ""
    if factors[0].is_Rational and factors[0] < 0:
        minus, factors[0] = "-", -factors[0]
    if factors[0] is S.One and len(factors) > 1:
        del factors[0]
    below = [_inverse(each) for each in factors if _reciprocal(each)]
    above = [each for each in factors if not _reciprocal(each)]
    if not below:
        return Piece(minus + _juxtaposed(above), Binding.PRODUCT)
    if above and above[0].is_Rational and above[0].q > 1:
        below.insert(0, sp.Integer(above[0].q))
        above[0] = sp.Integer(above[0].p)
        above = above if above[0] is not S.One else above[1:]
    top = _juxtaposed(above, Binding.SUM) if above else "1"
    text = fraction(top, _juxtaposed(below, Binding.SUM))
    return Piece(minus + text, Binding.PRODUCT if minus else Binding.FRACTION)


@piece.register
def _(expression: Pow) -> Piece:
    base, exponent = expression.args
    if _reciprocal(expression):
        return Piece(fraction("1", written(_inverse(expression))), Binding.FRACTION)
    if exponent.is_Rational and exponent.p == 1 and exponent.q > 1:
        root = written(base)
        return Piece(f"sqrt({root})" if exponent.q == 2 else f"root({exponent.q}, {root})")
    kind = type(base).__name__
    if exponent.is_Integer and kind in symbols.SQUARED_ON_THE_NAME:
        return notation.applied(f"{symbols.OPERATORS[kind]}^{exponent}", piece(base.args[0]))
    return raised(piece(base), exponent)


def _evaluated(expression: Add | Mul) -> bool:
    """Whether SymPy put the parts in an order of its own, so that we may choose a better one."""
    if expression.has(sp.Derivative):
        return False  # a line of a derivation, which SymPy may have left as it was given
    again = expression.func(*expression.args)
    return type(again) is type(expression) and again.args == expression.args


def _negative(term: Expr) -> bool:
    return bool(term.as_coeff_Mul()[0].is_negative)


def _step(term: Expr) -> bool:
    """Whether the term is a small step that follows what it is added to, as h does in x + h."""
    symbol = term.as_coeff_Mul()[1]
    return symbol.is_Symbol and (symbol.name in symbols.STEPS or symbol.name.startswith("Delta "))


def _gap(factor: Expr) -> bool:
    """Whether the factor is a power of h, which follows what it multiplies: 2 x h."""
    return factor.as_base_exp()[0] in (sp.Symbol("h"), sp.Symbol("h", real=True))


def _reciprocal(expression: Expr) -> bool:
    return isinstance(expression, Pow) and expression.exp.is_Rational and expression.exp < 0


def _inverse(power: Pow) -> Expr:
    return power.base if power.exp == -1 else Pow(power.base, -power.exp, evaluate=False)


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
