"""Formulas left as they are written, for numbers that are to be proved and not to be read.

SymPy would ask of every part of a sum, product or power whether it is finite, real or negative,
at such length that a network's formula would take longer than its training.
"""

from __future__ import annotations

from collections.abc import Callable

from sympy import Expr, Rational


def made(operation: Callable[..., Expr], *parts: Expr) -> Expr:
    """`operation` on `parts`, unevaluated unless all of them are rational.

    >>> from sympy import Add, Integer, cos
    >>> made(Add, Integer(1), Integer(2)), made(Add, cos(1), cos(1)).args
    (3, (cos(1), cos(1)))
    """
    return operation(*parts, evaluate=all(isinstance(each, Rational) for each in parts))
