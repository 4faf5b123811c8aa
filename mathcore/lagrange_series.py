"""Minimum, maximum or saddle where the second derivatives fail: by exact terms of higher order.

Two ways, at a place whose coordinates are fractions. A sum of even powers that all vanish there,
together with the constraints nowhere else nearby, has its least value. Otherwise the
constraints are solved for some variables by power series in the others (the implicit function
theorem, by Newton's method on series), and what the function then is, a polynomial to order eight
without constraints, is followed along its flat direction (the splitting lemma: Poston & Stewart,
*Catastrophe Theory and its Applications*, 1978, section 4.5).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product
from math import prod
from typing import Any

from sympy import QQ, Add, Expr, Matrix, Pow, Rational, Symbol, expand, factorial, simplify
from sympy.polys.rings import PolyElement, ring

from mathcore.fields import Field
from mathcore.lagrange import Problem
from mathcore.lagrange_kinds import Kind

_ORDER = 8
_MOST_OPERATIONS = 500  # of a derivative: beyond it all that follow swell
Jet = dict[tuple[int, ...], Expr]


def by_series(problem: Problem, place: Sequence[Expr]) -> Kind:
    """The kind of a stationary place, given by variables and then multipliers.

    The constraints' gradients must be independent there. DEGENERATE where neither way decides, or
    where the terms are not rational.
    """
    at = list(place[: len(problem.variables)])
    kind = _by_even_powers(problem, at)
    if kind is not Kind.DEGENERATE:
        return kind
    fields = (problem.objective, *problem.constraints)
    jets = [_jet(each, at) for each in fields]
    if any(not c.is_Rational for jet in jets for c in jet.values()):
        return Kind.DEGENERATE
    height = _solved(jets, len(problem.variables))
    terms = {sum(powers) for powers in height}
    hessian = _hessian(height)
    if hessian.rank() == hessian.rows - 1:
        return _along_the_floor(height, hessian)
    if min(terms, default=2) > 2:
        return _by_lowest_form(height, min(terms))
    return Kind.DEGENERATE


def _by_even_powers(problem: Problem, at: Sequence[Expr]) -> Kind:
    here = dict(zip(problem.variables, at, strict=True))
    terms = [each.as_coeff_Mul() for each in Add.make_args(problem.objective.expression)]
    signs = {bool(factor > 0) for factor, _ in terms}
    powers = [power for _, power in terms]
    even = all(
        isinstance(p, Pow) and p.exp.is_Integer and p.exp > 0 and p.exp % 2 == 0 for p in powers
    )
    if not even or len(signs) != 1 or any(simplify(p.base.xreplace(here)) != 0 for p in powers):
        return Kind.DEGENERATE
    rows = [Field(p.base, problem.variables).first for p in powers]
    rows += [each.first for each in problem.constraints]
    slopes = Matrix([[simplify(each.xreplace(here)) for each in row] for row in rows])
    if slopes.rank() < len(at):
        return Kind.DEGENERATE
    return Kind.MINIMUM if signs == {True} else Kind.MAXIMUM


def _jet(field: Field, at: Sequence[Expr]) -> Jet:
    """The Taylor coefficients around a place, by powers, to order eight."""
    names = field.variables
    t = Symbol("t", real=True)
    moved = {v: a + t * v for v, a in zip(names, at, strict=True)}
    term = field.expression.xreplace(moved)
    if term.is_polynomial(t):
        return _cut(dict(expand(term.subs(t, 1)).as_poly(*names).terms()))
    total = term.subs(t, 0)
    for order in range(1, _ORDER + 1):
        term = term.diff(t)
        if term.count_ops() > _MOST_OPERATIONS:
            return {(): Symbol("unknown")}
        total += expand(simplify(term.subs(t, 0))) / factorial(order)
    return dict(expand(total).as_poly(*names).terms())


def _cut(terms: Jet) -> Jet:
    return {powers: each for powers, each in terms.items() if sum(powers) <= _ORDER}


def _solved(jets: Sequence[Jet], size: int) -> PolyElement:
    """The function, less its value, of the variables left when the constraints are solved."""
    count = len(jets) - 1
    slopes = Matrix(count, size, lambda i, j: jets[i + 1].get(_unit(size, j), 0))
    pivots = next(each for each in combinations(range(size), count) if slopes[:, list(each)].det())
    inverse = slopes[:, list(pivots)].inv()
    rest = [i for i in range(size) if i not in pivots]
    domain, *free = ring([f"u{i}" for i in rest], QQ)
    series = [domain(0)] * size
    for i, each in zip(rest, free, strict=True):
        series[i] = each
    for _ in range(_ORDER):
        misses = [_composed(jet, series) for jet in jets[1:]]
        _improve(series, pivots, inverse, misses)
    height = _composed(jets[0], series)
    return height - height.get((0,) * len(rest), 0)


def _along_the_floor(height: PolyElement, hessian: Matrix) -> Kind:
    """Follow the one flat direction, always at the bottom across it (or on top): the first term."""
    size = hessian.rows
    flat = hessian.nullspace()[0]
    pivot = next(i for i in range(size) if flat[i] != 0)
    rest = [i for i in range(size) if i != pivot]
    inverse = hessian.extract(rest, rest).inv() if rest else Matrix(0, 0, [])
    _, t = ring("t", QQ)
    floor = [t * _rational(each) for each in flat]
    slopes = [dict(height.diff(height.ring.gens[i]).items()) for i in rest]
    for _ in range(_ORDER):
        _improve(floor, rest, inverse, [_composed(each, floor) for each in slopes])
    terms = dict(_composed(dict(height.items()), floor).items())
    if not terms:
        return Kind.DEGENERATE
    (order,), lead = min(terms.items())
    across = hessian.trace()  # all other curvatures have its sign
    if order % 2 or (across != 0 and bool(across > 0) != bool(lead > 0)):
        return Kind.SADDLE
    return Kind.MINIMUM if lead > 0 else Kind.MAXIMUM


def _by_lowest_form(height: PolyElement, order: int) -> Kind:
    """Two signs of the lowest terms, in a few directions, make a saddle."""
    form = {powers: c for powers, c in height.items() if sum(powers) == order}
    ways = product((-2, -1, 0, 1, 2), repeat=height.ring.ngens)
    values = [
        sum(c * prod(w**p for w, p in zip(way, powers, strict=True)) for powers, c in form.items())
        for way in ways
    ]
    mixed = any(each > 0 for each in values) and any(each < 0 for each in values)
    return Kind.SADDLE if mixed else Kind.DEGENERATE


def _improve(
    series: list[PolyElement], which: Sequence[int], inverse: Matrix, misses: list[PolyElement]
) -> None:
    for k, i in enumerate(which):
        for j, miss in enumerate(misses):
            series[i] = series[i] - miss * _rational(inverse[k, j])


def _composed(jet: Jet, series: Sequence[PolyElement]) -> PolyElement:
    """A polynomial of series, without terms beyond order eight."""
    total = series[0].ring(0)
    for powers, coefficient in jet.items():
        term = series[0].ring(_rational(coefficient))
        for base, power in zip(series, powers, strict=True):
            for _ in range(power):
                term = _short(term * base)
        total = total + term
    return total


def _short(poly: PolyElement) -> PolyElement:
    return poly.ring.from_dict({powers: c for powers, c in poly.items() if sum(powers) <= _ORDER})


def _hessian(height: PolyElement) -> Matrix:
    size = height.ring.ngens
    zero = (0,) * size
    rows = [height.diff(a).diff(b).get(zero, 0) for a in height.ring.gens for b in height.ring.gens]
    return Matrix(
        size, size, [Rational(int(c.numerator), int(c.denominator)) for c in map(QQ, rows)]
    )


def _unit(size: int, index: int) -> tuple[int, ...]:
    return tuple(int(k == index) for k in range(size))


def _rational(number: Expr) -> Any:
    exact = Rational(str(number))
    return QQ(int(exact.p), int(exact.q))
