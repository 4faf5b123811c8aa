"""The cost over one or two weights of a network."""

import numpy as np
import pytest

from mathcore import contours, cost_landscapes, cost_slopes, first_weights, proof
from mathcore.costs import Cost, Examples
from mathcore.layers import LINEAR, TANH, Layer
from mathcore.networks import Kind, Network, Place, bias, weight

NETWORK = first_weights.draw((1, 2, 1), (TANH, LINEAR), seed=2)
EXAMPLES = Examples.of([(-1.0,), (0.5,), (2.0,)], [(0.5,), (-0.5,), (1.0,)])


def test_heights_and_slopes_are_those_of_the_network():
    east, north = weight(1, 0, 0), bias(1, 1)
    field = cost_landscapes.field(NETWORK, EXAMPLES, Cost.MEAN_SQUARED, east, north)
    here = NETWORK.parameter(east), NETWORK.parameter(north)
    slopes = cost_slopes.over(NETWORK, EXAMPLES, Cost.MEAN_SQUARED)

    assert field.value(*here) == pytest.approx(slopes.cost, rel=1e-14, abs=0)
    assert field.gradient(*here).slopes == pytest.approx(
        (slopes.by(east), slopes.by(north)), rel=1e-13, abs=0
    )


def test_a_section_is_the_landscape_along_one_axis():
    place = weight(2, 0, 1)
    section = cost_landscapes.section(NETWORK, EXAMPLES, Cost.SQUARED, place)
    index = NETWORK.parameters.index(place)
    for value in (-1.5, 0.0, 2.0):
        values = list(NETWORK.values)
        values[index] = value
        cost = cost_slopes.over(NETWORK.with_values(values), EXAMPLES, Cost.SQUARED).cost

        assert section.value(value) == pytest.approx(cost, rel=1e-14, abs=0)
    assert proof.close(section.slope(0.5), section.slope(0.5).meaning, 1e-13).proved


def test_the_landscape_of_a_linear_neuron_is_a_bowl_with_closed_contours():
    neuron = Network((Layer.of([[0.0]], [0.0], LINEAR),))
    bowl = cost_landscapes.field(neuron, EXAMPLES, Cost.SQUARED, weight(1, 0, 0), bias(1, 0))
    slope, intercept = np.polyfit([-1.0, 0.5, 2.0], [0.5, -0.5, 1.0], 1)
    (contour,) = contours.trace(bowl, 0.6, (-2.0, 2.0), (-2.0, 2.0))

    assert bowl.slopes(slope, intercept) == pytest.approx([0.0, 0.0], abs=1e-14)
    assert contour.closed


def test_questions_without_meaning_are_refused():
    place = weight(1, 0, 0)
    with pytest.raises(ValueError, match="must be two parameters, got w_1_1_1 twice"):
        cost_landscapes.field(NETWORK, EXAMPLES, Cost.SQUARED, place, place)
    with pytest.raises(ValueError, match="place must be a weight or a bias"):
        cost_landscapes.section(NETWORK, EXAMPLES, Cost.SQUARED, Place(Kind.SUM, 1, 0))
    with pytest.raises(ValueError, match="examples must have"):
        cost_landscapes.section(NETWORK, Examples.of([(1, 2)], [(1,)]), Cost.SQUARED, place)


def test_the_numbers_that_move_are_real():
    place = weight(2, 0, 1)

    assert cost_landscapes.section(NETWORK, EXAMPLES, Cost.SQUARED, place).variable.is_real
