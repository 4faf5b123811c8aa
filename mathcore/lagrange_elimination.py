"""Exact algebra for a small box where the equations are singular: no place, one, or not known.

Where f is stationary among the places that meet polynomial constraints, or their gradients are
dependent, all determinants of m + 1 of the columns of the gradients vanish. A Groebner basis in
lexicographic order ends with a polynomial in one variable alone, whose roots in an interval are
counted exactly (Cox, Little & O'Shea, *Ideals, Varieties, and Algorithms*, 4th edition 2015,
section 3.1).
"""

from __future__ import annotations

from functools import cache
from itertools import combinations
from math import prod

import numpy as np
from numpy.typing import NDArray
from sympy import Expr, Matrix, Poly, Rational, groebner

from mathcore.lagrange import Problem

Array = NDArray[np.float64]

_LARGEST_DEGREE = 200  # product of degrees: beyond it a Groebner basis may take minutes
_MOST_VARIABLES = 3


def at_most_one(problem: Problem, low: Array, high: Array) -> bool | None:
    """Whether a box holds one candidate at most: False when none, None when that is not known."""
    alone = _eliminants(problem)
    if not alone:
        return None
    counts = [
        poly.count_roots(Rational(a), Rational(b))
        for poly, a, b in zip(alone, low, high, strict=True)
    ]
    if 0 in counts:
        return False
    return True if max(counts) == 1 else None


@cache
def _eliminants(problem: Problem) -> tuple[Poly, ...]:
    """For every variable the polynomial with its values at candidates as roots; none if unknown."""
    names = problem.variables
    if len(names) > _MOST_VARIABLES:
        return ()
    parts = [*(each.expression for each in problem.constraints), *_minors(problem)]
    parts = [each for each in parts if each != 0]
    if not all(each.is_polynomial(*names) for each in parts):
        return ()
    polys = [Poly(each, *names) for each in parts]
    if not all(each.domain.is_QQ or each.domain.is_ZZ for each in polys):
        return ()
    if prod(sorted(each.total_degree() for each in polys)[-len(names) :]) > _LARGEST_DEGREE:
        return ()
    alone = []
    for name in names:
        others = [each for each in names if each != name]
        last = groebner(parts, *others, name, order="lex").exprs[-1]
        if last.free_symbols - {name}:
            return ()
        alone.append(Poly(last, name).sqf_part())
    return tuple(alone)


def _minors(problem: Problem) -> list[Expr]:
    rows = Matrix([problem.objective.first, *(each.first for each in problem.constraints)])
    choices = combinations(range(rows.cols), rows.rows)  # none when there are too few columns
    return [rows[:, list(each)].det(method="berkowitz") for each in choices]
