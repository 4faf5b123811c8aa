"""The expansions that show a Taylor series at its best, at its limit, and in the wrong.

Each function has a part to play and is refused if it cannot play it, so whoever shows it cannot
say of it what is not so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, cos, factorial, log10, pi, sin

from sympy import Abs, Expr, Rational, Symbol

from mathcore import singularities, taylor
from mathcore.envelopes import Envelope, envelope, good_ends
from mathcore.errors import ErrorCurve
from mathcore.fields import Field
from mathcore.functions import Function
from mathcore.quantity import Point, Quantity, compose, exact
from mathcore.singularities import Radius
from mathcore.taylor import Expansion, Outcome
from mathcore.windows import Range, Window

_CORNERS = 400  # of a circle: chords within a hundredth of a pixel on any screen
_PLACES = 16
_SEEN = 0.1  # of the window: the least height that is plain to see
_FEWEST = 3  # terms beyond the parabola, or the pattern cannot be seen


@dataclass(frozen=True, slots=True)
class Faithful:
    """A function that its polynomials follow, in a window where every error is bounded.

    `orders` are 2 and every higher order whose term does not vanish.
    """

    expansion: Expansion
    window: Window
    orders: tuple[int, ...]

    @property
    def curves(self) -> tuple[ErrorCurve, ...]:
        """The error of each order on a scale of powers of ten."""
        return tuple(ErrorCurve(self.expansion, n) for n in self.orders)

    @property
    def envelopes(self) -> tuple[Envelope, ...]:
        """Lagrange's bound of each order."""
        return tuple(envelope(self.expansion, n, self.window.x) for n in self.orders)

    @property
    def places(self) -> tuple[float, ...]:
        """Even places all over the window, its ends among them."""
        low, high = (exact(each).meaning.expression for each in self.window.x)
        return tuple(float(low + (high - low) * k / _PLACES) for k in range(_PLACES + 1))

    @property
    def ceiling(self) -> float:
        """The first whole power of ten above all bounds in the window."""
        return float(ceil(max(log10(each.bound.value) for each in self.envelopes)))

    def ends(self, order: int, level: float) -> tuple[Quantity, Quantity]:
        """Where in the window the error is at most 10^level."""
        return good_ends(self.expansion, order, power_of_ten(level), self.window.x)


@dataclass(frozen=True, slots=True)
class Limited:
    """A function whose series converges only near its centre."""

    expansion: Expansion
    radius: Radius
    distance: Quantity

    @property
    def orders(self) -> tuple[int, ...]:
        """Every order above 0 whose term does not vanish."""
        return tuple(each.order for each in self.expansion.gains if each.order > 0)

    @property
    def edges(self) -> tuple[Quantity, Quantity]:
        """Where on the axis the series stops converging."""
        a, r = self.expansion.at, self.distance
        return compose(a - r, lambda x, d: x - d, a, r), compose(a + r, lambda x, d: x + d, a, r)

    @property
    def disc(self) -> tuple[Field, float, tuple[tuple[float, float], ...]]:
        """The circle of convergence in the complex plane: a field, its level, points on it."""
        x, y = Symbol("x", real=True), Symbol("y", real=True)
        a, r = float(self.expansion.at), float(self.distance)
        turns = (2 * pi * k / _CORNERS for k in range(_CORNERS))
        points = tuple((a + r * cos(t), r * sin(t)) for t in turns)
        return Field((x - exact(a).meaning.expression) ** 2 + y**2, (x, y)), r * r, points

    @property
    def disc_view(self) -> Window:
        """A window of the complex plane with room around the circle."""
        a, r = float(self.expansion.at), float(self.distance)
        return Window((a - 1.9 * r, a + 1.9 * r), (-1.35 * r, 1.35 * r))


def number(text: str) -> Quantity:
    """The number that a formula without a variable stands for, such as ``"pi/4"``."""
    return Function.parse(text).value(0.0)


def power_of_ten(level: float) -> Quantity:
    """10^level."""
    return compose(10.0**level, lambda e: 10**e, level)


def size(of: Quantity) -> Quantity:
    """|of|."""
    return compose(abs(of), Abs, of)


def whole(value: int) -> Quantity:
    """A whole number, such as an order."""
    return exact(float(value))


def stands_for(text: str, expansion: Expansion, k: int, derivative: bool) -> bool:
    """Whether a decimal is the size of a coefficient, or of a derivative, to the last digit."""
    size = abs(expansion.exact[k]) * (factorial(k) if derivative else 1)
    return bool(Rational(text) == size)


def missing(expansion: Expansion, order: int) -> Quantity:
    """How many of the derivatives up to `order` are 0."""
    return whole(sum(each.vanishes for each in expansion.terms[: order + 1]))


def gap(expansion: Expansion, order: int, x: float) -> tuple[Point, Point]:
    """The points of the graph and of the polynomial at `x`."""
    return expansion.function.point(x), Point(exact(x), expansion.value(order, x))


def faithful(
    function: str,
    centre: str,
    order: int,
    window: Window,
    probe: float,
    levels: Sequence[float],
) -> Faithful:
    """A function with at least three terms beyond the parabola up to `order`.

    Args:
        function: its formula in x.
        centre: the centre, a formula without a variable.
        order: the highest order to show.
        window: what is seen; every error must be bounded in it.
        probe: a place where the polynomials are to be seen in the window, above the axis of x.
        levels: powers of ten, of tolerances that are to be met.

    Raises:
        ValueError: it is no such function; the message says why.
    """
    expansion = _expand(function, centre, order)
    if expansion.outcome is not Outcome.SMOOTH:
        raise ValueError(f"{function} cannot be shown at its best: {expansion.outcome.value}")
    orders = (2, *(each.order for each in expansion.gains if each.order > 2))
    if len(orders) <= _FEWEST:
        raise ValueError(f"{function} has too few terms beyond the parabola up to {order=}")
    if not window.x[0] < expansion.at < window.x[1]:
        raise ValueError(f"the window must hold the centre, got {window.x} and {centre=}")
    shown = Faithful(expansion, window, orders)
    if probe == expansion.at:
        raise ValueError(f"the probe must not be the centre, got {probe=}")
    places = [point for n in orders for point in gap(expansion, n, probe)]
    if not all(_within(each, window) for each in (expansion.function.point(expansion.at), *places)):
        raise ValueError(f"a polynomial leaves the window at {probe=}")
    for each in shown.envelopes:
        for level in levels:
            shown.ends(each.order, level)
    return shown


def limited(function: str, centre: str, order: int, window: Window, places: Range) -> Limited:
    """A function with a known finite radius of convergence, both edges within the window.

    `places` are one inside and one outside of the interval of convergence, where the errors of the
    polynomials are to be compared.

    Raises:
        ValueError: it is no such function; the message says why.
    """
    expansion = _expand(function, centre, order)
    radius = singularities.radius(expansion.function, expansion.centre)
    if radius.distance is None:
        raise ValueError(f"{function} has no edge to show: {radius.outcome.value}")
    if expansion.outcome is not Outcome.SMOOTH or len(expansion.gains) <= _FEWEST:
        raise ValueError(f"{function} has too few terms up to {order=}")
    shown = Limited(expansion, radius, radius.distance)
    low, high = shown.edges
    if not window.x[0] < low < high < window.x[1]:
        raise ValueError(f"the series converges from {low} to {high}, beyond the window {window.x}")
    inside, outside = places
    if not (low < inside < high and (outside < low or outside > high)):
        raise ValueError(f"one place inside, one outside of {low} to {high} is needed: {places}")
    for place in places:
        expansion.error(0, place)
    return shown


def silent(function: str, centre: str, order: int, window: Window, places: Range) -> Expansion:
    """A function that is not 0, but whose every derivative at the centre is.

    It must differ from 0 at both `places`, at the second so much that it shows in the window.

    Raises:
        ValueError: it is no such function; the message says why.
    """
    expansion = _expand(function, centre, order)
    if expansion.outcome is not Outcome.SILENT or expansion.gains:
        raise ValueError(f"the series of {function} is not all zeros: {expansion.outcome.value}")
    for place in places:
        if place == expansion.at or not expansion.error(order, place):
            raise ValueError(f"{function} must differ from its series at {place!r}")
    if not _within(expansion.function.point(places[1]), window):
        raise ValueError(f"{function} leaves the window at {places[1]!r}")
    if expansion.error(order, places[1]) < _SEEN * (window.y[1] - window.y[0]):
        raise ValueError(f"{function} is too small at {places[1]!r} to be told from its series")
    return expansion


def _within(point: Point, window: Window) -> bool:
    (left, right), (bottom, top) = window.x, window.y
    return left <= point.x <= right and bottom <= point.y <= top


def _expand(function: str, centre: str, order: int) -> Expansion:
    expression: Expr = number(centre).meaning.expression
    return taylor.expand(Function.parse(function), expression, order)
