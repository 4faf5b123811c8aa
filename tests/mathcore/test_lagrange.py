"""Problems with constraints, and what a lecture draws of their stationary places."""

import numpy as np
import pytest
from sympy import Symbol

from mathcore import proof
from mathcore.fields import Field
from mathcore.lagrange import Problem
from mathcore.lagrange_search import search
from mathcore.lagrange_start import from_start

SIDE = (-3.0, 3.1)


@pytest.fixture(scope="module")
def circle():
    return Problem.parse("x^2 y", ["x^2 + y^2 = 3"])


@pytest.fixture(scope="module")
def best(circle):
    return search(circle, (SIDE, SIDE)).points[1]


def test_the_two_gradients_lie_along_one_line(best):
    (pull,) = best.pulls
    (normal,) = best.constraint_gradients

    assert pull.slopes == pytest.approx(best.gradient.slopes, rel=1e-14)
    assert normal.slopes == pytest.approx((2 * 2**0.5, 2.0))
    assert proof.close(pull.east, pull.east.meaning, 1e-14)
    assert proof.close(best.gradient.tip(0.5).y, best.gradient.tip(0.5).y.meaning, 1e-14)
    assert best.at.x == best.place[0] == pytest.approx(2**0.5)


def test_the_gradient_is_the_sum_of_the_pulls_of_two_constraints():
    task = Problem.parse("x y z", ["x^2 + y^2 + z^2 = 1", "x + 2 y = z"], ("x", "y", "z"))
    point = from_start(task, (0.5, 0.3, -0.8)).point
    total = np.sum([pull.slopes for pull in point.pulls], axis=0)

    assert total == pytest.approx(point.gradient.slopes, rel=1e-13)


def test_the_level_curve_through_the_place_touches_the_constraint(circle, best):
    (ring,) = circle.constraint_curves(SIDE, SIDE)
    touching = best.touching_curves(SIDE, SIDE)
    points = np.array(touching[0].points).T

    assert ring.closed
    assert np.hypot(*np.array(ring.points).T) == pytest.approx(3**0.5, abs=1e-9)
    assert all(each.level is best.value or each.level == best.value for each in touching)
    assert np.hypot(*points).min() > 3**0.5 - 1e-9


def test_the_bordered_determinant_is_below_zero_at_a_minimum_and_above_at_a_maximum(circle):
    """At (sqrt(2), 1) it is 6 (2 sqrt(2))^2 by hand."""
    found = search(circle, (SIDE, SIDE)).points
    signs = [each.bordered_determinant > 0 for each in found]
    first = found[0].bordered_determinant

    assert signs == [True, True, True, False, False, False]
    assert first == pytest.approx(48.0)
    assert proof.close(first, first.meaning, 1e-13)


def test_a_variable_may_be_called_lambda_1():
    task = Problem.parse("x + lambda_1", ["x^2 + lambda_1^2 = 2"], ("x", "lambda_1"))

    assert Symbol("lambda_1", real=True) not in task.multipliers
    assert from_start(task, (1.0, 0.5)).point.place == pytest.approx((-1.0, -1.0))


@pytest.mark.parametrize(
    ("constraints", "match"),
    [
        ([], "constraints must be 1 to 2, got 0"),
        (["x", "y", "x y"], "constraints must be 1 to 2, got 3"),
        (["x = y = 1"], "one equals sign"),
        (["x + t"], "t"),
    ],
)
def test_what_is_no_problem_is_refused(constraints, match):
    with pytest.raises(ValueError, match=match):
        Problem.parse("x y", constraints)


def test_constraints_in_other_variables_are_refused():
    with pytest.raises(ValueError, match="must be functions of"):
        Problem(Field.parse("x y"), (Field.parse("x", ("x",)),))


def test_two_constraints_make_no_curve():
    with pytest.raises(ValueError, match="one constraint makes a curve"):
        Problem.parse("x", ["x", "y"]).constraint_curves(SIDE, SIDE)


def test_a_multiplier_is_a_real_number():
    problem = Problem.parse("x + y", ["x^2 + y^2 = 2"])

    assert [each.is_real for each in problem.multipliers] == [True]
