"""Certain values for bound symbols: zeros, iterates, first steps and greatest values.

Each binding of a meaning is evaluated from its definition alone, so that an error in the
method that found the number shows. One zero: a sign change where the slope keeps its sign.
Several unknowns: the Krawczyk operator (Neumaier, *Interval Methods for Systems of
Equations*, 1990, section 5.1). Iterates: repeated evaluation. The greatest value: see
`mathcore.greatest`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from flint import arb, arb_mat, arb_series, ctx
from sympy import Symbol

from mathcore import balls
from mathcore.conditions import condition
from mathcore.greatest import greatest
from mathcore.interval import ball, compiled, derivatives, point
from mathcore.quantity import Binding, FirstStep, Greatest, Iterate, Meaning, Zero

_MOST_STEPS = 100_000


class Unproved(ValueError):
    """The binding is false, or could not be proved; the message is a sentence."""


Values = dict[Symbol, arb]


def evaluate(meaning: Meaning, bits: int) -> arb:
    """A ball that contains the value of `meaning`, worked out with `bits` of precision.

    Raises:
        Unproved: a binding does not hold, for instance a box that holds no zero.
        ValueError: the meaning has a symbol without a binding, or an unknown function.
    """
    with balls.working(bits):
        known = values(meaning.bindings, bits)
        loose = meaning.expression.free_symbols - known.keys()
        if loose:
            raise ValueError(f"nothing says what {loose.pop()} is in {meaning.expression}")
        return compiled(meaning.expression)(known)


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
            return {binding.symbols[0]: _single_zero(binding, known)}
        case Zero():
            return dict(zip(binding.symbols, _common_zero(binding, known), strict=True))
        case Iterate():
            walk = _Walk(binding, known)
            for _ in range(binding.steps):
                walk.step()
            return dict(zip(binding.symbols, walk.place, strict=True))
        case FirstStep():
            return {binding.symbol: _first_step(binding, known)}
        case Greatest():
            return {binding.symbol: _greatest(binding, known)}


def _single_zero(binding: Zero, known: Values) -> arb:
    (symbol,), (expression,), ((low, high),) = binding.symbols, binding.expressions, binding.box
    function = compiled(expression)
    ends = point(low), point(high)

    def slope(at: arb) -> arb:
        with balls.working(ctx.prec, 2):
            return derivatives(function({**known, symbol: arb_series([at, 1])}), 1)[1]

    left, right = (function({**known, symbol: end}) for end in ends)
    for value, end in ((left, ends[0]), (right, ends[1])):
        if value.is_zero() and slope(ball(*ends)) != 0:
            return end
    if left * right > 0:
        raise Unproved(f"the box from {low} to {high} shows no change of sign")
    if not left * right < 0:
        raise Unproved(f"the sign at an end of the box from {low} to {high} is undecided")
    whole = ball(*ends)
    if not slope(whole) != 0:
        whole = _only_one(function, slope, known, symbol, whole, left)
    return _newton(lambda at: function({**known, symbol: at}), slope, whole)


def _only_one(function, slope, known, symbol, whole: arb, left: arb) -> arb:  # type: ignore[no-untyped-def]
    """Cut off, piece by piece, what certainly holds no zero, until the slope keeps its sign."""
    work, left_over = [whole], []
    for _ in range(2000):
        if not work:
            break
        piece = work.pop()
        if function({**known, symbol: piece}) != 0:
            continue
        if slope(piece) != 0:
            left_over.append(piece)
            continue
        middle = piece.mid()
        work += [ball(piece.lower(), middle), ball(middle, piece.upper())]
    if work:
        raise Unproved("it is undecided whether the box holds one zero only")
    hull = left_over[0]
    for piece in left_over[1:]:
        hull = hull.union(piece)
    if not slope(hull) != 0:
        raise Unproved("the box holds more than one zero, or too flat a one")
    return hull


def _newton(function, slope, whole: arb) -> arb:  # type: ignore[no-untyped-def]
    """Interval Newton steps, N(X) = m - f(m) / f'(X), until they gain nothing more."""
    while True:
        middle = whole.mid()
        narrower = middle - function(middle) / slope(whole)
        if not narrower.overlaps(whole):
            raise Unproved("the box holds no zero")
        narrower = narrower.intersection(whole)
        if not narrower.rad() < whole.rad() * 0.9:
            return narrower
        whole = narrower


def _common_zero(binding: Zero, known: Values) -> tuple[arb, ...]:
    """Krawczyk: K(X) = m - Y f(m) + (1 - Y J(X)) (X - m) inside X proves one zero in X."""
    functions = [compiled(each) for each in binding.expressions]
    symbols, n = binding.symbols, len(binding.symbols)
    box = [ball(point(low), point(high)) for low, high in binding.box]

    def value(at: list[arb]) -> arb_mat:
        env = {**known, **dict(zip(symbols, at, strict=True))}
        return arb_mat(n, 1, [each(env) for each in functions])

    def jacobian(at: list[arb]) -> arb_mat:
        rows = []
        with balls.working(ctx.prec, 2):
            for each in functions:
                for i in range(n):
                    env: dict[Symbol, balls.Ball] = {**known, **dict(zip(symbols, at, strict=True))}
                    env[symbols[i]] = arb_series([at[i], 1])
                    rows.append(derivatives(each(env), 1)[1])
        return arb_mat(n, n, rows)

    proved = False
    while True:
        middle = [each.mid() for each in box]
        try:
            inverse = jacobian(middle).inv().mid()
        except ZeroDivisionError:
            raise Unproved("the equations are not independent at the middle of the box") from None
        off = arb_mat(n, 1, [x - m for x, m in zip(box, middle, strict=True)])
        unit = arb_mat(n, n, [int(i == j) for i in range(n) for j in range(n)])
        shift = (unit - inverse * jacobian(box)) * off - inverse * value(middle)
        image = [m + shift[i, 0] for i, m in enumerate(middle)]
        proved = proved or all(x.contains_interior(k) for x, k in zip(box, image, strict=True))
        if not all(k.overlaps(x) for x, k in zip(box, image, strict=True)):
            raise Unproved("the box holds no common zero")
        smaller = [k.intersection(x) for k, x in zip(image, box, strict=True)]
        if not any(s.rad() < x.rad() * 0.9 for s, x in zip(smaller, box, strict=True)):
            if not proved:
                raise Unproved("it is undecided whether the box holds one common zero")
            return tuple(smaller)
        box = smaller


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
            raise Unproved(f"whether {binding.until} holds at step {n} is undecided")
        if truth:
            return arb(n)
        walk.step()
    raise Unproved(f"{binding.until} does not come true within {_MOST_STEPS} steps")


def _greatest(binding: Greatest, known: Values) -> arb:
    low, high = (compiled(end)(known) for end in (binding.low, binding.high))
    found = greatest(compiled(binding.of, hull=True), binding.over, low, high, known)
    if found is None:
        raise Unproved(f"the greatest value of {binding.of} could not be enclosed closely enough")
    return found
