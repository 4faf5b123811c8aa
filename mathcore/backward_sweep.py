"""The backward sweep of backpropagation on arrays, of floats or of exact numbers.

With delta(l) = dC/dz(l): delta = dC/da * sigma'(z), entry by entry; dC/dW = delta a_before^T;
dC/db = delta; dC/da_before = W^T delta (Rumelhart, Hinton & Williams, Nature 323, 1986, 533-536).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mathcore.networks import Stack

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Swept:
    """What one backward sweep gives, layer 1 first, for each layer an array.

    The derivatives by the activations begin with those by the inputs.
    """

    weights: list[Array]
    biases: list[Array]
    sums: list[Array]
    activations: list[Array]
    bends: list[Array]


def trace(stack: Stack, sums: list[Array], activations: list[Array], end: Array) -> Swept:
    """Trace `end`, the derivatives of a cost by the outputs, back to all that they depend on.

    Arrays have a column for each example; over these the derivatives by weights and biases add up.
    """
    swept = Swept([], [], [], [end], [])
    for (weights, _, activation), z, a in zip(
        reversed(stack), reversed(sums), reversed(activations[:-1]), strict=True
    ):
        swept.bends.insert(0, activation.slopes(z))
        delta = swept.activations[0] * swept.bends[0]
        swept.sums.insert(0, delta)
        swept.weights.insert(0, delta @ a.T)
        swept.biases.insert(0, delta.sum(axis=1, keepdims=True))
        swept.activations.insert(0, weights.T @ delta)
    return swept
