"""Exact rational values of meanings, for the cases that no enclosure can decide: a tie, 0 = 0.

Derivatives are worked out symbolically here and iterates by exact fractions; a zero is guessed
as the simplest fraction in its enclosure and then put into its equations.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from flint import arb
from sympy import Expr, Rational, Symbol, simplify

from mathcore.bindings import values
from mathcore.quantity import Binding, FirstStep, Iterate, Meaning, Zero

_MOST_BITS = 13_000


@lru_cache(maxsize=1024)
def rational(meaning: Meaning) -> Fraction | None:
    """The value of `meaning` if it is found to be a fraction, else None."""
    number = formula(meaning)
    if not isinstance(number, Rational):
        number = simplify(number)
    return Fraction(int(number.p), int(number.q)) if isinstance(number, Rational) else None


def formula(meaning: Meaning) -> Expr:
    """The expression of `meaning` with derivatives done and fractions put in for symbols."""
    if isinstance(meaning.expression, Rational):
        return meaning.expression
    known: dict[Symbol, Expr] = {}
    for binding in meaning.bindings:
        known |= _resolved(binding, known, meaning.bindings)
    return meaning.expression.doit().subs(known)


def _resolved(
    binding: Binding, known: dict[Symbol, Expr], bindings: tuple[Binding, ...]
) -> dict[Symbol, Expr]:
    if isinstance(binding, Iterate):
        place = [each.doit().subs(known) for each in binding.start]
        for _ in range(binding.steps):
            if not all(isinstance(each, Rational) and _short(each) for each in place):
                return {}
            moved = dict(zip(binding.variables, place, strict=True))
            place = [each.subs(known).subs(moved).doit() for each in binding.maps]
        return dict(zip(binding.symbols, place, strict=True))
    if isinstance(binding, Zero):
        enclosed = values(bindings, 170)
        guess = {symbol: _simplest(enclosed[symbol]) for symbol in binding.symbols}
        equations = [each.doit().subs(known).subs(guess) for each in binding.expressions]
        return guess if all(simplify(each) == 0 for each in equations) else {}
    if isinstance(binding, FirstStep):
        found = values(bindings, 170)[binding.symbol].unique_fmpz()
        return {} if found is None else {binding.symbol: Rational(int(found))}
    return {}


def _short(number: Rational) -> bool:
    return int(number.q).bit_length() < _MOST_BITS


def _simplest(value: arb) -> Rational:
    middle = value.mid().fmpq()
    near = Fraction(int(middle.p), int(middle.q)).limit_denominator(10**9)
    return Rational(near.numerator, near.denominator)
