"""Exact power series of an expression about a point, term by term.

Sums, products, quotients, powers and the elementary functions act on truncated series through
the recurrences that follow from their differential equations (Knuth, *The Art of Computer
Programming* 2, 1997, section 4.7), so that n terms cost n^2 operations a node and no derivative
is ever written out. Quotients may vanish above and below: a series carries its own first power.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from sympy import Add, Expr, Integer, Rational, S, expand, re

_DIGITS = 220


class Obstacle(Enum):
    """Why an expression has no power series at a point."""

    POLE = "the function grows without bound there"
    BRANCH = "the function has a root or a logarithm of zero there"
    ESSENTIAL = "the function does not settle there"
    CORNER = "the two sides do not fit together there"
    UNREAL = "the function has no real value there"
    OPAQUE = "the series of this function is not known there"


class NoSeriesError(ValueError):
    """There is no power series, because of the `obstacle`."""

    def __init__(self, obstacle: Obstacle) -> None:
        """Say the obstacle's sentence."""
        super().__init__(obstacle.value)
        self.obstacle = obstacle


def vanishes(number: Expr) -> bool:
    """Whether a closed form is zero: 150 digits of it, counted from its greatest term, are."""
    if number.is_Rational or number.is_zero is not None:
        return bool(number.is_zero)
    if number.free_symbols:
        return False  # a formal logarithm is no number
    terms = number.args if number.is_Add else (S.One,)
    scale = max(abs(each.evalf(5, maxn=_DIGITS)) for each in terms)
    return bool(abs(number.evalf(5, maxn=_DIGITS)) < scale * Rational(1, 10**150))


def sign(number: Expr) -> int:
    """The sign of a closed form that does not vanish."""
    return 1 if re(number).evalf(20) > 0 else -1


def tidy(number: Expr) -> Expr:
    """A canonical form in which like terms have met."""
    return number if number.is_Rational else expand(number)


@dataclass(frozen=True, slots=True)
class Series:
    """``sum coefficients[i] t^(first + i)``, known up to the power ``end - 1``."""

    first: int
    coefficients: tuple[Expr, ...]

    @property
    def end(self) -> int:
        """The least power whose coefficient is not known."""
        return self.first + len(self.coefficients)

    def __getitem__(self, power: int) -> Expr:
        """The coefficient of a known power."""
        return self.coefficients[power - self.first] if power >= self.first else S.Zero

    def stripped(self) -> Series:
        """The same series, begun at its first power that does not vanish."""
        for skipped, each in enumerate(self.coefficients):
            if not vanishes(each):
                return Series(self.first + skipped, self.coefficients[skipped:])
        return Series(self.end, ())

    def __add__(self, other: Series) -> Series:
        """Term by term, as far as both are known."""
        first, end = min(self.first, other.first), min(self.end, other.end)
        return Series(first, tuple(tidy(self[k] + other[k]) for k in range(first, end)))

    def __mul__(self, other: Series) -> Series:
        """The Cauchy product."""
        a, b = self.coefficients, other.coefficients
        known = min(len(a), len(b))
        terms = (tidy(Add(*(a[k] * b[n - k] for k in range(n + 1)))) for n in range(known))
        return Series(self.first + other.first, tuple(terms))

    def scaled(self, factor: Expr) -> Series:
        """`factor` times the series."""
        return Series(self.first, tuple(tidy(factor * each) for each in self.coefficients))

    def derivative(self) -> Series:
        """With respect to t."""
        terms = (tidy((self.first + k) * each) for k, each in enumerate(self.coefficients))
        return Series(self.first - 1, tuple(terms))

    def integral(self, constant: Expr) -> Series:
        """The antiderivative whose term of power 0 is `constant`."""
        if self.first < 0 and any(
            not vanishes(self[k]) for k in range(self.first, min(0, self.end))
        ):
            raise NoSeriesError(Obstacle.BRANCH)
        terms = (self[k] / Integer(k + 1) for k in range(self.end))
        return Series(0, (constant, *terms))

    def power(self, exponent: Expr) -> Series:
        """``self ** exponent`` for a constant exponent, by ``s r' = c s' r``.

        Raises:
            NoSeriesError: the series vanishes and the exponent makes no whole power of that.
        """
        s = self.stripped()
        if not s.coefficients:
            raise NoSeriesError(Obstacle.POLE)
        first = s.first * exponent
        if not first.is_Integer:
            raise NoSeriesError(Obstacle.BRANCH)
        a = s.coefficients
        result = [tidy(a[0] ** exponent)]
        for n in range(1, len(a)):
            terms = (((exponent + 1) * k - n) * a[k] * result[n - k] for k in range(1, n + 1))
            result.append(tidy(tidy(Add(*terms)) / (n * a[0])))
        return Series(int(first), tuple(result))


def solve(
    u: Series, start: Sequence[Expr], rates: Callable[[list[list[Expr]], int], Sequence[Expr]]
) -> tuple[Series, ...]:
    """Solve ``y_i' = u' g_i(y)``: `rates` gives the coefficient m of each g_i from the y's."""
    known: list[list[Expr]] = [[each] for each in start]
    rated: list[list[Expr]] = [[] for _ in start]
    for n in range(1, u.end):
        for row, rate in zip(rated, rates(known, n - 1), strict=True):
            row.append(tidy(rate))
        for row, rate_row in zip(known, rated, strict=True):
            total = Add(*(k * u[k] * rate_row[n - k] for k in range(1, n + 1)))
            row.append(tidy(total / n))
    return tuple(Series(0, tuple(row)) for row in known)


def square(row: Sequence[Expr], m: int) -> Expr:
    """The coefficient number `m` of the square of the series that begins with `row`."""
    return Add(*(row[k] * row[m - k] for k in range(m + 1)))
