"""Places in several variables, given exactly, and what a formula is worth at one.

A coordinate is the decimal that was written, a formula without variables such as ``"pi/6"``, a
closed form, or a quantity that another method found.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import TypeAlias

from flint import arb
from sympy import Expr, I, Piecewise, Symbol, nan, oo, true, zoo

from mathcore import balls, parse
from mathcore.bindings import evaluate
from mathcore.exact_values import closed
from mathcore.interval import compiled
from mathcore.power_series import vanishes
from mathcore.quantity import Quantity, exact
from mathcore.taylor_meanings import centred

Coordinate: TypeAlias = str | float | Expr

NO_NUMBERS = (zoo, nan, oo, -oo, I)

_BITS = (200, 800, 3200)
_CERTAIN = 60  # bits that make a float right


def coordinate(value: Coordinate) -> Quantity:
    """One number, taken exactly.

    Raises:
        ValueError: it is not finite and real, or a text that is no formula without variables.
    """
    if isinstance(value, str):
        return centred(parse.expression(value, ()))
    return centred(value) if isinstance(value, Expr) else exact(value)


def located(values: Sequence[Coordinate], variables: Sequence[Symbol]) -> tuple[Quantity, ...]:
    """A coordinate for each of `variables`.

    Raises:
        ValueError: there are more or fewer, or one of them is no number.
    """
    if len(values) != len(variables):
        names = ", ".join(map(str, variables))
        raise ValueError(f"place must have a coordinate for each of {names}, got {values!r}")
    return tuple(coordinate(each) for each in values)


def closed_forms(place: Sequence[Quantity]) -> tuple[Expr, ...] | None:
    """The coordinates as closed forms, None if one is known only as the solution of something."""
    meanings = [each.meaning for each in place]
    return None if any(m.bindings for m in meanings) else tuple(m.expression for m in meanings)


def surroundings(
    variables: Sequence[Symbol], place: Sequence[Quantity], bits: int
) -> dict[Symbol, arb]:
    """Each variable with a ball around its coordinate."""
    return {
        v: evaluate(each.meaning, bits) for v, each in zip(variables, place, strict=True)
    }  # fmt: skip


def worth(expression: Expr, variables: Sequence[Symbol], place: Sequence[Quantity]) -> float | None:
    """The value of `expression` at `place` as a float, None where it is not certain to have one.

    None, too, where a float cannot hold it. A value of which 3200 bits cannot tell that it is not
    zero counts as zero.

    Raises:
        ValueError: `expression` holds a function that has no interval form.
    """
    value = balls.NAN
    for bits in _BITS:
        with balls.working(bits):
            env = surroundings(variables, place, bits)
            value = balls.head(compiled(expression)(env))
        if value.is_zero() or value.rel_accuracy_bits() > _CERTAIN:
            break
    if not value.is_finite():
        exactly = _substituted(expression, variables, place)
        value = balls.NAN if exactly is None else closed(exactly)
    number = 0.0 if value.contains(0) else float(value.mid())
    return number if value.is_finite() and isfinite(number) else None


def filled(
    meant: Quantity, formula: Expr, variables: Sequence[Symbol], place: Sequence[Quantity]
) -> Quantity | None:
    """The quantity that means what `meant` does, its float worked out from `formula` at `place`.

    None where there is no certain value that a float can hold.

    Raises:
        ValueError: `formula` holds a function that has no interval form.
    """
    value = worth(formula, variables, place)
    return None if value is None else Quantity(value, lambda: meant.meaning)


def sign(number: Quantity, closed: Expr | None = None) -> int | None:
    """-1, 0 or 1; None if that is not decided.

    Args:
        number: the number.
        closed: the same number in closed form, if there is one: only that can prove a zero.
    """
    for bits in _BITS:
        value = evaluate(number.meaning, bits)
        if value > 0 or value < 0:
            return 1 if value > 0 else -1
        if closed is not None and vanishes(closed):
            return 0
    return 0 if value.is_zero() else None


def _substituted(
    expression: Expr, variables: Sequence[Symbol], place: Sequence[Quantity]
) -> Expr | None:
    """The value in closed form, as at 1/3 for the root of x - 1/3; None where there is none."""
    forms = closed_forms(place)
    return None if forms is None else _inside(expression, dict(zip(variables, forms, strict=True)))


def _inside(e: Expr, there: dict[Symbol, Expr]) -> Expr | None:
    if e in there or not e.args:
        return there.get(e, e)
    if isinstance(e, Piecewise):
        taken = (v for v, condition in e.args if condition.xreplace(there) == true)
        piece = next(taken, None)
        return None if piece is None else _inside(piece, there)
    parts = [_inside(each, there) for each in e.args]
    if None in parts:
        return None
    value = e.func(*parts)
    # a root that is not real may hide where it is multiplied with zero
    return None if value.has(*NO_NUMBERS) or value.is_real is False else value
