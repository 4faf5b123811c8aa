"""One place sent through a network, every number on the way kept with its meaning."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from sympy import Expr

from mathcore import ball_arrays, networks
from mathcore.networks import Formulas, Network
from mathcore.quantity import Meaning, Quantity, compose, exact

Array = NDArray[np.float64]
Rows = tuple[tuple[Quantity, ...], ...]


@dataclass(frozen=True, slots=True)
class ForwardPass:
    """The sums of all neurons, layer 1 first, and all activations, the inputs first."""

    network: Network
    sums: Rows
    activations: Rows

    @property
    def inputs(self) -> tuple[Quantity, ...]:
        """What the first layer is fed."""
        return self.activations[0]

    @property
    def outputs(self) -> tuple[Quantity, ...]:
        """What comes out of the last layer."""
        return self.activations[-1]

    def products(self, layer: int, neuron: int) -> tuple[Quantity, ...]:
        """What each input adds to the sum of a neuron: weight times activation."""
        row = map(exact, self.network.layers[layer - 1].weights[neuron])
        fed = zip(row, self.activations[layer - 1], strict=True)
        return tuple(compose(w * a, lambda w, a: w * a, w, a) for w, a in fed)


def run(network: Network, *inputs: float) -> ForwardPass:
    """Send `inputs` through the network, all numbers taken as the decimals that were written.

    Raises:
        ValueError: there are more or fewer inputs than the network takes, one is not finite, or
            a number on the way is too large for a float.
    """
    if len(inputs) != network.sizes[0]:
        raise ValueError(f"inputs must be {network.sizes[0]} numbers, got {len(inputs)}")
    fed = [networks.rational(each) for each in inputs]
    stack, column = network.arrays(exactly=True), ball_arrays.exactly([(x,) for x in inputs])

    def passed() -> list[Array]:
        sums, activations = networks.forward(stack, column)
        return [*sums, *activations[1:]]

    arrays = ball_arrays.settled(passed)
    depth = len(network.layers)

    @cache  # one set of formulas for all numbers, and that only when one is asked for
    def formulas() -> Formulas:
        return network.formulas(fed, {})

    return ForwardPass(
        network,
        _rows(arrays[:depth], lambda layer, i: formulas().sums[layer][i]),
        (
            tuple(map(exact, inputs)),
            *_rows(arrays[depth:], lambda layer, i: formulas().activations[layer + 1][i]),
        ),
    )


def _rows(arrays: Sequence[Array], expression: Callable[[int, int], Expr]) -> Rows:
    def known(value: float, layer: int, i: int) -> Quantity:
        return Quantity(value, lambda: Meaning(expression(layer, i)))

    return tuple(
        tuple(known(value, layer, i) for i, value in enumerate(array[:, 0]))
        for layer, array in enumerate(arrays)
    )
