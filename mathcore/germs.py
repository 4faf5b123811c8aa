"""What an expression is close to one point: its series there, perhaps from one side only.

A germ of ``x |x|`` from the right is ``t^2``, from the left (t = -x) it is ``-t^2``. A factor
such as ``exp(-1/x^2)`` vanishes faster than any power of t: it adds nothing to the series, and
the germ remembers that something *flat* was left out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import reduce
from operator import add, mul

import sympy as sp
from sympy import Expr, Integer, S, Symbol

from mathcore import joins
from mathcore.power_series import NoSeriesError, Obstacle, Series, sign, solve, square

_EXTRA = (0, 1, 2, 4, 8, 16)  # further terms to try when leading ones cancel
_INVERSE: dict[type[Expr], Callable[[Expr], Expr]] = {
    sp.cot: lambda u: sp.cos(u) / sp.sin(u),
    sp.sec: lambda u: 1 / sp.cos(u),
    sp.csc: lambda u: 1 / sp.sin(u),
    sp.coth: lambda u: sp.cosh(u) / sp.sinh(u),
    sp.sech: lambda u: 1 / sp.cosh(u),
    sp.csch: lambda u: 1 / sp.sinh(u),
}
# the derivative of each as a function of the argument
_RATE: dict[type[Expr], Callable[[Expr], Expr]] = {
    sp.atan: lambda u: 1 / (1 + u**2),
    sp.acot: lambda u: -1 / (1 + u**2),
    sp.asin: lambda u: 1 / sp.sqrt(1 - u**2),
    sp.acos: lambda u: -1 / sp.sqrt(1 - u**2),
    sp.asinh: lambda u: 1 / sp.sqrt(1 + u**2),
    sp.acosh: lambda u: 1 / (sp.sqrt(u - 1) * sp.sqrt(u + 1)),
    sp.atanh: lambda u: 1 / (1 - u**2),
    sp.erf: lambda u: 2 * sp.exp(-(u**2)) / sp.sqrt(sp.pi),
    sp.erfc: lambda u: -2 * sp.exp(-(u**2)) / sp.sqrt(sp.pi),
}


@dataclass
class Germ:
    """Series in t of expressions in `variable` = `centre` + `side` t^`ramified`.

    With `side` 0 both sides must agree (variable = centre + t). `logarithm`, when given, stands
    for log t, so that the kind of a complex singular point can be read from the series.
    """

    variable: Symbol
    centre: Expr
    length: int
    side: int = 0
    ramified: int = 1
    logarithm: Symbol | None = None
    flat: bool = False
    logarithmic: bool = False
    _known: dict[Expr, Series] = field(default_factory=dict)

    def series(self, expression: Expr) -> Series:
        """The series of `expression`, remembered.

        Raises:
            NoSeriesError: it has none.
        """
        if expression not in self._known:
            self._known[expression] = self._work_out(expression)
        return self._known[expression]

    def _constant(self, value: Expr) -> Series:
        return Series(0, (value,) + (S.Zero,) * (self.length - 1))

    def _work_out(self, e: Expr) -> Series:
        if e == self.variable:
            terms = [self.centre] + [S.Zero] * (self.length - 1)
            if self.ramified < self.length:
                terms[self.ramified] = Integer(self.side or 1)
            return Series(0, tuple(terms))
        if not e.has(self.variable):
            return self._constant(e)
        if e.is_Add or e.is_Mul:
            return reduce(add if e.is_Add else mul, map(self.series, e.args))
        if isinstance(e, sp.exp):
            return self._exp(self.series(e.args[0]))
        if e.is_Pow:
            return self._pow(e.base, e.exp)
        return self._function(e)

    def _pow(self, base: Expr, exponent: Expr) -> Series:
        if exponent.has(self.variable):
            return self._exp(self.series(exponent) * self._log(self.series(base)))
        u = self.series(base)
        if exponent.is_Integer and exponent > 0 and not u.stripped().coefficients:
            return self._constant(S.Zero)
        result = u.power(exponent)
        if self.logarithm is None and not exponent.is_Integer:
            leading = u.stripped()
            if sign(leading.coefficients[0]) < 0:
                raise NoSeriesError(Obstacle.UNREAL)
            if self.side == 0 and (leading.first % 2 or result.first % 2):
                raise NoSeriesError(Obstacle.CORNER)  # sqrt(x^2) is |x|, not x
        return result

    def _exp(self, u: Series) -> Series:
        if u.first < 0:
            u = u.stripped()
        _begun(u)
        if u.first >= 0:
            return solve(u, (sp.exp(u[0]),), lambda y, m: (y[0][m],))[0]
        if self.side and sign(u.coefficients[0]) < 0:
            self.flat = True
            return self._constant(S.Zero)
        raise NoSeriesError(Obstacle.ESSENTIAL)

    def _log(self, u: Series) -> Series:
        s = u.stripped()
        if not s.coefficients:
            raise NoSeriesError(Obstacle.POLE)
        if s.first and self.logarithm is None:
            raise NoSeriesError(Obstacle.BRANCH)
        if self.logarithm is None and sign(s.coefficients[0]) < 0:
            raise NoSeriesError(Obstacle.UNREAL)
        self.logarithmic |= s.first != 0
        unit = Series(0, s.coefficients)
        constant = sp.log(unit[0]) + s.first * (self.logarithm or S.Zero)
        return (unit.derivative() * unit.power(S.NegativeOne)).integral(constant)

    def _function(self, e: Expr) -> Series:
        if isinstance(e, sp.Piecewise):
            return self.series(joins.branch(self, e))
        if isinstance(e, sp.Max | sp.Min):
            return self._extreme(e)
        u, kind = self.series(e.args[0]), e.func
        if kind is sp.Abs:
            return u.scaled(self.direction(u))
        return self._constant(self.direction(u)) if kind is sp.sign else self._smooth(e, u)

    def _smooth(self, e: Expr, u: Series) -> Series:
        kind = e.func
        if kind is sp.log:
            return self._log(u)
        if kind in _INVERSE:
            return self.series(_INVERSE[kind](e.args[0]))
        _begun(u)
        if u.stripped().first < 0:
            raise NoSeriesError(Obstacle.ESSENTIAL)
        if kind in _RATE:
            return self._integrated(e, u)
        return self._entire(e, u)

    def _entire(self, e: Expr, u: Series) -> Series:
        at, kind = u[0], e.func
        if kind in (sp.sin, sp.cos):
            both = solve(u, (sp.sin(at), sp.cos(at)), lambda y, m: (y[1][m], -y[0][m]))
            return both[kind is sp.cos]
        if kind in (sp.sinh, sp.cosh):
            both = solve(u, (sp.sinh(at), sp.cosh(at)), lambda y, m: (y[1][m], y[0][m]))
            return both[kind is sp.cosh]
        if kind in (sp.tan, sp.tanh):
            turn = 1 if kind is sp.tan else -1
            value = kind(at)
            if value.has(sp.zoo):
                return self.series(sp.sin(e.args[0]) / sp.cos(e.args[0]))
            return solve(u, (value,), lambda y, m: (Integer(m == 0) + turn * square(y[0], m),))[0]
        raise NoSeriesError(Obstacle.OPAQUE)

    def _integrated(self, e: Expr, u: Series) -> Series:
        value = e.func(u[0])
        if value.has(sp.zoo, sp.oo, sp.nan):
            raise NoSeriesError(Obstacle.BRANCH)
        if self.logarithm is None and sp.im(value.evalf(10)) != 0:
            raise NoSeriesError(Obstacle.UNREAL)
        rate = self.series(_RATE[e.func](e.args[0]))
        return (u.derivative() * rate).integral(value)

    def direction(self, u: Series) -> Expr:
        """The sign that `u` keeps beside the centre, on this side: 1, -1 or, if it vanishes, 0."""
        s = u.stripped()
        if not s.coefficients:
            return S.Zero
        if self.side == 0 and s.first % 2:
            raise NoSeriesError(Obstacle.CORNER)
        if self.logarithm is not None:
            raise NoSeriesError(Obstacle.OPAQUE)
        return Integer(sign(s.coefficients[0]))

    def _extreme(self, e: Expr) -> Series:
        best, *others = e.args
        for each in others:
            ahead = self.direction(self.series(each - best))
            if ahead == (1 if isinstance(e, sp.Max) else -1):
                best = each
        return self.series(best)


def _begun(u: Series) -> None:
    """Refuse a series of which not even the constant term is known, for want of terms."""
    if u.end <= 0:
        raise NoSeriesError(Obstacle.POLE)


def laurent(expression: Expr, make: Callable[[int], Germ], end: int) -> tuple[Series, Germ]:
    """The series of `expression` known at least below the power `end`, and the germ it came from.

    Raises:
        NoSeriesError: it has none.
    """
    failure = NoSeriesError(Obstacle.POLE)
    for extra in _EXTRA:
        germ = make(end + extra)
        try:
            series = germ.series(expression).stripped()
        except NoSeriesError as error:
            failure = error
            if error.obstacle is not Obstacle.POLE:
                raise
            continue
        if series.end >= end:
            return series, germ
    raise failure
