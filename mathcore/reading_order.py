"""The order in which the parts of a sum or a product are written, and said.

SymPy keeps them in an order of its own. A textbook's runs from the highest power down, a small step
follows what it is added to and what it multiplies, and negative powers stand below a fraction bar.
What was left unevaluated keeps the order it was given in.
"""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Add, Derivative, Expr, Integer, Mul, S, Symbol

from mathcore.plain_forms import inverse
from mathcore.symbols import STEPS


def terms(whole: Add) -> list[Expr]:
    """The terms of a sum: x^2 - 2 x + 1, but 1 - x^2, and x + h.

    >>> x, h = Symbol("x"), Symbol("h")
    >>> terms(1 + x**2), terms(1 - x**2), terms(h + x)
    ([x**2, 1], [1, -x**2], [x, h])
    """
    if not _evaluated(whole):
        return list(whole.args)
    ordered = sorted(whole.as_ordered_terms(), key=_step)
    if len(ordered) == 2 and negated(ordered[0]) and not negated(ordered[1]):
        ordered.reverse()  # 1 - x^2 rather than -x^2 + 1
    return ordered


def factors(whole: Mul) -> list[Expr]:
    """The factors of a product, its coefficient in front unless it is one.

    >>> x, h = Symbol("x"), Symbol("h")
    >>> factors(2 * h * x)
    [2, x, h]
    """
    if not _evaluated(whole):
        return list(whole.args)
    coefficient, rest = whole.as_coeff_Mul()
    ordered = sorted(rest.as_ordered_factors(), key=_gap)
    return ordered if coefficient is S.One else [coefficient, *ordered]


def around_the_bar(parts: Sequence[Expr]) -> tuple[list[Expr], list[Expr]]:
    """The factors above and those below the bar of a fraction; none below where there is no bar.

    >>> x = Symbol("x")
    >>> around_the_bar([S.Half, 1 / x]), around_the_bar([S.Half, x])
    (([1], [2, x]), ([1/2, x], []))
    """
    below = [under for each in parts if (under := inverse(each)) is not None]
    above = [each for each in parts if inverse(each) is None]
    if below and above and above[0].is_Rational and above[0].q > 1:
        below.insert(0, Integer(above[0].q))
        above[0] = Integer(above[0].p)
        above = above if above[0] is not S.One else above[1:]
    return above or [S.One], below


def negated(expression: Expr) -> bool:
    """Whether a minus stands before it."""
    number = expression.is_Mul or expression.is_Rational
    return bool(number) and bool(expression.as_coeff_Mul()[0].is_negative)


def _evaluated(whole: Add | Mul) -> bool:
    """Whether SymPy put the parts in an order of its own, so that we may choose a better one."""
    if whole.has(Derivative):
        return False  # a line of a derivation, which SymPy may have left as it was given
    again = whole.func(*whole.args)
    return type(again) is type(whole) and again.args == whole.args


def _step(term: Expr) -> bool:
    """Whether the term is a small step that follows what it is added to, as h does in x + h."""
    symbol = term.as_coeff_Mul()[1]
    return symbol.is_Symbol and (symbol.name in STEPS or symbol.name.startswith("Delta "))


def _gap(factor: Expr) -> bool:
    """Whether the factor is a power of h, which follows what it multiplies: 2 x h."""
    return factor.as_base_exp()[0] in (Symbol("h"), Symbol("h", real=True))
