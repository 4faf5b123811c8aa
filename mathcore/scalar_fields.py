"""One formula, read by whoever asks: which of its letters vary, and which stay as they are.

The force ``m a + d v^2`` has one variable for a driver, who can change only the speed, and others
for the engineer who designs the car. The letters that do not vary are *constants* of the
question: a partial derivative carries them along unchanged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from sympy import Expr, Symbol, erf, erfc

from mathcore import parse, typst
from mathcore.differentiation import derivative
from mathcore.fields import Field
from mathcore.places import Coordinate, closed_forms, coordinate, located, worth
from mathcore.quantity import Quantity, compose


@dataclass(frozen=True)
class ScalarField:
    """A real function: `expression` in `variables`, with letters that stay `constants`."""

    expression: Expr
    variables: tuple[Symbol, ...]
    constants: tuple[Symbol, ...] = ()

    @classmethod
    def parse(cls, text: str, variables: Sequence[str], constants: Sequence[str] = ()) -> Self:
        """Read a formula such as ``"m a + d v^2"``.

        Raises:
            ValueError: the text is not a formula in these letters, or a letter is named twice.
        """
        letters = [Symbol(name, real=True) for name in (*variables, *constants)]
        count = len(variables)
        expression = parse.expression(text, tuple(letters))
        expression = expression.replace(erfc, lambda u: 1 - erf(u))  # which has an interval form
        return cls(expression, tuple(letters[:count]), tuple(letters[count:]))

    @property
    def letters(self) -> tuple[Symbol, ...]:
        """The variables, then the constants."""
        return (*self.variables, *self.constants)

    def variable(self, name: str | Symbol) -> Symbol:
        """The variable of that name.

        Raises:
            ValueError: it is no variable of this field.
        """
        for each in self.variables:
            if each.name == str(name):
                return each
        names = ", ".join(map(str, self.variables))
        raise ValueError(f"the variables are {names}, and {name!r} is none of them")

    def varying(self, *names: str) -> ScalarField:
        """The same formula, asked about by somebody for whom only these letters vary.

        Raises:
            ValueError: a name is not a letter of the formula, or comes twice.
        """
        known = {each.name: each for each in self.letters}
        if not set(names) <= known.keys() or len(set(names)) < len(names):
            raise ValueError(f"the letters are {', '.join(known)}, got names = {names!r}")
        rest = tuple(each for each in self.letters if each.name not in names)
        return ScalarField(self.expression, tuple(known[name] for name in names), rest)

    def given(self, values: Mapping[str, Coordinate]) -> ScalarField:
        """The field with numbers for some of its letters, which then are letters no more.

        Raises:
            ValueError: a name is not a letter here, or a value is no number in closed form.
        """
        known = {each.name: each for each in self.letters}
        if not values.keys() <= known.keys():
            raise ValueError(f"the letters are {', '.join(known)}, got values = {dict(values)!r}")
        numbers = closed_forms([coordinate(each) for each in values.values()])
        if numbers is None:
            raise ValueError(f"each value must have a closed form, got values = {dict(values)!r}")
        fixed = {known[name]: number for name, number in zip(values, numbers, strict=True)}
        return ScalarField(
            self.expression.xreplace(fixed),
            tuple(each for each in self.variables if each not in fixed),
            tuple(each for each in self.constants if each not in fixed),
        )

    def partial(self, name: str | Symbol, order: int = 1) -> ScalarField:
        """The derivative along one variable, every other letter held still.

        Raises:
            ValueError: it is no variable of this field, or the order is negative.
        """
        if order < 0:
            raise ValueError(f"the order of a derivative is a natural number, got {order=}")
        formula = derivative(self.expression, self.variable(name), order)
        return ScalarField(formula, self.variables, self.constants)

    @cached_property
    def row(self) -> tuple[Expr, ...]:
        """The Jacobian of this function: its derivative along each variable."""
        return tuple(derivative(self.expression, each) for each in self.variables)

    @property
    def field(self) -> Field:
        """The same function for contours, maps and searches, once every letter varies.

        Raises:
            ValueError: a constant has no number yet.
        """
        self.settled()
        return Field(self.expression, self.variables)

    def settled(self) -> None:
        """Refuse numbers while a constant has none.

        Raises:
            ValueError: the message names the constants.
        """
        if self.constants:
            names = ", ".join(map(str, self.constants))
            raise ValueError(f"there is no number without values for the constants: {names}")

    def value(self, *place: Coordinate) -> Quantity:
        """The value at a place.

        Raises:
            ValueError: a constant has no number yet, or there is no finite real value there.
        """
        self.settled()
        at = located(place, self.variables)
        value = worth(self.expression, self.variables, at)
        if value is None:
            raise ValueError(f"{self.expression} has no finite real value at {shown(at)}")
        return compose(
            value,
            lambda *e: self.expression.xreplace(dict(zip(self.variables, e, strict=True))),
            *at,
        )

    @cached_property
    def typst(self) -> str:
        """The formula as Typst mathematics."""
        return typst.formula(self.expression)


def shown(place: Sequence[Quantity]) -> str:
    """A place as messages name it."""
    return f"({', '.join(f'{float(each):.10g}' for each in place)})"
