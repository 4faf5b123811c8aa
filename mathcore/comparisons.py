"""Reading the conditions of a formula in pieces: comparisons of a variable with constants.

``x < 1``, ``0 <= x < 1`` and ``Ne(x, 0)`` are comparisons; ``&`` and ``And(...)`` join what must
hold together, ``|`` and ``Or(...)`` what may hold instead.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

import sympy as sp
from sympy import Symbol
from sympy.logic.boolalg import Boolean

from mathcore.terms import Term
from mathcore.tokens import Cursor, Token, refuse
from mathcore.vocabulary import CONNECTIVES, NAMED_RELATIONS, RELATIONS

_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
_WANTED = "a condition compares a variable with a constant"


class Comparing(Cursor, ABC):
    """A pass over the tokens that can read a condition wherever it can read a sum."""

    def __init__(self, words: Sequence[Token], variables: dict[str, Symbol]) -> None:
        """Begin with the first of `words`; `variables` are known by their names."""
        super().__init__(words)
        self._variables = variables
        self._bars = 0

    @abstractmethod
    def sum(self) -> Term:
        """Terms joined by plus and minus."""

    def condition(self) -> Boolean:
        """What holds when one of several does, or all of them; ``&`` binds more tightly."""
        outside, self._bars = self._bars, 1  # so that | does not begin an absolute value
        parts = [self._all()]
        while self.take("|"):
            parts.append(self._all())
        self._bars = outside
        return sp.Or(*parts)

    def _all(self) -> Boolean:
        parts = [self._one()]
        while self.take("&"):
            parts.append(self._one())
        return sp.And(*parts)

    def _one(self) -> Boolean:
        token = self.next
        if self.take("("):
            self.enter(token)
            inner = self.condition()
            self.expect(")")
            self.leave()
            return inner
        if token.text == "True":
            self.advance()
            return sp.true
        if token.text in CONNECTIVES:
            return self._joined(self.advance())
        if token.text in NAMED_RELATIONS:
            return self._called(self.advance())
        return self._chain()

    def _joined(self, name: Token) -> Boolean:
        self.expect("(")
        self.enter(name)
        parts = [self.condition()]
        while self.take(","):
            parts.append(self.condition())
        self.expect(")")
        self.leave()
        return CONNECTIVES[name.text](*parts)

    def _called(self, name: Token) -> Boolean:
        self.expect("(")
        left = self.sum()
        self.expect(",")
        right = self.sum()
        self.expect(")")
        return self._compared(name, NAMED_RELATIONS[name.text], left, right)

    def _chain(self) -> Boolean:
        start = self.next
        left, parts = self.sum(), list[Boolean]()
        while sign := self.take(*RELATIONS):
            right = self.sum()
            parts.append(self._compared(sign, sign.text, left, right))
            left = right
        if not parts:
            refuse(start.column, f"{_WANTED}, or is True")
        return sp.And(*parts)

    def _compared(self, token: Token, relation: str, left: Term, right: Term) -> Boolean:
        both = ((relation, left, right), (_MIRRORED[relation], right, left))
        found = [
            RELATIONS[sign](variable.expression, limit.expression)
            for sign, variable, limit in both
            if variable.expression in self._variables.values() and limit.number is not None
        ]
        if not found:
            refuse(token.column, _WANTED)
        return found[0]
