"""Costs of errors, and what are no examples."""

from fractions import Fraction
from math import nan

import numpy as np
import pytest

from mathcore import costs
from mathcore.costs import Cost, Examples
from mathcore.layers import LINEAR, Layer
from mathcore.networks import Network

OUTPUTS = np.array([[1.0, 2.0], [3.0, 5.0]])
TARGETS = np.array([[0.0, 4.0], [3.0, 2.0]])


@pytest.mark.parametrize(
    ("cost", "share", "total"),
    [
        (Cost.HALF_SQUARED, Fraction(1, 2), 3.5),
        (Cost.SQUARED, 1, 7.0),
        (Cost.MEAN_SQUARED, Fraction(1, 2), 3.5),
    ],
)
def test_the_cost_is_a_mean_over_the_examples(cost, share, total):
    """The squared errors are 1 and 0 in one example, 4 and 9 in the other."""
    assert cost.share(2) == share
    assert costs.shares(cost, OUTPUTS, TARGETS).sum() == total
    assert (costs.slopes(cost, OUTPUTS, TARGETS) == share * (OUTPUTS - TARGETS)).all()


def test_the_mean_is_taken_over_the_outputs_too():
    assert Cost.MEAN_SQUARED.share(5) == Fraction(1, 5)


def test_the_formula_is_that_of_the_squared_errors():
    network = Network((Layer.of([[2.0]], [1.0], LINEAR),))
    examples = Examples.of([(1.0,), (2.0,)], [(0.0,), (7.0,)])

    assert costs.expression(network, examples, Cost.SQUARED, {}) == Fraction(9 + 4, 2)


@pytest.mark.parametrize(
    ("inputs", "targets", "message"),
    [
        ([], [], "at least one, got 0 inputs and 0 targets"),
        ([(1.0,)], [], "as many targets as inputs"),
        ([(1.0,), (1.0, 2.0)], [(1.0,), (2.0,)], "inputs must all have the same length"),
        ([(1.0,)], [(nan,)], "targets must be finite"),
    ],
)
def test_what_are_no_examples_is_refused(inputs, targets, message):
    with pytest.raises(ValueError, match=message):
        Examples.of(inputs, targets)


def test_examples_fit_the_ends_of_a_network_whatever_lies_between():
    wide = Layer.of([[2.0, 1.0], [0.0, 1.0], [1.0, 1.0]], [1.0, 0.0, 0.0], LINEAR)
    network = Network((wide, Layer.of([[1.0, 2.0, 3.0]], [0.0], LINEAR)))
    one = Examples.of([(1.0, 2.0)], [(3.0,)])

    assert one.fitting(network) is one
    with pytest.raises(ValueError, match=r"examples must have \(2, 1\) inputs and targets"):
        Examples.of([(1.0, 2.0)], [(3.0, 4.0)]).fitting(network)


def test_arrays_have_a_column_for_each_example():
    floats = Examples.of([(1.0, 2.0), (3.0, 5.0)], [(7.0,), (0.1,)]).arrays()
    exact = Examples.of([(1.0, 2.0), (3.0, 5.0)], [(7.0,), (0.1,)]).arrays(exactly=True)

    assert [each.tolist() for each in floats] == [[[1.0, 3.0], [2.0, 5.0]], [[7.0, 0.1]]]
    assert [each.shape for each in exact] == [(2, 2), (1, 2)]
    assert str(exact[1][0, 1]) == "1/10"


def test_examples_that_do_not_fit_are_refused():
    network = Network((Layer.of([[2.0]], [1.0], LINEAR),))
    with pytest.raises(ValueError, match=r"examples must have \(1, 1\) inputs and targets"):
        Examples.of([(1.0, 2.0)], [(1.0,)]).fitting(network)
