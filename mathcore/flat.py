"""Where the two sides of a point need to be asked one by one: corners, joins, flat functions.

A derivative of order k exists at a join when the series from the right, ``sum r_k t^k``, and
from the left, ``sum l_k t^k`` with t = -(x - a), agree: ``r_j = (-1)^j l_j`` for j <= k. A term
``exp(-1/x^2)`` is *flat*: each of its derivatives is a polynomial in 1/x times the term itself,
and so goes to 0; a limit of the derivative is the derivative (mean value theorem), so all of
them are 0 at 0, and the series cannot see the term (Rudin, *Principles of Mathematical
Analysis*, 1976, exercise 8.1).
"""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Expr, Piecewise, Symbol, simplify

from mathcore import joins
from mathcore.functions import Function
from mathcore.germs import Germ, laurent
from mathcore.power_series import NoSeriesError, Obstacle, tidy, vanishes
from mathcore.quantity import Quantity, compose

_TERMS = 12  # enough to see a sign or a pole


@dataclass(frozen=True, slots=True)
class Sides:
    """The coefficients on which both sides of a point agree, up to the first on which not.

    `flat` says that a part of the function vanishes faster than every power; `joined`, that the
    two sides had to be asked one by one.
    """

    coefficients: tuple[Expr, ...]
    flat: bool
    joined: bool


def sides(f: Function, at: Expr, order: int) -> Sides:
    """The series of `f` about `at`, as far as `order` and as far as the two sides agree.

    A hole is filled if it can be.

    Raises:
        NoSeriesError: there is no series on one of the sides, or the function jumps.
    """
    try:
        return Sides(_coefficients(f, at, order, 0)[0], flat=False, joined=False)
    except NoSeriesError as error:
        if error.obstacle not in (Obstacle.CORNER, Obstacle.ESSENTIAL) and not f.expression.has(
            Piecewise
        ):
            raise
    right, flat_right = _coefficients(f, at, order, 1)
    left, flat_left = _coefficients(f, at, order, -1)
    turned = [-each if k % 2 else each for k, each in enumerate(left)]
    agreed = 0
    while agreed <= order and vanishes(tidy(right[agreed] - turned[agreed])):
        agreed += 1
    if agreed == 0:
        raise NoSeriesError(Obstacle.CORNER)
    return Sides(right[:agreed], flat_right or flat_left, joined=True)


def local(e: Expr, x: Symbol, at: Expr) -> Expr:
    """The one analytic formula that `e` follows on both sides of `at`, up to something flat.

    Raises:
        NoSeriesError: the two sides follow different formulas.
    """
    right, left = (joins.piece(Germ(x, at, _TERMS, side), e) for side in (1, -1))
    if right != left and simplify(right - left) != 0:
        raise NoSeriesError(Obstacle.CORNER)
    return right


def quotient(f: Function, power: int, x: float, at: float = 0.0) -> Quantity:
    """f(x) / (x - at)^power: for a flat function small near `at`, however great the power.

    Raises:
        ValueError: `x` is the centre, or the function has no value there.
    """
    if x == at:
        raise ValueError(f"x must differ from the centre, got {x=}")
    return compose(
        float(f.value(x)) / (x - at) ** power,
        lambda height, here, centre: height / (here - centre) ** power,
        f.value(x),
        x,
        at,
    )


def _coefficients(f: Function, at: Expr, order: int, side: int) -> tuple[tuple[Expr, ...], bool]:
    series, germ = laurent(
        f.expression, lambda length: Germ(f.variable, at, length, side), order + 1
    )
    if series.first < 0:
        raise NoSeriesError(Obstacle.POLE)
    return tuple(series[k] for k in range(order + 1)), germ.flat
