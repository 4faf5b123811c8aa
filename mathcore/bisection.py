"""Bisection: halve an interval in which the sign changes, and keep the half where it still does.

The width after n halvings is ``(high - low) / 2^n``, whatever the function: one binary digit a
step (Süli & Mayers, *An Introduction to Numerical Analysis*, 2003, section 1.6). A change of
sign proves a root only where the function is continuous: at a pole it leads to none.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from math import isfinite

from mpmath import log10, mpf, sign, workdps
from sympy import Dummy, Expr, Le, Rational, log

from mathcore.functions import Function
from mathcore.multiprecision import evaluator, number
from mathcore.quantity import FirstStep, Meaning, Point, Quantity, Zero, compose, exact
from mathcore.windows import Window, around

_DIGITS = 100
_UNSEEN = 100


class Outcome(Enum):
    """Why the halving ended, as a sentence to show."""

    CONVERGED = "the sign changes inside, and the interval is as short as we asked"
    HIT = "the middle is a root"
    NO_SIGN_CHANGE = "the sign is the same at both ends, so nothing says that a root lies between"
    NO_ROOT = "the sign changes, but by a jump: there is no root inside"
    LEFT_DOMAIN = "the function has no value here"


@dataclass(frozen=True, slots=True)
class Bracket:
    """An interval at whose ends the function has opposite signs, and its middle."""

    low: Quantity
    middle: Quantity
    high: Quantity

    @property
    def ends(self) -> tuple[Point, Point]:
        """The two ends, on the axis."""
        return Point(self.low, exact(0.0)), Point(self.high, exact(0.0))

    @property
    def width(self) -> Quantity:
        """How long the interval is."""
        return compose(self.high - self.low, lambda a, b: b - a, self.low, self.high)


@dataclass(frozen=True, slots=True)
class BisectionTrace:
    """Every bracket in order, the first being the one asked about, and why there is no further.

    `limit` is what the brackets close in on, None unless it is a root not hit by a middle.
    """

    function: Function
    tol: Quantity
    brackets: tuple[Bracket, ...]
    outcome: Outcome
    limit: float | None

    @property
    def found(self) -> bool:
        """Whether a root was found."""
        return self.outcome in (Outcome.CONVERGED, Outcome.HIT)

    @property
    def view(self) -> Window:
        """A window on the curve over the first interval and a little beyond."""
        first = self.brackets[0]
        return around(
            [self.function.point(first.low), self.function.point(first.high), *first.ends]
        )

    @property
    def root(self) -> Quantity:
        """The root that is bracketed; a ValueError if none was found.

        It is the middle itself if that was hit, else the one zero in the last bracket.
        """
        last = self.brackets[-1]
        if self.outcome is Outcome.HIT:
            return last.middle
        if self.limit is None:
            raise ValueError(f"this bisection found no root: {self.outcome.value}")
        f = self.function
        symbol = Dummy("root", real=True)
        low, high = last.low.meaning.expression, last.high.meaning.expression
        if not isinstance(low, Rational) or not isinstance(high, Rational):
            raise ValueError("a root is claimed between rational ends only")
        held = Zero((symbol,), (f.expression.xreplace({f.variable: symbol}),), ((low, high),))
        return Quantity(self.limit, Meaning(symbol, (held,)))

    @property
    def steps(self) -> Quantity:
        """How many halvings make the interval at most `tol` wide, or hit the root."""
        count = len(self.brackets) - 1
        if self.outcome is not Outcome.CONVERGED:
            return Quantity(count, Meaning(Rational(count)))
        return self.halvings

    @property
    def halvings(self) -> Quantity:
        """How many halvings make the first interval at most `tol` wide, whatever the function."""
        width, symbol = Dummy("width", positive=True), Dummy("n", integer=True)
        first, tol = self.brackets[0].width.meaning, self.tol.meaning
        until = Le(width, tol.expression)
        halving = FirstStep(symbol, (width,), (width / 2,), (first.expression,), until)
        length, count = Fraction(float(self.brackets[0].width)), 0
        while length > Fraction(float(self.tol)):
            length, count = length / 2, count + 1
        return Quantity(count, Meaning(symbol, (*first.bindings, *tol.bindings, halving)))

    @property
    def log_widths(self) -> tuple[Point, ...]:
        """``(n, log10 of the width)`` after each number n of halvings that were made."""
        with workdps(30):
            logs = [
                compose(log10(mpf(float(width))), lambda w: log(w, 10), width)
                for width in (bracket.width for bracket in self.brackets)
            ]
        return tuple(Point(exact(n), each) for n, each in enumerate(logs))


def bisect(f: Function, low: float, high: float, tol: float) -> BisectionTrace:
    """Halve [low, high] until it is at most `tol` wide, in units of x, or the middle is a root.

    Signs are taken in multiprecision. A height that grows without bound, or stays away from zero,
    while the interval shrinks to nothing tells a jump from a root.

    Raises:
        ValueError: not ``low < high``, both finite, or `tol` is not positive.
    """
    if not (isfinite(low) and isfinite(high) and low < high and tol > 0):
        raise ValueError(
            "low < high must be finite and tol positive, "
            f"got {float(low)=}, {float(high)=} and {float(tol)=}"
        )
    return _Halving(f, exact(low), exact(high), exact(tol)).trace()


class _Halving:
    """One bisection as it goes; places are fractions of the way from `low` to `high`."""

    def __init__(self, f: Function, low: Quantity, high: Quantity, tol: Quantity) -> None:
        self.f, self.low, self.high, self.tol = f, low, high, tol
        self.height = evaluator(f.expression, f.variable)
        self.origin = number(low, _DIGITS)
        with workdps(_DIGITS):
            self.width = number(high, _DIGITS) - self.origin
            self.share = number(tol, _DIGITS) / self.width
        self.brackets: list[Bracket] = []

    def trace(self) -> BisectionTrace:
        """Halve to the end."""
        with workdps(_DIGITS):
            ends = Fraction(0), Fraction(1)
            self._add(*ends)
            left, right = self._value(ends[0]), self._value(ends[1])
            if left is None or right is None:
                return self._ended(Outcome.LEFT_DOMAIN)
            if left == 0 or right == 0:
                self.brackets = []
                self._add(*(ends[:1] * 2 if left == 0 else ends[1:] * 2))
                return self._ended(Outcome.HIT)
            if sign(left) == sign(right):
                return self._ended(Outcome.NO_SIGN_CHANGE)
            return self._narrowed(left, ends)

    def _narrowed(self, left: mpf, ends: tuple[Fraction, Fraction]) -> BisectionTrace:
        """Halve until the bracket is short; then, unseen, on to where a jump shows itself."""
        tallest, unseen = mpf(0), 0
        while unseen < _UNSEEN:
            low, high = ends
            if unseen or mpf((high - low).numerator) / (high - low).denominator <= self.share:
                tallest = tallest or self._tallest(ends)
                unseen += 1
            middle = (low + high) / 2
            y = self._value(middle)
            if unseen and not y:
                break
            if not unseen and y is None:
                return self._ended(Outcome.LEFT_DOMAIN)
            ends = (middle, high) if y and sign(y) == sign(left) else (low, middle)
            if not unseen and y == 0:
                return self._ended(Outcome.HIT)
            if not unseen:
                self._add(*ends)
        if y is None or (y and self._tallest(ends) > tallest * mpf(10) ** -6):
            return self._ended(Outcome.NO_ROOT)
        return self._ended(Outcome.CONVERGED, float(self._at(middle)))

    def _tallest(self, ends: tuple[Fraction, Fraction]) -> mpf:
        heights = [self._value(end) for end in ends]
        return max(abs(each) for each in heights if each is not None)

    def _at(self, share: Fraction) -> mpf:
        return self.origin + self.width * share.numerator / share.denominator

    def _value(self, share: Fraction) -> mpf | None:
        return self.height(self._at(share))

    def _add(self, start: Fraction, stop: Fraction) -> None:
        places = (self._place(share) for share in (start, (start + stop) / 2, stop))
        self.brackets.append(Bracket(*places))

    def _place(self, share: Fraction) -> Quantity:
        part = Rational(share.numerator, share.denominator)

        def build(low: Expr, high: Expr) -> Expr:
            return low + (high - low) * part

        return compose(self._at(share), build, self.low, self.high)

    def _ended(self, outcome: Outcome, limit: float | None = None) -> BisectionTrace:
        return BisectionTrace(self.f, self.tol, tuple(self.brackets), outcome, limit)
