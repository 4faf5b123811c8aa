"""Reading a formula that a person wrote, without ever running it.

A recursive-descent parser over a fixed vocabulary. From loosest to tightest: sums; products and
quotients from left to right, a missing sign being a product like any other (so 1/2 x is half of
x); the minus in front (-x^2 is -(x^2)); powers from right to left (2^3^2 is 2^9, 2^-x is
allowed). Bars |x| are the absolute value; log is the natural logarithm, log(x, b) the one to
base b; e and E are Euler's number unless a variable has that name; 2e3 is two thousand. Names
are whole words: xy is not x times y. Numbers are exact: 0.1 is one tenth. Behind the formula of one
variable a value may fill a hole: sin(x)/x [f(0) = 1].
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec

import sympy as sp
from sympy import Expr, Symbol

from mathcore import terms
from mathcore.comparisons import Comparing
from mathcore.terms import Term
from mathcore.tokens import Token, refuse, shown, split
from mathcore.vocabulary import CONSTANTS, FUNCTIONS, plain

_P = ParamSpec("_P")


def expression(text: str, variables: tuple[Symbol, ...]) -> Expr:
    """The expression that `text` writes, in no other unknowns than `variables`.

    Raises:
        ValueError: the text is not a formula in these variables, it is too long, too deep or its
            numbers too large, or a constant in it has no finite real value; the message says at
            which column and why. Or a variable's name is not a plain word.
    """
    known: dict[str, Symbol] = {}
    for variable in variables:
        known[plain(variable.name)] = variable
    if len(known) < len(variables):
        raise ValueError(f"each variable needs a name of its own, got {variables}")
    parser = Parser(split(text), known)
    return parser.whole().expression


class Parser(Comparing):
    """One pass over the tokens; each method reads one layer of the grammar."""

    def whole(self) -> Term:
        """The formula to its end, where a value may fill a hole: ``sin(x)/x [f(0) = 1]``."""
        formula = self.sum()
        if opening := self.take("["):
            formula = self._filled(opening, formula)
        self.expect("")
        return formula

    def _filled(self, opening: Token, formula: Term) -> Term:
        name = self.advance()
        if name.text != "f" or len(self._variables) != 1:
            refuse(name.column, "a value of a function of one variable is given as f(0) = 1")
        self.expect("(")
        place = self.sum()
        self.expect(")")
        self.expect("=")
        value = self.sum()
        self.expect("]")
        if place.number is None or value.number is None:
            refuse(opening.column, "the value at one place is a constant")
        (variable,) = self._variables.values()
        elsewhere = (formula.expression, sp.Ne(variable, place.expression))
        pieces = (elsewhere, (value.expression, sp.true))
        return self._made(opening, lambda: Term(sp.Piecewise(*pieces)))

    def sum(self) -> Term:
        """Terms joined by plus and minus."""
        start = self.next
        parts = [self._product()]
        while sign := self.take("+", "-"):
            part = self._product()
            parts.append(part if sign.text == "+" else self._negative(part, sign))
        return parts[0] if len(parts) == 1 else self._made(start, terms.total, parts)

    def _product(self) -> Term:
        start = self.next
        factors = [self._signed()]
        while True:
            if sign := self.take("*", "/"):
                factor = self._signed()
                over = sign.text == "/"
                factors.append(self._made(sign, terms.reciprocal, factor) if over else factor)
            elif self._follows():
                factors.append(self._power())
            else:
                break
        return factors[0] if len(factors) == 1 else self._made(start, terms.product, factors)

    def _follows(self) -> bool:
        """Whether a factor comes next without a sign, as in 2x or x(x + 1)."""
        token = self.next
        if token.kind == "number":
            refuse(token.column, f"a sign is missing before {shown(token)}")
        bar = token.text == "|" and not self._bars
        return token.kind == "name" or token.text == "(" or bar

    def _signed(self) -> Term:
        if sign := self.take("-", "+"):
            self.enter(sign)
            inner = self._signed()
            self.leave()
            return self._negative(inner, sign) if sign.text == "-" else inner
        return self._power()

    def _power(self) -> Term:
        base = self._primary()
        if sign := self.take("^"):
            self.enter(sign)
            exponent = self._signed()
            self.leave()
            return self._made(sign, terms.power, base, exponent)
        return base

    def _primary(self) -> Term:
        token = self.advance()
        if token.kind == "number":
            return self._made(token, terms.literal, token.text)
        if token.kind == "name":
            return self._word(token)
        if token.text == "(":
            return self._inside(token, ")", 0)
        if token.text != "|":
            refuse(token.column, f"a number or a name was expected, not {shown(token)}")
        inner = self._inside(token, "|", self._bars + 1)
        return self._call(token, "abs", [inner])

    def _inside(self, opening: Token, closing: str, bars: int) -> Term:
        """What stands between two brackets, or between two bars."""
        outside, self._bars = self._bars, bars
        self.enter(opening)
        inner = self.sum()
        self.expect(closing)
        self.leave()
        self._bars = outside
        return inner

    def _word(self, token: Token) -> Term:
        if token.text in self._variables:
            return Term(self._variables[token.text])
        if token.text in CONSTANTS:
            return Term(*CONSTANTS[token.text])
        if token.text == "√":
            return self._call(token, "sqrt", [self._primary()])
        if token.text == "Piecewise":
            return self._pieces(token)
        if token.text not in FUNCTIONS:
            names = ", ".join(self._variables) or "none"
            refuse(token.column, f"{token.text[:20]!r} is unknown here; the variables are: {names}")
        return self._call(token, token.text, self._arguments(token))

    def _arguments(self, name: Token) -> list[Term]:
        if self.next.text != "(":
            refuse(self.next.column, f"{name.text} needs brackets: {name.text}(...)")
        opening = self.advance()
        outside, self._bars = self._bars, 0
        self.enter(opening)
        arguments = [self.sum()]
        while self.take(","):
            arguments.append(self.sum())
        self.expect(")")
        self.leave()
        self._bars = outside
        return arguments

    def _pieces(self, name: Token) -> Term:
        """``Piecewise((value, x < 1), (value, True))``, with conditions of `comparisons`."""
        self.expect("(")
        self.enter(name)
        pieces = [self._piece()]
        while self.take(","):
            pieces.append(self._piece())
        self.expect(")")
        self.leave()
        return self._made(name, lambda: Term(sp.Piecewise(*pieces)))

    def _piece(self) -> tuple[Expr, sp.Basic]:
        self.expect("(")
        value = self.sum()
        self.expect(",")
        condition = self.condition()
        self.expect(")")
        return value.expression, condition

    def _call(self, token: Token, name: str, arguments: list[Term]) -> Term:
        word = FUNCTIONS[name]
        if not word.least <= len(arguments) <= word.most:
            wanted = str(word.least) if word.least == word.most else f"{word.least} to {word.most}"
            refuse(token.column, f"{name} takes {wanted} argument(s), not {len(arguments)}")
        return self._made(token, terms.apply, word.build, word.worth, arguments, word.weight)

    def _negative(self, term: Term, sign: Token) -> Term:
        return self._made(sign, terms.product, [Term(sp.S.NegativeOne, -1.0), term])

    def _made(
        self, token: Token, build: Callable[_P, Term], *args: _P.args, **kwargs: _P.kwargs
    ) -> Term:
        """The term that `build` makes; a refusal of its own is given the place of `token`."""
        try:
            return build(*args, **kwargs)
        except (ValueError, ArithmeticError) as error:
            refuse(token.column, str(error) or "SymPy cannot work this out")
