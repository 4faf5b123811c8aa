"""What a fit says of itself is proved by intervals, which share no code with the fit."""

import pytest
from sympy import Integer

from mathcore import levenberg_marquardt, line_fit, proof
from mathcore.data import DataSet
from mathcore.nonlinear_cases import NEAR, gaussian_peak
from mathcore.nonlinear_meanings import Surface
from mathcore.nonlinear_model import Model, Problem

LINE = Model.parse("m x + c", ("m", "c"))
X, Y = ["0.5", "1.5", "2", "4"], ["1.1", "2.3", "2.8", "4.4"]


def _proved(quantity):
    return proof.close(quantity, quantity.meaning, 1e-14).proved


def test_every_number_of_the_peak_is_proved():
    fit = levenberg_marquardt.fit(gaussian_peak(count=9), NEAR)
    second = fit.visits[1]

    assert all(map(_proved, (*fit.parameters, *fit.errors, fit.chi_squared)))
    assert _proved(fit.residual_deviation)
    assert all(map(_proved, (fit.feet[2].x, fit.feet[2].y)))
    assert all(map(_proved, (second.chi_squared, *second.gradient, second.steepness)))
    assert _proved(fit.visits[-1].steepness)


def test_another_number_is_not():
    fit = levenberg_marquardt.fit(gaussian_peak(count=9), NEAR)
    meaning = fit.parameters[0].meaning

    assert not proof.close(fit.parameters[0] * (1 + 1e-10), meaning, 1e-14).proved


@pytest.mark.parametrize("sigma", [None, ["0.1", "0.3", "0.2", "0.1"]])
def test_a_straight_line_has_the_numbers_of_the_exact_linear_fit(sigma):
    data = DataSet.read(X, Y, sigma)
    fit = levenberg_marquardt.fit(Problem.of(LINE, data), (1, 0))
    line = line_fit.fit(data)

    assert fit.parameters == (line.slope, line.intercept)
    assert fit.errors == (line.slope_error, line.intercept_error)
    assert fit.chi_squared == line.chi_squared
    assert all(map(_proved, fit.errors))


def test_the_surface_at_a_place_is_bound_by_a_walk_of_no_steps():
    surface = Surface(Problem.read(LINE, [X], Y))
    meaning = surface.at(surface.normal(1, 1) * surface.problem.model.parameters[0], (0.1, 2.0))

    assert proof.close(0.4, meaning).proved
    assert surface.normal(1, 1) == Integer(4)
