"""The derivative by algebra: the difference quotient, line by line, until h can go.

Every line is a sum over a denominator and equals the line before it wherever h is not zero;
the last line is the limit. The terms keep their names from line to line, so that a picture can
move each to where it stands next (Spivak, *Calculus*, 2008, chapter 9).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from sympy import Add, Expr, Integer, Mul, Pow, S, Subs, Symbol

from mathcore import typst


class Reason(Enum):
    """What was done to the line before."""

    DEFINITION = "the slope of the secant is its rise over its run"
    COMMON = "bring both fractions to one denominator"
    CONJUGATE = "multiply above and below by the sum of the roots"
    EXPAND = "multiply out"
    CANCEL = "equal terms with opposite signs cancel"
    DIVIDE = "divide by h, which is not zero"
    LIMIT = "let h go to zero"


class Fate(Enum):
    """What becomes of a term in the next line."""

    STAYS = "it is still there in the next line"
    CANCELS = "it cancels against its opposite"
    VANISHES = "it goes to zero with h"


@dataclass(frozen=True, slots=True)
class Term:
    """A summand: its name `key`, the same in every line it lives through, and its `fate`."""

    key: str
    expression: Expr
    fate: Fate = Fate.STAYS

    @property
    def negative(self) -> bool:
        """Whether it is written with a minus sign."""
        return bool(self.expression.as_coeff_Mul()[0] < 0)

    @property
    def body(self) -> Expr:
        """The term without its minus sign, a sum in it left as it is written."""
        factor, rest = self.expression.as_coeff_Mul()
        if not self.negative or factor == -1:
            return rest if self.negative else self.expression
        return Mul(-factor, rest, evaluate=False) if rest.is_Add else -self.expression


@dataclass(frozen=True, slots=True)
class Line:
    """The sum of `terms`, in reading order, over the denominator `over` (1 for none)."""

    reason: Reason
    terms: tuple[Term, ...]
    over: Expr

    @property
    def numerator(self) -> Expr:
        """The sum, left as it is written."""
        each = [term.expression for term in self.terms]
        return each[0] if len(each) == 1 else Add(*each, evaluate=False)

    @property
    def expression(self) -> Expr:
        """The whole line, left as it is written."""
        if self.over == 1:
            return self.numerator
        return Mul(self.numerator, Pow(self.over, -1, evaluate=False), evaluate=False)

    @property
    def typst(self) -> str:
        """The line as Typst mathematics, its terms in their order."""
        return self.written(lambda term, body: body)

    def written(self, mark: Callable[[Term, str], str]) -> str:
        """The same, each term's source without its sign passed through `mark`, to name it."""
        text = ""
        for term in self.terms:
            sign = "-" if term.negative else "+"
            body = typst.formula(term.body)
            body = f"({body})" if term.negative and term.body.is_Add else body
            body = mark(term, body)
            text += f" {sign} {body}" if text else f"{sign}{body}".removeprefix("+")
        return text if self.over == 1 else f"frac({text}, {typst.formula(self.over)})"


@dataclass(frozen=True, slots=True)
class Equality:
    """Two expressions that are equal, line for line: what a checker is asked to confirm."""

    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class Derivation:
    """The `lines` that lead from the difference quotient to the derivative, in `x` and `h`."""

    x: Symbol
    h: Symbol
    lines: tuple[Line, ...]

    @property
    def derivative(self) -> Expr:
        """The last line."""
        return self.lines[-1].expression

    @property
    def equalities(self) -> tuple[Equality, ...]:
        """Each line with the next; for the last step the line before it is taken at h = 0."""
        *steps, (before, limit) = zip(self.lines, self.lines[1:], strict=False)
        exact = tuple(Equality(a.expression, b.expression) for a, b in steps)
        return (*exact, Equality(Subs(before.expression, self.h, S.Zero), limit.expression))


def shifted(expression: Expr, x: Symbol, h: Symbol) -> Expr:
    """`expression` with x + h in the place of x, nothing multiplied out."""
    if expression == x:
        return Add(x, h, evaluate=False)
    if not expression.has(x):
        return expression
    parts = [shifted(each, x, h) for each in expression.args]
    return expression.func(*parts, evaluate=False)


def negated(expression: Expr) -> Expr:
    """Minus `expression`, a sum kept in its brackets."""
    return Mul(Integer(-1), expression, evaluate=False) if expression.is_Add else -expression
