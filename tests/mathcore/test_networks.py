"""Networks: their shape, their parameters, and what they say."""

import mpmath
import numpy as np
import pytest

from mathcore import forward_pass, networks, proof
from mathcore.layers import LINEAR, LOGISTIC, RELU, TANH, Layer
from mathcore.networks import Kind, Network, Place, bias, weight

NETWORK = Network(
    (
        Layer.of([[0.5, -1.0], [2.0, 0.25], [-0.75, 1.5]], [0.1, -0.2, 0.3], TANH),
        Layer.of([[1.0, -0.5, 0.75]], [0.05], LOGISTIC),
    )
)


def said(x, y):
    """The network written out by hand."""
    mp = mpmath.mp
    a = mp.tanh(x / 2 - y + mp.mpf(1) / 10)
    b = mp.tanh(2 * x + y / 4 - mp.mpf(2) / 10)
    c = mp.tanh(-3 * x / 4 + 3 * y / 2 + mp.mpf(3) / 10)
    return 1 / (1 + mp.exp(-(a - b / 2 + 3 * c / 4 + mp.mpf(5) / 100)))


def test_one_neuron():
    """a = tanh(w a0 + b)."""
    result = forward_pass.run(Network((Layer.of([[1.5]], [-0.25], TANH),)), 0.5)

    assert result.inputs == (0.5,)
    assert result.products(1, 0) == (0.75,)
    assert result.sums == ((0.5,),)
    assert result.outputs == (pytest.approx(float(mpmath.tanh(0.5)), rel=1e-15, abs=0),)


def test_outputs_are_those_worked_out_by_hand():
    places = np.array([[0.3, -2.0], [0.7, 1.0]])
    with mpmath.workdps(40):
        truth = [
            float(said(mpmath.mpf(x) / 10, mpmath.mpf(y) / 10)) for x, y in ((3, 7), (-20, 10))
        ]

    assert NETWORK.outputs(places)[0] == pytest.approx(truth, rel=1e-14, abs=0)
    assert forward_pass.run(NETWORK, 0.3, 0.7).outputs[0] == pytest.approx(
        truth[0], rel=1e-15, abs=0
    )


def test_every_number_on_the_way_is_proved():
    result = forward_pass.run(NETWORK, 0.3, 0.7)
    shown = [each for row in (*result.sums, *result.activations) for each in row]
    shown += result.products(2, 0)

    assert len(shown) == 13
    assert all(proof.close(each, each.meaning, 1e-15).proved for each in shown)


def test_parameters_come_layer_by_layer():
    names = [place.name for place in NETWORK.parameters]

    assert names[:7] == ["w_1_1_1", "w_1_1_2", "w_1_2_1", "w_1_2_2", "w_1_3_1", "w_1_3_2", "b_1_1"]
    assert names[9:] == ["w_2_1_1", "w_2_1_2", "w_2_1_3", "b_2_1"]
    assert NETWORK.sizes == (2, 3, 1)
    assert NETWORK.parameter(weight(1, 2, 0)) == -0.75
    assert NETWORK.parameter(bias(2, 0)) == 0.05
    assert [Place(kind, 1, 0).name for kind in (Kind.SUM, Kind.ACTIVATION)] == ["z_1_1", "a_1_1"]


def test_a_network_is_rebuilt_from_its_values():
    assert NETWORK.with_values(NETWORK.values) == NETWORK


def test_a_rectifier_passes_what_is_positive():
    network = Network(
        (Layer.of([[1.0], [-1.0]], [0.0, 0.0], RELU), Layer.of([[1, 1]], [0], LINEAR))
    )
    result = forward_pass.run(network, -0.3)

    assert result.activations == ((-0.3,), (0.0, 0.3), (0.3,))
    assert proof.close(result.outputs[0], result.outputs[0].meaning).proved


def test_questions_without_meaning_are_refused():
    wide = Layer.of([[1.0, 2.0]], [0.0], TANH)
    with pytest.raises(ValueError, match="layers must hold at least one"):
        Network(())
    with pytest.raises(ValueError, match="layer 2 must take 1 inputs, got 2"):
        Network((wide, wide))
    with pytest.raises(ValueError, match="values must be 13, got 1"):
        NETWORK.with_values((1.0,))
    with pytest.raises(ValueError, match="place must be a weight or a bias of this network, got z"):
        NETWORK.parameter(Place(Kind.SUM, 1, 0))
    with pytest.raises(ValueError, match=r"inputs must have shape \(2, places\), got \(3,\)"):
        NETWORK.outputs([1.0, 2.0, 3.0])
    with pytest.raises(ValueError, match=r"inputs must have shape \(2, places\), got \(1, 2\)"):
        NETWORK.outputs([[1.0, 2.0]])
    with pytest.raises(ValueError, match="inputs must be 2 numbers, got 1"):
        forward_pass.run(NETWORK, 1.0)


def test_arrays_are_floats_or_exact():
    stack = NETWORK.arrays()
    sums, activations = networks.forward(stack, np.array([[0.3], [0.7]]))

    assert [each.shape for each in sums] == [(3, 1), (1, 1)]
    assert [each.shape for each in activations] == [(2, 1), (3, 1), (1, 1)]
    assert NETWORK.arrays(exactly=True)[0][0].dtype == object
