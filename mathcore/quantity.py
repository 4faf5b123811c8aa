"""A number that knows what it means, so that what is shown of it can be proved.

A `Quantity` is a float to whoever draws with it, and carries its *meaning*: the exact
expression whose value it is. Arithmetic on a quantity gives a plain float without a meaning,
which no lecture can claim: whoever wants another number asks mathcore for it.

A meaning is a SymPy expression whose unknowns are pinned down by *bindings*: this one is the
zero of that equation in this box, that one the fifth iterate of this map. Derivatives may
stand unevaluated; `mathcore.proof` evaluates them by interval power series, and so shares no
code with the methods whose results it checks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from math import isfinite
from typing import SupportsFloat

from sympy import Dummy, Expr, Rational, Symbol
from sympy.logic.boolalg import Boolean


@dataclass(frozen=True, slots=True)
class Zero:
    """`symbols` are the one common zero of `expressions` in `box`, a pair of rationals each."""

    symbols: tuple[Symbol, ...]
    expressions: tuple[Expr, ...]
    box: tuple[tuple[Rational, Rational], ...]


@dataclass(frozen=True, slots=True)
class Iterate:
    """`symbols` are where `start` lies after `steps` times `variables -> maps`."""

    symbols: tuple[Symbol, ...]
    variables: tuple[Symbol, ...]
    maps: tuple[Expr, ...]
    start: tuple[Expr, ...]
    steps: int


@dataclass(frozen=True, slots=True)
class FirstStep:
    """`symbol` is the least n >= 0 at which `until` holds for the n-th iterate.

    `until` is a strict or weak inequality in `variables`; it is proved false before n, true at n.
    """

    symbol: Symbol
    variables: tuple[Symbol, ...]
    maps: tuple[Expr, ...]
    start: tuple[Expr, ...]
    until: Boolean


@dataclass(frozen=True, slots=True)
class Greatest:
    """`symbol` is the greatest value of `of` while `over` runs through [low, high]."""

    symbol: Symbol
    of: Expr
    over: Symbol
    low: Expr
    high: Expr


Binding = Zero | Iterate | FirstStep | Greatest


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a number is: `expression`, its unknowns bound, in order, by `bindings`."""

    expression: Expr
    bindings: tuple[Binding, ...] = ()


class Quantity(float):
    """A float with its meaning, which is worked out only when somebody asks for it."""

    __slots__ = ("_meaning",)
    _meaning: Meaning | Callable[[], Meaning]

    def __new__(cls, value: SupportsFloat, meaning: Meaning | Callable[[], Meaning]) -> Quantity:
        """Pair `value` with its `meaning`, or with a function that will give it."""
        quantity = super().__new__(cls, float(value))
        quantity._meaning = meaning
        return quantity

    @property
    def meaning(self) -> Meaning:
        """The exact expression that this number is the value of."""
        if not isinstance(self._meaning, Meaning):
            self._meaning = self._meaning()
        return self._meaning

    def __reduce__(self) -> tuple[type[Quantity], tuple[float, Meaning]]:
        """Pickle and copy with the meaning."""
        return Quantity, (float(self), self.meaning)


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the plane, in the units of the axes it is drawn on."""

    x: Quantity
    y: Quantity


def exact(number: float) -> Quantity:
    """The decimal that was written, taken exactly: 0.1 is one tenth. A quantity stays itself.

    Raises:
        ValueError: `number` is not finite.
    """
    if isinstance(number, Quantity):
        return number
    if not isfinite(number):
        raise ValueError(f"a number to be shown must be finite, got {number!r}")
    return Quantity(number, lambda: Meaning(Rational(repr(float(number)))))


def compose(value: SupportsFloat, build: Callable[..., Expr], *parts: float) -> Quantity:
    """A quantity made of others: `build` gets their expressions and returns the new expression.

    >>> double = compose(3.0, lambda a: 2 * a, exact(1.5))
    >>> double.meaning.expression
    3
    """

    def meaning() -> Meaning:
        meanings = [exact(part).meaning for part in parts]
        bindings = dict.fromkeys(binding for each in meanings for binding in each.bindings)
        return Meaning(build(*(each.expression for each in meanings)), tuple(bindings))

    return Quantity(value, meaning)


def iterate(
    values: Sequence[float],
    variables: tuple[Symbol, ...],
    maps: tuple[Expr, ...],
    start: Sequence[float],
    steps: int,
) -> tuple[Quantity, ...]:
    """`values`, claimed to be `start` after `steps` times `variables -> maps`, each a quantity."""
    origin = tuple(exact(each) for each in start)
    symbols = tuple(Dummy(str(variable)) for variable in variables)

    def build(symbol: Symbol) -> Callable[[], Meaning]:
        def meaning() -> Meaning:
            starts = [each.meaning for each in origin]
            before = dict.fromkeys(binding for each in starts for binding in each.bindings)
            begun = tuple(each.expression for each in starts)
            return Meaning(symbol, (*before, Iterate(symbols, variables, maps, begun, steps)))

        return meaning

    return tuple(Quantity(value, build(s)) for value, s in zip(values, symbols, strict=True))


def zero(
    values: Sequence[float],
    variables: tuple[Symbol, ...],
    expressions: tuple[Expr, ...] | Callable[[], tuple[Expr, ...]],
    box: tuple[tuple[Rational, Rational], ...],
) -> tuple[Quantity, ...]:
    """`values`, claimed to be the only common zero of `expressions` in `box`, each a quantity.

    A function that gives the expressions is not called before a meaning is asked for.
    """
    symbols = tuple(Dummy(str(variable)) for variable in variables)

    @cache
    def bound() -> tuple[Binding, ...]:
        meets = expressions() if callable(expressions) else expressions
        named = dict(zip(variables, symbols, strict=True))
        return (Zero(symbols, tuple(each.xreplace(named) for each in meets), box),)

    def build(symbol: Symbol) -> Callable[[], Meaning]:
        return lambda: Meaning(symbol, bound())

    return tuple(Quantity(value, build(s)) for value, s in zip(values, symbols, strict=True))
