"""What a trace can be asked, and what it refuses to say."""

import pytest

from mathcore import gauss_newton, levenberg_marquardt
from mathcore.nonlinear_cases import NEAR, gaussian_peak
from mathcore.nonlinear_model import Model, Problem

PERFECT = Problem.read(Model.parse("a/(1 + b x)", "ab"), [[0, 1, 3]], ["2", "1", "0.5"])


def test_a_curve_that_meets_every_point_leaves_exactly_nothing():
    fit = levenberg_marquardt.fit(PERFECT, (1, 0.5))

    assert fit.parameters == (2, 1)
    assert (fit.chi_squared, fit.residual_deviation, fit.errors) == (0, 0, (0, 0))


def test_no_point_left_means_no_errors_unless_they_are_known():
    model, points = Model.parse("a/(1 + b x)", "ab"), ([["0", "1"]], ["2", "1"])
    free = levenberg_marquardt.fit(Problem.read(model, *points), (1, 0.5))
    known = levenberg_marquardt.fit(Problem.read(model, *points, ["0.1", "0.1"]), (1, 0.5))

    assert known.errors[0] == pytest.approx(0.1)
    with pytest.raises(ValueError, match="as many parameters as points"):
        _ = free.errors


def test_a_visit_is_drawn_as_a_point_and_as_a_curve():
    fit = gauss_newton.iterate(PERFECT, (1, 0.5))
    first = fit.visits[0]

    assert (first.point.x, first.point.y) == (1, 0.5)
    assert first.curve(2.0) == 0.5
    assert first.chi_squared == pytest.approx(1 + 1 / 9 + 0.01)
    assert fit.steps == len(fit.visits) - 1


def test_the_curve_passes_its_feet():
    fit = levenberg_marquardt.fit(gaussian_peak(), NEAR)

    assert [foot.x for foot in fit.feet] == [point.x for point in fit.problem.points]
    assert fit.curve(fit.feet[3].x) == pytest.approx(fit.feet[3].y, rel=1e-15)


def test_the_slopes_vanish_at_the_end_as_far_as_doubles_can_tell():
    fit = levenberg_marquardt.fit(gaussian_peak(), NEAR)

    assert fit.visits[-1].parameters == fit.parameters
    assert fit.visits[-1].steepness < 1e-12 * fit.visits[0].steepness


def test_chi_squared_is_right_where_doubles_would_see_noise():
    fit = gauss_newton.iterate(PERFECT, (1, 0.5))
    near = fit.visits[-2]
    a, b = (each.meaning.expression for each in near.parameters)
    true = sum((y - a / (1 + b * x)) ** 2 for x, y in ((0, 2), (1, 1), (3, fit.parameters[1] / 2)))

    assert near.chi_squared == pytest.approx(float(true), rel=1e-9)
