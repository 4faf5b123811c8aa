"""What kind of singular point an expression has at a place of the complex plane.

Read from its series there: a Laurent series that begins below power 0 is a pole; powers of
``t^(1/q)`` or of log t that do not go away make a branch point; exp, sin or cos of a pole is an
essential singularity (Ahlfors, *Complex Analysis*, 1979, sections 4.3 and 8.1).
"""

from __future__ import annotations

from enum import Enum

import numpy as np
import sympy as sp
from sympy import Dummy, Expr, Symbol, ilcm, lambdify, log

from mathcore.germs import Germ, laurent
from mathcore.power_series import NoSeriesError, Obstacle, vanishes

_FEW, _MANY = 2, 8  # powers below which a series is known; the closed forms swell
_PLACES = 257


class Kind(Enum):
    """What is found at one place."""

    REGULAR = "nothing happens there"
    POLE = "the function grows without bound there"
    BRANCH = "the function has more than one continuation around there"
    ESSENTIAL = "the function comes near every value there"
    UNKNOWN = "what happens there is not decided"


def kind(e: Expr, z: Symbol, place: Expr, start: Expr) -> Kind:
    """The kind of the place `place` for the function that is `e` at the real number `start`."""
    if place.has(sp.CRootOf):
        return Kind.UNKNOWN
    if place != start and not _same_branch(e, z, place, start):
        return Kind.UNKNOWN
    if place.has(log):
        e = e.rewrite(sp.exp)  # exp(log 2) is 2 at once; sin(i log 2) is not
    try:
        return _meromorphic(e, z, place)
    except NoSeriesError as error:
        if error.obstacle is Obstacle.BRANCH:
            return Kind.BRANCH if _irrational(e, z, place) else _branched(e, z, place)
        if error.obstacle is Obstacle.ESSENTIAL and _essential(e, z, place):
            return Kind.ESSENTIAL
        return Kind.UNKNOWN


def _meromorphic(e: Expr, z: Symbol, place: Expr, terms: int = _FEW) -> Kind:
    mark = Dummy("L")
    series, germ = laurent(e, lambda length: Germ(z, place, length, logarithm=mark), terms)
    if any(each.has(mark) for each in series.coefficients):
        return Kind.BRANCH
    if germ.logarithmic:
        return Kind.UNKNOWN if terms == _MANY else _meromorphic(e, z, place, _MANY)
    return Kind.POLE if series.first < 0 else Kind.REGULAR


def _branched(e: Expr, z: Symbol, place: Expr) -> Kind:
    """Whether fractional powers stay, once the place is approached as t^q."""
    q = ilcm(1, 1, *(each.exp.q for each in e.atoms(sp.Pow) if each.exp.is_Rational))
    mark = Dummy("L")

    def make(length: int) -> Germ:
        return Germ(z, place, length, ramified=int(q), logarithm=mark)

    try:
        series, _ = laurent(e, make, int(q) * 4)
    except NoSeriesError:
        return Kind.UNKNOWN
    powers = range(series.first, series.end)
    split = any(k % q and not vanishes(series[k]) for k in powers)
    return Kind.BRANCH if split or any(c.has(mark) for c in series.coefficients) else Kind.UNKNOWN


def _irrational(e: Expr, z: Symbol, place: Expr) -> bool:
    """Whether one summand or factor is an irrational power of a zero, the others meromorphic."""
    if e.is_Add or e.is_Mul:
        wild = [each for each in e.args if not _tame(each, z, place)]
        return len(wild) == 1 and _irrational(wild[0], z, place)
    return bool(e.is_Pow and e.exp.is_irrational) and _tame(e.base, z, place)


def _essential(e: Expr, z: Symbol, place: Expr) -> bool:
    """Whether exactly one summand or factor is exp, sin, ... of a pole, the others meromorphic."""
    if e.is_Add or e.is_Mul:
        wild = [each for each in e.args if not _tame(each, z, place)]
        return len(wild) == 1 and _essential(wild[0], z, place)
    entire = isinstance(e, sp.exp | sp.sin | sp.cos | sp.sinh | sp.cosh)
    return entire and _tame(e.args[0], z, place)


def _tame(e: Expr, z: Symbol, place: Expr) -> bool:
    try:
        return _meromorphic(e, z, place) in (Kind.POLE, Kind.REGULAR)
    except NoSeriesError:
        return False


def _same_branch(e: Expr, z: Symbol, place: Expr, start: Expr) -> bool:
    """Whether principal values hold from `start` to `place`: 257 places show no cut."""
    inside = [each.args[0] for each in e.atoms(log)]
    inside += [each.base for each in e.atoms(sp.Pow) if not each.exp.is_Integer]
    share = (np.arange(_PLACES - 1) + 0.5) / _PLACES
    for u in (each for each in inside if each.has(z)):
        path = complex(start) + (complex(place) - complex(start)) * share
        with np.errstate(all="ignore"):
            w = np.broadcast_to(lambdify(z, u, "numpy")(path), path.shape)
        turns = np.diff(np.angle(w))
        behind = (w.real < 0) & (np.abs(w.imag) < 1e-9 * np.abs(w.real))
        if behind.any() or not (np.abs(turns) < np.pi / 2).all():
            return False
    return True
