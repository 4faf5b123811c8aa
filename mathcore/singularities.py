"""How far a Taylor series converges: as far as the nearest singular point of the complex plane.

The places where an elementary expression can be singular are zeros of its denominators and of
what stands under its roots and logarithms. They are found exactly and examined in order of
their distance until one is a true singularity (Ahlfors, *Complex Analysis*, 1979, section 5.1.2).
What is not decided is said to be unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from math import inf

import sympy as sp
from sympy import Dummy, Expr, Rational, Symbol

from mathcore.complex_zeros import Places, UnsolvedError, zeros
from mathcore.flat import local
from mathcore.functions import Function
from mathcore.power_series import NoSeriesError
from mathcore.quantity import Meaning, Point, Quantity, compose, exact, zero
from mathcore.singular_kinds import Kind, kind
from mathcore.taylor_meanings import centred

_SAME = 1e-12  # places whose distances differ by less are equally near
_BOX = Rational(1, 10**9)
_RADICALS = 30  # more operations than this are not a closed form that anybody would read

_ENTIRE = (sp.exp, sp.sin, sp.cos, sp.sinh, sp.cosh, sp.erf, sp.erfc, sp.log)
_QUOTIENTS = {
    sp.tan: lambda u: sp.sin(u) / sp.cos(u),
    sp.cot: lambda u: sp.cos(u) / sp.sin(u),
    sp.sec: lambda u: 1 / sp.cos(u),
    sp.csc: lambda u: 1 / sp.sin(u),
    sp.tanh: lambda u: sp.sinh(u) / sp.cosh(u),
    sp.coth: lambda u: sp.cosh(u) / sp.sinh(u),
    sp.sech: lambda u: 1 / sp.cosh(u),
    sp.csch: lambda u: 1 / sp.sinh(u),
}
_INVERSES = (sp.atan, sp.asin, sp.acos, sp.asinh, sp.acosh, sp.atanh)


class Outcome(Enum):
    """What limits the series."""

    ENTIRE = "there is no singular point, so the series converges everywhere"
    POLE = "the function grows without bound at the nearest singular point"
    BRANCH = "the nearest singular point is a branch point"
    ESSENTIAL = "the function does not settle at the nearest singular point"
    UNKNOWN = "where the nearest singular point lies is not decided here"


@dataclass(frozen=True, slots=True)
class Radius:
    """The nearest singular points, as (re, im), and their `distance` from the centre."""

    nearest: tuple[Point, ...]
    distance: Quantity | None
    outcome: Outcome

    @property
    def radius(self) -> float:
        """The radius of convergence: a quantity, or infinity for an entire function.

        Raises:
            ValueError: it is unknown.
        """
        if self.outcome is Outcome.UNKNOWN:
            raise ValueError(f"no radius can be given: {self.outcome.value}")
        return inf if self.distance is None else self.distance


def radius(f: Function, at: float | Expr) -> Radius:
    """The radius of convergence of the series of `f` about `at`, and what limits it.

    For a function put together from pieces it is that of the piece at `at`; a part that is flat
    there does not count, since the series cannot see it.

    Raises:
        ValueError: `at` has no closed form or is not a finite real number.
    """
    centre = centred(at)
    a, z = centre.meaning.expression, Dummy("z")
    try:
        e = _complex(local(f.expression, f.variable, a).subs(f.variable, z))
        if e.is_rational_function(z):
            e = sp.cancel(e)  # then every zero of the denominator is a pole
        places = _candidates(e, z, a)
        found, what = _nearest(e, z, a, places)
    except (UnsolvedError, NoSeriesError):
        return Radius((), None, Outcome.UNKNOWN)
    if not found:
        return Radius((), None, what)
    points = tuple(_point(each) for each in found)
    there = points[0]
    return Radius(points, _distance(there, centre), what)


def _distance(there: Point, centre: Quantity) -> Quantity:
    far = sp.sqrt(
        (Rational(float(there.x)) - Rational(float(centre))) ** 2 + Rational(float(there.y)) ** 2
    )
    return compose(
        far.evalf(20), lambda x, y, a: sp.sqrt((x - a) ** 2 + y**2), there.x, there.y, centre
    )


def _complex(e: Expr) -> Expr:
    """The same function by exponentials, sines and cosines, roots and logarithms."""
    for function, quotient in _QUOTIENTS.items():
        e = e.replace(function, quotient)
    return e.replace(lambda n: isinstance(n, _INVERSES), lambda n: n.rewrite(sp.log))


def _candidates(e: Expr, z: Symbol, a: Expr) -> Places:
    found = Places(())
    for node in sp.preorder_traversal(e):
        if not node.has(z) or node == z or node.is_Add or node.is_Mul:
            continue
        if node.is_Pow and not isinstance(node, sp.exp):
            if not (node.exp.is_Integer and node.exp > 0):
                found |= zeros(node.base, z, a)
        elif not isinstance(node, _ENTIRE):
            raise UnsolvedError
        elif isinstance(node, sp.log):
            found |= zeros(node.args[0], z, a)
    return found


def _nearest(e: Expr, z: Symbol, a: Expr, places: Places) -> tuple[list[Expr], Outcome]:
    """The singular points of least distance; none and ENTIRE when there are none at all."""
    at = complex(a)
    ranked = sorted(places.points, key=lambda each: abs(complex(sp.N(each, 30)) - at))
    found: list[Expr] = []
    outcome, least = Outcome.ENTIRE, inf
    for place in ranked:
        far = abs(complex(sp.N(place, 30)) - at)
        if far > min(least * (1 + _SAME), places.complete):
            break
        what = Kind.POLE if e.is_rational_function(z) else kind(e, z, place, a)
        if what is Kind.UNKNOWN:
            return [], Outcome.UNKNOWN
        if what is not Kind.REGULAR:
            found.append(place)
            outcome, least = Outcome[what.name], far
    if least > places.complete:
        return [], Outcome.UNKNOWN
    return found, outcome


def _point(place: Expr) -> Point:
    """The real and imaginary part, in closed form or as the zero of the minimal polynomial."""
    re, im = (sp.simplify(each) for each in place.as_real_imag())
    closed = not place.has(sp.CRootOf) and re.count_ops() + im.count_ops() < _RADICALS
    if closed and not (re.has(sp.re, sp.im, sp.arg) or im.has(sp.re, sp.im, sp.arg)):
        return Point(Quantity(re.evalf(20), Meaning(re)), Quantity(im.evalf(20), Meaning(im)))
    x, y, w = Symbol("x", real=True), Symbol("y", real=True), Dummy("w")
    known = isinstance(place, sp.CRootOf)
    polynomial = place.poly.as_expr(w) if known else sp.minimal_polynomial(place, w)
    value = sp.N(place, 30)
    size = abs(value) * _BOX
    middle = [sp.nsimplify(each, rational=True) for each in value.as_real_imag()]
    box = [(each - size, each + size) for each in (Rational(str(m.evalf(25))) for m in middle)]
    if place.is_real:
        meets = polynomial.subs(w, x)
        return Point(zero((middle[0],), (x,), (meets,), tuple(box[:1]))[0], exact(0.0))
    parts = sp.expand(polynomial.subs(w, x + sp.I * y)).as_real_imag()
    along, up = zero(tuple(middle), (x, y), parts, tuple(box))
    return Point(along, up)
