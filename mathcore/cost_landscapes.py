"""The cost as a landscape over two chosen weights or biases, or as a curve over one.

All other numbers of the network stand still. The landscape is a field like any other: contours,
gradients, pits and walks are those of `mathcore.fields`.
"""

from __future__ import annotations

from sympy import Expr, Symbol

from mathcore import costs
from mathcore.costs import Cost, Examples
from mathcore.fields import Field
from mathcore.functions import Function
from mathcore.networks import Network, Place


def field(network: Network, examples: Examples, cost: Cost, east: Place, north: Place) -> Field:
    """The mean cost over the plane of two parameters.

    Raises:
        ValueError: the examples do not fit the network, a place is no parameter of it, or the
            two are the same.
    """
    if east == north:
        raise ValueError(f"east and north must be two parameters, got {east.name} twice")
    expression, symbols = _cost(network, examples, cost, (east, north))
    return Field(expression, symbols)


def section(network: Network, examples: Examples, cost: Cost, place: Place) -> Function:
    """The mean cost over the axis of one parameter.

    Raises:
        ValueError: the examples do not fit the network, or the place is no parameter of it.
    """
    expression, (symbol,) = _cost(network, examples, cost, (place,))
    return Function(expression, symbol)


def _cost(
    network: Network, examples: Examples, cost: Cost, places: tuple[Place, ...]
) -> tuple[Expr, tuple[Symbol, ...]]:
    for place in places:
        network.parameter(place)
    symbols = tuple(Symbol(place.name, real=True) for place in places)
    moved = dict(zip(places, symbols, strict=True))
    return costs.expression(network, examples.fitting(network), cost, moved), symbols
