"""A partial derivative term by term: what waits in front, what changes, what goes.

Every letter but one is held still. A term without that letter does not change; in the others
the factors without it are constants, and the rest is differentiated as in one variable.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from sympy import Add, Expr, S, Symbol

from mathcore.differentiation import derivative
from mathcore.proof_formulas import identity
from mathcore.scalar_fields import ScalarField
from mathcore.verdict import Verdict


class Reason(Enum):
    """What is done with a term."""

    GOES = "this term does not hold the letter, so it does not change"
    WAITS = "the factors without the letter wait in front"
    CHANGES = "the whole term changes with the letter"


@dataclass(frozen=True, slots=True)
class TermStep:
    """A term ``constant * varying`` and the derivative of the varying factor."""

    term: Expr
    constant: Expr
    varying: Expr
    derivative: Expr
    reason: Reason

    @property
    def result(self) -> Expr:
        """What the term becomes."""
        return self.constant * self.derivative


@dataclass(frozen=True)
class PartialSteps:
    """The derivative of `field` along `variable`, worked out term by term."""

    field: ScalarField
    variable: Symbol
    steps: tuple[TermStep, ...]

    @property
    def derivative(self) -> Expr:
        """The sum of what is left."""
        return Add(*(each.result for each in self.steps))

    @property
    def factored(self) -> Expr:
        """The derivative with its common factors in front."""
        return self.derivative.factor()

    @property
    def verdict(self) -> Verdict:
        """Whether the terms together are the derivative of the whole formula."""
        return identity(self.derivative, derivative(self.field.expression, self.variable))


def steps(field: ScalarField, name: str | Symbol) -> PartialSteps:
    """Differentiate `field` along one variable, every other letter held still.

    Raises:
        ValueError: `name` is no variable of the field.
    """
    variable = field.variable(name)
    terms = field.expression.as_ordered_terms()
    return PartialSteps(field, variable, tuple(_step(each, variable) for each in terms))


def _step(term: Expr, variable: Symbol) -> TermStep:
    if not term.has(variable):
        return TermStep(term, term, S.One, S.Zero, Reason.GOES)
    constant, varying = term.as_independent(variable, as_Add=False)
    reason = Reason.CHANGES if constant == 1 else Reason.WAITS
    return TermStep(term, constant, varying, derivative(varying, variable), reason)
