"""Exact algebra for what intervals cannot settle: singular zeros, and whole curves of them.

A gradient's components are freed of factors that are never zero, such as exp(...). If they
share a factor that changes sign, the gradient is zero along a curve. If they are polynomials with
finitely many common zeros, each coordinate of a zero is a root of a polynomial in that variable
alone (a Groebner basis in lexicographic order ends with it: Cox, Little & O'Shea, *Ideals,
Varieties, and Algorithms*, 4th edition 2015, section 3.1), and roots in an interval are counted
exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache, reduce
from itertools import product
from math import prod

import numpy as np
from numpy.typing import NDArray
from sympy import (
    Expr,
    Poly,
    Pow,
    Rational,
    Symbol,
    exp,
    factor_list,
    gcd,
    groebner,
    pi,
    simplify,
    together,
)
from sympy.polys.polyerrors import PolynomialError

from mathcore.fields import Field

Array = NDArray[np.float64]

_LARGEST_DEGREE = 100  # product of degrees: beyond it a Groebner basis may take minutes
_MOST_OPERATIONS = 160  # in the gradient: beyond it factors may take minutes
_DENOMINATOR = 64
_TURNS = 12  # the smallest part of pi that is looked for
_SAMPLES = 33


def curve_of_zeros(field: Field, corners: Array) -> bool:
    """Whether it is proved that the gradient vanishes along a curve inside the box `corners`."""
    if all(each == 0 for each in field.first):
        return True
    if len(field.first) == 1 or _tedious(field):
        return False
    parts = tuple(_stripped(each) for each in field.first)
    try:
        shared = reduce(gcd, parts)
        factors = [factor for factor, _ in factor_list(shared)[1]]
    except PolynomialError:
        return False
    axes = [np.linspace(low, high, _SAMPLES) for low, high in corners]
    grid = np.meshgrid(*axes, indexing="ij", sparse=True)
    heights = [Field(factor, field.variables)(*grid) for factor in factors]
    slack = [1e-9 * np.nanmax(np.abs(each)) for each in heights]
    return any(bool((h > s).any() and (h < -s).any()) for h, s in zip(heights, slack, strict=True))


def only_zero(field: Field, low: Array, high: Array) -> tuple[bool, tuple[Expr, ...] | None]:
    """Whether a small box is settled by algebra, and the one zero that it holds, if any."""
    alone = _eliminants(field)
    if not alone:
        return False, tidy_zero(field, (low + high) / 2, (high - low) * 2e12)
    place = []
    for poly, a, b in zip(alone, low, high, strict=True):
        bottom, top = Rational(a), Rational(b)
        roots = poly.count_roots(bottom, top)
        if roots == 0:
            return True, None
        if roots > 1:
            return False, None
        place.append(_root(poly, bottom, top))
    if all(_vanishes(each, field.variables, place) for each in field.first):
        return True, tuple(place)
    return False, None


def tidy_zero(field: Field, place: Array, width: Array) -> tuple[Expr, ...] | None:
    """Small fractions, perhaps of pi, next to `place` where the gradient is exactly zero."""
    named = [_named(float(a), 1e-12 * float(w)) for a, w in zip(place, width, strict=True)]
    for exact in product(*named):
        if all(_vanishes(each, field.variables, exact) for each in field.first):
            return exact
    return None


def _named(number: float, slack: float) -> list[Expr]:
    """The small fraction within `slack` of a number, and the small multiple of pi."""
    near: list[Expr] = []
    for unit, greatest in ((Rational(1), _DENOMINATOR), (pi, _TURNS)):
        ratio = Fraction(number / float(unit)).limit_denominator(greatest)
        if abs(number - float(unit) * float(ratio)) <= slack and not (unit is pi and ratio == 0):
            near.append(Rational(ratio.numerator, ratio.denominator) * unit)
    return near


def _tedious(field: Field) -> bool:
    powers = (each for slope in field.first for each in slope.atoms(Pow))
    moving = any(each.exp.free_symbols and not isinstance(each, exp) for each in powers)
    return moving or sum(int(each.count_ops()) for each in field.first) > _MOST_OPERATIONS


def _stripped(component: Expr) -> Expr:
    """The numerator without the factors that have no zero and only repeat the others."""
    numerator, _ = together(component).as_numer_denom()
    if numerator == 0:
        return numerator
    kept = [each for each, _ in factor_list(numerator)[1] if not isinstance(each, exp)]
    return prod(kept, start=Rational(1))


@cache
def _eliminants(field: Field) -> tuple[Poly, ...]:
    """For every variable the polynomial whose roots are its values at zeros; none if unknown."""
    variables = field.variables
    if _tedious(field):
        return ()
    parts = [_stripped(each) for each in field.first]
    if not all(each.is_polynomial(*variables) for each in parts):
        return ()
    polys = [Poly(each, *variables) for each in parts]
    if any(each.is_zero for each in polys) or not all(
        each.domain.is_QQ or each.domain.is_ZZ for each in polys
    ):
        return ()
    if prod(max(1, each.total_degree()) for each in polys) > _LARGEST_DEGREE:
        return ()
    alone = []
    for variable in variables:
        others = [each for each in variables if each != variable]
        last = groebner(parts, *others, variable, order="lex").exprs[-1]
        if last.free_symbols - {variable}:
            return ()
        alone.append(Poly(last, variable).sqf_part())
    return tuple(alone)


def _root(poly: Poly, low: Rational, high: Rational) -> Expr:
    return next(each for each in poly.real_roots() if low <= each <= high)


def _vanishes(expression: Expr, variables: Sequence[Symbol], place: Sequence[Expr]) -> bool:
    value = expression.subs(dict(zip(variables, place, strict=True)), simultaneous=True)
    return bool(value == 0 or (value.is_algebraic and simplify(value) == 0))
