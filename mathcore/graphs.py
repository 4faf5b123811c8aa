"""Computation graphs: a formula taken apart into steps, each step a node that others feed.

An arrow runs from a node to every node whose formula uses it. A subexpression that occurs twice
is one node with two arrows out of it: along both its changes reach the output, and so its
gradient is a sum over paths (Griewank & Walther, *Evaluating Derivatives*, 2nd edition 2008,
section 2.2). Values and gradients are worked out in `mathcore.graph_sweeps`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Self

from sympy import Expr, Piecewise, Symbol

from mathcore import parse, typst


@dataclass(frozen=True, slots=True)
class Node:
    """`symbol` stands for the value of `formula`, which is None for an input.

    `parents` are the symbols in the formula, in the order in which the graph holds them.
    """

    symbol: Symbol
    formula: Expr | None
    parents: tuple[Symbol, ...]

    @property
    def name(self) -> str:
        """The name of the node, unlike all others in its graph."""
        return str(self.symbol.name)

    @property
    def expression(self) -> Expr:
        """What the node holds: its formula, or itself when it is an input."""
        return self.symbol if self.formula is None else self.formula

    @property
    def typst(self) -> str:
        """What the node holds as Typst mathematics."""
        return typst.formula(self.expression)


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes in an order in which each comes after its parents, inputs first; and the output."""

    nodes: tuple[Node, ...]
    output: Symbol

    @classmethod
    def of(cls, expression: Expr, variables: Sequence[Symbol]) -> Self:
        """Every operation of `expression` a node; numbers stay inside the formulas that use them.

        Raises:
            ValueError: `expression` has an unknown that is not among the `variables`.
        """
        loose = expression.free_symbols - set(variables)
        if loose:
            raise ValueError(f"variables must include {min(map(str, loose))}, got {variables}")
        taken = _Taken(tuple(variables))
        output = taken.node(expression)
        if expression.is_number:
            output = taken.add(expression)
        return cls(tuple(taken.nodes), output)

    @classmethod
    def parse(cls, text: str, variables: Sequence[str]) -> Self:
        """Read a formula such as ``"x sin(x y)"`` and take it apart.

        Raises:
            ValueError: the text is not a formula in `variables`; the message says where and why.
        """
        symbols = tuple(Symbol(name, real=True) for name in variables)
        return cls.of(parse.expression(text, symbols), symbols)

    @classmethod
    def named(cls, inputs: Sequence[str], steps: Sequence[tuple[str, str]]) -> Self:
        """A graph built by hand: each step a name and its formula in the names before it.

        The last step is the output.

        Raises:
            ValueError: there is no step, a name occurs twice, or a formula cannot be read.

        >>> graph = Graph.named(("t",), (("u", "t^2"), ("x", "1 - u"), ("f", "5x")))
        >>> [node.name for node in graph.nodes]
        ['t', 'u', 'x', 'f']
        """
        if not steps:
            raise ValueError("steps must hold at least one, the output")
        known = [Symbol(name, real=True) for name in inputs]
        nodes = [Node(each, None, ()) for each in known]
        for name, text in steps:
            formula = parse.expression(text, tuple(known))
            if name in (each.name for each in known):
                raise ValueError(f"each node needs a name of its own, got {name!r} twice")
            parents = tuple(each for each in known if each in formula.free_symbols)
            known.append(Symbol(name, real=True))
            nodes.append(Node(known[-1], formula, parents))
        return cls(tuple(nodes), known[-1])

    @property
    def inputs(self) -> tuple[Symbol, ...]:
        """The variables, in the order in which a place lists their values."""
        return tuple(node.symbol for node in self.nodes if node.formula is None)

    @property
    def edges(self) -> tuple[tuple[Symbol, Symbol], ...]:
        """Every arrow, from a parent to the node whose formula uses it."""
        return tuple((parent, node.symbol) for node in self.nodes for parent in node.parents)

    def symbol(self, name: str) -> Symbol:
        """The symbol of the node with this name.

        Raises:
            ValueError: there is none.
        """
        for node in self.nodes:
            if node.name == name:
                return node.symbol
        raise ValueError(f"name must be that of a node, got {name!r}")

    def depths(self) -> tuple[int, ...]:
        """For each node the most arrows from an input to it: the column in which to draw it."""
        depth: dict[Symbol, int] = {}
        for node in self.nodes:
            depth[node.symbol] = max((depth[each] + 1 for each in node.parents), default=0)
        return tuple(depth.values())


class _Taken:
    """An expression being taken apart: the nodes so far, and which expression each stands for."""

    def __init__(self, variables: tuple[Symbol, ...]) -> None:
        self.nodes = [Node(each, None, ()) for each in variables]
        self._known: dict[Expr, Symbol] = {each: each for each in variables}
        names = {each.name for each in variables}
        self._fresh = (name for n in count(1) if (name := f"v_{n}") not in names)

    def node(self, part: Expr) -> Expr:
        """What stands for `part` in the formula that uses it: a symbol, or itself if a number."""
        if part.is_number:
            return part
        if part not in self._known:
            # a case is chosen by its condition: no single step of it can be drawn apart
            whole = isinstance(part, Piecewise)
            formula = part if whole else part.func(*map(self.node, part.args))
            self._known[part] = self.add(formula)
        return self._known[part]

    def add(self, formula: Expr) -> Symbol:
        """A new node for `formula`."""
        parents = tuple(n.symbol for n in self.nodes if n.symbol in formula.free_symbols)
        self.nodes.append(Node(Symbol(next(self._fresh), real=True), formula, parents))
        return self.nodes[-1].symbol
