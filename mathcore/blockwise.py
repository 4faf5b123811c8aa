"""Values at a great many places: in blocks that stay in a processor's cache, powers as products.

A product of few factors costs a tenth of a power, and is right to a few units in the last place;
a power, to one. So this is for arrays that are too long for their last digits to be looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sympy import Expr, Function

from mathcore.differentiation import JOINS, outermost

Array = NDArray[np.float64]

BLOCK = 2**14  # places: 128 KiB
SHORT = 2  # operations, which leave hardly anything on the way to be kept
_HIGHEST = 8  # power that is written as a product

_product = Function("power_by_products")


def with_products(expression: Expr) -> Expr:
    """`expression` with each low integer power as a call that `PRODUCTS` names.

    Squares and reciprocals stay: NumPy knows them. So do choices and absolute values.
    """
    names = outermost(expression, *JOINS)
    products = expression.xreplace(names).replace(
        lambda e: e.is_Pow and e.exp.is_Integer and (e.exp == -2 or 2 < abs(e.exp) <= _HIGHEST),
        lambda e: _product(e.base, e.exp),
    )
    return products.xreplace({name: choice for choice, name in names.items()})


def _power_by_products(base: Array, exponent: int) -> Array:
    """The base, or the reciprocal of it, to a power of two or more, by repeated squaring."""
    square = base if exponent > 0 else 1 / base
    rest, product = abs(exponent), None
    while rest:
        if rest % 2:
            product = square if product is None else product * square
        rest //= 2
        square = square * square if rest else square
    assert product is not None
    return product


PRODUCTS: dict[str, Callable[[Array, int], Array]] = {str(_product): _power_by_products}


def in_blocks(run: Callable[[Array], ArrayLike], places: Array) -> Array:
    """What `run` makes of places of any shape, a block at a time; NaN for what is not finite."""
    flat = places.ravel()
    found = np.empty_like(flat)
    with np.errstate(all="ignore"):
        for start in range(0, flat.size, BLOCK):
            block = found[start : start + BLOCK]
            block[...] = real(run(flat[start : start + BLOCK]))
            if not isfinite(block.sum()):  # one quick question about all of them
                block[np.isinf(block)] = np.nan
    return found.reshape(places.shape)


def real(values: ArrayLike) -> NDArray[Any]:
    """The values as an array; NaN for those that are not real."""
    found = np.asarray(values)
    return np.where(found.imag == 0, found.real, np.nan) if np.iscomplexobj(found) else found
