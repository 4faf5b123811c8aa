"""What the places of a walk mean, one step after the other.

A step is a map, x_next = m(x), or a system of equations that holds the next place as its only
solution, as the linear equations of Newton's method do. Equal maps that follow one another make
one binding, so that a steady walk of a hundred steps has one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sympy import Dummy, Expr, Rational, Symbol

from mathcore.quantity import Binding, Iterate, Meaning, Quantity, Zero, exact


@dataclass(frozen=True, slots=True, eq=False)
class Moved:
    """The step `variables -> maps`. Only one and the same object repeated counts as equal."""

    variables: tuple[Symbol, ...]
    maps: tuple[Expr, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """The step from `variables` to the one zero of `expressions` for `unknowns` in `box`."""

    variables: tuple[Symbol, ...]
    unknowns: tuple[Symbol, ...]
    expressions: tuple[Expr, ...]
    box: tuple[tuple[Rational, Rational], ...]


Link = Moved | Solved
_State = tuple[tuple[Expr, ...], tuple[Binding, ...]]


class Chain:
    """A start and the steps taken from it; meanings are made only when somebody asks."""

    def __init__(self, start: Sequence[float]) -> None:
        """Begin at `start`, of which floats are the decimals that were written."""
        self._start = tuple(exact(each) for each in start)
        self._links: list[Link] = []
        self._states: dict[int, _State] = {}

    def add(self, link: Link) -> None:
        """Take one more step."""
        self._links.append(link)

    def place(self, values: Sequence[float]) -> tuple[Quantity, ...]:
        """`values`, claimed to be where the steps taken so far lead, or its first coordinates."""
        taken = len(self._links)
        if not taken:
            return self._start[: len(values)]
        return tuple(Quantity(value, self._meaning(taken, i)) for i, value in enumerate(values))

    def _meaning(self, taken: int, index: int) -> Callable[[], Meaning]:
        def meaning() -> Meaning:
            expressions, bindings = self._state(taken)
            return Meaning(expressions[index], bindings)

        return meaning

    def _state(self, taken: int) -> _State:
        """Where so many steps lead; each state is kept, so that all meanings share its symbols."""
        if 0 not in self._states:
            meanings = [each.meaning for each in self._start]
            before = dict.fromkeys(binding for each in meanings for binding in each.bindings)
            self._states[0] = tuple(each.expression for each in meanings), tuple(before)
        here = 0
        while here < taken:
            link, there = self._links[here], here + 1
            while there < taken and self._links[there] is link:
                there += 1
            if there not in self._states:
                self._states[there] = _extended(self._states[here], link, there - here)
            here = there
        return self._states[taken]


def _extended(state: _State, link: Link, steps: int) -> _State:
    here, bindings = state
    if isinstance(link, Moved):
        symbols = tuple(Dummy(str(each), real=True) for each in link.variables)
        moved = Iterate(symbols, link.variables, link.maps, here, steps)
        return symbols, (*bindings, moved)
    symbols = tuple(Dummy(str(each), real=True) for each in link.unknowns)
    named = dict(zip((*link.variables, *link.unknowns), (*here, *symbols), strict=True))
    held = tuple(each.xreplace(named) for each in link.expressions)
    return symbols, (*bindings, Zero(symbols, held, link.box))
