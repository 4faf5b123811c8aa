"""Patterns of misses, and the pull of a single point."""

import numpy as np
import pytest

from mathcore import line_fit, proof, residuals
from mathcore.data import DataSet, seeded
from mathcore.residuals import Residuals

DATA = seeded()
WEIGHED = DataSet.read([1, 2, 4, 5], [0.1, 0.5, 0.3, 0.9], [0.1, 0.2, 0.1, 0.3])


@pytest.mark.parametrize("data", [DATA, WEIGHED])
def test_shares_add_up_to_one_and_leverages_to_two(data):
    found = Residuals(line_fit.fit(data))

    assert sum(found.shares) == pytest.approx(1, rel=1e-14)
    assert sum(found.leverages) == pytest.approx(2, rel=1e-14)
    assert all(proof.close(n, n.meaning, 1e-14).proved for n in (*found.shares, *found.leverages))


def test_leverage_is_what_lifting_a_point_does_to_the_line():
    lifted = line_fit.fit(DATA.lifted(3, 1.0)).line.point(DATA.x[3]).y
    before = line_fit.fit(DATA).line.point(DATA.x[3]).y

    assert Residuals(line_fit.fit(DATA)).leverages[3] == pytest.approx(lifted - before, rel=1e-12)


def test_an_arch_has_three_runs_and_a_zigzag_one_a_point():
    x = np.arange(8)
    arch = Residuals(line_fit.fit(DataSet.read(x, -((x - 3.5) ** 2))))
    zigzag = Residuals(line_fit.fit(DataSet.read(x, (-1.0) ** x)))
    level = Residuals(line_fit.fit(DataSet.read([3, 1, 2], [3, 1, 2])))

    assert (arch.runs, zigzag.runs, level.runs) == (3, 8, 0)


def test_misses_add_up_to_nothing():
    points = Residuals(line_fit.fit(DATA)).points

    assert sum(point.y for point in points) == pytest.approx(0, abs=1e-13)


def test_a_perfect_fit_has_no_shares():
    with pytest.raises(ValueError, match="no shares of nothing: the line goes through every point"):
        _ = Residuals(line_fit.fit(DataSet.read([1, 2, 3], [1, 2, 3]))).shares


def test_an_outlier_pulls_the_line_as_theory_says():
    """Leaving a point out changes chi^2 by r^2 / (1 - h), and the miss from r to r / (1 - h)."""
    data = DATA.lifted(10, 5.0)
    pull = residuals.influence(data, 10)
    found = Residuals(pull.with_point)
    miss, kept = found.points[10].y, 1 - found.leverages[10]

    assert pull.chi_squared_change == pytest.approx(miss**2 / kept, rel=1e-12)
    assert pull.miss_without == pytest.approx(miss / kept, rel=1e-12)
    assert pull.slope_change == pytest.approx(pull.with_point.slope - pull.without.slope, rel=1e-12)
    assert proof.close(pull.slope_change, pull.slope_change.meaning, 1e-14).proved
    assert proof.close(pull.intercept_change, pull.intercept_change.meaning, 1e-14).proved


def test_a_lever_is_dragged_away_as_far_as_another_point_is_high():
    for heights, drag in (([0, 4, 3], -3), ([0, 4, 1], 3), ([5, 4, 9], -5)):
        found = Residuals(line_fit.fit(DataSet.read([0, 1, 10], heights)))

        assert (found.lever, found.drag) == (2, drag)


def test_points_on_the_line_belong_to_no_run():
    """The misses are 1, -2, 0, 2, -1: they add up to nothing, also times x."""
    found = Residuals(line_fit.fit(DataSet.read([4, 1, 2, 3, 0], [-1, -2, 0, 2, 1])))

    assert found.runs == 4
