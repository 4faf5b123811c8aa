"""How fast a walk closes in on its root: errors, correct digits, order and constant.

Newton's method is of order two at a simple root, ``e_next ~ f''(r) / (2 f'(r)) e^2``, and of
order one at a repeated root (Süli & Mayers, *An Introduction to Numerical Analysis*, 2003,
section 1.4). Errors far below the spacing of floats are right too: they come from the walk in
multiprecision.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from mpmath import floor, log, log10, mpf, nint, workdps
from sympy import Abs, Expr, Max, Rational
from sympy import floor as floor_of
from sympy import log as log_of

from mathcore.functions import Function
from mathcore.multiprecision import number
from mathcore.newton_roots import multiprecise
from mathcore.newton_walk import Walk
from mathcore.quantity import Meaning, Point, Quantity, compose, exact


@dataclass(frozen=True, slots=True)
class Convergence:
    """The errors of a walk that converged to `root`.

    `places` are the visits as quantities and `distances` how far each is from the root, to many
    digits; `decade` is the power of ten that the leading digit of the root counts (of the
    farthest visit, if the root is zero).
    """

    function: Function
    root: Quantity
    multiplicity: int | None
    places: tuple[Quantity, ...]
    distances: tuple[mpf, ...]
    decade: Rational

    @property
    def errors(self) -> tuple[Quantity, ...]:
        """``|x_n - r|`` for every visit; exactly zero only where the walk stands on the root."""
        return tuple(
            compose(distance, lambda x, r: Abs(x - r), place, self.root)
            for place, distance in zip(self.places, self.distances, strict=True)
        )

    @property
    def correct_digits(self) -> tuple[Quantity, ...]:
        """``max(0, floor(-log10(e_n / decade)))`` for every visit whose error is not zero.

        That is how many digits after the leading one are right, to within one unit of the last.
        """
        with workdps(30):
            scale = mpf(self.decade.p) / self.decade.q
            return tuple(
                compose(max(0, int(floor(-log10(e / scale)))), self._digits, place, self.root)
                for place, e in zip(self.places, self.distances, strict=True)
                if e
            )

    @property
    def constant(self) -> Quantity:
        """f''(r) / (2 f'(r)): near the root, the next error over the square of this one.

        Raises:
            ValueError: the root is repeated, or the curve is not smooth there.
        """
        if self.multiplicity != 1:
            raise ValueError("the errors are not squared: the root is repeated or not smooth")
        slope, bend = self.function.nth(1, self.root), self.function.nth(2, self.root)
        return compose(bend / (2 * slope), lambda f1, f2: f2 / (2 * f1), slope, bend)

    @property
    def simple(self) -> bool:
        """Whether the curve crosses the axis at the root with a slope that is not zero."""
        return self.multiplicity == 1

    @property
    def power(self) -> Quantity:
        """The order in theory: 2 at a simple root, 1 at a repeated one.

        Raises:
            ValueError: the curve is not smooth at the root.
        """
        if self.multiplicity is None:
            raise ValueError("the curve is not smooth at its root: no theory gives an order there")
        return exact(2.0 if self.multiplicity == 1 else 1.0)

    @property
    def factor(self) -> Quantity:
        """What ``e_{n+1} / e_n^power`` tends to: ``|constant|``, or 1 - 1/m at a repeated root."""
        if self.power > 1:
            constant = self.constant
            return compose(abs(constant), Abs, constant)
        share = Rational(1) - Rational(1, self.multiplicity or 1)
        return Quantity(float(share), Meaning(share))

    def ratios(self, power: int = 2) -> tuple[Quantity, ...]:
        """``e_{n+1} / e_n^power`` for every two successive errors that are not zero.

        They tend to ``|constant|`` for power 2 at a simple root, to 1 - 1/m for power 1 at one of
        multiplicity m.
        """
        return tuple(
            compose(
                b / a**power,
                lambda x, y, r: Abs(y - r) / Abs(x - r) ** power,
                *(self.places[n], self.places[n + 1], self.root),
            )
            for n, (a, b) in enumerate(pairwise(self._nonzero))
        )

    @property
    def order(self) -> Quantity:
        """The order seen in the last three errors, ``log(e''/e') / log(e'/e)``.

        Raises:
            ValueError: fewer than three errors are not zero.
        """
        if len(self._nonzero) < 3:
            raise ValueError(f"an order needs three errors, this walk has {len(self._nonzero)}")
        last = len(self._nonzero)
        a, b, c = self._nonzero[-3:]

        def build(x: Expr, y: Expr, z: Expr, r: Expr) -> Expr:
            logs = [log_of(Abs(each - r)) for each in (x, y, z)]
            return (logs[2] - logs[1]) / (logs[1] - logs[0])

        with workdps(30):
            order = log(c / b) / log(b / a)
        return compose(order, build, *self.places[last - 3 : last], self.root)

    @property
    def log_errors(self) -> tuple[Point, ...]:
        """``(n, log10 e_n)`` for every visit whose error is not zero."""
        logs = self._logs()
        return tuple(Point(exact(n), each) for n, each in enumerate(logs))

    @property
    def log_log(self) -> tuple[Point, ...]:
        """``(log10 e_n, log10 e_{n+1})``: on a line whose slope is the order."""
        return tuple(Point(a, b) for a, b in pairwise(self._logs()))

    def decimals(self, figures: int) -> int:
        """How many decimals write the root to so many significant figures, at least none."""
        return int(max(0, figures - 1 - round(log10(mpf(self.decade.p) / self.decade.q))))

    def trusted(self, text: str, n: int) -> int:
        """How many characters of `text`, the n-th visit as a plain decimal, count as right.

        They end at the leading digit and the `correct_digits` after it, or before, as far as the
        root, cut off or rounded there, reads the same; none as long as there are no correct digits.
        """
        count, enough = int(self.correct_digits[n]), len(text) + 15
        whole = text.find(".") if "." in text else len(text)
        leading = -round(log10(mpf(self.decade.p) / self.decade.q))
        with workdps(enough):
            root = abs(number(self.root, enough)) if count else mpf(0)
            for last in range(min(leading + count, max(0, len(text) - whole - 1)), leading - 1, -1):
                shown, cut = text[: whole + last + (last > 0)], root * mpf(10) ** last
                digits = shown.replace(".", "").lstrip("-") or "0"  # 9 has no tens, 10 has
                if count and int(digits) in (floor(cut), nint(cut)):
                    return len(shown)
        return 0

    def _logs(self) -> list[Quantity]:
        with workdps(30):
            return [
                compose(log10(e), lambda x, r: log_of(Abs(x - r), 10), place, self.root)
                for place, e in zip(self.places, self._nonzero, strict=False)
            ]

    @property
    def _nonzero(self) -> tuple[mpf, ...]:
        """The errors that are not zero: all but perhaps the last, for a walk on a root stays."""
        return tuple(each for each in self.distances if each)

    def _digits(self, place: Expr, root: Expr) -> Expr:
        # Any number from 1 to 10 in place of 3 means the same, but an error of just one decade,
        # as from 1 to 2, would leave the floor undecided at 1.
        return floor_of(log_of(Max(3, self.decade / Abs(place - root))) / log_of(10))


def measured(f: Function, shown: Quantity, places: tuple[Quantity, ...], walk: Walk) -> Convergence:
    """The errors of the converged `walk`, whose root and visits are `shown` and `places`."""
    root, unit = walk.root, walk.decade
    if root is None or unit is None:
        raise ValueError(f"this walk found no root: {walk.outcome.value}")
    with workdps(walk.digits):
        at, scale = multiprecise(root.value), mpf(unit.p) / unit.q
        # A visit on a root that binary cannot hold misses it by rounding alone.
        rounding = scale * mpf(10) ** (-3 * walk.digits // 4) if at else mpf(0)
        distances = tuple(
            mpf(0) if y == 0 or abs(x - at) <= rounding else abs(x - at)
            for x, y in zip(walk.places, walk.heights, strict=True)
        )
    return Convergence(f, shown, root.multiplicity, places, distances, unit)
