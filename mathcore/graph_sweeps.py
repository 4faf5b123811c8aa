"""Two sweeps over a computation graph: values forwards, gradients backwards.

Forwards every node gets its value and every arrow its local slope, the partial derivative of the
node at its head by the one at its tail. Backwards from the output, whose gradient is 1, the
gradient of a node is the sum over its arrows of slope times the gradient at the head (reverse
mode: Griewank & Walther, *Evaluating Derivatives*, 2nd edition 2008, section 3.2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

from mpmath import mpf
from sympy import Derivative, Expr, Integer, Mul, Subs, Symbol

from mathcore.graph_numbers import agreed
from mathcore.graphs import Graph, Node
from mathcore.quantity import Quantity, compose, exact

_MOST_PATHS = 64


@dataclass(frozen=True, slots=True)
class Reading:
    """A node's value, and its gradient: the derivative of the output by it."""

    node: Node
    value: Quantity
    gradient: Quantity


@dataclass(frozen=True, slots=True)
class Flow:
    """An arrow's local slope, and what it adds to the gradient of its tail."""

    tail: Symbol
    head: Symbol
    slope: Quantity
    gradient: Quantity


@dataclass(frozen=True, slots=True)
class Path:
    """A way along arrows to the output, and the product of the slopes on it."""

    flows: tuple[Flow, ...]
    product: Quantity


@dataclass(frozen=True, slots=True)
class Sweep:
    """A graph with all its numbers at one place, nodes and arrows in the order of the graph."""

    graph: Graph
    readings: tuple[Reading, ...]
    flows: tuple[Flow, ...]

    def at(self, name: str) -> Reading:
        """The numbers of the node with this name.

        Raises:
            ValueError: there is none.
        """
        symbol = self.graph.symbol(name)
        return next(each for each in self.readings if each.node.symbol == symbol)

    def between(self, tail: str, head: str) -> Flow:
        """The numbers of the arrow between two nodes.

        Raises:
            ValueError: there is none.
        """
        ends = self.graph.symbol(tail), self.graph.symbol(head)
        for flow in self.flows:
            if (flow.tail, flow.head) == ends:
                return flow
        raise ValueError(f"no arrow runs from {tail!r} to {head!r}")

    @property
    def output(self) -> Quantity:
        """The value of the whole formula."""
        return self.at(str(self.graph.output.name)).value

    @property
    def gradient(self) -> tuple[Quantity, ...]:
        """The derivative of the output by each input."""
        return tuple(each.gradient for each in self.readings if each.node.formula is None)

    def paths(self, name: str) -> tuple[Path, ...]:
        """Every way from a node to the output; their products add up to its gradient.

        Raises:
            ValueError: there is no such node, or there are more than sixty-four ways from it.
        """
        leading = {self.graph.output}
        for tail, head in reversed(self.graph.edges):
            leading |= {tail} if head in leading else set()
        flows = [each for each in reversed(self.flows) if each.head in leading]
        found: list[tuple[Flow, ...]] = []
        begun: list[tuple[Flow, ...]] = [()]
        start = self.graph.symbol(name)
        while begun:
            way = begun.pop()
            end = way[-1].head if way else start
            if end == self.graph.output:
                found.append(way)
            begun += [(*way, flow) for flow in flows if flow.tail == end]
            if len(found) > _MOST_PATHS:
                raise ValueError(f"more than {_MOST_PATHS} paths lead from {name!r} to the output")
        return tuple(Path(way, _product([flow.slope for flow in way])) for way in found)


def sweep(graph: Graph, *place: float) -> Sweep:
    """All values and gradients of a graph with its inputs at `place`, each right to a float.

    Worked out in multiprecision, with more digits until two results agree to seventeen.

    Raises:
        ValueError: the place has another number of coordinates than the graph has inputs, a node
            has no finite real value there, or two formulas meet in it (a corner, a jump), so that
            there is no slope.
    """
    if len(place) != len(graph.inputs):
        raise ValueError(f"place must have {len(graph.inputs)} coordinates, got {len(place)}")
    inputs = dict(zip(graph.inputs, map(exact, place), strict=True))
    numbers = agreed(graph, inputs)
    readings: dict[Symbol, Reading] = {}
    for node in graph.nodes:
        given = node.formula is None
        value = (
            inputs[node.symbol] if given else _valued(node, readings, numbers.values[node.symbol])
        )
        gradient = _gradient(graph, node.symbol, value, inputs, numbers.gradients[node.symbol])
        readings[node.symbol] = Reading(node, value, gradient)
    flows = []
    for node in graph.nodes:
        for tail in node.parents:
            slope = _slope(node, tail, readings, numbers.slopes[tail, node.symbol])
            flows.append(
                Flow(tail, node.symbol, slope, _product([slope, readings[node.symbol].gradient]))
            )
    return Sweep(graph, tuple(readings.values()), tuple(flows))


def _valued(node: Node, readings: dict[Symbol, Reading], value: mpf) -> Quantity:
    parents = [readings[each].value for each in node.parents]
    return compose(value, lambda *at: _put(node, at), *parents)


def _slope(node: Node, tail: Symbol, readings: dict[Symbol, Reading], value: mpf) -> Quantity:
    """The partial derivative, unevaluated: only `tail` moves, the other parents stand still."""

    def build(*at: Expr) -> Expr:
        known = dict(zip(node.parents, at, strict=True))
        point = known.pop(tail)
        section = node.expression.xreplace(known)
        return Subs(Derivative(section, tail, evaluate=False), tail, point)

    return compose(value, build, *(readings[each].value for each in node.parents))


def _gradient(
    graph: Graph, node: Symbol, here: Quantity, inputs: dict[Symbol, Quantity], value: mpf
) -> Quantity:
    """The derivative of the output, all that follows from `node` written in it, unevaluated."""

    def build(point: Expr, *at: Expr) -> Expr:
        known: dict[Symbol, Expr] = dict(zip(inputs, at, strict=True))
        for each in graph.nodes:
            if each.symbol == node:
                known[node] = node
            elif each.formula is not None:
                known[each.symbol] = each.expression.xreplace(known)
        whole = known[graph.output]
        if whole == node or node not in whole.free_symbols:
            return Integer(whole == node)
        return Subs(Derivative(whole, node, evaluate=False), node, point)

    return compose(value, build, here, *inputs.values())


def _put(node: Node, at: Sequence[Expr]) -> Expr:
    known = dict(zip(node.parents, at, strict=True))
    return node.expression.xreplace(known)


def _product(factors: Sequence[Quantity]) -> Quantity:
    return compose(prod(factors), Mul, *factors)
