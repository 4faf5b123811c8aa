"""Backpropagation, against published networks and central differences in forty digits."""

import json
from pathlib import Path

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mathcore import cost_slopes, first_weights, proof
from mathcore.backpropagation import backpropagate
from mathcore.cost_slopes import Outcome
from mathcore.costs import Cost, Examples
from mathcore.layers import LINEAR, LOGISTIC, RELU, TANH, Layer
from mathcore.networks import Kind, Network, Place, bias, weight

CASES = {
    each["id"]: each
    for each in json.loads((Path(__file__).parent.parent / "data" / "backprop.json").read_text())
}
TWO = CASES["two_two_two"]
THREE = CASES["three_two"]
BENDS = {
    "linear": lambda z: z,
    "tanh": mpmath.tanh,
    "logistic": lambda z: 1 / (1 + mpmath.exp(-z)),
    "ReLU": lambda z: max(z, mpmath.mpf(0)),
}


def floats(numbers):
    return [float(each) for each in numbers]


def two_two_two():
    w = floats(TWO["weights"])
    return Network(
        (
            Layer.of([w[0:2], w[2:4]], [float(TWO["b1"])] * 2, LOGISTIC),
            Layer.of([w[4:6], w[6:8]], [float(TWO["b2"])] * 2, LOGISTIC),
        )
    )


def published():
    return backpropagate(
        two_two_two(), floats(TWO["inputs"]), floats(TWO["targets"]), Cost.HALF_SQUARED
    )


def mean_squares(network, values, examples):
    """The mean squared error in forty digits, straight from the definition."""
    numbers, total = iter(values), mpmath.mpf(0)
    layers = [
        (
            [[next(numbers) for _ in row] for row in layer.weights],
            [next(numbers) for _ in layer.biases],
            BENDS[layer.activation.name],
        )
        for layer in network.layers
    ]
    for inputs, targets in zip(examples.inputs, examples.targets, strict=True):
        a = [mpmath.mpf(repr(x)) for x in inputs]
        for rows, offsets, bend in layers:
            a = [
                bend(sum(w * x for w, x in zip(row, a, strict=True)) + b)
                for row, b in zip(rows, offsets, strict=True)
            ]
        total += sum((x - mpmath.mpf(repr(y))) ** 2 for x, y in zip(a, targets, strict=True))
    return total / (network.sizes[-1] * len(examples.inputs))


def central_differences(network, examples):
    h = mpmath.mpf(10) ** -12
    values = [mpmath.mpf(repr(float(each))) for each in network.values]
    slopes = []
    for k in range(len(values)):
        above, below = (
            mean_squares(network, [*values[:k], values[k] + side, *values[k + 1 :]], examples)
            for side in (h, -h)
        )
        slopes.append(float((above - below) / (2 * h)))
    return slopes


@pytest.mark.parametrize(
    ("sizes", "activations"),
    [
        ((1, 1), (TANH,)),
        ((2, 3, 1), (LOGISTIC, LINEAR)),
        ((3, 2, 2, 2), (RELU, TANH, LOGISTIC)),
        ((1, 6, 7, 2), (TANH, TANH, LINEAR)),
    ],
)
def test_slopes_are_central_differences(sizes, activations):
    network = first_weights.draw(sizes, activations, seed=3)
    inputs = [[0.3 + 0.1 * i + 0.2 * k for i in range(sizes[0])] for k in range(2)]
    targets = [[0.5 - 0.4 * i + 0.1 * k for i in range(sizes[-1])] for k in range(2)]
    examples = Examples.of(inputs, targets)
    result = cost_slopes.over(network, examples, Cost.MEAN_SQUARED)
    with mpmath.workdps(40):
        values = [mpmath.mpf(repr(float(each))) for each in network.values]
        worth = float(mean_squares(network, values, examples))
        slopes = central_differences(network, examples)

    assert result.outcome is Outcome.SMOOTH
    assert result.cost == pytest.approx(worth, rel=1e-15, abs=0)
    assert result.gradient == pytest.approx(slopes, rel=1e-12, abs=1e-24)


@settings(max_examples=10)
@given(st.integers(0, 10**6), st.floats(-3, 3), st.floats(-3, 3))
def test_one_example_alone_and_among_others_has_the_same_slopes(seed, x, y):
    network = first_weights.draw((1, 3, 1), (TANH, LOGISTIC), seed)
    alone = backpropagate(network, (x,), (y,), Cost.SQUARED)
    twice = cost_slopes.over(network, Examples.of([(x,)] * 2, [(y,)] * 2), Cost.SQUARED)

    assert alone.cost == pytest.approx(twice.cost, rel=1e-15, abs=0)
    assert alone.slopes.gradient == pytest.approx(twice.gradient, rel=1e-15, abs=0)


def test_a_published_network_forwards():
    forward, exact = published().forward, TWO["exact"]
    shown = (*(row[0] for row in forward.sums), *forward.activations[1][:2], *forward.outputs)
    names = ("net_h1", "net_o1", "out_h1", "out_h2", "out_o1", "out_o2")

    assert shown == pytest.approx(floats(exact[name] for name in names), rel=1e-15, abs=0)
    assert published().costs == pytest.approx(
        floats([exact["E_o1"], exact["E_o2"]]), rel=1e-15, abs=0
    )
    assert published().cost == pytest.approx(float(exact["E_total"]), rel=1e-15, abs=0)


def test_a_published_network_backwards():
    result, exact = published(), TWO["exact"]
    weights = [result.by(weight(n, i, j)) for n in (1, 2) for i in (0, 1) for j in (0, 1)]
    biases = [result.by(bias(n, i)) for n in (1, 2) for i in (0, 1)]

    assert weights == pytest.approx(floats(TWO["gradient_weights"]), rel=1e-15, abs=0)
    assert biases == pytest.approx(floats(TWO["gradient_biases"]), rel=1e-15, abs=0)
    assert result.by(Place(Kind.ACTIVATION, 2, 0)) == pytest.approx(
        float(exact["dE_dout_o1"]), rel=1e-15, abs=0
    )
    assert result.bend(2, 0) == pytest.approx(float(exact["dout_o1_dnet"]), rel=1e-15, abs=0)
    assert result.slopes.updated(weight(1, 0, 0), 0.5) == pytest.approx(
        float(exact["w1_new"]), rel=1e-15, abs=0
    )


def test_a_published_quiz():
    network = Network((Layer.of(map(floats, THREE["W"]), floats(THREE["b"]), TANH),))
    result = backpropagate(network, floats(THREE["x"]), floats(THREE["y"]), Cost.SQUARED)

    assert result.cost == pytest.approx(float(THREE["C"]), rel=1e-15, abs=0)
    for i, row in enumerate(THREE["dC_dW"]):
        assert [result.by(weight(1, i, j)) for j in range(3)] == pytest.approx(
            floats(row), rel=1e-14, abs=0
        )
    assert [result.by(bias(1, i)) for i in (0, 1)] == pytest.approx(
        floats(THREE["dC_db"]), rel=1e-14, abs=0
    )


def test_every_number_is_proved_from_its_meaning():
    result = published()
    shown = [result.cost, *result.costs, *result.slopes.numbers, *result.bends[0]]
    shown.append(result.slopes.updated(weight(2, 0, 0), 0.5))

    assert len(result.slopes.numbers) == 12 + 4 + 6
    assert all(proof.close(each, each.meaning, 1e-14).proved for each in shown)


def test_a_mean_over_examples_is_proved_too():
    network = first_weights.draw((1, 2, 1), (RELU, LINEAR), seed=1)
    result = cost_slopes.over(
        network, Examples.of([(0.5,), (-1.0,)], [(1.0,), (0.0,)]), Cost.MEAN_SQUARED
    )

    assert all(proof.close(s, s.meaning, 1e-14).proved for s in (result.cost, *result.gradient))


def test_a_weight_that_is_fed_with_nothing_has_no_slope():
    result = backpropagate(two_two_two(), (0.0, 0.1), (0.01, 0.99), Cost.HALF_SQUARED)

    slope = result.by(weight(1, 0, 0))

    assert slope == 0
    assert proof.close(slope, slope.meaning).proved


@pytest.mark.parametrize(("offset", "outcome"), [(0.3, Outcome.CORNER), (0.31, Outcome.SMOOTH)])
def test_every_outcome_can_happen(offset, outcome):
    """The sum 0.1 + 0.2 - 0.3 is zero, though not in floats."""
    network = Network((Layer.of([[1.0, 1.0]], [-offset], RELU), Layer.of([[2.0]], [1.0], LINEAR)))
    alone = backpropagate(network, (0.1, 0.2), (0.0,), Cost.SQUARED)
    among = cost_slopes.over(
        network, Examples.of([(5.0, 5.0), (0.1, 0.2)], [(0.0,), (0.0,)]), Cost.SQUARED
    )

    assert alone.cost == 1
    assert alone.outcome is among.outcome is outcome


def test_a_sum_that_only_balls_can_tell_to_be_zero_is_a_corner_too():
    """A tanh less itself: not rational, yet zero."""
    network = Network(
        (Layer.of([[1.0], [1.0]], [0.5, 0.5], TANH), Layer.of([[1.0, -1.0]], [0.0], RELU))
    )
    result = backpropagate(network, (0.25,), (2.0,), Cost.HALF_SQUARED)

    assert result.outcome is Outcome.CORNER
    assert result.cost == 2
    with pytest.raises(ValueError, match="no derivatives here: a neuron stands exactly on the"):
        _ = result.slopes.gradient
    with pytest.raises(ValueError, match="no derivatives here"):
        result.bend(2, 0)


def test_a_place_of_another_network_is_refused():
    with pytest.raises(ValueError, match="place must be one of this network, got w_3_1_1"):
        published().by(weight(3, 0, 0))
