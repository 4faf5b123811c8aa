"""Derivatives of expressions that have corners and jumps, right wherever a derivative exists.

SymPy differentiates |u| with real and imaginary parts when it cannot see that u is real, floor
not at all, and a jump into a delta. Here everything is real: between its jumps a step (sign,
floor, ceiling) is a constant, |u| is ``sign(u) u``, and the larger of two is one or the other.
At a corner or a jump itself the formula may still have a value, which is nobody's slope:
`breaks` tells where that is so.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from sympy import (
    Abs,
    Basic,
    Dummy,
    Eq,
    Expr,
    Function,
    LessThan,
    Max,
    Min,
    Ne,
    Piecewise,
    S,
    StrictGreaterThan,
    StrictLessThan,
    Symbol,
    atan2,
    ceiling,
    floor,
    sign,
)
from sympy.core.relational import Relational

JOINS = (Abs, Max, Min, Piecewise, floor, ceiling, sign)


def derivative(expression: Expr, variable: Symbol, order: int = 1) -> Expr:
    """The derivative of the given order, valid where `expression` has one and no step jumps.

    Where a root is taken of zero, sqrt(x^4 + x^6) at 0, or a moving power, the formula is no number
    even if there is a derivative: it is then a limit, see `mathcore.derivative_verdicts`.
    """
    for _ in range(order):
        expression = _slope(expression, variable)
    return expression


def outermost(expression: Basic, *kinds: type[Basic]) -> dict[Basic, Dummy]:
    """The parts of these kinds that stand in no other such part, each with a name for it."""
    if isinstance(expression, kinds):
        return {expression: Dummy(real=True)}
    named: dict[Basic, Dummy] = {}
    for part in expression.args:
        named |= {each: name for each, name in outermost(part, *kinds).items() if each not in named}
    return named


def breaks(expression: Expr) -> Iterator[Expr]:
    """Expressions that vanish wherever `expression` may have a corner or a jump."""
    for each in expression.atoms(Abs, sign, floor, ceiling, Max, Min):
        if isinstance(each, Max | Min):
            yield from (a - b for a, b in combinations(each.args, 2))
        else:
            inside = each.args[0]
            yield inside if isinstance(each, Abs | sign) else inside - each
    for angle in expression.atoms(atan2):
        up, right = angle.args
        yield _pieces((up, LessThan(right, 0, evaluate=False)), (S.One, S.true))
    for pieces in expression.atoms(Piecewise):
        # a single point that is defined apart, as exp(-1/x^2) at 0 is, fills a hole
        for relation in pieces.atoms(Relational):
            if not isinstance(relation, Eq | Ne):
                yield relation.lhs - relation.rhs


def _values(expression: Basic) -> dict[Basic, Dummy]:
    """Functions of numbers alone, each with a name; those in a join come when it is their turn.

    SymPy asks whether 1/log(tanh(10)) is infinite or imaginary, and may trip over its own answer.
    """
    if isinstance(expression, JOINS):
        return {}
    if isinstance(expression, Function) and not expression.free_symbols:
        return {expression: Dummy(real=True)}
    named: dict[Basic, Dummy] = {}
    for part in expression.args:
        named |= {each: name for each, name in _values(part).items() if each not in named}
    return named


def _slope(expression: Expr, variable: Symbol) -> Expr:
    """The total derivative: the joins are differentiated one by one, the rest is SymPy's."""
    values = _values(expression)
    slope = _slope_of_named(expression.xreplace(values), variable)
    return slope.xreplace({name: value for value, name in values.items()})


def _slope_of_named(expression: Expr, variable: Symbol) -> Expr:
    names = outermost(expression, *JOINS)
    joins = {name: join for join, name in names.items()}
    rest = expression.xreplace(names)
    terms = [rest.diff(variable)]
    for name, join in joins.items():
        if variable in join.free_symbols:
            terms.append(rest.diff(name) * _slope_of_join(join, variable))
    # a piece without a value has no slope: infinity is no number, and code can be made of it
    return sum(terms, S.Zero).xreplace(joins).xreplace({S.ComplexInfinity: S.Infinity})


def _slope_of_join(join: Expr, variable: Symbol) -> Expr:
    if isinstance(join, Abs):
        return sign(join.args[0]) * _slope(join.args[0], variable)
    if isinstance(join, Max | Min):
        return _slope_of_extreme(type(join), join.args, variable)
    if isinstance(join, Piecewise):
        return _pieces(*((_slope(value, variable), condition) for value, condition in join.args))
    return S.Zero


def _slope_of_extreme(kind: type[Expr], rivals: tuple[Expr, ...], variable: Symbol) -> Expr:
    first, *others = rivals
    if not others:
        return _slope(first, variable)
    other = kind(*others, evaluate=False) if len(others) > 1 else others[0]
    beats = StrictGreaterThan if kind is Max else StrictLessThan
    rest = _slope_of_extreme(kind, tuple(others), variable)
    return _pieces((_slope(first, variable), beats(first, other, evaluate=False)), (rest, S.true))


def _pieces(*pieces: tuple[Expr, Basic]) -> Expr:
    # SymPy would compare constants, for ever perhaps, and ask pieces that are not in force
    return Piecewise(*pieces, evaluate=False)
