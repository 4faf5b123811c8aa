"""Candidates counted by algebra, against lists made by hand."""

import numpy as np
import pytest

from mathcore.lagrange import Problem
from mathcore.lagrange_elimination import at_most_one

CIRCLE = ("x^2 y", ["x^2 + y^2 = 3"])  # candidates: (+-sqrt(2), +-1), (0, +-sqrt(3))


@pytest.mark.parametrize(
    ("low", "high", "answer"),
    [
        ((1.4, 0.9), (1.5, 1.1), True),
        ((0.2, 0.9), (0.3, 1.1), False),
        ((-2.0, -2.0), (2.0, 2.0), None),
    ],
)
def test_candidates_in_a_box_are_none_one_or_not_known(low, high, answer):
    assert at_most_one(Problem.parse(*CIRCLE), np.array(low), np.array(high)) is answer


@pytest.mark.parametrize(
    ("objective", "constraint", "variables"),
    [
        ("x", "x^2 + y^2 = z + t", "xyzt"),  # many variables
        ("exp(x)", "x^2 + y^2 = 1", "xy"),  # no polynomial
        ("sqrt(2) x", "x^2 + y^2 = 1", "xy"),  # no rational one
        ("x^20", "x^20 + y^20 = 1", "xy"),  # a high degree
        ("x^2 + y^2", "x^2 + y^2 = 1", "xy"),  # a whole curve
    ],
)
def test_what_algebra_cannot_do_in_a_moment_is_not_known(objective, constraint, variables):
    task = Problem.parse(objective, [constraint], tuple(variables))
    ones = np.ones(len(variables))

    assert at_most_one(task, -ones, ones) is None


def test_constraints_as_many_as_variables_leave_points_only():
    task = Problem.parse("x", ["x^2 + y^2 = 2", "x = y"])

    assert at_most_one(task, np.array([0.5, 0.5]), np.array([2.0, 2.0])) is True
