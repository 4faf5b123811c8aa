"""Four data sets that no number of the fit tells apart."""

import numpy as np
import pytest

from mathcore import line_fit
from mathcore.data import DataSet
from mathcore.four_sets import Truth, four_sets
from mathcore.line_fit import LineFit

SETS = {each.truth: each for each in four_sets()}


@pytest.mark.parametrize("name", ["slope", "intercept", "chi_squared"])
def test_the_numbers_of_the_fit_are_exactly_the_same(name):
    values = {getattr(each.fit, name).meaning.expression for each in SETS.values()}

    assert len(values) == 1


def test_numpy_agrees():
    for each in SETS.values():
        coefficients, left, *_ = np.polyfit(each.data.x, each.data.y, 1, full=True)

        assert (*coefficients, *left) == pytest.approx((0.45, 2.1, 6.5), rel=1e-12)


def test_all_are_twelve_points_of_two_decimals():
    for each in SETS.values():
        assert len(each.data) == 12
        assert all(float(f"{value:.2f}") == value for value in (*each.data.x, *each.data.y))


def test_a_parabola_is_all_that_the_curve_is():
    data = SETS[Truth.CURVE].data
    parabola = np.polyfit(data.x, data.y, 2)

    assert np.abs(np.polyval(parabola, data.x) - data.y).max() < 0.06
    assert SETS[Truth.CURVE].residuals.runs == 3


def test_without_the_outlier_the_line_is_nearly_perfect():
    odd = SETS[Truth.OUTLIER]

    assert odd.residuals.shares[odd.odd_one] > 0.8
    assert odd.influence.without.r_squared > 0.99
    assert odd.influence.miss_without > 2.5


def test_without_the_lever_there_is_no_slope():
    lever = SETS[Truth.LEVER]

    assert lever.residuals.leverages[lever.odd_one] > 0.9
    assert lever.influence.without.slope_p > 0.9
    assert lever.fit.slope_p < 0.001


def test_an_honest_line_has_no_odd_point():
    line = SETS[Truth.LINE]

    assert max(line.residuals.shares) < 0.25
    assert 5 <= line.residuals.runs <= 8
    assert isinstance(line_fit.fit(DataSet.read(line.data.x, line.data.y)), LineFit)
