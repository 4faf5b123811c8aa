"""Top, pit or saddle: by the second derivatives, and by higher terms where those fail.

A regular place is decided by the signs of its Hessian (Sylvester's law of inertia). Where the
Hessian is singular the lowest terms of the Taylor polynomial decide: with one flat direction the
others are eliminated (the splitting lemma: Poston & Stewart, *Catastrophe Theory and its
Applications*, 1978, section 4.5); with more, the lowest form does, or two curves do along which
the field leaves the place upward and downward.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from itertools import pairwise, product

import numpy as np
from numpy.typing import NDArray
from sympy import Expr, Matrix, Poly, Rational, Symbol, expand, factorial, sign, simplify

from mathcore.boxes import enclose
from mathcore.fields import Field

Box = Sequence[tuple[Rational, Rational]]

_ORDER = 8  # of the Taylor polynomial that decides a singular place


class Kind(Enum):
    """What the ground does around a place where it is level."""

    TOP = "a top: every way leads down"
    PIT = "a pit: every way leads up"
    SADDLE = "a saddle: one way leads up, another leads down"
    INCONCLUSIVE = "the second derivatives do not decide"


def by_curvature(field: Field, box: Box) -> Kind:
    """The kind that the Hessian proves anywhere in a box; INCONCLUSIVE when it may be singular."""
    size = len(field.variables)
    corners = np.array(box, float)
    low, high = enclose(field.second, field.variables, corners[:, :1], corners[:, 1:])
    middle = ((low + high) / 2).reshape(size, size)
    slack = ((high - low) / 2).reshape(size, size) * (1 + 1e-12) + 1e-15 * np.abs(middle)
    basis = np.linalg.eigh(middle).eigenvectors
    turned = basis.T @ middle @ basis
    slack = np.abs(basis.T) @ (slack + 1e-14 * np.abs(middle)) @ np.abs(basis)
    centre = np.abs(np.diag(turned))
    around = (np.abs(turned) + slack).sum(axis=1) - centre
    if not (centre > around).all():
        return Kind.INCONCLUSIVE
    return _kind(np.diag(turned) > 0)


def by_leading_terms(field: Field, place: Sequence[Expr]) -> Kind:
    """The kind of a place known exactly, from its Taylor polynomial of order eight."""
    jet = _jet(field, place)
    hessian = Matrix([[jet.diff(a, b) for b in field.variables] for a in field.variables])
    hessian = hessian.subs(dict.fromkeys(field.variables, 0)).applyfunc(simplify)
    characteristic = hessian.charpoly().all_coeffs()
    up, down = _variations(characteristic), _variations(_mirrored(characteristic))
    if up and down:
        return Kind.SADDLE
    flat = len(field.variables) - up - down
    if flat == 0:
        return Kind.PIT if up else Kind.TOP
    if flat == 1:
        return _by_splitting(jet, field.variables, hessian, bool(up))
    if not (up or down):
        kind = _by_lowest_form(jet, field.variables)
        if kind is not Kind.INCONCLUSIVE:
            return kind
    return _by_monomials_or_curves(jet, field.variables)


def _kind(upward: NDArray[np.bool_]) -> Kind:
    if upward.all():
        return Kind.PIT
    return Kind.SADDLE if upward.any() else Kind.TOP


def _jet(field: Field, place: Sequence[Expr]) -> Expr:
    """The Taylor polynomial around `place`, without its constant, in the field's variables."""
    t = Symbol("t", real=True)
    there = {v: a + t * v for v, a in zip(field.variables, place, strict=True)}
    term, total = field.expression.subs(there, simultaneous=True), Rational(0)
    for order in range(1, _ORDER + 1):
        term = term.diff(t)
        total += expand(simplify(term.subs(t, 0))) / factorial(order)
    return expand(total)


def _variations(coefficients: Sequence[Expr]) -> int:
    """Changes of sign: for a symmetric matrix, exactly the number of positive eigenvalues."""
    signs = [sign(each) for each in coefficients if each != 0]
    return sum(1 for a, b in pairwise(signs) if a != b)


def _mirrored(coefficients: Sequence[Expr]) -> list[Expr]:
    return [each * (-1) ** i for i, each in enumerate(coefficients)]


def _by_splitting(jet: Expr, variables: Sequence[Symbol], hessian: Matrix, up: bool) -> Kind:
    """Follow the valley floor (or ridge) out of the place: its height leads by one term."""
    t = Symbol("t", real=True)
    along = hessian.nullspace()[0]
    pivot = next(i for i, each in enumerate(along) if each != 0)
    rest = [i for i in range(len(variables)) if i != pivot]
    inverse = hessian.extract(rest, rest).inv() if rest else Matrix(0, 0, [])
    floor = [each * t for each in along]
    for _ in range(_ORDER):
        at = dict(zip(variables, floor, strict=True))
        slopes = [_cut_off(jet.diff(variables[i]).subs(at, simultaneous=True), t) for i in rest]
        step = inverse * Matrix(len(rest), 1, slopes)
        for i, change in zip(rest, step, strict=True):
            floor[i] = _cut_off(floor[i] - change, t)
    height = _cut_off(jet.subs(dict(zip(variables, floor, strict=True)), simultaneous=True), t)
    lead = _leading(height, t)
    if lead is None:
        return Kind.INCONCLUSIVE
    order, coefficient = lead
    if order % 2 or (rest and bool(coefficient > 0) != up):
        return Kind.SADDLE
    return Kind.PIT if coefficient > 0 else Kind.TOP


def _by_lowest_form(jet: Expr, variables: Sequence[Symbol]) -> Kind:
    terms = Poly(jet, *variables).terms()
    order = min((sum(powers) for powers, _ in terms), default=0)
    form = Poly(dict(each for each in terms if sum(each[0]) == order), *variables)
    if form.is_zero:
        return Kind.INCONCLUSIVE
    ways = [form(*way) for way in product((-2, -1, 0, 1, 2), repeat=len(variables))]
    if order % 2 or (any(each > 0 for each in ways) and any(each < 0 for each in ways)):
        return Kind.SADDLE
    if len(variables) == 2 and form(0, 1) != 0:
        s = Symbol("s", real=True)
        if Poly(form(1, s), s).count_roots() == 0:
            return Kind.PIT if form(0, 1) > 0 else Kind.TOP
    return Kind.INCONCLUSIVE


def _by_monomials_or_curves(jet: Expr, variables: Sequence[Symbol]) -> Kind:
    """Even powers of one sign only make a pit or a top; two curves of two signs a saddle."""
    terms = Poly(jet, *variables).terms()
    pure = {i for powers, _ in terms for i, p in enumerate(powers) if p and p == sum(powers)}
    even = all(p % 2 == 0 for powers, _ in terms for p in powers)
    if even and len(pure) == len(variables) and len({c > 0 for _, c in terms}) == 1:
        return Kind.PIT if terms[0][1] > 0 else Kind.TOP
    seen: set[bool] = set()
    t = Symbol("t", real=True)
    for powers in product((1, 2, 3), repeat=len(variables)):
        for sizes in product(
            (-2, -1, Rational(-1, 2), 0, Rational(1, 2), 1, 2), repeat=len(powers)
        ):
            curve = [a * t**p for a, p in zip(sizes, powers, strict=True)]
            lead = _leading(expand(jet.subs(dict(zip(variables, curve, strict=True)))), t)
            if lead is not None and lead[0] <= _ORDER * min(powers):
                seen |= {bool(lead[1] > 0)} if lead[0] % 2 == 0 else {True, False}
            if len(seen) == 2:
                return Kind.SADDLE
    return Kind.INCONCLUSIVE


def _cut_off(series: Expr, t: Symbol) -> Expr:
    poly = Poly(expand(series), t)
    return sum(simplify(c) * t**p for (p,), c in poly.terms() if p <= _ORDER)


def _leading(series: Expr, t: Symbol) -> tuple[int, Expr] | None:
    terms = [(p, simplify(c)) for (p,), c in Poly(series, t).terms()]
    return min(((p, c) for p, c in terms if c != 0), default=None, key=lambda each: each[0])
