"""Models from text, their derivatives against differences, and what cannot be fitted."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mathcore.data import DataSet
from mathcore.nonlinear_model import Model, Problem

PEAK = Model.parse("a exp(-(x - m)^2/(2 s^2))", ("a", "m", "s"))
PROBLEM = Problem.read(
    PEAK, [[1, 2, 3, 4]], ["0.5", "2", "1.5", "0.25"], ["0.1", "0.2", "0.1", "0.4"]
)
PLACE = np.array([2.0, 2.4, 0.8])


def test_slopes_and_bends_are_those_of_the_residuals():
    h = 1e-5
    for index in range(3):
        step = np.eye(3)[index] * h
        ahead, behind = PROBLEM.residuals(PLACE + step), PROBLEM.residuals(PLACE - step)

        assert PROBLEM.slopes(PLACE)[:, index] == pytest.approx(
            (behind - ahead) / (2 * h), rel=1e-7
        )


@given(st.tuples(*[st.floats(-1, 1)] * 3))
@settings(max_examples=20)
def test_the_bend_is_the_second_difference_along_a_direction(direction):
    along, h = np.array(direction), 1e-3
    ends = [PROBLEM.residuals(PLACE + side * h * along) for side in (-1, 0, 1)]
    difference = -(ends[0] - 2 * ends[1] + ends[2]) / h**2

    assert PROBLEM.bend(PLACE, along) == pytest.approx(difference, rel=1e-3, abs=1e-3)


def test_a_linear_model_has_no_bend():
    line = Problem.read(Model.parse("m x + c", "mc"), [[1, 2, 3]], [1, 2, 4])

    assert line.bend(np.array([1.0, 2.0]), np.array([3.0, 4.0])).tolist() == [0, 0, 0]


def test_an_uncertainty_divides_once_and_a_weight_twice():
    plain = Problem.of(PEAK, DataSet.read([1, 2, 3], [1, 2, 1]))
    half = Problem.of(PEAK, DataSet.read([1, 2, 3], [1, 2, 1], ["0.5"] * 3))

    assert half.residuals(PLACE) == pytest.approx(2 * plain.residuals(PLACE))
    assert [float(each) for each in half.weights.fractions] == [4, 4, 4]
    assert [float(each) for each in plain.weights.fractions] == [1, 1, 1]


def test_where_the_model_has_no_value_neither_has_the_residual():
    root = Problem.read(Model.parse("sqrt(x - a)", "a"), [[1, 4]], [1, 2])

    assert np.isnan(root.residuals(np.array([2.0]))).tolist() == [True, False]
    assert np.isnan(root.slopes(np.array([1.0]))).tolist() == [[True], [False]]


def test_the_curve_is_the_model_with_numbers_in_it():
    curve = PROBLEM.curve((2, 2.5, 0.5))

    assert curve(2.5) == 2
    assert [(point.x, point.y) for point in PROBLEM.points[:2]] == [(1, 0.5), (2, 2)]
    assert PEAK.typst.count("m") == 1
    assert (len(PROBLEM), PROBLEM.dof) == (4, 1)


def test_a_model_of_two_predictors_has_no_curve():
    plane = Model.parse("a u + b v", ("a", "b"), ("u", "v"))
    problem = Problem.read(plane, [[1, 2, 3], [4, 6, 9]], [1, 2, 3])

    assert problem.residuals(np.array([1.0, 1.0])).tolist() == [-4, -6, -9]
    with pytest.raises(ValueError, match="a curve has one predictor, got 2"):
        problem.curve((1, 1))


@pytest.mark.parametrize(
    ("text", "parameters", "message"),
    [
        ("x", (), "a model needs a parameter"),
        ("a |x - b|", ("a", "b"), r"must be smooth to be fitted by its slopes, got 'a \|x - b\|'"),
        ("a c x", ("a",), "'c' is unknown here"),
        ("a x", ("a", "x"), "each variable needs a name of its own"),
    ],
)
def test_a_text_that_is_no_model_is_refused(text, parameters, message):
    with pytest.raises(ValueError, match=message):
        Model.parse(text, parameters)


@pytest.mark.parametrize(
    ("predictors", "y", "sigma", "message"),
    [
        ([[1, 2, 3], [1, 2, 3]], [1, 2, 3], None, "needs 1 predictors, got 2"),
        ([[1, 2]], [1, 2, 3], None, r"as long as y, 3, got the lengths \[2\]"),
        ([[1, 2, 3]], [1, 2, 3], [1, 1], r"as long as y, 3, got the lengths \[3, 2\]"),
        ([[1, 2]], [1, 2], None, "3 parameters need 3 points or more, got 2"),
        ([[1, 2, 3]], [1, 2, 3], [1, 0, 1], "every sigma must be positive, got 0"),
        ([[1, "two", 3]], [1, 2, 3], None, r"predictors\[0\]\[1\] is not a decimal number: 'two'"),
    ],
)
def test_points_that_cannot_be_fitted_are_refused(predictors, y, sigma, message):
    with pytest.raises(ValueError, match=message):
        Problem.read(PEAK, predictors, y, sigma)


def test_a_response_must_exist_at_every_point():
    model = Model.parse("a x", "a", response="ln(y)")

    with pytest.raises(ValueError, match=r"log\(y\) must have a value at every y"):
        Problem.read(model, [[1, 2]], [1, -1])


def test_whatever_a_model_is_made_of_stands_for_real_numbers():
    symbols = (*PEAK.parameters, *PEAK.predictors, PEAK.measured)

    assert all(each.is_real for each in symbols)
