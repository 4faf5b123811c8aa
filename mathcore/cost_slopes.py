"""The cost of a network over some examples, and its derivatives by all weights and biases.

The values come from backpropagation in exact arithmetic. Their meaning is the derivative of the
cost by the one number, unevaluated: the prover does not take the sweep's word for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray
from sympy import Derivative, Dummy, Expr

from mathcore import backward_sweep, ball_arrays, costs, networks
from mathcore.costs import Cost, Examples
from mathcore.networks import Kind, Network, Place, Stack
from mathcore.quantity import Iterate, Meaning, Quantity, compose

Array = NDArray[np.float64]


class Outcome(Enum):
    """Whether the cost has the slopes that were asked for."""

    SMOOTH = "every neuron has a slope here"
    CORNER = "a neuron stands exactly on the corner of its activation, where it has no slope"


@dataclass(frozen=True, slots=True)
class CostSlopes:
    """The cost of a network over some examples, and its derivatives by the network's numbers.

    `numbers` are the derivatives by `places`, of which the network's parameters come first.
    """

    network: Network
    cost: Quantity
    outcome: Outcome
    places: tuple[Place, ...]
    numbers: tuple[Quantity, ...]

    def by(self, place: Place) -> Quantity:
        """The derivative of the cost by one number of the network.

        Raises:
            ValueError: there is none, because a neuron stands on a corner; or the place is not
                one whose derivative was asked for.
        """
        known = dict(zip(self.places, self._certain(), strict=True))
        if place not in known:
            raise ValueError(f"place must be one of this network, got {place.name}")
        return known[place]

    @property
    def gradient(self) -> tuple[Quantity, ...]:
        """The derivatives by all weights and biases, in the order of `Network.parameters`.

        Raises:
            ValueError: there are none, because a neuron stands on a corner.
        """
        return self._certain()[: len(self.network.parameters)]

    def updated(self, place: Place, rate: float) -> Quantity:
        """A weight or bias after one step downhill: its value minus `rate` times the derivative.

        Raises:
            ValueError: as `by`, or the place is neither a weight nor a bias.
        """
        value, slope = self.network.parameter(place), self.by(place)
        return compose(value - rate * slope, lambda w, r, s: w - r * s, value, rate, slope)

    def _certain(self) -> tuple[Quantity, ...]:
        if self.outcome is not Outcome.SMOOTH:
            raise ValueError(f"the cost has no derivatives here: {self.outcome.value}")
        return self.numbers


def over(network: Network, examples: Examples, cost: Cost) -> CostSlopes:
    """The mean cost of the examples, and its derivatives by all weights and biases.

    Raises:
        ValueError: the examples do not fit the network, or a number is too large for a float.
    """
    stack = network.arrays(exactly=True)
    inputs, targets = examples.fitting(network).arrays(exactly=True)
    depth = len(stack)

    def swept() -> list[Array]:
        sums, activations = networks.forward(stack, inputs)
        outputs = activations[-1]
        back = backward_sweep.trace(stack, sums, activations, costs.slopes(cost, outputs, targets))
        total = np.array([costs.shares(cost, outputs, targets).sum()])
        return [total, *sums, *back.weights, *back.biases]

    total, *arrays = ball_arrays.settled(swept)
    weights, biases = arrays[depth : 2 * depth], arrays[2 * depth :]
    values = [x for w, b in zip(weights, biases, strict=True) for x in (*w.flat, *b.flat)]
    places = network.parameters
    return CostSlopes(
        network,
        worth(total[0], network, examples, cost),
        outcome(stack, arrays[:depth]),
        places,
        tuple(
            slope(x, network, examples, cost, place)
            for x, place in zip(values, places, strict=True)
        ),
    )


def outcome(stack: Stack, sums: list[Array]) -> Outcome:
    """Whether no neuron that has a corner stands on it, from all sums, layer 1 first."""
    on_corner = any(
        activation.corner and not array.all()
        for (_, _, activation), array in zip(stack, sums, strict=True)
    )
    return Outcome.CORNER if on_corner else Outcome.SMOOTH


def worth(value: float, network: Network, examples: Examples, cost: Cost) -> Quantity:
    """The cost with its meaning."""
    return Quantity(value, lambda: Meaning(costs.expression(network, examples, cost, {})))


def slope(value: float, network: Network, examples: Examples, cost: Cost, place: Place) -> Quantity:
    """The derivative of the cost by one number, with its meaning.

    A sum or an activation belongs to one example: then there must be no other.
    """

    def meaning() -> Meaning:
        at = Dummy(place.name, real=True)
        moved = costs.expression(network, examples, cost, {place: at})
        # where the number stands is bound to a symbol: Subs would evaluate the whole cost again
        here = Iterate((at,), (at,), (at,), (_value(network, examples, place),), 0)
        return Meaning(Derivative(moved, at, evaluate=False), (here,))

    return Quantity(value, meaning)


def _value(network: Network, examples: Examples, place: Place) -> Expr:
    if place.kind in (Kind.WEIGHT, Kind.BIAS):
        return networks.rational(network.parameter(place))
    formulas = network.formulas([networks.rational(x) for x in examples.inputs[0]], {})
    if place.kind is Kind.SUM:
        return formulas.sums[place.layer - 1][place.neuron]
    return formulas.activations[place.layer][place.neuron]
