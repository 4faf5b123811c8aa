"""Taylor polynomials: what can be drawn of a function from one point alone.

The coefficient number k about a is ``f^(k)(a) / k!``. All of them come exactly from
`mathcore.power_series`, in time that grows like the square of the order; their meanings are the
derivatives themselves, so that the prover works them out in its own way.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from math import factorial, isfinite

from sympy import Abs, Add, Expr, Mul, Pow, S, nan, together, zoo

from mathcore.accurate import Accurate
from mathcore.flat import Sides, sides
from mathcore.functions import Function
from mathcore.power_series import NoSeriesError, vanishes
from mathcore.quantity import Meaning, Quantity, compose, exact
from mathcore.taylor_meanings import centred, coefficient, derivative, summed


class Outcome(Enum):
    """What the polynomials of growing order do for the function."""

    EXACT = "the polynomial is the function itself"
    SMOOTH = "each new term matches one more derivative"
    SILENT = "the series converges, to another function"
    STOPS = "the function has no further derivative at the centre"


@dataclass(frozen=True, slots=True)
class Term:
    """The term ``coefficient (x - centre)^order``."""

    order: int
    coefficient: Quantity
    expression: Expr

    @property
    def vanishes(self) -> bool:
        """Whether the term is 0, so that the polynomial does not change."""
        return bool(self.expression.is_zero)


@dataclass(frozen=True, slots=True)
class Expansion:
    """The expansion of `function` about `at`, as far as its derivatives exist and were asked for.

    Attributes:
        coefficients: f^(k)(at) / k!, for k from 0.
        derivatives: f^(k)(at), for k from 0; f'' of metres over seconds is metres per second^2.
        exact: the coefficients as closed forms.
        hole: the centre, when the function has no value there and is continued.
    """

    function: Function
    at: Quantity
    coefficients: tuple[Quantity, ...]
    derivatives: tuple[Quantity, ...]
    exact: tuple[Expr, ...]
    outcome: Outcome
    hole: Expr | None = None

    @property
    def order(self) -> int:
        """The highest order there is."""
        return len(self.exact) - 1

    @property
    def centre(self) -> Expr:
        """The centre as a closed form."""
        return self.at.meaning.expression

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every term in order, those that vanish among them."""
        return tuple(Term(k, self.coefficients[k], self._term(k)) for k in range(self.order + 1))

    @property
    def gains(self) -> tuple[Term, ...]:
        """Only the terms that do not vanish."""
        return tuple(each for each in self.terms if not each.vanishes)

    def polynomial(self, n: int) -> Function:
        """The polynomial of order `n`, written in powers of (x - centre), lowest first."""
        terms = [self._term(k) for k in range(self._order(n) + 1) if self.exact[k] != 0]
        if len(terms) < 2 or self.centre == 0:
            return Function(Add(*terms), self.function.variable)
        return Function(Add(*terms, evaluate=False), self.function.variable)

    def value(self, n: int, x: float) -> Quantity:
        """The polynomial of order `n` at `x`, in its meaning summed from the derivatives."""
        height = Accurate(self.polynomial(n).expression, self.function.variable)(x)
        return compose(float(height), summed, x, self.at, *self.derivatives[: n + 1])

    def difference(self, n: int) -> Accurate:
        """f minus its polynomial of order `n`, free of cancellation however small it is."""
        f = self.function
        joined = self.hole is not None and self.outcome is not Outcome.SILENT
        whole = together(f.expression) if joined else f.expression
        return Accurate(whole - self.polynomial(n).expression, f.variable, self.hole)

    def error(self, n: int, x: float) -> Quantity:
        """|f(x) - p_n(x)|.

        Raises:
            ValueError: the function has no value at `x`.
        """
        if self._identical(n) or exact(x).meaning.expression == self.hole:
            return Quantity(0.0, Meaning(S.Zero))
        gap = float(self.difference(n)(x))
        if not isfinite(gap):
            raise ValueError(f"{self.function.expression} has no finite real value at {float(x)!r}")
        value = self.function.expression
        return compose(
            abs(gap),
            lambda here, *rest: Abs(
                value.xreplace({self.function.variable: here}) - summed(here, *rest)
            ),
            x,
            self.at,
            *self.derivatives[: n + 1],
        )

    def error_ratio(self, n: int, m: int, x: float) -> Quantity:
        """How many times the error of order `m` at `x` is that of order `n`.

        Raises:
            ValueError: there is no error of order `n` there, or the function has no value.
        """
        before, after = self.error(n, x), self.error(m, x)
        if not before:
            raise ValueError(
                f"the error of order {n} at {float(x)!r} is 0, so nothing is a ratio of it"
            )
        return compose(after / before, lambda a, b: b / a, before, after)

    def _identical(self, n: int) -> bool:
        return self.outcome is Outcome.EXACT and all(each == 0 for each in self.exact[n + 1 :])

    def _order(self, n: int) -> int:
        if not 0 <= n <= self.order:
            raise ValueError(f"the order must lie between 0 and {self.order}, got {n=}")
        return n

    def _term(self, k: int) -> Expr:
        factor, step = self.exact[k], self.function.variable - self.centre
        if k == 0 or factor == 0:
            return factor
        power = Pow(step, k)
        if factor == 1:
            return power
        return Mul(factor, power, evaluate=self.centre == 0)


def expand(f: Function, at: float | Expr, order: int) -> Expansion:
    """Expand `f` about `at` up to `order`, or as far as its derivatives go.

    A hole that can be filled is filled, as for ``sin(x)/x`` at 0.

    Args:
        f: the function.
        at: the centre: a float (0.1 is one tenth), a quantity or a closed form such as pi/4.
        order: the highest order wanted, at least 0.

    Raises:
        ValueError: `order` is negative, or the function has no series at `at`: it has no value
            there, a pole, a jump, a root of zero; the message says which.
    """
    if order < 0:
        raise ValueError(f"the order must not be negative, got {order=}")
    centre = centred(at)
    here = centre.meaning.expression
    try:
        found = sides(f, here, order)
    except NoSeriesError as error:
        raise ValueError(
            f"{f.expression} has no series at {f.variable} = {here}: {error.obstacle.value}"
        ) from error
    numbers = tuple(S.Zero if vanishes(each) else each for each in found.coefficients)
    hole = _hole(f, here, numbers[0])
    provable = hole is None and not found.joined
    orders = range(len(numbers))
    return Expansion(
        f,
        centre,
        tuple(coefficient(f, centre, k, numbers[k], provable) for k in orders),
        tuple(derivative(f, centre, k, numbers[k] * factorial(k), provable) for k in orders),
        numbers,
        _outcome(f, found, order),
        hole,
    )


def _outcome(f: Function, found: Sides, order: int) -> Outcome:
    if found.flat:
        return Outcome.SILENT
    if len(found.coefficients) <= order:
        return Outcome.STOPS
    if f.expression.is_polynomial(f.variable):
        return (
            Outcome.EXACT if f.expression.as_poly(f.variable).degree() <= order else Outcome.SMOOTH
        )
    return Outcome.SMOOTH


def _hole(f: Function, here: Expr, limit: Expr) -> Expr | None:
    """The centre if the function must be continued there; a ValueError if it jumps there."""
    value = f.expression.subs(f.variable, here)
    if value.has(nan, zoo) or not value.is_finite:
        return here
    if value != limit and not vanishes(value - limit):
        raise ValueError(f"{f.expression} jumps at {f.variable} = {here}")
    return None
