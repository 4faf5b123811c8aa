"""Damped fits against NIST's certified sets, and the rules of the damping."""

import json
from fractions import Fraction
from itertools import pairwise
from math import log10
from pathlib import Path

import pytest

from mathcore import gauss_newton, levenberg_marquardt
from mathcore.levenberg_marquardt import Damping
from mathcore.nonlinear_cases import FAR, LOST, NEAR, gaussian_peak
from mathcore.nonlinear_model import Model, Problem
from mathcore.nonlinear_outcomes import Outcome

DATA = json.loads((Path(__file__).parents[1] / "data" / "nist_nonlinear.json").read_text())
SETS = DATA["sets"]


def _problem(entry, written=str):
    predictors = entry["predictors"].split()
    model = Model.parse(entry["model"], entry["parameters"].split(), predictors, entry["response"])
    data = {name: [written(each) for each in text.split()] for name, text in entry["data"].items()}
    return Problem.read(model, [data[each] for each in predictors], data["y"])


def _start(entry, which):
    return [float(each) for each in entry[which].split()]


def _numbers(fit):
    return (*fit.parameters, *fit.errors, fit.chi_squared, fit.residual_deviation)


def _true(table):
    return " ".join(table[name] for name in ("parameters", "errors", "squares", "deviation"))


def _digits(value, true):
    error = abs(Fraction(float(value)) - Fraction(true))
    return -log10(error / abs(Fraction(true))) if error else 17


@pytest.mark.parametrize("which", ["start1", "start2"])
@pytest.mark.parametrize("entry", SETS, ids=lambda each: each["name"])
def test_every_number_of_nist_is_met_from_either_start(entry, which):
    fit = levenberg_marquardt.fit(_problem(entry), _start(entry, which))
    certified, exact = _true(entry["certified"]).split(), _true(entry["exact"]).split()

    assert fit.outcome is Outcome.CONVERGED
    assert min(map(_digits, _numbers(fit), certified)) > 10  # NIST prints eleven
    assert min(map(_digits, _numbers(fit), exact)) > 15.5


@pytest.mark.parametrize("entry", SETS[::3], ids=lambda each: each["name"])
def test_doubles_are_the_decimals_they_print_as(entry):
    start = _start(entry, "start2")
    fits = [levenberg_marquardt.fit(_problem(entry, each), start) for each in (str, float)]

    assert _numbers(fits[0]) == _numbers(fits[1])


@pytest.mark.parametrize("method", [gauss_newton.iterate, levenberg_marquardt.fit])
@pytest.mark.parametrize("entry", SETS, ids=lambda each: each["name"])
def test_a_walk_from_the_worse_start_comes_to_the_truth_or_says_why_not(entry, method):
    plain = {"accelerate": False} if method is levenberg_marquardt.fit else {}
    fit = method(_problem(entry), _start(entry, "start1"), **plain)
    met = (
        fit.bottom is not None
        and min(map(_digits, _numbers(fit), _true(entry["exact"]).split())) > 15
    )

    assert met == (fit.outcome is Outcome.CONVERGED)


@pytest.mark.parametrize("accelerate", [True, False])
@pytest.mark.parametrize("damping", Damping)
@pytest.mark.parametrize("start", [NEAR, FAR])
def test_both_dampings_come_to_the_same_peak(damping, accelerate, start):
    fits = [
        levenberg_marquardt.fit(gaussian_peak(), start, damping=damping, accelerate=accelerate),
        levenberg_marquardt.fit(gaussian_peak(), NEAR),
    ]

    assert fits[0].parameters == fits[1].parameters


def test_every_step_leads_down():
    fit = levenberg_marquardt.fit(gaussian_peak(), FAR)
    heights = [visit.chi_squared for visit in fit.visits]

    assert all(b <= a * (1 + 1e-15) for a, b in pairwise(heights))
    assert [visit.damping is None for visit in fit.visits[:2]] == [True, False]


def test_marquardts_steps_do_not_depend_on_the_units():
    x = [str(each) for each in range(1, 11)]
    y = ["9", "16", "23", "27", "33", "35", "38", "42", "43", "45"]
    model = Model.parse("a (1 - exp(-b x))", ("a", "b"))
    plain = levenberg_marquardt.fit(Problem.read(model, [x], y), (20, 1))
    scaled = Problem.read(model, [[each + "e-3" for each in x]], [each + "e6" for each in y])
    other = levenberg_marquardt.fit(scaled, (20e6, 1e3))

    for one, two in zip(plain.visits[:6], other.visits[:6], strict=True):
        assert two.parameters[0] == pytest.approx(one.parameters[0] * 1e6, rel=1e-6)
        assert two.parameters[1] == pytest.approx(one.parameters[1] * 1e3, rel=1e-6)
    assert other.parameters[0] == pytest.approx(plain.parameters[0] * 1e6, rel=1e-15)


def test_a_start_in_the_domain_of_a_boundary_problem_does_not_leave_it():
    model = Model.parse("sqrt(b) x", ("b",))
    fit = levenberg_marquardt.fit(Problem.read(model, [[1, 2, 3]], [-1, -2, -3.5]), [1])

    assert fit.outcome is Outcome.LEFT_DOMAIN
    assert all(visit.parameters[0] > 0 for visit in fit.visits)


def test_a_bend_that_has_no_value_is_not_followed():
    # b^(3/2) has a slope at zero, but no second derivative
    problem = Problem.read(Model.parse("c x + b^(3/2)", ("b", "c")), [[1, 2, 3]], [1, 2, 4])
    bent = levenberg_marquardt.fit(problem, (0, 1))
    straight = levenberg_marquardt.fit(problem, (0, 1), accelerate=False)

    assert len(bent.visits) == 1
    assert bent.outcome in (Outcome.STALLED, Outcome.LEFT_DOMAIN)
    assert straight.visits[-1].parameters[1] == pytest.approx(17 / 14)


def test_steps_that_run_out_are_said_to():
    fit = levenberg_marquardt.fit(gaussian_peak(), FAR, max_steps=2)

    assert (fit.outcome, fit.steps) == (Outcome.UNFINISHED, 2)


def test_no_peak_can_be_found_where_there_is_none():
    fit = levenberg_marquardt.fit(gaussian_peak(), LOST)

    assert fit.outcome is Outcome.ASYMPTOTE


@pytest.mark.parametrize(
    ("start", "tol", "message"),
    [
        (NEAR, 0.0, "tol must be positive, got 0.0"),
        ((1, 2), 1e-9, r"start must have 3 parameters, got \(1, 2\)"),
        ((1, 2, 0), 1e-9, r"no finite value and slopes at start = \(1, 2, 0\)"),
    ],
)
def test_a_meaningless_question_is_refused(start, tol, message):
    with pytest.raises(ValueError, match=message):
        levenberg_marquardt.fit(gaussian_peak(), start, tol=tol)
