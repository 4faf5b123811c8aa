"""Activations against closed forms in forty digits, and what is no layer."""

from math import inf

import mpmath
import numpy as np
import pytest
from flint import arb, fmpq

from mathcore import ball_arrays, proof
from mathcore.layers import ACTIVATIONS, LOGISTIC, RELU, TANH, Layer

PLACES = np.array([-800.0, -40.0, -1.5, -1e-9, 0.0, 1e-9, 0.3, 40.0, 800.0])
TRUTH = {
    "linear": lambda z: z,
    "tanh": mpmath.tanh,
    "logistic": lambda z: 1 / (1 + mpmath.exp(-z)),
    "ReLU": lambda z: max(z, mpmath.mpf(0)),
}


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_values_and_slopes_keep_their_digits_however_flat_it_is(name):
    activation = ACTIVATIONS[name]
    away = PLACES[PLACES != 0]
    with mpmath.workdps(800):
        exact = [mpmath.mpf(float(z)) for z in away]
        values = [float(TRUTH[name](z)) for z in exact]
        slopes = [float(mpmath.diff(TRUTH[name], z, h=mpmath.mpf(10) ** -50)) for z in exact]

    assert activation.values(away).tolist() == pytest.approx(values, rel=1e-14, abs=1e-300)
    assert activation.slopes(away).tolist() == pytest.approx(slopes, rel=1e-14, abs=1e-300)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_exact_numbers_and_floats_tell_the_same(name):
    activation = ACTIVATIONS[name]
    column = np.array([[-3.25], [-0.5], [0.0], [0.75], [20.0]])
    exactly = ball_arrays.exactly(column.tolist())
    values, slopes = ball_arrays.settled(
        lambda: [activation.values(exactly), activation.slopes(exactly)]
    )

    assert values == pytest.approx(activation.values(column), rel=1e-14, abs=0)
    assert slopes == pytest.approx(activation.slopes(column), rel=1e-14, abs=0)


def test_a_ball_on_the_corner_has_every_slope_between_the_two():
    straddling = np.array([[arb(0, 1e-9)], [arb(-2)], [arb(3)]], dtype=object)

    assert [x.contains(0) for x in RELU.values(straddling).flat] == [True, True, False]
    assert [arb(x).contains(arb(0.5)) for x in RELU.slopes(straddling).flat] == [
        True,
        False,
        False,
    ]
    slope = arb(RELU.slopes(straddling)[0, 0])

    assert (slope.contains(0), slope.contains(1)) == (True, True)
    assert (slope.contains(arb(-0.01)), slope.contains(arb(1.01))) == (False, False)
    assert RELU.slopes(np.array([[fmpq(0)]], dtype=object))[0, 0] == 0
    assert [arb(x) for x in RELU.slopes(straddling).flat][1:] == [0, 1]


def test_an_activation_is_a_function_that_can_be_claimed():
    value, slope = LOGISTIC.function().value(0.5), TANH.function("u").slope(-0.25)

    assert value == pytest.approx(0.6224593312018546, rel=1e-15, abs=0)
    assert proof.close(value, value.meaning, 1e-14).proved
    assert proof.close(slope, slope.meaning, 1e-14).proved


def test_a_layer_counts_what_goes_in_and_out():
    layer = Layer.of([[1, 2, 3], [4, 5, 6]], [7, 8], TANH)

    assert (layer.inputs, layer.neurons) == (3, 2)


@pytest.mark.parametrize(
    ("weights", "biases", "message"),
    [
        ([], [], r"weights must be rows of one length, got lengths \[\]"),
        ([[]], [1], "weights must be rows of one length"),
        ([[1, 2], [3]], [1, 2], r"got lengths \[1, 2\]"),
        ([[1, 2]], [1, 2], "biases must be one for each of 1 neurons, got 2"),
        ([[inf]], [1], "weights and biases must be finite, got inf"),
    ],
)
def test_what_is_no_layer_is_refused(weights, biases, message):
    with pytest.raises(ValueError, match=message):
        Layer.of(weights, biases, TANH)


def test_an_activation_is_a_function_of_a_real_number():
    assert all(each.function().variable.is_real for each in ACTIVATIONS.values())
