"""What is shown of a fit: lines drawn by hand, squares on their misses, windows that hold them.

Lines are told by how far their ends lie off the best line, in shares of the height of the data,
so that the same shares suit any data. A square stays a square where x and y are measured in
quite different units: one unit of y is drawn as long as `unit` units of x.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import atan2, floor, log10, pi, sqrt

from mathcore import chi_squared, line_fit, windows
from mathcore.chi_squared import Bowl
from mathcore.data import DataSet
from mathcore.ellipses import Ellipse
from mathcore.line_fit import LineFit, Outcome
from mathcore.quantity import Point, Quantity, compose, exact
from mathcore.residuals import Residuals
from mathcore.trial_line import Miss, Side, TrialLine
from mathcore.windows import Window

_OVERHANG = 0.05  # of the width of the data, by which a line reaches beyond them on each side
_FINENESS = 100  # steps of the shown m and c over what turns or lifts a line by the data's height
_EQUAL = (0.8, 3.2)  # units of x in a unit of y between which both are drawn equally long
_SHAPE = 1.7  # width over height of the data where they are not
_ROUND = 100  # points of a ring by which windows are measured
MOST_POINTS = 40


@dataclass(frozen=True)
class FitView:
    """Data with one best line, and what is drawn of them."""

    data: DataSet

    def __post_init__(self) -> None:
        """Refuse data whose fit cannot be shown.

        Raises:
            ValueError: no line is best, two points only, too many points for squares that can
                be told apart, or points so far from x = 0 that the bowl is a needle.
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

    @cached_property
    def fit(self) -> LineFit:
        """The best line."""
        return line_fit.fit(self.data)

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

    def line(self, left: float, right: float) -> TrialLine:
        """A line whose ends lie off the best one by shares of the data's height, upwards.

        Its m and c are short decimals with an even last digit: they are shown in full, and
        so is the line half-way between two of them.
        """
        low, high = self._low, self._low + self._width
        first = float(self.fit.line.point(low).y) + left * self._height
        last = float(self.fit.line.point(high).y) + right * self._height
        m = _even((last - first) / self._width, _decimals(self._height / self._width))
        middle = (low + high) / 2
        return TrialLine(m, _even((first + last) / 2 - m * middle, _decimals(self._height)))

    @property
    def m_digits(self) -> int:
        """Decimals to show of a slope."""
        return max(0, _decimals(self._height / self._width))

    @property
    def c_digits(self) -> int:
        """Decimals to show of an intercept, or of a height."""
        return max(0, _decimals(self._height))

    @property
    def chi_digits(self) -> int:
        """Decimals to show of chi^2."""
        return max(0, _decimals(self._height**2 / 10))

    @property
    def slope_digits(self) -> tuple[int, int]:
        """Decimals to show of the slopes of chi^2 along m and along c."""
        steep = self._height * len(self.data)
        reach = max(abs(self._low), abs(self._low + self._width))
        return max(0, _decimals(steep * reach / 10)), max(0, _decimals(steep / 10))

    def ends(self, line: TrialLine) -> tuple[Point, Point]:
        """The two ends of a line as it is drawn, a little beyond the first and the last point."""
        beyond = _OVERHANG * self._width
        low, high = self._low - beyond, self._low + self._width + beyond
        digits = _decimals(self._width)
        return line.segment(round(low, digits), round(high, digits))

    def square(self, miss: Miss, share: float = 1.0) -> tuple[Point, Point, Point, Point]:
        """The square on a miss, or its upright strip of that share of the width.

        It lies away from a line that slopes as the best one does.
        """
        rising = self.fit.slope >= 0
        side = Side.LEFT if (miss.length >= 0) == rising else Side.RIGHT
        return miss.square(side, self.unit * share)

    def ring(self, line: TrialLine, share: float = 1.0) -> Ellipse:
        """The lines as bad as `line`, or those on a ring smaller by `share`, where chi^2 is less.

        Raises:
            ValueError: `line` is the best one.
        """
        whole = self.bowl.through(line.m, line.c)
        if share == 1.0:
            return whole
        part = compose(share**2 * whole.excess, lambda d, s: s**2 * d, whole.excess, share)
        return Ellipse(self.fit, part)

    def lap(self, ring: Ellipse, share: float, start: TrialLine | None = None) -> TrialLine:
        """The line reached after a share of one turn around a ring, from `start` on it.

        Without a start, the turn begins with the steepest line.
        """
        begin = 0.0
        if start is not None:
            sums, m, c = self.data.sums, start.m - self.fit.slope, start.c - self.fit.intercept
            lift = c + float(sums.x / sums.n) * m
            begin = atan2(lift * sqrt(sums.n), m * sqrt(sums.spread / sums.n))
        m, c = ring.trace(begin + 2 * pi * share)
        return TrialLine(m, c)

    def window(self, *lines: TrialLine, around: Ellipse) -> Window:
        """The data, these lines with their squares, and those of every line of a ring."""
        ringed = [TrialLine(m, c) for m, c in around.points(_ROUND).tolist()]
        corners: list[Point] = list(self.data.points)
        for line in (*lines, *ringed):
            corners += self.ends(line)
            for miss in line.misses(self.data):
                corners += self.square(miss)
        return windows.around(corners, 0.01)

    def lines_window(self, *lines: TrialLine, around: Ellipse) -> Window:
        """The part of the plane of lines that holds a ring and these lines."""
        return windows.around([*_places(around), *(point(line) for line in lines)], 0.07)

    def shifting_window(self, ring: Ellipse) -> Window:
        """The part of the plane of lines that holds a ring, also as seen from the centre."""
        centred = chi_squared.bowl(self.data.centred()).contour(ring.excess)
        return windows.around([*_places(ring), *_places(centred)], 0.07)

    @cached_property
    def sure_window(self) -> Window:
        """The part of the plane of lines that holds what is nearly as good as the best line."""
        if not self.fit.scatter:
            return windows.around([self.bowl.bottom], 0.25)
        return windows.around(self.bowl.contour(self.fit.scatter).extremes, 0.25)

    def origin(self, share: float, within: Window) -> Point:
        """Where the origin lies that has gone this share of its way to the centre of mass.

        Seen in the data's old coordinates, and no further out than the edge of a window.
        """
        x, y = (share * float(each) for each in (self.data.centre.x, self.data.centre.y))
        if share == 1:
            return self.data.centre
        return Point(_inside(x, within.x), _inside(y, within.y))

    def dragged(self, share: float) -> FitView:
        """The data with that share of `drag` done."""
        return FitView(self.data.lifted(self.lever, round(share, 6) * self.drag))

    @cached_property
    def lever(self) -> int:
        """The point that has most to say about the slope."""
        shares = Residuals(self.fit).leverages
        return max(range(len(shares)), key=lambda index: float(shares[index]))

    @property
    def drag(self) -> float:
        """How far that point can be moved up or down and stay as high as others are."""
        here, heights = self.data.y[self.lever], self.data.y
        way = (min if here >= self.data.centre.y else max)(map(float, heights)) - here
        return way or self._height

    @property
    def _low(self) -> float:
        return float(min(self.data.x))

    @property
    def _width(self) -> float:
        return float(max(self.data.x)) - self._low

    @property
    def _height(self) -> float:
        return float(max(self.data.y)) - float(min(self.data.y)) or self._width


def point(line: TrialLine) -> Point:
    """The line as a point of the plane of all lines."""
    return Point(exact(line.m), exact(line.c))


def significant(error: float, otherwise: int) -> int:
    """Decimals that show two figures of an error, or `otherwise` where there is none."""
    return max(0, 1 - floor(log10(error))) if error else otherwise


def _places(ring: Ellipse) -> list[Point]:
    return [Point(exact(m), exact(c)) for m, c in ring.points(_ROUND).tolist()]


def _inside(value: float, edge: tuple[float, float]) -> Quantity:
    return exact(min(max(value, edge[0]), edge[1]))


def _even(number: float, digits: int) -> float:
    return 2 * round(number / 2, digits)


def _decimals(size: float) -> int:
    return -floor(log10(size / _FINENESS))
