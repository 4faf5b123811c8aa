"""A formula in the form in which it was typed: a quotient stays one, nothing is put in order.

The formula is read and checked as always (see `parse`), and beside each part that SymPy builds
and simplifies, the same part is kept as it was written. Numbers alone are still worked out. This
form is for eyes, ears and rules; values come from the other one, which SymPy can print as code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import ParamSpec, cast

import sympy as sp
from sympy import Add, Expr, Mul, Pow, S, Symbol

from mathcore import parse, terms
from mathcore.terms import Term
from mathcore.tokens import Token, split
from mathcore.vocabulary import plain

_P = ParamSpec("_P")


@dataclass(frozen=True, slots=True)
class _Typed(Term):
    written: Expr = S.Zero


def as_typed(text: str, variables: tuple[Symbol, ...]) -> Expr:
    """The formula `text` in `variables`, unevaluated; its value is that of `parse.expression`.

    Raises:
        ValueError: as `parse.expression`.

    >>> x = Symbol("x", real=True)
    >>> as_typed("x(x + 1)/x", (x,))
    x*(x + 1)/x
    """
    parse.expression(text, variables)
    parser = _Keeper(split(text), {plain(each.name): each for each in variables})
    return _written(parser.whole())


class _Keeper(parse.Parser):
    def _made(
        self, token: Token, build: Callable[_P, Term], *args: _P.args, **kwargs: _P.kwargs
    ) -> Term:
        made = super()._made(token, build, *args, **kwargs)
        written = _kept(build, args, made.expression)
        if made.expression.is_Rational and not written.free_symbols and build != terms.reciprocal:
            written = made.expression
        return _Typed(made.expression, made.number, made.depth, written)


def _written(term: Term) -> Expr:
    return term.written if isinstance(term, _Typed) else term.expression


def _kept(build: Callable[..., Term], arguments: tuple[object, ...], whole: Expr) -> Expr:
    """What `build` makes of the arguments when nothing is evaluated."""
    if build == terms.apply:
        function, _, inside, _ = arguments
        parts = map(_written, cast(list[Term], inside))
        return cast(Callable[..., Expr], function)(*parts, evaluate=False)
    if build in (terms.total, terms.product):
        parts = map(_written, cast(list[Term], arguments[0]))
        return Add(*parts, evaluate=False) if build == terms.total else _product(parts)
    if build == terms.reciprocal:
        return Pow(_written(cast(Term, arguments[0])), -1, evaluate=False)
    if build == terms.power:
        base, exponent = (_written(cast(Term, each)) for each in arguments)
        if base is S.Exp1:
            return sp.exp(exponent, evaluate=False)
        return Pow(base, exponent, evaluate=False)
    return whole


def _product(parts: Iterable[Expr]) -> Expr:
    """The factors, a leading minus being one of them and a one none."""
    first, *others = parts
    signed = first.is_Mul and first.args[0] is S.NegativeOne
    factors = [*(first.args if signed else (first,)), *others]
    kept = [each for each in factors if each is not S.One] or [S.One]
    return kept[0] if len(kept) == 1 else Mul(*kept, evaluate=False)
