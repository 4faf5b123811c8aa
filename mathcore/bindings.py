"""Certain values for bound symbols: zeros, iterates, first steps and greatest values.

Each binding of a meaning is evaluated from its definition alone, so that an error in the
method that found the number shows. Iterates and first steps are evaluated step by step; for
zeros see `mathcore.zeros`, for the greatest value `mathcore.greatest`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from flint import arb
from sympy import Symbol

from mathcore import balls
from mathcore.balls import head
from mathcore.conditions import condition
from mathcore.greatest import greatest
from mathcore.interval import compiled
from mathcore.quantity import Binding, FirstStep, Greatest, Iterate, Meaning, Zero
from mathcore.zeros import UnprovedError, common_zero, single_zero

_MOST_STEPS = 100_000


Values = dict[Symbol, arb]


def evaluate(meaning: Meaning, bits: int) -> arb:
    """A ball that contains the value of `meaning`, worked out with `bits` of precision.

    Raises:
        UnprovedError: a binding does not hold, for instance a box that holds no zero.
        ValueError: the meaning has a symbol without a binding, or an unknown function.
    """
    with balls.working(bits):
        known = values(meaning.bindings, bits)
        loose = meaning.expression.free_symbols - known.keys()
        if loose:
            raise ValueError(f"nothing says what {loose.pop()} is in {meaning.expression}")
        return head(compiled(meaning.expression)(known))


@lru_cache(maxsize=1024)
def _settled(bindings: tuple[Binding, ...], bits: int) -> tuple[tuple[Symbol, arb], ...]:
    if not bindings:
        return ()
    before = dict(_settled(bindings[:-1], bits))
    with balls.working(bits):
        return (*before.items(), *_bound(bindings[-1], before).items())


def values(bindings: tuple[Binding, ...], bits: int) -> Values:
    """The enclosures of all symbols that `bindings` bind, each worked out once a precision."""
    return dict(_settled(bindings, bits)) if bindings else {}


def _bound(binding: Binding, known: Values) -> Values:
    match binding:
        case Zero() if len(binding.symbols) == 1:
            return {binding.symbols[0]: single_zero(binding, known)}
        case Zero():
            return dict(zip(binding.symbols, common_zero(binding, known), strict=True))
        case Iterate():
            walk = _Walk(binding, known)
            for _ in range(binding.steps):
                walk.step()
            return dict(zip(binding.symbols, walk.place, strict=True))
        case FirstStep():
            return {binding.symbol: _first_step(binding, known)}
        case _:
            return {binding.symbol: _greatest(binding, known)}


class _Walk:
    """A point and the map that moves it on; `place` holds its coordinates."""

    def __init__(self, binding: Iterate | FirstStep, known: Mapping[Symbol, arb]) -> None:
        self.known, self.variables = known, binding.variables
        self.place = [compiled(each)(known) for each in binding.start]
        self._maps = [compiled(each) for each in binding.maps]

    @property
    def env(self) -> Values:
        return {**self.known, **dict(zip(self.variables, self.place, strict=True))}

    def step(self) -> None:
        env = self.env
        self.place = [each(env) for each in self._maps]


def _first_step(binding: FirstStep, known: Values) -> arb:
    holds, walk = condition(binding.until, compiled), _Walk(binding, known)
    for n in range(_MOST_STEPS):
        truth = holds(walk.env)
        if truth is None:
            raise UnprovedError(f"whether {binding.until} holds at step {n} is undecided")
        if truth:
            return arb(n)
        walk.step()
    raise UnprovedError(f"{binding.until} does not come true within {_MOST_STEPS} steps")


def _greatest(binding: Greatest, known: Values) -> arb:
    low, high = (head(compiled(end)(known)) for end in (binding.low, binding.high))
    found = greatest(compiled(binding.of, hull=True), binding.over, low, high, known)
    if found is None:
        raise UnprovedError(
            f"the greatest value of {binding.of} could not be enclosed closely enough"
        )
    return found
