"""What the numbers of a Taylor expansion mean: unevaluated derivatives and sums of them."""

from __future__ import annotations

from collections.abc import Callable
from math import factorial

from sympy import Add, Derivative, Expr, Integer, Subs

from mathcore.functions import Function
from mathcore.quantity import Meaning, Quantity, compose, exact


def centred(at: float | Expr) -> Quantity:
    """The centre as a quantity.

    Raises:
        ValueError: it has no closed form, or is not a finite real number.
    """
    if isinstance(at, Expr):
        if not at.is_number or at.is_finite is False or at.is_real is False:
            raise ValueError(f"the centre must be a finite real number, got {at}")
        return Quantity(at, Meaning(at))
    centre = exact(at)
    if centre.meaning.bindings:
        raise ValueError(f"the centre must have a closed form, got {centre.meaning}")
    return centre


def derivative(f: Function, at: Quantity, k: int, value: Expr, provable: bool) -> Quantity:
    """f^(k)(at), which is `value`; that alone is its meaning where the definition is no formula."""
    if not provable:
        return Quantity(value.evalf(30), Meaning(value))
    return compose(value.evalf(30), _nth(f, k), at)


def coefficient(f: Function, at: Quantity, k: int, value: Expr, provable: bool) -> Quantity:
    """f^(k)(at) / k!, likewise."""
    if not provable:
        return Quantity(value.evalf(30), Meaning(value))
    nth = _nth(f, k)
    return compose(value.evalf(30), lambda a: nth(a) / factorial(k), at)


def _nth(f: Function, k: int) -> Callable[[Expr], Expr]:
    if k == 0:
        return lambda a: f.expression.xreplace({f.variable: a})
    unevaluated = Derivative(f.expression, (f.variable, k), evaluate=False)
    return lambda a: Subs(unevaluated, f.variable, a)


def summed(x: Expr, a: Expr, *derivatives: Expr) -> Expr:
    """The Taylor polynomial about `a` at `x`, from the derivatives at `a`."""
    step = x - a
    return Add(*(each * step**k / Integer(factorial(k)) for k, each in enumerate(derivatives)))
