"""Gauss-Newton's full steps: exact on lines, fast near a close fit, lost far away."""

from itertools import pairwise

import numpy as np
import pytest

from mathcore import gauss_newton
from mathcore.nonlinear_cases import FAR, NEAR, gaussian_peak
from mathcore.nonlinear_model import Model, Problem
from mathcore.nonlinear_outcomes import Outcome

X, Y = [1, 2, 3, 4], ["1.1", "2.3", "2.8", "4.4"]


def test_a_linear_model_is_met_by_one_step():
    fit = gauss_newton.iterate(Problem.read(Model.parse("m x + c", "mc"), [X], Y), (7, -3))

    assert fit.outcome is Outcome.CONVERGED
    assert fit.visits[1].parameters == pytest.approx(np.polyfit(X, np.array(Y, float), 1))


def test_the_steps_shrink_by_an_even_factor_near_a_fit_that_leaves_something_over():
    fit = gauss_newton.iterate(gaussian_peak(), NEAR)
    best = np.array(fit.parameters)
    misses = [np.abs(np.array(v.parameters) - best).max() for v in fit.visits[4:8]]
    ratios = [b / a for a, b in pairwise(misses)]

    assert max(ratios) < 0.1


def test_a_full_step_may_overshoot_where_a_damped_one_does_not():
    fit = gauss_newton.iterate(gaussian_peak(), FAR)

    assert fit.outcome is Outcome.ASYMPTOTE


@pytest.mark.parametrize(
    ("text", "start", "outcome"),
    [
        ("a b x", (1, 1), Outcome.RANK_DEFICIENT),
        ("sqrt(a) x - b", (25, 1), Outcome.LEFT_DOMAIN),
    ],
)
def test_a_step_that_does_not_exist_is_said_to(text, start, outcome):
    y = Y if outcome is Outcome.RANK_DEFICIENT else ["-1", "-2", "-3", "-5"]
    fit = gauss_newton.iterate(Problem.read(Model.parse(text, "ab"), [X], y), start)

    assert fit.outcome is outcome


def test_steps_that_climb_four_times_running_diverge():
    fit = gauss_newton.iterate(gaussian_peak(), (1, 2, 0.5))
    heights = [visit.chi_squared for visit in fit.visits]

    assert fit.outcome is Outcome.DIVERGED
    assert heights == sorted(heights)


def test_a_small_last_step_ends_the_walk_too():
    fit = gauss_newton.iterate(gaussian_peak(), NEAR, tol=1e-30)

    assert fit.outcome is Outcome.CONVERGED


def test_tolerances_are_positive():
    with pytest.raises(ValueError, match="tol must be positive, got -1"):
        gauss_newton.iterate(gaussian_peak(), NEAR, tol=-1)


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_no_more_steps_are_taken_than_are_allowed(steps):
    model = Model.parse("a (1 - exp(-b x))", ["a", "b"])
    task = Problem.read(model, [[1, 2, 3, 5, 7, 10]], [100, 160, 150, 190, 215, 220])
    fit = gauss_newton.iterate(task, (200, 0.4), max_steps=steps)

    assert fit.outcome is Outcome.UNFINISHED
    assert len(fit.visits) == steps + 1
