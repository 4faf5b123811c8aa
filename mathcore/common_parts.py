"""What several parts of a formula have in common, to be worked out once when it is run as code.

SymPy's `cse` compares the terms of sums, and the factors of products, as sets. In a sum that was
left unevaluated, x + x - e, one x would be lost as soon as x - e stands elsewhere, too.
"""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Add, Expr, Mul, Symbol, cse, preorder_traversal

Found = tuple[list[tuple[Symbol, Expr]], Expr | Sequence[Expr]]


def common(formula: Expr | Sequence[Expr]) -> Found:
    """Names for the common parts, and the formula, or formulas, in them; for `lambdify`.

    Nothing is named when a sum or a product repeats a part, or holds another of its kind.

    >>> x = Symbol("x")
    >>> common(Add(x, x, 1, evaluate=False) * (x + 1))
    ([], (x + 1)*(x + x + 1))
    """
    formulas = (formula,) if isinstance(formula, Expr) else formula
    for each in formulas:
        for part in preorder_traversal(each):
            if isinstance(part, Add | Mul) and _unevaluated(part):
                return [], formula
    named, rest = cse(formulas)
    return named, rest[0] if isinstance(formula, Expr) else rest


def _unevaluated(whole: Expr) -> bool:
    nested = any(isinstance(each, type(whole)) for each in whole.args)
    return nested or len(set(whole.args)) < len(whole.args)
