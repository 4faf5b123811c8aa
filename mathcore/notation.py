"""How functions, cases, comparisons and derivatives are written in Typst mathematics."""

from __future__ import annotations

from collections.abc import Iterable

import sympy as sp
from sympy import Basic, Derivative, Expr, S, Subs
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational
from sympy.logic.boolalg import And, Or

from mathcore import symbols
from mathcore.pieces import Binding, Piece, fraction, listed, piece, raised, written


def applied(operator: str, argument: Piece) -> Piece:
    """A named function: sin x, but sin(2 x)."""
    if argument.binding is Binding.ATOM:
        return Piece(f"{operator} {argument.text}", Binding.OPEN)
    return Piece(f"{operator}({argument.text})")


def closed(expression: Expr) -> Piece:
    """A named function, or a power written on its name, with brackets whatever stands in them."""
    named = piece(expression)
    inside = expression.base if isinstance(expression, sp.Pow) else expression
    bare = written(inside.args[0])
    return Piece(f"{named.text.removesuffix(f' {bare}')}({bare})")


@piece.register
def _(expression: sp.exp) -> Piece:
    exponent = expression.args[0]
    if exponent.has(sp.Pow):  # a power or a fraction up there would be too small to read
        return Piece(f"exp({written(exponent)})")
    return raised(Piece("e"), exponent)


@piece.register
def _(expression: sp.Function) -> Piece:
    kind = type(expression).__name__
    if kind in symbols.OPERATORS:
        return applied(symbols.OPERATORS[kind], piece(expression.args[0]))
    if kind == "polygamma":
        order, at = expression.args
        return Piece(f"psi{_primes(order)}({written(at)})")
    if kind not in symbols.CALLED:
        raise ValueError(f"there is no textbook form of the function {kind}")
    return Piece(f"{symbols.CALLED[kind]}({listed(expression.args)})")


@piece.register
def _(expression: AppliedUndef) -> Piece:
    return _called(expression, "", expression.args)


@piece.register(sp.Max)
@piece.register(sp.Min)
def _(expression: Expr) -> Piece:
    arguments = sorted(expression.args, key=lambda e: (e.is_number, sp.default_sort_key(e)))
    return Piece(f"{symbols.CALLED[type(expression).__name__]}({listed(arguments)})")


@piece.register
def _(expression: sp.Piecewise) -> Piece:
    rows: list[str] = []
    earlier: list[Basic] = []
    for value, stated in expression.args:
        # True is said without a word: what is left by the conditions before
        condition = _others(earlier) if stated is S.true else stated
        rows.append(f"{written(value)} & quad {written(condition)}")
        earlier.append(condition)
    return Piece(f"cases({', '.join(rows)})", Binding.SUM)


def _others(conditions: list[Basic]) -> Basic:
    """What holds where none of the conditions does."""
    left = And(*map(_opposite, conditions))
    # SymPy takes x <= 0 or x >= 1 for x < 0 or x >= 1
    return left if left.atoms(Or) else left.simplify()


def _opposite(condition: Basic) -> Basic:
    if isinstance(condition, And | Or):
        kind = Or if isinstance(condition, And) else And
        return kind(*map(_opposite, condition.args))
    return condition.negated


@piece.register(Relational)
def _(expression: Relational) -> Piece:
    sides = map(written, (expression.lhs, expression.rhs))
    return Piece(f" {symbols.RELATIONS[expression.rel_op]} ".join(sides), Binding.SUM)


@piece.register(And)
@piece.register(Or)
def _(expression: Basic) -> Piece:
    sign = " and " if isinstance(expression, And) else " or "
    parts = sorted(expression.args, key=lambda part: sp.default_sort_key(part.args[-1]))
    return Piece(sign.join(map(written, parts)), Binding.SUM)


@piece.register
def _(expression: Derivative) -> Piece:
    inner, *counts = expression.args
    if isinstance(inner, AppliedUndef) and len(inner.args) == 1 and len(counts) == 1:
        return _called(inner, _primes(counts[0][1]), inner.args)
    d = "d" if len(inner.free_symbols) <= 1 else "partial"
    order = sum(count for _, count in counts)
    below = " ".join(f"{d} {raised(piece(v), n).text}" for v, n in counts)
    above = d if order == 1 else f"{d}^{order}"
    operand = piece(inner).at_least(Binding.ATOM)
    return Piece(f"{fraction(above, below)} {operand}", Binding.PRODUCT)


@piece.register
def _(expression: Subs) -> Piece:
    inner, variables, point = expression.args
    plain = isinstance(inner, Derivative) and isinstance(inner.expr, AppliedUndef)
    if plain and inner.expr.args == tuple(variables) and len(variables) == 1:
        return _called(inner.expr, _primes(inner.derivative_count), point)
    places = ", ".join(
        f"{written(v)} = {written(a)}" for v, a in zip(variables, point, strict=True)
    )
    return Piece(f"lr({written(inner)} |)_({places})")


def _called(function: AppliedUndef, primes: str, arguments: Iterable[Basic]) -> Piece:
    name = symbols.name(function.func.__name__)
    gap = " " if "_" in name else ""  # or Typst would take the bracket into the subscript
    return Piece(f"{name}{primes}{gap}({listed(arguments)})")


def _primes(order: Expr) -> str:
    return "'" * int(order) if order < 4 else f"^(({order}))"
