"""Backpropagation of one example, with every number on the way there and back.

For each neuron: what its activation is worth to the cost, how steep its activation is at its sum,
and the product of the two, delta, from which follow the derivatives by its bias and its weights
(see `mathcore.backward_sweep`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sympy import Derivative, Expr, Rational, Subs, Symbol

from mathcore import backward_sweep, ball_arrays, cost_slopes, costs, forward_pass, networks
from mathcore.cost_slopes import CostSlopes, Outcome
from mathcore.costs import Cost, Examples
from mathcore.forward_pass import ForwardPass, Rows
from mathcore.networks import Kind, Network, Place
from mathcore.quantity import Quantity, compose

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Backpropagation:
    """One example sent forwards, and its cost traced back.

    `costs` is what each output adds to the cost; `bends`, layer 1 first, are the slopes of the
    activations at the sums, and mean nothing unless the outcome is SMOOTH.
    """

    forward: ForwardPass
    costs: tuple[Quantity, ...]
    bends: Rows
    slopes: CostSlopes

    @property
    def cost(self) -> Quantity:
        """The cost of the example."""
        return self.slopes.cost

    @property
    def outcome(self) -> Outcome:
        """Whether there are derivatives."""
        return self.slopes.outcome

    def by(self, place: Place) -> Quantity:
        """The derivative of the cost by a weight, a bias, a sum or an activation.

        Raises:
            ValueError: there is none, because a neuron stands on a corner, or no such place.
        """
        return self.slopes.by(place)

    def bend(self, layer: int, neuron: int) -> Quantity:
        """The slope of a neuron's activation at its sum.

        Raises:
            ValueError: a neuron stands on a corner.
        """
        self.by(Place(Kind.SUM, layer, neuron))
        return self.bends[layer - 1][neuron]


def backpropagate(
    network: Network, inputs: Sequence[float], targets: Sequence[float], cost: Cost
) -> Backpropagation:
    """Send one example forwards and trace its cost back.

    Raises:
        ValueError: the example does not fit the network, or a number is too large for a float.
    """
    example = Examples.of([inputs], [targets]).fitting(network)
    stack, (given, wanted) = network.arrays(exactly=True), example.arrays(exactly=True)
    depth = len(stack)

    def swept() -> list[Array]:
        sums, activations = networks.forward(stack, given)
        end = costs.slopes(cost, activations[-1], wanted)
        back = backward_sweep.trace(stack, sums, activations, end)
        shares = costs.shares(cost, activations[-1], wanted)
        layers = (back.weights, back.biases, back.sums, back.bends, sums)
        return [*(each for part in layers for each in part), *back.activations, shares]

    *arrays, shares = ball_arrays.settled(swept)
    weights, biases, deltas, bends, sums = (arrays[k * depth : (k + 1) * depth] for k in range(5))
    worths = arrays[5 * depth :]
    forward = forward_pass.run(network, *inputs)
    values = [x for w, b in zip(weights, biases, strict=True) for x in (*w.flat, *b.flat)]
    places = [*network.parameters, *_neurons(Kind.SUM, deltas, 1)]
    places += _neurons(Kind.ACTIVATION, worths, 0)
    values += [x for array in (*deltas, *worths) for x in array.flat]
    slopes = CostSlopes(
        network,
        cost_slopes.worth(shares.sum(), network, example, cost),
        cost_slopes.outcome(stack, sums),
        tuple(places),
        tuple(
            cost_slopes.slope(x, network, example, cost, place)
            for x, place in zip(values, places, strict=True)
        ),
    )
    return Backpropagation(
        forward, _costs(forward, targets, cost, shares), _bends(forward, bends), slopes
    )


def _neurons(kind: Kind, arrays: Sequence[Array], first: int) -> list[Place]:
    return [
        Place(kind, layer, i)
        for layer, array in enumerate(arrays, first)
        for i in range(len(array))
    ]


def _costs(
    forward: ForwardPass, targets: Sequence[float], cost: Cost, values: Array
) -> tuple[Quantity, ...]:
    share = Rational(cost.share(len(targets)))
    return tuple(
        compose(value, lambda a, y: share * (a - y) ** 2, a, y)
        for value, a, y in zip(values[:, 0], forward.outputs, targets, strict=True)
    )


def _bends(forward: ForwardPass, arrays: Sequence[Array]) -> Rows:
    rows = []
    for layer, sums, array in zip(forward.network.layers, forward.sums, arrays, strict=True):
        function = layer.activation.function()

        def build(
            at: Expr, z: Symbol = function.variable, bent: Expr = function.expression
        ) -> Expr:
            return Subs(Derivative(bent, z, evaluate=False), z, at)

        rows.append(tuple(compose(v, build, z) for v, z in zip(array[:, 0], sums, strict=True)))
    return tuple(rows)
