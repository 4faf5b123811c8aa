"""The tree of a derivative read line by line, each line the one before with one rule applied."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Derivative, Expr, Piecewise, Symbol, count_ops, gcd_terms
from sympy.logic.boolalg import Boolean

from mathcore import typst
from mathcore.algebra import Equality
from mathcore.derivation_trees import Node, tree
from mathcore.differentiation import derivative
from mathcore.rules import Rule


@dataclass(frozen=True, slots=True)
class Step:
    """One rule applied: `local` is what it says here, `line` the whole formula afterwards.

    `conditions` are what the step needs.
    """

    rule: Rule
    local: Equality
    line: Expr
    conditions: tuple[Boolean, ...]

    @property
    def typst(self) -> str:
        """The line as Typst mathematics."""
        return typst.formula(self.line)


@dataclass(frozen=True, slots=True)
class Reading:
    """A differentiation from the first line, where nothing is done, to the last."""

    first: Expr
    steps: tuple[Step, ...]

    @property
    def lines(self) -> tuple[Expr, ...]:
        """All lines, the first one too; each equals the next."""
        return (self.first, *(step.line for step in self.steps))

    @property
    def equalities(self) -> tuple[Equality, ...]:
        """Each line with the next: what a checker is asked to confirm."""
        pairs = zip(self.lines, self.lines[1:], strict=False)
        return tuple(Equality(before, after) for before, after in pairs)

    @property
    def tidied(self) -> Equality:
        """The last line, and the shorter form of it that is written in the end.

        That is the derivative as SymPy puts it together, with or without common factors taken out.
        """
        formula, (variable, _) = self.first.args
        whole = derivative(_evaluated(formula), variable)
        taken = whole if whole.has(Piecewise) else gcd_terms(whole)  # slow on pieces, and no help
        return Equality(self.lines[-1], min(whole, taken, key=_length))


def read(expression: Expr, variable: Symbol) -> Reading:
    """The derivative of `expression` along `variable`, line by line.

    Raises:
        ValueError: the table of derivatives lacks a function in it, or it has no real value.

    >>> from sympy import cos
    >>> x = Symbol("x", real=True)
    >>> [step.typst for step in read(x * cos(x), x).steps][-2:]
    ['cos x + x (d/(d x) (cos x))', 'cos x - x sin x']
    """
    return lines(tree(expression, variable))


def lines(root: Node) -> Reading:
    """The lines of a tree: its rules applied from the outside in, from left to right."""
    nodes = tuple(root.walk())
    steps = []
    for done in range(1, len(nodes) + 1):
        node, opened = nodes[done - 1], frozenset(map(id, nodes[:done]))
        steps.append(Step(node.rule, node.equation, _line(root, opened), node.conditions))
    return Reading(root.asked, tuple(steps))


def _line(node: Node, opened: frozenset[int]) -> Expr:
    if id(node) not in opened:
        return Derivative(node.expression, node.variable, evaluate=False)
    return node.build(*(_line(child, opened) for child in node.children))


def _evaluated(expression: Expr) -> Expr:
    parts = expression.args
    return expression.func(*map(_evaluated, parts)) if parts else expression


def _length(expression: Expr) -> int:
    return int(count_ops(expression))
