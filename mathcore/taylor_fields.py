"""Taylor polynomials in several variables, of any order and about any place.

The coefficient of h^a, with h the step from the centre and a the order along each variable, is
d^a f / a!, where a! is the product of the factorials (Apostol, *Mathematical Analysis*, 1974,
section 12.14). The first three polynomials are the constant, the plane through the Jacobian and
the quadric through the Hessian: f + J h + h^T H h / 2.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import product
from math import factorial, prod

from sympy import Abs, Add, Expr, Mul, Rational, S

from mathcore.differentiation import derivative
from mathcore.partials import analytic, by_formula
from mathcore.places import Coordinate, closed_forms, located, worth
from mathcore.power_series import tidy, vanishes
from mathcore.quantity import Quantity, compose
from mathcore.scalar_fields import ScalarField, shown


class Outcome(Enum):
    """What the polynomial is to the function."""

    EXACT = "the polynomial is the function itself"
    SMOOTH = "the polynomial has the same derivatives at the centre as the function"


@dataclass(frozen=True, slots=True)
class Coefficient:
    """The term of the given order along each variable: its derivative, its coefficient d^a f / a!.

    `exact` is the coefficient in closed form.
    """

    orders: tuple[int, ...]
    derivative: Quantity
    value: Quantity
    exact: Expr


@dataclass(frozen=True)
class FieldExpansion:
    """The expansion of `field` about `centre`; coefficients of low order first."""

    field: ScalarField
    centre: tuple[Quantity, ...]
    order: int
    coefficients: tuple[Coefficient, ...]
    outcome: Outcome

    def coefficient(self, *orders: int) -> Coefficient:
        """The coefficient of the given order along each variable.

        Raises:
            ValueError: it is beyond the order of the expansion, or not one order a variable.
        """
        for each in self.coefficients:
            if each.orders == orders:
                return each
        raise ValueError(f"there are coefficients up to order {self.order}, got {orders=}")

    def polynomial(self, n: int) -> ScalarField:
        """The polynomial of total order `n` in powers of the steps from the centre.

        Raises:
            ValueError: `n` is beyond the order of the expansion.
        """
        middle = [each.meaning.expression for each in self.centre]
        steps = [v - a for v, a in zip(self.field.variables, middle, strict=True)]
        terms = [
            Mul(each.exact, *(h**k for h, k in zip(steps, each.orders, strict=True)))
            for each in self._up_to(n)
            if each.exact != 0
        ]
        return ScalarField(Add(*terms), self.field.variables)

    @property
    def constant(self) -> ScalarField:
        """The polynomial of order 0: a level plane at the height of the centre."""
        return self.polynomial(0)

    @property
    def plane(self) -> ScalarField:
        """The polynomial of order 1: the tangent plane."""
        return self.polynomial(1)

    @property
    def quadric(self) -> ScalarField:
        """The polynomial of order 2: it also curves as the function does."""
        return self.polynomial(2)

    def value(self, n: int, *place: Coordinate) -> Quantity:
        """The polynomial of order `n` at a place, in its meaning summed from the derivatives.

        Raises:
            ValueError: `n` is beyond the order of the expansion, or the place is none.
        """
        at, chosen = located(place, self.field.variables), self._up_to(n)
        height = self._float(self.polynomial(n).expression, at)
        return compose(height, _summed(chosen), *at, *self.centre, *(c.derivative for c in chosen))

    def error(self, n: int, *place: Coordinate) -> Quantity:
        """How far function and polynomial are apart at a place, free of cancellation.

        Raises:
            ValueError: the function has no value there, `n` is beyond the order of the
                expansion, or the place is none.
        """
        at, chosen = located(place, self.field.variables), self._up_to(n)
        difference = self.field.expression - self.polynomial(n).expression
        size, summed = len(at), _summed(chosen)

        def build(*e: Expr) -> Expr:
            true = self.field.expression.xreplace(
                dict(zip(self.field.variables, e[:size], strict=True))
            )
            return Abs(true - summed(*e))

        known = [each.derivative for each in chosen]
        return compose(abs(self._float(difference, at)), build, *at, *self.centre, *known)

    def _up_to(self, n: int) -> tuple[Coefficient, ...]:
        if not 0 <= n <= self.order:
            raise ValueError(f"the order must lie between 0 and {self.order}, got {n=}")
        return tuple(each for each in self.coefficients if sum(each.orders) <= n)

    def _float(self, expression: Expr, at: tuple[Quantity, ...]) -> float:
        value = worth(expression, self.field.variables, at)
        if value is None:
            raise ValueError(f"{self.field.expression} has no finite real value at {shown(at)}")
        return value


def expand(field: ScalarField, place: Sequence[Coordinate], order: int) -> FieldExpansion:
    """Expand `field` about `place` up to the total order `order`.

    Raises:
        ValueError: `order` is negative, the place is none or has no closed form, a constant has no
            number, or the function is not proved to be analytic there.
    """
    if order < 0:
        raise ValueError(f"the order must not be negative, got {order=}")
    field.settled()
    at = located(place, field.variables)
    forms = closed_forms(at)
    if forms is None:
        raise ValueError(f"the centre must have a closed form, got {shown(at)}")
    if not analytic(field.expression, field.variables, at):
        raise ValueError(f"{field.expression} is not proved to be smooth at {shown(at)}")
    there = dict(zip(field.variables, forms, strict=True))
    terms = tuple(
        _coefficient(field, at, orders, formula, tidy(formula.xreplace(there)))
        for orders, formula in _formulas(field, order).items()
    )
    return FieldExpansion(field, at, order, terms, _outcome(field, order))


def _formulas(field: ScalarField, order: int) -> dict[tuple[int, ...], Expr]:
    """The derivatives as formulas, each made of one of lower order."""
    every = product(range(order + 1), repeat=len(field.variables))
    known: dict[tuple[int, ...], Expr] = {}
    for orders in sorted((e for e in every if sum(e) <= order), key=lambda e: (sum(e), e[::-1])):
        last = max((i for i, k in enumerate(orders) if k), default=None)
        if last is None:
            known[orders] = field.expression
        else:
            lower = tuple(k - (i == last) for i, k in enumerate(orders))
            known[orders] = derivative(known[lower], field.variables[last])
    return known


def _coefficient(
    field: ScalarField,
    at: tuple[Quantity, ...],
    orders: tuple[int, ...],
    formula: Expr,
    closed: Expr,
) -> Coefficient:
    weight = prod(map(factorial, orders))
    slope = by_formula(field, formula, orders, at)
    if slope is None:
        raise ValueError(f"a derivative of {field.expression} at {shown(at)} is too large")
    exact = S.Zero if vanishes(closed) else closed / weight
    return Coefficient(orders, slope, compose(slope / weight, lambda e: e / weight, slope), exact)


def _outcome(field: ScalarField, order: int) -> Outcome:
    polynomial = field.expression.as_poly(*field.variables)
    exact = polynomial is not None and polynomial.total_degree() <= order
    return Outcome.EXACT if exact else Outcome.SMOOTH


def _summed(terms: Sequence[Coefficient]) -> Callable[..., Expr]:
    """The polynomial, from the place, then the centre, then the derivative of each term."""

    def build(*e: Expr) -> Expr:
        size = len(terms[0].orders)
        steps = [x - a for x, a in zip(e[:size], e[size : 2 * size], strict=True)]
        return Add(
            *(
                slope * Rational(1, prod(map(factorial, term.orders)))
                * Mul(*(h**k for h, k in zip(steps, term.orders, strict=True)))
                for term, slope in zip(terms, e[2 * size :], strict=True)
            )
        )  # fmt: skip

    return build
