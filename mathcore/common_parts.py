"""What several parts of a formula have in common, to be worked out once when it is run as code.

SymPy's `cse` compares the terms of sums, and the factors of products, as sets, and it evaluates
products on its way. In a sum that was left unevaluated, x + x - e, one x would be lost as soon as
x - e stands elsewhere, too; and x^3/x, left as it stands, would become x^2, and be taken for the
2*x with the same two parts. What it takes apart it builds again: the greatest of several is
compared again, for ever perhaps, |u| is sought in real and imaginary parts, and an angle becomes
the logarithm of a complex number. A part of a piece must not be worked out where the piece is not
in force, as it may have no value there.
"""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Expr, Symbol, atan2, cse, preorder_traversal

from mathcore.differentiation import JOINS, outermost
from mathcore.plain_forms import settled

Found = tuple[list[tuple[Symbol, Expr]], Expr | Sequence[Expr]]


def common(formula: Expr | Sequence[Expr]) -> Found:
    """Names for the common parts, and the formula, or formulas, in them; for `lambdify`.

    A choice, such as the greatest of several or the piece that is in force, is named as a whole,
    and so are steps, absolute values and angles.
    Nothing else is when a sum, a product or a power does not stand as SymPy evaluates it.

    >>> from sympy import Add
    >>> x = Symbol("x")
    >>> common(Add(x, x, 1, evaluate=False) * (x + 1))
    ([], (x + 1)*(x + x + 1))
    """
    formulas = (formula,) if isinstance(formula, Expr) else formula
    names = {k: v for each in formulas for k, v in outermost(each, *JOINS, atan2).items()}
    choices = [(name, choice) for choice, name in names.items()]
    rest = [each.xreplace(names) for each in formulas]
    named: list[tuple[Symbol, Expr]] = []
    if all(settled(part) for each in rest for part in preorder_traversal(each)):
        named, rest = cse(rest)
    return [*choices, *named], rest[0] if isinstance(formula, Expr) else rest
