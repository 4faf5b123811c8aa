"""Weights by chance."""

import numpy as np
import pytest

from mathcore import first_weights
from mathcore.layers import LINEAR, TANH


def test_the_same_seed_draws_the_same_network():
    one, same, other = (first_weights.draw((1, 6, 2), (TANH, LINEAR), s) for s in (4, 4, 5))

    assert one == same != other
    assert one.sizes == (1, 6, 2)


def test_weights_spread_evenly_over_their_range():
    """An even spread over +-limit has the variance limit² / 3 = 2 / (inputs + neurons)."""
    network = first_weights.draw((40, 60), (TANH,), 0)
    weights = np.array(network.layers[0].weights)

    assert np.abs(weights).max() <= np.sqrt(6 / 100) + 5e-4
    assert weights.var() == pytest.approx(2 / 100, rel=0.05)


@pytest.mark.parametrize(("sizes", "activations"), [((1, 2), ()), ((1, 0), (TANH,)), ((), (TANH,))])
def test_sizes_that_make_no_network_are_refused(sizes, activations):
    with pytest.raises(ValueError, match="sizes must be positive, and one more than activations"):
        first_weights.draw(sizes, activations, 0)
