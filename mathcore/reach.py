"""How far from its centre a Taylor polynomial is good enough.

From the centre outwards, step by step: on each step the error, f - p_n, is enclosed, directly
and by Lagrange's form ``f^(n+1)(t) (x - a)^(n+1) / (n+1)!``, t between a and x. A step on
which it stays below the tolerance is passed; one on which it is monotone is decided by its far
end; any other is halved. So the first crossing is found, not just some crossing (Moore,
Kearfott & Cloud, *Introduction to Interval Analysis*, 2009, chapter 8).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from flint import arb
from sympy import Expr, Rational

from mathcore.balls import working
from mathcore.functions import Function
from mathcore.jets import Jets
from mathcore.quantity import Quantity, exact, zero
from mathcore.remainders import jets_of
from mathcore.taylor import Expansion, Outcome, expand

_BITS = 256
_GROWTH = 1.25
_STEPS = 40
_HALVINGS = 40
_MOST_PIECES = 4000
_NARROW = 2.0**-40


class End(Enum):
    """Why the good interval ends on one side."""

    CROSSES = "from here on the error is greater than we want"
    WITHIN = "the error stays small enough as far as we looked"
    EDGE = "the function ends before its error is too great"
    UNDECIDED = "where the error first becomes too great is not decided"


@dataclass(frozen=True, slots=True)
class Side:
    """One end of the good interval; `x` is None unless the error crosses the tolerance there."""

    x: Quantity | None
    outcome: End


@dataclass(frozen=True, slots=True)
class Reach:
    """The interval about the centre on which ``|f - p_n| <= tolerance``."""

    left: Side
    right: Side

    @property
    def low(self) -> Quantity:
        """Its left end; a ValueError when the error never crosses the tolerance there."""
        return _crossing(self.left)

    @property
    def high(self) -> Quantity:
        """Its right end; a ValueError when the error never crosses the tolerance there."""
        return _crossing(self.right)


def good_interval(expansion: Expansion, order: int, tolerance: float) -> Reach:
    """Where the polynomial of order `order` is within `tolerance` of its function.

    Looks as far as 6000 times the distance at which the first term left out reaches the tolerance.

    Raises:
        ValueError: `tolerance` is not positive.
    """
    if not tolerance > 0:
        raise ValueError(f"the tolerance must be positive, got {tolerance=}")
    gap, jets, function = _prepared(expansion, order)
    if jets is None:
        return Reach(Side(None, End.WITHIN), Side(None, End.WITHIN))
    first = _first_step(expansion, order, float(tolerance))
    sides: list[Side] = []
    for way in (-1, 1):
        search = _Search(jets, function, order, float(expansion.at), float(tolerance), way)
        found = search.run(first)
        if found is End.EDGE and expansion.outcome is Outcome.SILENT:
            found = End.UNDECIDED  # the flat part cannot be enclosed next to the centre
        sides.append(_side(gap, exact(tolerance), found))
    return Reach(*sides)


@lru_cache(maxsize=64)
def _prepared(expansion: Expansion, order: int) -> tuple[Function, Jets | None, Jets]:
    """The error and its enclosures, None where there is no error; and those of the function.

    Kept, because an error that slides down is asked for at every picture.
    """
    gap, function = expansion.difference(order), jets_of(expansion)
    if gap.expression.expand() == 0:
        return gap, None, function
    return gap, Jets(gap.expression, gap.variable, gap.hole), function


Bracket = tuple[float, float, int]


@dataclass(slots=True)
class _Search:
    """The search on one side (`way` = 1 or -1); distances from the centre grow."""

    gap: Jets
    function: Jets
    order: int
    centre: float
    tolerance: float
    way: int
    pieces: int = 0

    def run(self, step: float) -> Bracket | End:
        """A narrow bracket of the first crossing and the error's sign, or why there is none."""
        near, far = 0.0, step / 2
        with working(_BITS, 1):
            for _ in range(_STEPS):
                found = self._within(near, far, _HALVINGS)
                if found is not None:
                    return found
                near, far = far, far * _GROWTH
        return End.WITHIN

    def _place(self, distance: float) -> arb:
        return arb(self.centre + self.way * distance)

    def _within(self, near: float, far: float, halvings: int) -> Bracket | End | None:
        self.pieces += 1
        if self.pieces > _MOST_PIECES:
            return End.UNDECIDED
        height, slope = self._enclosed(near, far)
        if abs(height) < self.tolerance:
            return None
        if slope > 0 or slope < 0:
            return self._monotone(near, far)
        if halvings == 0:
            return End.EDGE if not height.is_finite() else End.UNDECIDED
        middle = (near + far) / 2
        return self._within(near, middle, halvings - 1) or self._within(middle, far, halvings - 1)

    def _enclosed(self, near: float, far: float) -> tuple[arb, arb]:
        """The error and its slope on a piece, by their second-order forms."""
        wide = self._place(near).union(self._place(far))
        value, slope, bend = self.gap.over(wide, 2)
        middle = self._place((near + far) / 2)
        here, rate = self.gap.over(middle, 1)
        off, reach = wide - middle, wide - self._place(0.0)
        formed = here + rate * off + bend * off * off
        tilted = rate + 2 * bend * off
        n = self.order + 1
        left_out = self.function.over(self._place(0.0).union(self._place(far)), n)[n]
        value = _narrower(_narrower(value, formed), left_out * reach**n)
        return value, _narrower(_narrower(slope, tilted), n * left_out * reach ** (n - 1))

    def _monotone(self, near: float, far: float) -> Bracket | None:
        end = self.gap.over(self._place(far), 0)[0]
        if abs(end) < self.tolerance:
            return None
        while far - near > _NARROW * far:
            middle = (near + far) / 2
            if abs(self.gap.over(self._place(middle), 0)[0]) < self.tolerance:
                near = middle
            else:
                far = middle
        ends = sorted(self.centre + self.way * each for each in (near, far))
        return ends[0], ends[1], 1 if end > 0 else -1


def _narrower(one: arb, other: arb) -> arb:
    return other if other.is_finite() and not other.rad() > one.rad() else one


def _side(gap: Function, tolerance: Quantity, found: Bracket | End) -> Side:
    if isinstance(found, End):
        return Side(None, found)
    low, high, sign = found

    def meets() -> tuple[Expr, ...]:
        return (gap.expression - sign * tolerance.meaning.expression,)

    box = ((Rational(low), Rational(high)),)
    return Side(zero(((low + high) / 2,), (gap.variable,), meets, box)[0], End.CROSSES)


def _crossing(side: Side) -> Quantity:
    if side.x is None:
        raise ValueError(f"the good interval has no end here: {side.outcome.value}")
    return side.x


def _first_step(expansion: Expansion, order: int, tolerance: float) -> float:
    """Where the first term left out reaches the tolerance; 1 when there is no such term near."""
    further = _further(expansion.function, expansion.centre, order + 6)
    for k in range(order + 1, further.order + 1):
        if further.exact[k] != 0:
            return float((tolerance / abs(further.coefficients[k])) ** (1 / k))
    return 1.0


_further = lru_cache(maxsize=64)(expand)
