"""The algebra of the best line: every step has the solution of the step before it."""

from itertools import pairwise

import pytest
from sympy import Matrix, cancel, linsolve, simplify

from mathcore import line_fit, normal_equations
from mathcore.chi_squared import bowl
from mathcore.data import DataSet, seeded
from mathcore.normal_equations import Reason
from mathcore.trial_line import C, M

DATA = seeded()


def _solved(step):
    (pair,) = linsolve([each.lhs - each.rhs for each in step.equations], M, C)
    return Matrix(pair).applyfunc(cancel)


@pytest.mark.parametrize("steps", [normal_equations.solution(), normal_equations.solve(DATA)])
def test_every_step_has_the_same_solution_as_the_one_before(steps):
    assert tuple(step.reason for step in steps) == tuple(Reason)
    for before, after in pairwise(steps):
        assert _solved(before) == _solved(after)


def test_the_first_step_is_the_gradient_of_chi_squared():
    first = normal_equations.solve(DATA)[0].equations
    quadratic = bowl(DATA).expanded

    assert [each.lhs - each.rhs for each in first] == [
        quadratic.diff(M).expand(),
        quadratic.diff(C).expand(),
    ]


def test_the_last_step_is_the_best_line():
    slope, intercept = (each.rhs for each in normal_equations.solve(DATA)[-1].equations)
    fit = line_fit.fit(DATA)

    assert (slope, intercept) == (fit.slope.meaning.expression, fit.intercept.meaning.expression)


def test_the_centred_forms_are_equal_one_by_one():
    for before, after in pairwise(normal_equations.centred()):
        assert simplify(before - after) == 0


@pytest.mark.parametrize("count", [2, 3])
def test_the_slope_about_the_centre_is_the_slope_of_the_normal_equations(count):
    for identity in normal_equations.centred_identity(count):
        assert cancel(identity.lhs - identity.rhs) == 0


def test_points_above_one_another_give_one_equation_twice():
    with pytest.raises(ValueError, match="all x are the same"):
        normal_equations.solve(DataSet.read([1, 1], [1, 2]))


def test_one_point_is_not_enough():
    with pytest.raises(ValueError, match="two points or more, got 1"):
        normal_equations.centred_identity(1)
