"""The numbers of a computation graph in multiprecision, repeated with more digits until they agree.

Two sweeps: values and local slopes forwards, gradients backwards; see `mathcore.graph_sweeps`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from mpmath import isfinite, mpc, mpf, workdps
from sympy import Expr, Symbol

from mathcore.differentiation import breaks, derivative
from mathcore.graphs import Graph, Node
from mathcore.mpmath_code import runnable
from mathcore.multiprecision import number
from mathcore.quantity import Quantity

Edge = tuple[Symbol, Symbol]
Places = dict[Symbol, mpf]

_DIGITS = (40, 80, 160, 320)
_AGREEMENT = mpf(10) ** -17
_SPARE = 16  # digits by which noise may fail to shrink


@dataclass(frozen=True, slots=True)
class Numbers:
    """By node its value and gradient, by arrow its slope, by corner the distance from it."""

    values: Places
    slopes: dict[Edge, mpf]
    gradients: Places
    corners: dict[tuple[Symbol, Expr], mpf]


def agreed(graph: Graph, inputs: dict[Symbol, Quantity]) -> Numbers:
    """Every number right to seventeen digits; one that shrinks with every digit added is zero.

    Raises:
        ValueError: a node has no finite real value or slope there, or has a corner or a jump.
    """
    fine = _worked_out(graph, inputs, _DIGITS[0])
    for less, digits in pairwise(_DIGITS):
        coarse, fine = fine, _worked_out(graph, inputs, digits)
        nothing = mpf(10) ** (less - digits + _SPARE)
        pairs = tuple(zip(_parts(coarse), _parts(fine), strict=True))
        if all(_agree(rough[key], sharp[key]) for rough, sharp in pairs for key in sharp):
            break
    for rough, sharp in pairs:
        for key, value in sharp.items():
            if abs(value) <= abs(rough[key]) * nothing:
                sharp[key] = mpf(0)
    for (head, corner), gap in fine.corners.items():
        if gap == 0:
            raise ValueError(f"{head} may have a corner or a jump where {corner} = 0")
    return fine


def _agree(rough: mpf, sharp: mpf) -> bool:
    """Two nothings do not: digits may be missing that tell them from nothing."""
    return bool(sharp != 0 and abs(sharp - rough) <= _AGREEMENT * abs(sharp))


def _parts(numbers: Numbers) -> tuple[dict[Expr, mpf], ...]:
    return numbers.values, numbers.slopes, numbers.gradients, numbers.corners


def _worked_out(graph: Graph, inputs: dict[Symbol, Quantity], digits: int) -> Numbers:
    """Both sweeps with so many digits."""
    values: Places = {each: number(inputs[each], digits) for each in inputs}
    slopes: dict[Edge, mpf] = {}
    corners: dict[tuple[Symbol, Expr], mpf] = {}
    with workdps(digits):
        for node in graph.nodes[len(inputs) :]:
            places = [values[each] for each in node.parents]
            values[node.symbol], *rest = _evaluated(node, places)
            for parent, slope in zip(node.parents, rest, strict=False):
                slopes[parent, node.symbol] = slope
            for corner, gap in zip(_corners(node), rest[len(node.parents) :], strict=True):
                corners[node.symbol, corner] = gap
        gradients = {node.symbol: mpf(node.symbol == graph.output) for node in graph.nodes}
        for tail, head in reversed(graph.edges):
            gradients[tail] += slopes[tail, head] * gradients[head]
    return Numbers(values, slopes, gradients, corners)


def _evaluated(node: Node, places: list[mpf]) -> list[mpf]:
    """The value of a node, its slopes and its distances from corners and jumps."""
    try:
        results = _compiled(node)(*places)
    except (ZeroDivisionError, ValueError, OverflowError, TypeError):
        # the last is an inequality asked of a complex number, off the real domain
        results = [mpf("nan")]
    real = [each.real if isinstance(each, mpc) and each.imag == 0 else each for each in results]
    if any(isinstance(each, mpc) or not isfinite(each) for each in real):
        where = ", ".join(f"{p} = {float(x)!r}" for p, x in zip(node.parents, places, strict=True))
        raise ValueError(f"{node.expression} has no finite real value and slope at {where}")
    return [mpf(each) for each in real]


def _corners(node: Node) -> tuple[Expr, ...]:
    return tuple(breaks(node.expression))


@cache
def _compiled(node: Node) -> Callable[..., Sequence[mpf]]:
    slopes = (derivative(node.expression, each) for each in node.parents)
    formulas = [node.expression, *slopes, *_corners(node)]
    compiled: Callable[..., Sequence[mpf]] = runnable(node.parents, formulas)
    return compiled
