"""The best line against an independent solver, NIST, and the theorems about it."""

import json
from math import inf, sqrt
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mathcore import line_fit, proof
from mathcore.data import DataSet, seeded
from mathcore.line_fit import Outcome
from mathcore.trial_line import TrialLine

DATA = seeded()
SIGMAS = [0.5, 0.7, 1, 1, 0.4, 1, 1, 0.9, 1, 1, 0.6, 1]
WEIGHED = DataSet.read(DATA.x, DATA.y, SIGMAS)
NIST = json.loads((Path(__file__).parents[1] / "data" / "nist_linear.json").read_text())["sets"]
NUMBERS = (
    *("slope", "intercept", "chi_squared", "residual_deviation", "slope_error", "covariance"),
    *("scatter", "intercept_error", "r_squared", "f", "slope_p", "intercept_p"),
)


@pytest.mark.parametrize("data", [DATA, WEIGHED, seeded(count=61, seed=4)])
def test_every_number_is_what_it_means(data):
    fit = line_fit.fit(data)

    for name in NUMBERS:
        number = getattr(fit, name)
        assert proof.close(number, number.meaning, 1e-14).proved, name


def test_nist_agrees():
    norris = next(each for each in NIST if each["name"] == "Norris")
    fit, true = (
        line_fit.fit(DataSet.read(*map(str.split, norris["data"].values()))),
        norris["exact"],
    )
    names = ("residual_squares", "r_squared", "f", "deviation")

    assert (fit.intercept, fit.slope) == tuple(map(float, true["coefficients"].split()))
    assert (fit.intercept_error, fit.slope_error) == tuple(map(float, true["errors"].split()))
    assert (fit.chi_squared, fit.r_squared, fit.f, fit.residual_deviation) == tuple(
        float(true[name]) for name in names
    )


@pytest.mark.parametrize("data", [DATA, WEIGHED])
def test_an_independent_solver_finds_the_same_line(data):
    fit = line_fit.fit(data)
    weights = None if data.sigma is None else 1 / np.array(data.sigma)
    scaled = True if data.sigma is None else "unscaled"
    coefficients, covariance = np.polyfit(data.x, data.y, 1, w=weights, cov=scaled)

    assert coefficients == pytest.approx((fit.slope, fit.intercept), rel=1e-12)
    assert covariance[0, 1] == pytest.approx(fit.covariance, rel=1e-11)
    assert np.sqrt(np.diag(covariance)) == pytest.approx(
        (fit.slope_error, fit.intercept_error), rel=1e-11
    )


@given(st.floats(-1, 1), st.floats(-1, 1))
@settings(max_examples=20)
def test_no_other_line_has_less_chi_squared(dm, dc):
    fit = line_fit.fit(DATA)
    other = TrialLine(fit.slope + dm, fit.intercept + dc)

    assert other.chi_squared(DATA) >= fit.chi_squared


def test_the_line_goes_through_the_centre_of_mass():
    for data in (DATA, WEIGHED):
        fit = line_fit.fit(data)

        assert fit.line.miss(fit.centre).length == pytest.approx(0, abs=1e-15)
        assert fit.line.miss(fit.centre).length.meaning.expression == 0


def test_for_one_slope_f_is_t_squared_and_r_squared_follows():
    fit = line_fit.fit(DATA)
    t_squared = (fit.slope / fit.slope_error) ** 2

    assert fit.f == pytest.approx(t_squared, rel=1e-14)
    assert fit.r_squared == pytest.approx(t_squared / (t_squared + fit.dof), rel=1e-14)


@pytest.mark.parametrize("scale", [1e-6, 1e6])
def test_units_only_scale_the_answer(scale):
    """The slope is in units of y per x: other units change the number and nothing else."""
    moved = DataSet.read([repr(x * scale) for x in range(1, 7)], [3, 1, 4, 1, 5, 9])
    plain = DataSet.read(range(1, 7), [3, 1, 4, 1, 5, 9])

    assert line_fit.fit(moved).slope * scale == pytest.approx(line_fit.fit(plain).slope, rel=1e-13)
    assert line_fit.fit(moved).slope_p == pytest.approx(line_fit.fit(plain).slope_p, rel=1e-12)


@pytest.mark.parametrize(
    ("x", "y", "outcome"),
    [
        ([1, 2, 3], [1, 3, 2], Outcome.UNIQUE),
        ([0.1, 0.2, 0.3], [0.3, 0.5, 0.7], Outcome.PERFECT),
        ([0.1, 0.1, "0.10"], [1, 2, 3], Outcome.VERTICAL),
    ],
)
def test_every_outcome_can_happen(x, y, outcome):
    assert line_fit.fit(DataSet.read(x, y)).outcome is outcome


@pytest.mark.parametrize("name", [*NUMBERS, "line"])
def test_points_above_one_another_have_no_line(name):
    vertical = line_fit.fit(DataSet.read([1, 1, 1], [1, 2, 3], [1, 1, 1]))

    with pytest.raises(ValueError, match="no line: the points stand above one another"):
        getattr(vertical, name)


def test_a_perfect_fit_leaves_exactly_nothing():
    fit = line_fit.fit(DataSet.read([0.1, 0.2, 0.3], [0.3, 0.5, 0.7]))

    assert (fit.chi_squared, fit.slope_error, fit.residual_deviation) == (0, 0, 0)
    assert (fit.slope, fit.intercept, fit.r_squared, fit.f) == (2, 0.1, 1, inf)
    with pytest.raises(ValueError, match="leaves nothing to chance: the line goes through"):
        _ = fit.slope_p


def test_a_level_line_explains_nothing():
    fit = line_fit.fit(DataSet.read([1, 2, 3], [2, 2, 2]))

    with pytest.raises(ValueError, match="all heights are the same"):
        _ = fit.r_squared


def test_two_points_fix_a_line_without_errors():
    fit = line_fit.fit(DataSet.read([1, 2], [1, 3]))

    assert fit.line == TrialLine(2.0, -1.0)
    with pytest.raises(ValueError, match="two points fix a line"):
        _ = fit.slope_error


def test_given_uncertainties_say_how_good_the_fit_is():
    """Chi^2 with two degrees of freedom: its tail is exp(-chi^2 / 2)."""
    fit = line_fit.fit(DataSet.read([1, 2, 3, 4], [1, 3, 2, 4], ["0.5"] * 4))

    assert fit.goodness == pytest.approx(np.exp(-fit.chi_squared / 2), rel=1e-14)
    assert fit.slope_error == pytest.approx(0.5 / sqrt(5), rel=1e-15)
    with pytest.raises(ValueError, match="without a sigma"):
        _ = line_fit.fit(DATA).goodness
