"""Newton's method for one real equation, kept visit by visit so that it can be drawn.

The walk stands at ``(x, f(x))``, follows the tangent down to the axis, and stands there
next: ``x_next = x - f(x) / f'(x)``. Near a simple root every step squares the error,
``e_next ~ f''(r) / (2 f'(r)) e^2`` (Süli & Mayers, *An Introduction to Numerical Analysis*,
2003, section 1.4); near a root of multiplicity m it only takes away one m-th of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from mpmath import mpf
from sympy import Abs, Derivative, Dummy, Expr, Le, Rational, Subs

from mathcore import newton_roots, quantity
from mathcore.functions import Function
from mathcore.lines import Line
from mathcore.newton_convergence import Convergence, measured
from mathcore.newton_outcomes import Outcome
from mathcore.newton_roots import Root
from mathcore.newton_walk import Walk, reliable
from mathcore.quantity import FirstStep, Meaning, Point, Quantity, compose, exact

__all__ = ["NewtonTrace", "Outcome", "Visit", "iterate"]


@dataclass(frozen=True, slots=True)
class Visit:
    """A point of the curve where the walk stood, and the slope of the curve there.

    `slope` is None where there is no single slope; `landing` is where the tangent was followed to,
    None if it never does, or if the walk had arrived.
    """

    x: Quantity
    y: Quantity
    slope: Quantity | None
    landing: Quantity | None

    @property
    def point(self) -> Point:
        """Where the walk stands on the curve."""
        return Point(self.x, self.y)

    @property
    def below(self) -> Point:
        """The point of the axis below (or above) the place where the walk stands."""
        return Point(self.x, exact(0.0))

    @property
    def foot(self) -> Point:
        """Where the tangent meets the axis; a ValueError if it never does."""
        if self.landing is None:
            raise ValueError(f"the tangent at x = {float(self.x)!r} has no foot on the axis")
        return Point(self.landing, exact(0.0))

    def level(self, low: float, high: float) -> tuple[Point, Point]:
        """Ends over [low, high] of the level line at the height x, to show the place as one."""
        return Point(exact(low), self.x), Point(exact(high), self.x)

    @property
    def tangent(self) -> tuple[Point, Point]:
        """The piece of the tangent from the curve to the axis; a ValueError if it has no foot."""
        return self.point, self.foot

    @property
    def line(self) -> Line:
        """The whole tangent; a ValueError where the curve has no single slope."""
        if self.slope is None:
            raise ValueError(f"the curve has no tangent at x = {float(self.x)!r}")
        return Line(self.point, self.slope)


@dataclass(frozen=True, slots=True)
class NewtonTrace:
    """Every visit in order (at least the first), and why there was no further one.

    `walk` holds the same visits in multiprecision. `period` is how many steps it takes once
    around, None without a cycle.
    """

    function: Function
    start: Quantity
    tol: float
    visits: tuple[Visit, ...]
    outcome: Outcome
    period: int | None
    walk: Walk

    def ended(self, *outcomes: Outcome) -> NewtonTrace:
        """The walk itself, if it ended in one of these ways.

        Raises:
            ValueError: it ended otherwise; the message says where it began and how it ended.
        """
        if self.outcome not in outcomes:
            raise ValueError(
                f"the walk from {float(self.start)!r} cannot be shown here: {self.outcome.value}"
            )
        return self

    @property
    def stops(self) -> tuple[Point, ...]:
        """``(n, x_n)`` for every visit: where the walk stood after n steps."""
        return tuple(Point(exact(n), visit.x) for n, visit in enumerate(self.visits))

    @property
    def root(self) -> Quantity:
        """Where the walk converged; a ValueError when it did not, so no false root is shown."""
        return newton_roots.quantity(self.function, *self._converged())

    @property
    def multiplicity(self) -> int | None:
        """How many times the root is repeated; None where the curve is not smooth there."""
        return self._converged()[0].multiplicity

    @property
    def tolerance(self) -> Quantity:
        """The longest step, in units of x, that counted as having arrived."""
        bound = Rational(repr(self.tol)) * self._converged()[1]
        return Quantity(float(bound), Meaning(bound))

    @property
    def steps(self) -> Quantity:
        """The first n at which the tangent moves the walk by at most `tolerance`."""
        f, start, bound = self.function, self.start.meaning, self.tolerance.meaning.expression
        count = Dummy("n", integer=True, nonnegative=True)
        slope = f.derivative().expression
        short = Le(Abs(f.expression), bound * Abs(slope), evaluate=False)
        first = FirstStep(count, (f.variable,), (_map(f),), (start.expression,), short)
        limit = mpf(bound.p) / bound.q
        visits = zip(self.walk.heights, self.walk.slopes, strict=True)
        reached = (n for n, (y, slope) in enumerate(visits) if abs(y) <= limit * abs(slope or 0))
        return Quantity(next(reached), Meaning(count, (*start.bindings, first)))

    @property
    def convergence(self) -> Convergence:
        """The errors, correct digits, order and constant; a ValueError without a root."""
        return measured(
            self.function, self.root, tuple(visit.x for visit in self.visits), self.walk
        )

    def _converged(self) -> tuple[Root, Rational]:
        if self.walk.root is None or self.walk.decade is None:
            raise ValueError(f"this walk found no root: {self.outcome.value}")
        return self.walk.root, self.walk.decade


def iterate(f: Function, x0: float, *, tol: float = 1e-12, max_steps: int = 400) -> NewtonTrace:
    """Walk from `x0` until a step is at most `tol` times the leading decade of the root long.

    That is ``|f(x)| <= tol 10^k |f'(x)|`` where 10^k is the power of ten that the leading digit of
    the root counts (if the root is 0: of the farthest visit); the trace ends with the visit that
    this last step leads to. A walk that does not converge ends where its outcome shows.

    Args:
        f: the function whose root is sought.
        x0: the start; a Quantity is taken for what it means, a float for the decimal written.
        tol: the relative length of a step that counts as having arrived.
        max_steps: the most tangents that are followed.

    Raises:
        ValueError: `x0` is not finite, or f has no finite real value there, or `tol` is not
            between 0 and 0.1, or `max_steps` is negative.
    """
    if not (isfinite(x0) and 0 < tol <= 0.1 and max_steps >= 0):
        raise ValueError(
            "x0 must be finite, 0 < tol <= 0.1 and max_steps >= 0, "
            f"got {float(x0)=}, {tol=} and {max_steps=}"
        )
    start = exact(x0)
    walk = reliable(f, start, tol, max_steps)
    return NewtonTrace(
        f, start, float(tol), _visits(f, start, walk), walk.outcome, walk.period, walk
    )


def _map(f: Function) -> Expr:
    return f.variable - f.expression / f.derivative().expression


def _visits(f: Function, start: Quantity, walk: Walk) -> tuple[Visit, ...]:
    step = _map(f) if any(walk.slopes) else f.variable
    stations = [float(x) for x in walk.places]
    if walk.landing is not None and isfinite(float(walk.landing)):
        stations.append(float(walk.landing))
    places: list[Quantity | None] = [
        quantity.iterate((x,), (f.variable,), (step,), (start,), n)[0] if n else start
        for n, x in enumerate(stations)
    ]
    places += [None] * (len(walk.places) + 1 - len(places))
    seen = zip(places, places[1:], walk.heights, walk.slopes, strict=False)
    return tuple(
        _visit(f, here, there, y, slope) for here, there, y, slope in seen if here is not None
    )


def _visit(f: Function, x: Quantity, landing: Quantity | None, y: mpf, slope: mpf | None) -> Visit:
    def tangent(at: Expr) -> Expr:
        return Subs(Derivative(f.expression, f.variable, evaluate=False), f.variable, at)

    height = compose(y, lambda at: f.expression.xreplace({f.variable: at}), x)
    return Visit(x, height, None if slope is None else compose(slope, tangent, x), landing)
