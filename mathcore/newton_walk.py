"""The walk of Newton's method in multiprecision, repeated with more digits until they agree.

Rounding can break a cycle, end a drift or hide a horizontal tangent. So the walk is made with
a hundred digits and again with twice as many: only what both say is believed, else the digits are
doubled once more.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil, log10

from mpmath import mpf, workdps
from sympy import Rational

from mathcore.balls import UndefinedError, working
from mathcore.functions import Function
from mathcore.interval import jet, point
from mathcore.multiprecision import evaluator, fraction, number, smooth
from mathcore.newton_outcomes import Outcome, ending, returned, runs_away
from mathcore.newton_roots import Root, closing_in, decade, landed_on

_FEWEST_DIGITS = 100
_DOUBLINGS = 4
_LARGEST = mpf(2) ** 1023


@dataclass(frozen=True, slots=True)
class Walk:
    """Where the walk stood, how high and how steep the curve was there, and why it ended.

    `landing` is where the last tangent meets the axis, `period` the steps once around a cycle,
    `decade` the power of ten that the leading digit of the root counts.
    """

    digits: int
    places: tuple[mpf, ...]
    heights: tuple[mpf, ...]
    slopes: tuple[mpf | None, ...]
    outcome: Outcome
    landing: mpf | None = None
    period: int | None = None
    root: Root | None = None
    decade: Rational | None = None


def reliable(f: Function, start: float, tol: float, max_steps: int) -> Walk:
    """The walk from `start` with as many digits as it takes.

    If the last two walks still disagree, what they agree on is returned as unfinished.

    Raises:
        ValueError: f has no finite real value at `start`.
    """
    digits = _FEWEST_DIGITS * max(1, ceil(-log10(tol) / 12))
    coarse = _Walker(f, start, tol, digits).walk(max_steps)
    for _ in range(_DOUBLINGS):
        fine = _Walker(f, start, tol, 2 * digits).walk(max_steps)
        common = _common(coarse, fine, digits)
        if common == len(coarse.places) == len(fine.places) and coarse.outcome is fine.outcome:
            believed = _believed(coarse, fine, digits)
            if believed is not None:
                return believed
        coarse, digits = fine, 2 * digits
    return Walk(
        digits,
        fine.places[:common],
        fine.heights[:common],
        fine.slopes[:common],
        Outcome.UNFINISHED,
    )


def _common(coarse: Walk, fine: Walk, digits: int) -> int:
    """How many places the two walks have in common, to half of the coarse one's digits."""
    near = max(map(abs, fine.places)) * mpf(10) ** (-digits // 2)
    pairs = zip(coarse.places, fine.places, strict=False)
    return next(  # a difference is taken of all digits, and then rounded
        (n for n, (a, b) in enumerate(pairs) if abs(a - b) > near),
        min(len(coarse.places), len(fine.places)),
    )


def _believed(coarse: Walk, fine: Walk, digits: int) -> Walk | None:
    """`fine`, unless it ends on a slope that more digits may still show to be zero or not."""
    if fine.outcome is not Outcome.FLAT:
        return fine
    rough, exact = coarse.slopes[-1] or mpf(0), fine.slopes[-1] or mpf(0)
    if abs(exact) <= abs(rough) * mpf(10) ** (-digits // 2):
        return replace(fine, landing=None)
    if abs(fine.landing or 0) > _LARGEST and abs(exact - rough) <= abs(exact) / 10**9:
        return replace(fine, landing=None, outcome=Outcome.ESCAPED)
    return None


class _Walker:
    """One walk with a given number of digits, as it goes."""

    def __init__(self, f: Function, start: float, tol: float, digits: int) -> None:
        self.f, self.start, self.digits = f, start, digits
        self.tol = mpf(repr(float(tol)))
        self.value = evaluator(f.expression, f.variable)
        self.slope = evaluator(f.derivative().expression, f.variable)
        self.smooth = smooth(f.expression)
        self.places: list[mpf] = []
        self.heights: list[mpf] = []
        self.slopes: list[mpf | None] = []
        self.coarse: list[float] = []
        self.farthest = mpf(0)
        self.root: Root | None = None

    def walk(self, max_steps: int) -> Walk:
        """Every visit until an ending is seen or the steps run out."""
        with workdps(self.digits):
            x = number(self.start, self.digits)
            for step in range(max_steps + 1):
                if not self._visit(x):
                    return self._ended(Outcome.LEFT_DOMAIN, landing=x)
                ending_here = self._ending_here() or self._return()
                if ending_here is not None:
                    return ending_here
                x = self.places[-1] - self.heights[-1] / self.slopes[-1]
                arrived = self._arrived(x)
                if arrived is not None:
                    return arrived
                if step and runs_away(self.places):
                    break
            return self._ended(ending(self.places, self.heights, self.value), landing=x)

    def _visit(self, x: mpf) -> bool:
        height = self.value(x)
        if height is None:
            if not self.places:
                raise ValueError(
                    f"{self.f.expression} has no finite real value at the start "
                    f"{self.f.variable} = {float(self.start)!r}"
                )
            return False
        self.places.append(x)
        self.farthest = max(self.farthest, abs(x))
        self.coarse.append(float(x))
        self.heights.append(height)
        self.slopes.append(self._slope(x))
        return True

    def _slope(self, x: mpf) -> mpf | None:
        """The slope, or None at a corner, a jump or a vertical tangent."""
        slope = self.slope(x) or self._cancelled(x)
        if self.smooth or slope is None:
            return slope
        aside = max(abs(x), self._reach()) * mpf(10) ** (-self.digits // 2)
        left, right = self.slope(x - aside), self.slope(x + aside)
        low, high = self.value(x - aside), self.value(x + aside)
        if left is None or right is None or low is None or high is None:
            return None
        least = mpf(10) ** (-self.digits // 5)
        jump = abs(high - low) > least * max(abs(low), abs(high))
        corner = abs(right - left) > least * max(abs(left), abs(right))
        return None if jump or corner else slope

    def _cancelled(self, x: mpf) -> mpf | None:
        """A slope that the formula has not, perhaps by cancelling: 1 - tanh(x)^2 far out.

        It is what the formula says, unless balls are certain that it is not zero.
        """
        slope, there = self.slope(x), fraction(x)
        if slope is None:
            return None
        try:
            with working(4 * self.digits):
                at = point(Rational(there.numerator, there.denominator))
                enclosed = jet(self.f.expression, self.f.variable, at, 1)[1]
        except (ValueError, UndefinedError):  # no interval form is known of something in f
            return slope
        if not enclosed.is_finite() or enclosed.contains(0):
            return slope
        mantissa, exponent = enclosed.mid().man_exp()
        return mpf(int(mantissa)) * mpf(2) ** int(exponent)

    def _reach(self) -> mpf:
        return max(map(abs, self.places[:2])) or mpf(1)

    def _ending_here(self) -> Walk | None:
        """An ending that the last visit alone shows."""
        x, height, slope = self.places[-1], self.heights[-1], self.slopes[-1]
        if height == 0:
            root = self.root or landed_on(self.f, x)
            return self._ended(Outcome.CONVERGED, root=root)
        if slope is None:
            return self._ended(Outcome.NO_TANGENT)
        if slope == 0:
            return self._ended(Outcome.FLAT, landing=None)
        far = abs(height / slope)
        if far > self._reach() * mpf(10) ** (self.digits // 2) or far > _LARGEST:
            return self._ended(Outcome.FLAT, landing=x - height / slope)
        return None

    def _return(self) -> Walk | None:
        same = mpf(10) ** (-3 * self.digits // 5)
        found = returned(self.places, self.coarse, self.tol, same)
        if found is None:
            return None
        x = self.places[-1] - self.heights[-1] / self.slopes[-1]
        return self._ended(found[0], period=found[1], landing=x)

    def _arrived(self, landing: mpf) -> Walk | None:
        """The walk with the visit at `landing`, if the step there is short and a root is near."""
        x = self.places[-1]
        step = landing - x
        if abs(step) > self.tol * max(self.farthest, abs(landing)):
            return None
        if self.root is None:
            before = x - self.places[-2] if len(self.places) > 1 else None
            self.root = closing_in(self.f, x, (step, before), self.digits)
        if self.root is None:
            return None
        unit = self._decade(self.root)
        if abs(step) > self.tol * mpf(unit.p) / unit.q:
            return None
        self._visit(landing)
        return self._ended(Outcome.CONVERGED, root=self.root)

    def _decade(self, root: Root) -> Rational:
        return decade(root.value or fraction(self.farthest))

    def _ended(
        self,
        outcome: Outcome,
        *,
        landing: mpf | None = None,
        period: int | None = None,
        root: Root | None = None,
    ) -> Walk:
        visited = tuple(self.places), tuple(self.heights), tuple(self.slopes)
        unit = self._decade(root) if root else None
        return Walk(self.digits, *visited, outcome, landing, period, root, unit)
