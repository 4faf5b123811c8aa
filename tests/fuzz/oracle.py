"""What a random formula is worth: read from its tree by mpmath alone, in real numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import mpmath
from mpmath import mpf

from fuzz.grammar import Tree

DIGITS = 90
STEP = mpf(10) ** -22
_LARGEST = mpf(10) ** 290
_POLE = mpf(10) ** (DIGITS - 30)


class NowhereError(ArithmeticError):
    """The formula has no real value there."""


@dataclass(slots=True)
class Reading:
    """One evaluation: how far the numbers on the way went, and how near a jump or corner was.

    `steps` are what the floors and ceilings came to, and `jumps` tells that one jumps right there.
    """

    at: mpf
    greatest: mpf = field(default_factory=lambda: mpf(1))
    least: mpf = field(default_factory=lambda: mpf(1))
    nearest: mpf = field(default_factory=lambda: mpf(1))
    steps: list[mpf] = field(default_factory=list)
    jumps: bool = False

    def value(self, tree: Tree) -> mpf:
        """The value of `tree`.

        Raises:
            NowhereError: it has none.
        """
        kind, *parts = tree
        if kind == "x":
            return self.at
        if kind == "number":
            return mpf(parts[0])
        if kind in ("pi", "e"):
            return +mpmath.pi if kind == "pi" else +mpmath.e
        found = _FUNCTIONS[kind](self, *(parts if kind == "piecewise" else map(self.value, parts)))
        if isinstance(found, mpmath.mpc) or not mpmath.isfinite(found) or abs(found) > _LARGEST:
            raise NowhereError
        if kind == "^" and _moves(parts[1]) and self.value(parts[0]) == 0:
            self.near(mpf(0))  # zero to a moving power: its derivative is a limit
        if found:
            self.greatest = max(self.greatest, abs(found))
            self.least = min(self.least, abs(found))
        return mpf(found)

    @property
    def last(self) -> mpf:
        """What the value may be wrong by."""
        return self.greatest * mpf(10) ** (20 - DIGITS)

    def near(self, gap: mpf) -> None:
        """Take note of a jump or a corner as far off as `gap`."""
        self.nearest = min(self.nearest, abs(gap))


def _moves(tree: Tree) -> bool:
    """Whether there is an x in it."""
    return tree == ("x",) or any(isinstance(part, tuple) and _moves(part) for part in tree)


def read(tree: Tree, at: mpf) -> tuple[mpf, Reading] | None:
    """The value at a place and how it came about, to the digits in force; None if there is none."""
    reading = Reading(at)
    try:
        return reading.value(tree), reading
    except (NowhereError, ZeroDivisionError, ValueError, OverflowError):
        return None


@dataclass(frozen=True, slots=True)
class Slopes:
    """First and second derivative by quotients, with what two steps leave open; or two sides."""

    first: mpf
    second: mpf
    doubt: mpf
    left: mpf
    right: mpf
    stairs: bool = False  # whether a floor or ceiling takes more than one step in this short way

    @property
    def smooth(self) -> bool:
        """Whether the two sides agree as far as quotients can tell."""
        scale = max(abs(self.left), abs(self.right), mpf(10) ** -10)
        return bool(abs(self.left - self.right) < mpf(10) ** -12 * scale)


def slopes(tree: Tree, at: mpf, shorter: int = 1) -> Slopes | None:
    """Quotients at 90 digits with a step of 1e-22 of the place; None at the edge of the domain."""
    h = STEP * max(abs(at), mpf(10) ** -3) / shorter
    heights: list[mpf] = []
    steps: list[list[mpf]] = []
    for k in (-2, -1, 0, 1, 2):
        found = read(tree, at + k * h)
        if found is None:
            return None
        heights.append(found[0])
        steps.append(found[1].steps)
    a, b, here, c, d = heights
    first, second = (c - b) / (2 * h), (b - 2 * here + c) / h**2
    doubt = abs((d - a) / (4 * h) - first) + mpf(10) ** -40 * max(map(abs, heights))
    doubt2 = abs((a - 2 * here + d) / (4 * h**2) - second)
    stairs = any(abs(u - v) > 1 for u, v in zip(steps[0], steps[-1], strict=False))
    return Slopes(first, second, max(doubt, doubt2 * h), (here - b) / h, (c - here) / h, stairs)


def _power(reading: Reading, base: mpf, exponent: mpf) -> mpf:
    if base == 0:
        if exponent < 0:
            raise NowhereError
        if exponent != mpmath.nint(exponent):
            reading.near(base)
        return mpf(exponent == 0)
    if base < 0 and exponent != mpmath.nint(exponent):
        raise NowhereError
    size = abs(exponent * mpmath.log(abs(base))) if base else 0
    if size > 1000:
        raise NowhereError
    return base**exponent


def _stepped(step: Callable[[mpf], mpf]) -> Callable[[Reading, mpf], mpf]:
    def run(reading: Reading, u: mpf) -> mpf:
        if abs(u) > 1e30:  # the digits in force no longer tell where the next step is
            raise NowhereError
        reading.near(u - mpmath.nint(u))
        reading.jumps = reading.jumps or u == mpmath.nint(u)
        reading.steps.append(step(u))
        return reading.steps[-1]

    return run


def _cornered(corner: Callable[[mpf], mpf]) -> Callable[[Reading, mpf], mpf]:
    def run(reading: Reading, u: mpf) -> mpf:
        reading.near(u)
        return corner(u)

    return run


def _chosen(choose: Callable[[mpf, mpf], mpf]) -> Callable[[Reading, mpf, mpf], mpf]:
    def run(reading: Reading, one: mpf, other: mpf) -> mpf:
        reading.near(one - other)
        return choose(one, other)

    return run


def _piecewise(reading: Reading, limit: Tree, left: Tree, right: Tree) -> mpf:
    gap = reading.at - reading.value(limit)
    reading.near(gap)
    return reading.value(left if gap < 0 else right)


def _angle(reading: Reading, y: mpf, x: mpf) -> mpf:
    if abs(x) + abs(y) <= reading.last:  # sin(pi) need not be 0 in any digits
        raise NowhereError
    if x < 0:
        reading.near(y)
    return mpmath.atan2(y, x)


def _exponential(reading: Reading, u: mpf) -> mpf:
    if abs(u) > 1000:
        raise NowhereError
    return mpmath.exp(u)


def _plain(name: str) -> Callable[[Reading, mpf], mpf]:
    run = getattr(mpmath, name)
    return lambda reading, u: run(u)


def _wave(name: str) -> Callable[[Reading, mpf], mpf]:
    run = getattr(mpmath, name)

    def value(reading: Reading, u: mpf) -> mpf:
        if abs(u) > 1e30:  # so many turns that the digits in force no longer tell where it is
            raise NowhereError
        found = run(u)
        if abs(found) > _POLE:  # beside a pole, or at one: the tangent of a rounded pi/2
            raise NowhereError
        # sin(pi) is zero, though it is not so in any digits: its third root would be far too great
        return found if abs(found) > abs(u) * mpf(10) ** (20 - DIGITS) else mpf(0)

    return value


def _edged(name: str, edge: int) -> Callable[[Reading, mpf], mpf]:
    run = getattr(mpmath, name)

    def value(reading: Reading, u: mpf) -> mpf:
        beyond = abs(abs(u) - edge)
        if 0 < beyond < reading.last or (edge and not beyond):
            raise NowhereError  # in the digits in force it cannot be told from the edge
        if not u:  # a root of zero: its derivative may be a limit that no formula gives
            reading.near(u)
        return run(u)

    return value


_HYPERBOLIC = ("sinh", "cosh", "tanh", "coth", "sech", "csch", "erf", "erfc")
_PLAIN = ("atan", "asinh", *_HYPERBOLIC)
_EDGED = {"sqrt": 0, "log": 0, "asin": 1, "acos": 1, "acosh": 1, "atanh": 1}

_FUNCTIONS: dict[str, Callable[..., mpf]] = {
    **{name: _plain(name) for name in _PLAIN},
    **{name: _edged(name, edge) for name, edge in _EDGED.items()},
    **{name: _wave(name) for name in ("sin", "cos", "tan", "cot", "sec", "csc")},
    "exp": _exponential,
    "+": lambda reading, a, b: a + b,
    "-": lambda reading, a, b: a - b,
    "*": lambda reading, a, b: a * b,
    "/": lambda reading, a, b: a / b,
    "^": _power,
    "negative": lambda reading, a: -a,
    "abs": _cornered(abs),
    "sign": _cornered(mpmath.sign),
    "floor": _stepped(mpmath.floor),
    "ceil": _stepped(mpmath.ceil),
    "cbrt": _cornered(lambda u: mpmath.sign(u) * mpmath.cbrt(abs(u))),
    "min": _chosen(min),
    "max": _chosen(max),
    "atan2": _angle,
    "piecewise": _piecewise,
}
