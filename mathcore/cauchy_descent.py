"""Steepest descent on a bowl with the best step each time: down to the lowest place on the line.

gamma = g.g / g.Ag with g the slope. Each step is at right angles to the one before, so that a walk
down a long valley zigzags, and the height above the lowest place shrinks at least by
((K - 1) / (K + 1))^2 (A. Cauchy, 1847; Nocedal & Wright, *Numerical Optimization*, 2nd edition
2006, section 3.3).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from mpmath import mp, mpf, workdps
from sympy import Add, Expr

from mathcore import precise
from mathcore.descent import Visit, gradient, height
from mathcore.fields import Field
from mathcore.quadratics import Quadratic
from mathcore.quantity import Point, Quantity, compose
from mathcore.spectra import expression, quantity
from mathcore.step_rules import Number, ratio
from mathcore.walk_meanings import Chain, Moved


@dataclass(frozen=True, slots=True)
class CauchyWalk:
    """Every visit in order, the start first, each with the best step length there."""

    form: Quadratic
    visits: tuple[Visit, ...]

    @property
    def points(self) -> tuple[Point, ...]:
        """The places as points of the plane; a ValueError for other than two variables."""
        return tuple(each.at for each in self.visits)


def worst_ratio(form: Quadratic) -> Quantity:
    """((K - 1) / (K + 1))^2, which no step exceeds. A ValueError if the form is no bowl."""
    least, most = form.least, form.greatest
    value = ((most - least) / (most + least)) ** 2
    return compose(value, lambda a, b: ((b - a) / (b + a)) ** 2, least, most)


def walk(form: Quadratic, start: Sequence[Number], steps: int) -> CauchyWalk:
    """Take `steps` steps from `start`, or as many as it takes until the slope vanishes.

    It counts as zero when it is less than 10^(-25 - steps) times its greatest term at the start.

    Raises:
        ValueError: the form is no bowl, or `start` has another number of coordinates.
    """
    if len(start) != len(form.lowest):
        raise ValueError(f"start must have {len(form.lowest)} coordinates, got {start!r}")
    field, length = form.field, _length(form)
    link = Moved(
        field.variables,
        tuple(x - length * s for x, s in zip(field.variables, field.first, strict=True)),
    )
    level_at = precise.evaluator((field.expression, *field.first), field.variables)
    step_at = precise.evaluator((length, *link.maps), field.variables)
    chain = Chain([quantity(ratio(each)) for each in start])
    visits: list[Visit] = []
    with workdps(50 + 2 * steps):
        here = tuple(precise.number(ratio(each)) for each in start)
        least = mpf(10) ** (-mp.dps // 2) * precise.number(_size(form, start))
        while True:
            at, level = chain.place(tuple(map(float, here))), level_at(here)
            assert level is not None, "a form has a height everywhere"
            steep = precise.length(level[1:])
            moved = step_at(here) if len(visits) < steps and steep > least else None
            taken = None if moved is None else compose(moved[0], _at(length, field), *at)
            visits.append(
                Visit(at, height(field, at, level[0]), gradient(field, at, level[1:]), taken, 0)
            )
            if moved is None:
                return CauchyWalk(form, tuple(visits))
            here = moved[1:]
            chain.add(link)


def _length(form: Quadratic) -> Expr:
    """g.g / g.Ag as a formula in the variables of the form."""
    slopes = form.field.first
    bent = (
        expression(a) * s * t
        for row, s in zip(form.matrix.rows, slopes, strict=True)
        for a, t in zip(row, slopes, strict=True)
    )
    return Add(*(s**2 for s in slopes)) / Add(*bent)


def _size(form: Quadratic, start: Sequence[Number]) -> Fraction:
    """The greatest term of the slope at the start: against it a slope that vanishes shows."""
    terms = (a * ratio(x) for row in form.matrix.rows for a, x in zip(row, start, strict=True))
    return max(map(abs, (*terms, *form.pull)))


def _at(formula: Expr, field: Field) -> Callable[..., Expr]:
    return lambda *at: formula.xreplace(dict(zip(field.variables, at, strict=True)))
