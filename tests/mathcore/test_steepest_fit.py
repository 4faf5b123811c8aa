"""Steepest descent on chi-squared: its limit of the step, and its zigzag."""

import numpy as np
import pytest

from mathcore import steepest_fit
from mathcore.nonlinear_cases import NEAR, gaussian_peak
from mathcore.nonlinear_model import Model, Problem
from mathcore.nonlinear_outcomes import Outcome

# chi^2 = sum (y - b x)^2 has curvature 2 * 14: the limit of the step is 1/14
LINE = Problem.read(Model.parse("b x", ["b"]), [[1, 2, 3]], [1, 2, 4])


@pytest.mark.parametrize(
    ("share", "outcome"),
    [(0.5, Outcome.CONVERGED), (0.98, Outcome.CONVERGED), (1.02, Outcome.DIVERGED)],
)
def test_the_walk_converges_for_steps_below_two_over_the_curvature(share, outcome):
    assert steepest_fit.descend(LINE, [3], step=share / 14).outcome is outcome


def test_every_fixed_step_goes_along_the_gradient():
    fit = steepest_fit.descend(gaussian_peak(), NEAR, step=1e-4, max_steps=3)

    assert fit.outcome is Outcome.UNFINISHED
    for here, there in zip(fit.visits[:-1], fit.visits[1:], strict=True):
        moved = np.array(there.parameters) - np.array(here.parameters)
        assert moved == pytest.approx(-1e-4 * np.array(here.gradient), rel=1e-9)


def test_steps_found_anew_turn_by_right_angles_in_a_valley():
    model = Model.parse("a x + c", "ac")
    fit = steepest_fit.descend(Problem.read(model, [[1, 2, 3]], [1, 2, 4]), (0, 5))
    places = np.array([visit.parameters for visit in fit.visits[:8]])
    steps = np.diff(places, axis=0)
    turns = np.sum(steps[1:] * steps[:-1], axis=1)

    assert fit.outcome is Outcome.CONVERGED
    assert turns == pytest.approx(np.zeros(6), abs=1e-9 * np.sum(steps[0] ** 2))


def test_too_long_a_step_is_halved_until_it_leads_down():
    problem = Problem.read(Model.parse("exp(b x)", ["b"]), [[1, 2, 3]], [3, 9, 27])
    fit = steepest_fit.descend(problem, [0], max_steps=3000)
    heights = [visit.chi_squared for visit in fit.visits]

    assert fit.parameters[0] == pytest.approx(np.log(3), rel=1e-15)
    assert heights == sorted(heights, reverse=True)


@pytest.mark.parametrize(
    ("text", "start", "step", "outcome"),
    [
        ("sqrt(b) x", 1, 1.0, Outcome.LEFT_DOMAIN),
        ("exp(b x)", 1, 1.0, Outcome.ASYMPTOTE),
        ("exp(-b^2 x)", 30, None, Outcome.STALLED),
        ("b^9 x", 1.4, 1.0, Outcome.DIVERGED),
        ("sqrt(b) x", 1, None, Outcome.STALLED),
    ],
)
def test_a_walk_that_gets_nowhere_says_so(text, start, step, outcome):
    problem = Problem.read(Model.parse(text, ["b"]), [[1, 2, 3]], [-1, -2, -4])

    assert steepest_fit.descend(problem, [start], step=step).outcome is outcome


@pytest.mark.parametrize(("tol", "step"), [(0, None), (1e-6, 0.0)])
def test_tolerance_and_step_are_positive(tol, step):
    with pytest.raises(ValueError, match="tol and step must be positive"):
        steepest_fit.descend(LINE, [1], tol=tol, step=step)
