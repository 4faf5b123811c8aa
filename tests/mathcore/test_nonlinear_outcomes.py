"""Every ending of a walk is made to happen, and each says in words what went on."""

from math import exp

import pytest

from mathcore import gauss_newton, levenberg_marquardt, steepest_fit
from mathcore.nonlinear_cases import LOST, gaussian_peak
from mathcore.nonlinear_model import Model, Problem
from mathcore.nonlinear_outcomes import Outcome, growing, runs_away, unfinished

damped, gauss, steepest = levenberg_marquardt.fit, gauss_newton.iterate, steepest_fit.descend


def _problem(text, parameters, x, y):
    predictors = [x] if isinstance(x[0], int) else x
    model = Model.parse(text, parameters, ("x", "u")[: len(predictors)])
    return Problem.read(model, predictors, y)


LINE = ("b x", ["b"], [1, 2, 3], [1, 2, 4])
SATURATES = ("a (1 - exp(-b x))", ["a", "b"], [1, 2, 3, 5, 7, 10], [100, 160, 150, 190, 215, 220])
UPWARD = ("a (1 - exp(-b x))", ["a", "b"], [1, 2, 3, 4, 5], [1, 2.2, 3.6, 5.1, 6.8])
STEEP = (
    "a x + c exp(b u)",
    ["a", "b", "c"],
    [[1, 2, 3, 4, 5], [0, 1, 0, 1, 2]],
    [1, 2, 4, 5, 9],
)

CASES = [
    (Outcome.CONVERGED, damped, LINE, [3]),
    (Outcome.PERFECT, damped, ("a/(1 + b x)", ["a", "b"], [0, 1, 3], [2, 1, 0.5]), [1, 0.5]),
    (Outcome.STATIONARY, damped, ("b^2 x", ["b"], [1, 2, 3], [1, 2, 4]), [0]),
    (Outcome.ASYMPTOTE, damped, UPWARD, [5, 0.3]),
    (Outcome.ASYMPTOTE, damped, STEEP, [1, 0.1, 1]),
    (Outcome.RANK_DEFICIENT, damped, ("a exp(x + c)", ["a", "c"], [0, 1, 2], [1, 2, 7]), [1, 1]),
    (Outcome.LEFT_DOMAIN, damped, ("sqrt(b) x", ["b"], [1, 2, 3], [-1, -2, -4]), [1]),
    (Outcome.DIVERGED, lambda *at: steepest(*at, step=1.0), LINE, [3]),
    (Outcome.STALLED, damped, ("a exp(b x)", ["a", "b"], [0, 1, 2, 3], [0] * 4), [1, 3]),
    (Outcome.UNFINISHED, lambda *at: gauss(*at, max_steps=1), SATURATES, [200, 0.4]),
]


@pytest.mark.parametrize(("outcome", "method", "case", "start"), CASES)
def test_every_outcome_can_happen(outcome, method, case, start):
    assert method(_problem(*case), start).outcome is outcome


def test_no_outcome_is_left_out_and_none_shows_a_digit():
    assert {case[0] for case in CASES} == set(Outcome)
    assert not any(character.isdigit() for each in Outcome for character in each.value)


@pytest.mark.parametrize(
    "name", ["parameters", "errors", "chi_squared", "residual_deviation", "curve", "feet"]
)
def test_a_fit_that_failed_has_no_numbers(name):
    fit = damped(gaussian_peak(), LOST)

    with pytest.raises(ValueError, match="no best parameters: chi-squared keeps falling while"):
        getattr(fit, name)


def test_a_parameter_on_its_way_to_a_lowest_place_does_not_run_away():
    problem = _problem(*SATURATES)

    assert not runs_away(problem, (1, 0.5), (100, 0.5))
    assert runs_away(problem, (100, 1), (172.5, 40))


def test_a_model_that_leaves_its_domain_when_doubled_does_not_run_away():
    problem = _problem("sqrt(10 - b) x", ["b"], [1, 2, 3], [1, 2, 4])

    assert not runs_away(problem, (1,), (9,))


def test_where_the_slopes_have_no_value_nothing_is_fitted_anew():
    problem = _problem("b x + sqrt(c)", ["b", "c"], [1, 2, 3], [1, 2, 4])

    assert not runs_away(problem, (1, 0), (5, 0))


def test_two_rates_that_merge_are_deficient():
    x = [round(0.05 * k, 2) for k in range(24)]
    y = [0.1 * exp(-each) + 0.85 * exp(-3 * each) + 1.55 * exp(-5 * each) for each in x]
    model = Model.parse("a exp(-b x) + c exp(-d x) + f exp(-g x)", "abcdfg")
    fit = damped(Problem.read(model, [x], y), (0.8, 0.25, 7.4, 6.2, 4.4, 7.5))
    rates = [fit.visits[-1].parameters[index] for index in (3, 5)]

    assert fit.outcome is Outcome.RANK_DEFICIENT
    assert rates[0] == pytest.approx(rates[1])


def test_growth_is_told_from_a_passing_rise():
    assert growing([3, 4, 5, 6, 7])
    assert growing([2, 1, 3, 4, 5, 6])
    assert growing([6, 1, 3, 4, 5, 6])
    assert not growing([3, 4, 4, 5, 6])
    assert not growing([4, 5, 6, 7])
    assert not growing([9, 3, 4, 5, 6, 7])
    assert not growing([3, 4, 5, 6, 5])
    assert unfinished([3, 4]) is Outcome.DIVERGED
    assert unfinished([4, 4]) is Outcome.UNFINISHED
