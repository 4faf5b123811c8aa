"""Networks to begin a training with: weights by chance, the same chance for the same seed.

Weights are even over +-sqrt(6 / (inputs + neurons)), so that signals keep their size from layer
to layer (Glorot & Bengio, AISTATS 2010, equation 16). Biases are even over +-1, so that
neurons fed with the same number bend at different places.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

import numpy as np

from mathcore.layers import Activation, Layer
from mathcore.networks import Network

_DECIMALS = 3  # so that all of them can be shown as they are


def draw(sizes: Sequence[int], activations: Sequence[Activation], seed: int) -> Network:
    """A network with so many numbers in each layer, inputs first, and weights by chance.

    Raises:
        ValueError: there is not one activation for each layer behind the inputs, or a layer is
            empty.
    """
    if len(activations) != len(sizes) - 1 or min(sizes, default=0) < 1:
        raise ValueError(
            f"sizes must be positive, and one more than activations, got {sizes} "
            f"and {len(activations)} activations"
        )
    chance = np.random.default_rng(seed)
    layers = []
    for inputs, neurons, activation in zip(sizes, sizes[1:], activations, strict=False):
        limit = sqrt(6 / (inputs + neurons))
        weights = chance.uniform(-limit, limit, (neurons, inputs)).round(_DECIMALS)
        biases = chance.uniform(-1, 1, neurons).round(_DECIMALS)
        layers.append(Layer.of(weights.tolist(), biases.tolist(), activation))
    return Network(tuple(layers))
