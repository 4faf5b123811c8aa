"""What is shown of a fit: lines drawn by hand, squares on their misses, windows that hold them.

Lines are told by how far their ends lie off the best line, in shares of the height of the data,
so that the same shares suit any data. A square stays a square where x and y are measured in
quite different units: one unit of y is drawn as long as `unit` units of x.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from math import atan2, floor, log10, pi, sqrt

from mathcore import chi_squared, line_fit, windows
from mathcore.chi_squared import Bowl
from mathcore.data import DataSet
from mathcore.ellipses import Ellipse
from mathcore.fit_digits import FitDigits, decimals
from mathcore.line_fit import LineFit, Outcome
from mathcore.quantity import Point, Quantity, compose, exact
from mathcore.residuals import Residuals
from mathcore.trial_line import Miss, Side, TrialLine
from mathcore.windows import Window

_OVERHANG = 0.05  # of the width of the data, by which a line reaches beyond them on each side
_EQUAL = (0.8, 3.2)  # units of x in a unit of y between which both are drawn equally long
_SHAPE = 1.7  # width over height of the data where they are not
_ROUND = 100  # points of a ring by which windows are measured
MOST_POINTS = 40


Shares = tuple[float, float]


@dataclass(frozen=True)
class FitView:
    """Data with one best line, and lines drawn by hand before the best is known.

    `by_hand` tells for each of these how far its left and its right end lie above the best
    line, in shares of the height of the data. The bowl is told by `count` rings.
    """

    data: DataSet
    by_hand: tuple[Shares, ...] = ((0.36, -0.16), (0.09, 0.1), (-0.12, 0.25))
    count: int = 4

    def __post_init__(self) -> None:
        """Refuse a fit that cannot be shown.

        Raises:
            ValueError: no line is best, two points only, too many points for squares that can
                be told apart, points so far from x = 0 that the bowl is a needle, a line by
                hand that is too good or too bad, or less than 2 or more than 8 rings.
        """
        count, fit = len(self.data), self.fit
        if fit.outcome is Outcome.VERTICAL:
            raise ValueError(f"x = {float(self.data.x[0])!r} throughout: {fit.outcome.value}")
        if not 3 <= count <= MOST_POINTS:
            raise ValueError(f"a fit is shown with 3 to {MOST_POINTS} points, got {count}")
        sums = self.data.sums
        if sums.x**2 > 400 * sums.spread:
            raise ValueError(
                f"x = {float(self.data.centre.x):.6g} on average, which is more than twenty times "
                "the spread of the points: measure x from a nearer zero"
            )
        if not 2 <= self.count <= 8:
            raise ValueError(f"a bowl is told by two to eight rings, got {self.count}")
        for shares in self.by_hand:
            if not 0.05 <= max(map(abs, shares)) <= 0.6:
                raise ValueError(
                    "the ends of a line drawn by hand must lie off the best line by 0.05 to 0.6 of "
                    f"the height of the points, one of them at least, got {shares}"
                )

    @cached_property
    def fit(self) -> LineFit:
        """The best line."""
        return line_fit.fit(self.data)

    @cached_property
    def residuals(self) -> Residuals:
        """What the best line leaves over."""
        return Residuals(self.fit)

    @cached_property
    def bowl(self) -> Bowl:
        """Chi^2 over all lines."""
        return chi_squared.bowl(self.data)

    @cached_property
    def unit(self) -> float:
        """How many units of x are drawn as long as one of y: 1, or 1, 2 or 5 times 10^k."""
        ratio = self._width / self._height
        if _EQUAL[0] <= ratio <= _EQUAL[1]:
            return 1.0
        decade = floor(log10(ratio / _SHAPE))
        choices = (float(f"{lead}e{decade}") for lead in (1, 2, 5, 10))
        return min(choices, key=lambda each: abs(log10(ratio / each / _SHAPE)))

    @cached_property
    def lines(self) -> tuple[TrialLine, ...]:
        """The lines drawn by hand.

        Their m and c are short decimals with an even last digit: they are shown in full, and
        so is the line half-way between two of them.
        """
        return tuple(self._line(*each) for each in self.by_hand)

    def _line(self, left: float, right: float) -> TrialLine:
        low, high = self._low, self._low + self._width
        first = float(self.fit.line.point(low).y) + left * self._height
        last = float(self.fit.line.point(high).y) + right * self._height
        m = _even((last - first) / self._width, decimals(self._height / self._width))
        middle = (low + high) / 2
        return TrialLine(m, _even((first + last) / 2 - m * middle, decimals(self._height)))

    @cached_property
    def digits(self) -> FitDigits:
        """How many decimals the numbers of this fit deserve."""
        return FitDigits.of(self.data)

    def ends(self, line: TrialLine) -> tuple[Point, Point]:
        """The two ends of a line as it is drawn, a little beyond the first and the last point."""
        beyond = _OVERHANG * self._width
        low, high = self._low - beyond, self._low + self._width + beyond
        digits = decimals(self._width)
        return line.segment(round(low, digits), round(high, digits))

    def square(self, miss: Miss, share: float = 1.0) -> tuple[Point, Point, Point, Point]:
        """The square on a miss, or its upright strip of that share of the width.

        It lies away from a line that slopes as the best one does.
        """
        rising = self.fit.slope >= 0
        side = Side.LEFT if (miss.length >= 0) == rising else Side.RIGHT
        return miss.square(side, self.unit * share)

    @cached_property
    def outer(self) -> Ellipse:
        """The ring of all lines that are as bad as the first one drawn by hand."""
        return self.bowl.through(self.lines[0].m, self.lines[0].c)

    @cached_property
    def rings(self) -> tuple[Ellipse, ...]:
        """The outer ring, and smaller ones inside, evenly spaced."""
        shares = [round(k / self.count, 4) for k in range(self.count - 1, 0, -1)]
        whole = self.outer.excess
        parts = (compose(s**2 * whole, lambda d, s: s**2 * d, whole, s) for s in shares)
        return self.outer, *(Ellipse(self.fit, each) for each in parts)

    def lap(self, ring: Ellipse, share: float) -> TrialLine:
        """The line reached after a share of one turn around a ring.

        On the outer ring the turn begins with the first line by hand.
        """
        start = self.lines[0]
        sums, m, c = self.data.sums, start.m - self.fit.slope, start.c - self.fit.intercept
        lift = c + float(sums.x / sums.n) * m
        begin = atan2(lift * sqrt(sums.n), m * sqrt(sums.spread / sums.n))
        m, c = ring.trace(begin + 2 * pi * share)
        return TrialLine(m, c)

    @cached_property
    def window(self) -> Window:
        """What holds the data, every line that is drawn, and the squares on its misses."""
        ringed = [TrialLine(m, c) for m, c in self.outer.points(_ROUND).tolist()]
        dragged = self.dragged(1.0)
        corners = [*self.data.points, *dragged.data.points, *self.ends(dragged.fit.line)]
        for line in (*self.lines, *ringed):
            corners += self.ends(line)
            for miss in line.misses(self.data):
                corners += self.square(miss)
        return windows.around(corners, 0.01)

    @cached_property
    def lines_window(self) -> Window:
        """The part of the plane of lines that holds the outer ring and the lines by hand."""
        return windows.around([*_places(self.outer), *map(point, self.lines)], 0.07)

    @cached_property
    def shifting_window(self) -> Window:
        """The part of the plane of lines that holds the outer ring, also seen from the centre."""
        centred = chi_squared.bowl(self.data.centred()).contour(self.outer.excess)
        return windows.around([*_places(self.outer), *_places(centred)], 0.07)

    @cached_property
    def sure_window(self) -> Window:
        """The part of the plane of lines that holds what is nearly as good as the best line."""
        if not self.fit.scatter:
            return windows.around([self.bowl.bottom], 0.25)
        return windows.around(self.bowl.contour(self.fit.scatter).extremes, 0.25)

    def origin(self, share: float) -> Point:
        """Where the origin lies that has gone this share of its way to the centre of mass.

        Seen in the data's old coordinates, and no further out than the edge of the window.
        """
        if share == 1:
            return self.data.centre
        x, y = (share * float(each) for each in (self.data.centre.x, self.data.centre.y))
        return Point(_inside(x, self.window.x), _inside(y, self.window.y))

    def dragged(self, share: float) -> FitView:
        """The data with their most decisive point dragged away, by that share of the whole way."""
        way = round(share, 6) * (self.residuals.drag or self._height)
        return replace(self, data=self.data.lifted(self.residuals.lever, way))

    @property
    def _low(self) -> float:
        return float(min(self.data.x))

    @property
    def _width(self) -> float:
        return self.digits.width

    @property
    def _height(self) -> float:
        return self.digits.height


def point(line: TrialLine) -> Point:
    """The line as a point of the plane of all lines."""
    return Point(exact(line.m), exact(line.c))


def _places(ring: Ellipse) -> list[Point]:
    return [Point(exact(m), exact(c)) for m, c in ring.points(_ROUND).tolist()]


def _inside(value: float, edge: tuple[float, float]) -> Quantity:
    return exact(min(max(value, edge[0]), edge[1]))


def _even(number: float, digits: int) -> float:
    return 2 * round(number / 2, digits)
