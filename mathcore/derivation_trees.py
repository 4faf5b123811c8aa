"""A differentiation as a tree: at each node one rule, its parts below, an equation to check.

The formula is taken as it stands: a quotient stays a quotient, nothing is multiplied out. The
variable moves and every other symbol is a constant, so partial derivatives come the same way
(Spivak, *Calculus*, 2008, chapters 10 and 18).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

import sympy as sp
from sympy import Derivative, Expr, Integer, S, Symbol
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean

from mathcore.algebra import Equality
from mathcore.derivative_table import Outer, exponential, lookup, nonzero, positive, power_of
from mathcore.plain_forms import inverse, negative, power, product, quotient, total
from mathcore.rules import Rule

_LETTERS = "uvwpqr"


@dataclass(frozen=True, slots=True)
class Node:
    """The derivative of `expression` along `variable` by one `rule`.

    Attributes:
        expression: what is differentiated, as it was written.
        conditions: what must hold for this step, beside what its children need.
        children: the derivatives that the rule asks for, in reading order.
        outer: for the chain rule, how the outer function of a letter of its own is differentiated.
        build: the right side of the rule, from the derivatives of the children.
    """

    rule: Rule
    expression: Expr
    variable: Symbol
    conditions: tuple[Boolean, ...]
    children: tuple[Node, ...]
    outer: Node | None
    build: Callable[..., Expr] = field(repr=False, compare=False)

    @property
    def asked(self) -> Expr:
        """The derivative that stands unevaluated."""
        return Derivative(self.expression, self.variable, evaluate=False)

    @property
    def applied(self) -> Expr:
        """The right side of the rule, the derivatives of the children still unevaluated."""
        return self.build(*(child.asked for child in self.children))

    @property
    def derivative(self) -> Expr:
        """The derivative, as the rules leave it: neither multiplied out nor cancelled."""
        return self.build(*(child.derivative for child in self.children))

    @property
    def equation(self) -> Equality:
        """This one step: what is asked, and the right side of the rule."""
        return Equality(self.asked, self.applied)

    @property
    def result(self) -> Equality:
        """What is asked, and the derivative in the end."""
        return Equality(self.asked, self.derivative)

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in reading order, outer functions left out."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def assumptions(self) -> tuple[Boolean, ...]:
        """Every condition in the tree once; where all of them hold, the derivative is right."""
        return tuple(dict.fromkeys(each for node in self.walk() for each in node.conditions))


def tree(expression: Expr, variable: Symbol) -> Node:
    """The derivative of `expression` along `variable`, rule by rule.

    Raises:
        ValueError: the table of derivatives lacks a function in it, or it has no real value.
    """
    if variable not in expression.free_symbols:
        return _leaf(Rule.CONSTANT, expression, variable, S.Zero)
    if expression == variable:
        return _leaf(Rule.IDENTITY, expression, variable, S.One)
    for kind, grow in _KINDS:
        if isinstance(expression, kind):
            return grow(expression, variable)
    outer = lookup(expression)
    if outer is None:
        raise ValueError(f"no rule differentiates {type(expression).__name__}: {expression}")
    return _composed(outer, expression.args[-1], expression, variable)


def _leaf(
    rule: Rule,
    expression: Expr,
    variable: Symbol,
    derivative: Expr,
    conditions: tuple[Boolean, ...] = (),
) -> Node:
    return Node(rule, expression, variable, conditions, (), None, lambda: derivative)


def _composed(outer: Outer, inner: Expr, expression: Expr, x: Symbol) -> Node:
    conditions, slope = outer.conditions(inner), outer.slope(inner)
    if inner == x or slope is S.Zero:
        return _leaf(outer.rule, expression, x, slope, conditions)
    below = tree(inner, x)
    u = _letter(expression, below)
    alone = _leaf(outer.rule, outer.at(u), u, outer.slope(u), outer.conditions(u))
    return Node(
        Rule.CHAIN, expression, x, conditions, (below,), alone, lambda part: product(slope, part)
    )


def _letter(expression: Expr, below: Node) -> Symbol:
    """A name for the inner function that neither the formula nor a chain inside it uses."""
    taken = {symbol.name for symbol in expression.free_symbols}
    taken |= {node.outer.variable.name for node in below.walk() if node.outer}
    names = (*_LETTERS, *(f"u_{n}" for n in range(1, len(taken) + 1)))
    return Symbol(next(name for name in names if name not in taken), real=True)


def _sum(expression: Expr, x: Symbol) -> Node:
    children = tuple(tree(each, x) for each in expression.args)
    return Node(Rule.SUM, expression, x, (), children, None, total)


def _product(expression: Expr, x: Symbol) -> Node:
    still = [each for each in expression.args if x not in each.free_symbols]
    moving = [each for each in expression.args if x in each.free_symbols]
    if still:
        c, rest = product(*still), tree(product(*moving), x)
        return Node(Rule.MULTIPLE, expression, x, (), (rest,), None, lambda part: product(c, part))
    if any(inverse(each) is not None for each in moving):
        return _quotient(expression, x)

    def build(*parts: Expr) -> Expr:
        turns = [[*moving[:i], part, *moving[i + 1 :]] for i, part in enumerate(parts)]
        return total(*(product(*turn) for turn in turns))

    children = tuple(tree(each, x) for each in moving)
    return Node(Rule.PRODUCT, expression, x, (), children, None, build)


def _quotient(expression: Expr, x: Symbol) -> Node:
    below = [each for each in map(inverse, expression.args) if each is not None]
    f = product(*(each for each in expression.args if inverse(each) is None))
    g = product(*below)

    def build(df: Expr, dg: Expr) -> Expr:
        change = total(product(df, g), negative(product(f, dg)))
        return quotient(change, power(g, Integer(2)))

    return Node(Rule.QUOTIENT, expression, x, nonzero(g), (tree(f, x), tree(g, x)), None, build)


def _power(expression: Expr, x: Symbol) -> Node:
    base, exponent = expression.args
    if base is S.Exp1:
        return tree(sp.exp(exponent, evaluate=False), x)
    if x not in exponent.free_symbols:
        return _composed(power_of(exponent), base, expression, x)
    if base.is_nonpositive:
        raise ValueError(f"a variable power needs a positive base, got {expression}")
    if x not in base.free_symbols:
        return _composed(exponential(base), exponent, expression, x)
    child = tree(product(exponent, sp.log(base, evaluate=False)), x)
    return Node(
        Rule.GENERAL_POWER,
        expression,
        x,
        positive(base),
        (child,),
        None,
        lambda part: product(expression, part),
    )


def _pieces(expression: sp.Piecewise, x: Symbol) -> Node:
    relations = [each for _, condition in expression.args for each in condition.atoms(Relational)]
    meet = dict.fromkeys(_apart(each.lhs, each.rhs) for each in relations if each.has(x))
    cases = [condition for _, condition in expression.args]

    def build(*parts: Expr) -> Expr:
        return sp.Piecewise(*zip(parts, cases, strict=True), evaluate=False)

    children = tuple(tree(value, x) for value, _ in expression.args)
    return Node(Rule.PIECES, expression, x, tuple(meet), children, None, build)


def _extreme(expression: Expr, x: Symbol) -> Node:
    greater = isinstance(expression, sp.Max)
    beats = sp.StrictGreaterThan if greater else sp.StrictLessThan
    rivals = sorted(expression.args, key=sp.default_sort_key)

    def build(*parts: Expr) -> Expr:
        wins = [
            sp.And(*(beats(each, other) for other in rivals[i + 1 :]))
            for i, each in enumerate(rivals)
        ]
        return sp.Piecewise(*zip(parts, wins, strict=True), evaluate=False)

    meet = tuple(_apart(a, b) for a, b in combinations(rivals, 2))
    children = tuple(tree(each, x) for each in rivals)
    return Node(Rule.PIECES, expression, x, meet, children, None, build)


def _angle(expression: sp.atan2, x: Symbol) -> Node:
    north, east = expression.args
    distance = total(power(east, Integer(2)), power(north, Integer(2)))

    def build(up: Expr, right: Expr) -> Expr:
        return quotient(total(product(east, up), negative(product(north, right))), distance)

    children = (tree(north, x), tree(east, x))
    return Node(Rule.ANGLE, expression, x, nonzero(distance), children, None, build)


def _apart(a: Expr, b: Expr) -> Boolean:
    return sp.Unequality(a, b, evaluate=False)


_KINDS: tuple[tuple[type[Expr], Callable[[Expr, Symbol], Node]], ...] = (
    (sp.UnevaluatedExpr, lambda expression, x: tree(expression.args[0], x)),
    (sp.Add, _sum),
    (sp.Mul, _product),
    (sp.Pow, _power),
    (sp.Piecewise, _pieces),
    (sp.Max, _extreme),
    (sp.Min, _extreme),
    (sp.atan2, _angle),
)
