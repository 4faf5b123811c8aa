"""Partial derivatives at a place: numbers where they exist, a sentence where they do not.

A formula that is certain to be analytic around the place has every derivative, by the rules.
Elsewhere the rules may give numbers that are slopes of nothing, and nothing where there is a
slope; there the definition decides: the partial derivative is the derivative of the section on
which one variable changes (Spivak, *Calculus on Manifolds*, 1965, chapter 2).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import sympy as sp
from flint import arb, arb_series
from sympy import Expr, Symbol

from mathcore import balls
from mathcore.derivative_verdicts import Kind, verdict
from mathcore.differentiation import derivative
from mathcore.functions import Function
from mathcore.interval import compiled
from mathcore.mixed_derivatives import unevaluated
from mathcore.places import (
    NO_NUMBERS,
    Coordinate,
    closed_forms,
    filled,
    located,
    surroundings,
    worth,
)
from mathcore.quantity import Quantity, compose
from mathcore.scalar_fields import ScalarField, shown

_BITS = 200
_EVERYWHERE = (
    sp.Add, sp.Mul, sp.Symbol, sp.Number, sp.NumberSymbol, sp.exp, sp.sin, sp.cos, sp.sinh, sp.cosh,
    sp.tanh, sp.atan, sp.asinh, sp.erf, sp.Abs, sp.sign, sp.floor, sp.ceiling, sp.Min, sp.Max,
)  # fmt: skip
_DEAF = (sp.sign, sp.floor, sp.ceiling, sp.Min, sp.Max)


@dataclass(frozen=True, slots=True)
class Partial:
    """The derivative along `variable` at `place`, or what stands there in its stead.

    `formula` is what the rules give for every place; `smooth` says that the function is proved to
    be analytic around the place, so that it has a tangent plane there.
    """

    variable: Symbol
    place: tuple[Quantity, ...]
    formula: Expr
    kind: Kind
    slope: Quantity | None
    smooth: bool

    @property
    def sentence(self) -> str:
        """What a listener is told."""
        return self.kind.value

    @property
    def value(self) -> Quantity:
        """The partial derivative.

        Raises:
            ValueError: there is none; the message says why.
        """
        if self.slope is None:
            where = f"along {self.variable} at {shown(self.place)}"
            raise ValueError(f"no derivative {where}: {self.sentence}")
        return self.slope


def partial(field: ScalarField, name: str | Symbol, *place: Coordinate) -> Partial:
    """The derivative of `field` along one variable at a place.

    Raises:
        ValueError: `name` is no variable, the place is none, or a constant has no number.
    """
    field.settled()
    variable = field.variable(name)
    at = located(place, field.variables)
    orders = tuple(int(each == variable) for each in field.variables)
    formula = _formula(field, orders)
    if analytic(field.expression, field.variables, at):
        slope = nth(field, orders, at)
        if slope is not None:
            return Partial(variable, at, formula, Kind.VALUE, slope, True)
    kind, slope = _by_section(field, variable, at)
    return Partial(variable, at, formula, kind, slope, False)


def row(field: ScalarField, *place: Coordinate) -> tuple[Partial, ...]:
    """The derivative along every variable.

    Raises:
        ValueError: the place is none, or a constant has no number.
    """
    return tuple(partial(field, each, *place) for each in field.variables)


def nth(field: ScalarField, orders: Sequence[int], at: Sequence[Quantity]) -> Quantity | None:
    """The derivative of the given order along each variable, where the function is analytic.

    None if it is not certain to have a value there that a float can hold.
    """
    return by_formula(field, _formula(field, tuple(orders)), orders, at)


def by_formula(
    field: ScalarField, formula: Expr, orders: Sequence[int], at: Sequence[Quantity]
) -> Quantity | None:
    """The same, when its formula is known."""

    def build(*each: Expr) -> Expr:
        return unevaluated(field.expression, field.variables, orders, each)

    return filled(compose(0.0, build, *at), formula, field.variables, at)


def analytic(expression: Expr, variables: Sequence[Symbol], place: Sequence[Quantity]) -> bool:
    """Whether `expression` is certain to be analytic around `place`.

    Its series along the diagonal is worked out in the strict reading, in which a function at the
    edge of its domain, at a corner or a jump has no certain slope.
    """
    with balls.working(_BITS, 2):
        return smooth_over(expression, surroundings(variables, place, _BITS))


def smooth_over(expression: Expr, around: Mapping[Symbol, arb]) -> bool:
    """Whether `expression` is certain to be analytic wherever each variable is in its ball.

    Precision and length of the series are those at work, the length at least 2.
    """
    # a step, or the greater of two, has a slope of its own even where what stands in it has none
    inner = {u for each in expression.atoms(*_DEAF) for u in each.args}
    env = {v: arb_series([a, 1]) for v, a in around.items()}
    return all(
        slope.is_finite()
        for part in (expression, *inner)
        for slope in balls.derivatives(compiled(part)(env), 1)
    )


@cache
def _formula(field: ScalarField, orders: tuple[int, ...]) -> Expr:
    formula = field.expression
    for variable, order in zip(field.variables, orders, strict=True):
        formula = derivative(formula, variable, order)
    return formula


def by_definition(
    field: ScalarField,
    line: Mapping[Symbol, Expr],
    t: Symbol,
    here: Expr,
    at: tuple[Quantity, ...],
) -> tuple[Kind, Quantity | None]:
    """What stands for the derivative along a line through a place, and the derivative if it does.

    Args:
        field: the function.
        line: what each of its variables is in terms of `t`; one that is missing is `t` itself.
        t: the variable along the line.
        here: its value at the place.
        at: the place.
    """
    try:
        section = field.expression.xreplace(dict(line))
    except ValueError:  # SymPy does not compare what is not real
        return Kind.OUT_OF_DOMAIN, None
    if section.has(*NO_NUMBERS):
        return Kind.OUT_OF_DOMAIN, None
    found = verdict(Function(section, t), here)
    if worth(field.expression, field.variables, at) is None:
        # the section may have filled a hole, as that of x y / (x^2 + y^2) does along both axes
        return Kind.OUT_OF_DOMAIN if found.kind is Kind.VALUE else found.kind, None
    if _forgets(field, line, t, section, at):
        return Kind.REFUSE, None
    return found.kind, found.derivative if found.kind is Kind.VALUE else None


def _by_section(
    field: ScalarField, variable: Symbol, at: tuple[Quantity, ...]
) -> tuple[Kind, Quantity | None]:
    forms = closed_forms(at)
    if forms is None:
        return Kind.REFUSE, None
    there = dict(zip(field.variables, forms, strict=True))
    here = there.pop(variable)
    return by_definition(field, there, variable, here, at)


def _forgets(
    field: ScalarField,
    line: Mapping[Symbol, Expr],
    t: Symbol,
    section: Expr,
    at: tuple[Quantity, ...],
) -> bool:
    """Whether the section may be defined where the function is not, as sqrt(x) y is at y = 0."""
    kept = set(sp.preorder_traversal(section))
    for part in sp.preorder_traversal(field.expression):
        natural = isinstance(part, sp.Pow) and part.exp.is_Integer and part.exp > 0
        if natural or isinstance(part, _EVERYWHERE) or not isinstance(part, Expr):
            continue
        left = part.xreplace(dict(line))
        if left.has(t) and left not in kept and not analytic(part, field.variables, at):
            return True
    return False
