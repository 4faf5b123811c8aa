"""Where an elementary expression vanishes in the complex plane, exactly, near a centre.

Polynomials are solved by radicals or left as algebraic numbers; polynomials in one exponential
``exp(k z)``, which all trigonometric and hyperbolic equations are, through the exponential;
roots and logarithms are first removed, which may add places but loses none.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

import sympy as sp
from sympy import Dummy, Expr, I, Poly, Symbol, exp, log, pi

_TURNS = 3


class UnsolvedError(ValueError):
    """The zeros of this expression are not found here."""


@dataclass(frozen=True, slots=True)
class Places:
    """Points of the plane; all that lie within `complete` of the centre are among them."""

    points: tuple[Expr, ...]
    complete: float = inf

    def __or__(self, other: Places) -> Places:
        """The points of both."""
        points = tuple(dict.fromkeys(self.points + other.points))
        return Places(points, min(self.complete, other.complete))


def zeros(u: Expr, z: Symbol, centre: Expr) -> Places:
    """Places among which are all zeros of `u` near `centre`, on any branch of its roots and logs.

    Raises:
        UnsolvedError: they are not found here.
    """
    u = sp.together(u).as_numer_denom()[0]
    if not u.has(z):
        return Places(())
    if u.is_Mul:
        first, *others = (zeros(each, z, centre) for each in u.args)
        for each in others:
            first |= each
        return first
    if u.is_Pow and not u.exp.has(z):
        return zeros(u.base, z, centre)
    if isinstance(u, exp) or u.is_Pow:
        return Places(())
    if u.is_polynomial(z):
        return Places(_roots(Poly(u, z)))
    return _cleared(sp.expand(u), z, centre)


def _cleared(u: Expr, z: Symbol, centre: Expr) -> Places:
    powers = [each for each in u.atoms(sp.Pow) if each.has(z) and each.exp.is_Rational]
    roots = {each.base: each.exp.q for each in powers if not each.exp.is_Integer}
    if roots:
        base, q = next(iter(roots.items()))
        r = Dummy("r")
        inside = u.replace(
            lambda e: e.is_Pow and e.base == base and (e.exp * q).is_Integer,
            lambda e: r ** (e.exp * q),
        ).as_numer_denom()[0]
        if not inside.is_polynomial(r):
            raise UnsolvedError
        return zeros(sp.factor(sp.resultant(inside, r**q - base, r)), z, centre)
    logarithms = [each for each in u.atoms(log) if each.has(z)]
    if logarithms:
        return _logarithmic(u, logarithms, z, centre)
    return _exponential(u.rewrite(exp), z, centre)


def _logarithmic(u: Expr, logarithms: list[Expr], z: Symbol, centre: Expr) -> Places:
    """``c log(v) + d = 0`` means ``v = exp(-d/c)``, whatever the branch."""
    (whole, *others), w = logarithms, Dummy("w")
    line = Poly(u.xreplace({whole: w}), w) if not others else None
    if line is None or line.degree() != 1 or any(each.has(z) for each in line.all_coeffs()):
        raise UnsolvedError
    slope, height = line.all_coeffs()
    return zeros(whole.args[0] - exp(-height / slope), z, centre)


def _exponential(u: Expr, z: Symbol, centre: Expr) -> Places:
    u = sp.powsimp(sp.expand(u))
    if not u.has(z):
        return Places(())
    powers = [each for each in u.atoms(exp) if each.has(z)]
    speeds = [sp.diff(each.args[0], z) for each in powers]
    if not powers or any(each.has(z) for each in speeds):
        raise UnsolvedError
    ratios = [sp.nsimplify(sp.simplify(each / speeds[0])) for each in speeds]
    if not all(each.is_Rational for each in ratios):
        raise UnsolvedError
    speed = speeds[0] / sp.ilcm(1, *(each.q for each in ratios))
    w = Dummy("w")
    steps = [sp.simplify(each / speed) for each in speeds]
    renamed = {
        each: w**step * exp(sp.expand(each.args[0] - step * speed * z))
        for each, step in zip(powers, steps, strict=True)
    }
    numerator = sp.together(u.xreplace(renamed)).as_numer_denom()[0]
    if numerator.has(z):
        raise UnsolvedError
    found = [each for each in _roots(Poly(numerator, w)) if each != 0]
    points: list[Expr] = []
    for each in found:
        whole = log(sp.Abs(each)) + I * sp.arg(each)
        near = complex(sp.N((speed * centre - whole) / (2 * pi * I)))
        turns = range(round(near.real) - _TURNS, round(near.real) + _TURNS + 1)
        points += [sp.expand((whole + 2 * pi * I * k) / speed) for k in turns]
    return Places(tuple(points), _TURNS * 2 * float(pi) / float(abs(sp.N(speed))))


def _roots(polynomial: Poly) -> tuple[Expr, ...]:
    found = sp.roots(polynomial, cubics=False, quartics=False)
    if sum(found.values()) == polynomial.degree():
        return tuple(found)
    if polynomial.domain not in (sp.ZZ, sp.QQ):
        raise UnsolvedError
    return tuple(dict.fromkeys(polynomial.all_roots(radicals=False)))
