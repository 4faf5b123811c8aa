"""The last steps in balls: exact where the answer is known, and each kind of place named."""

from fractions import Fraction
from itertools import pairwise
from math import exp

import pytest
from sympy import Matrix

from mathcore.nonlinear_model import Model, Problem
from mathcore.nonlinear_polish import Kind, polish


def _polished(text, parameters, x, y, near):
    problem = Problem.read(Model.parse(text, parameters), [x], y)
    return polish(problem.evaluator, near)


def test_the_bottom_of_a_linear_model_is_the_exact_one_to_fifty_digits():
    found = _polished("b x", ["b"], [1, 2, 3], [1, 2, 4], [7])

    assert found.kind is Kind.LOWEST
    assert abs(found.bottom.parameters[0] - Fraction(17, 14)) < Fraction(1, 10**50)
    assert abs(found.bottom.inverse[0][0] - Fraction(1, 14)) < Fraction(1, 10**50)
    assert abs(found.bottom.chi_squared - Fraction(21 * 14 - 17**2, 14)) < Fraction(1, 10**50)
    assert found.path[0] == (7.0,)


@pytest.mark.parametrize(
    ("text", "y", "near", "kind"),
    [
        ("exp(b x)", [2, 4, 8], [0.7], Kind.MEETS_ALL),
        ("exp(b x)", [2, 4, 9], [-3], Kind.LOWEST),
        ("b^2 x", [1, 2, 3], [0], Kind.LEVEL),
        ("(b + b^3) x", [1, 2, 4], [-2], Kind.LOWEST),
        ("sqrt(b) x", [1, 2, 4], [-1], Kind.NONE),
        ("exp(-b x)", [-1, -2, -3], [1], Kind.NONE),
        ("x + 0^2 b", [1, 2, 4], [1], Kind.DEFICIENT),
        ("x + b^3", [1, 2, 3], [0], Kind.DEFICIENT),
    ],
)
def test_every_kind_of_place_is_told(text, y, near, kind):
    found = _polished(text, ["b"], [1, 2, 3], y, near)

    assert found.kind is kind
    assert (found.bottom is not None) == (kind in (Kind.LOWEST, Kind.MEETS_ALL))


def test_two_parameters_that_do_the_same_are_deficient():
    assert _polished("a b x", "ab", [1, 2, 3], [1, 2, 4], [1, 2]).kind is Kind.DEFICIENT


def test_every_kind_is_met():
    kinds = {"MEETS_ALL", "LOWEST", "LEVEL", "NONE", "DEFICIENT"}

    assert {each.name for each in Kind} == kinds


X, Y = [0, 1, 2, 4, 5], [1, 3, 2, 5, 4]


@pytest.mark.parametrize(
    ("text", "parameters", "powers"),
    [("a + b x", "ab", (0, 1)), ("a x + b", "ab", (1, 0)), ("a + b x + c x^2", "abc", (0, 1, 2))],
)
def test_the_bottom_of_a_polynomial_is_what_its_normal_equations_say(text, parameters, powers):
    """Solved by SymPy's exact matrices; a linear model is at its bottom after one step."""
    found = _polished(text, parameters, X, Y, [3] * len(parameters))
    table = Matrix([[each**power for power in powers] for each in X])
    inverse = (table.T * table).inv()
    best = inverse * table.T * Matrix(Y)
    left = Matrix(Y) - table * best
    whole = sum(each**2 for each in Y)

    assert found.kind is Kind.LOWEST
    assert len(found.path) == 2
    assert found.path[1] == pytest.approx([float(each) for each in best], rel=1e-15)
    assert found.bottom.chi_squared == pytest.approx(float(left.dot(left)), rel=1e-15)
    for i in range(len(powers)):
        assert float(found.bottom.parameters[i]) == pytest.approx(float(best[i]), rel=1e-15)
        assert found.bottom.spreads[i] == pytest.approx(float(inverse[i, i] * whole) ** 0.5)
        for j in range(len(powers)):
            assert float(found.bottom.inverse[i][j]) == pytest.approx(float(inverse[i, j]))


def test_points_that_are_all_met_leave_nothing_over():
    found = _polished(
        "a + b x + c x^2", "abc", X, [2 - each + 3 * each**2 for each in X], [9, 9, 9]
    )

    assert found.kind is Kind.MEETS_ALL
    assert found.bottom.chi_squared == 0
    assert [float(each) for each in found.bottom.parameters] == pytest.approx([2, -1, 3], rel=1e-15)


@pytest.mark.parametrize(("y", "kind"), [([2, 3, 2], Kind.LEVEL), ([0, 1, 4], Kind.DEFICIENT)])
def test_a_parameter_that_changes_nothing_at_first_has_no_best_value(y, kind):
    """Of a x + b² a = 1 is best where b = 0; along b the curvature is -4 times what is left over.

    Where it is positive the place is lowest, but no error of b can be given.
    """
    found = _polished("a x + b^2", "ab", [1, 2, 3], y, [1, 0])

    assert sum(v - u for u, v in zip([1, 2, 3], y, strict=True)) == (
        1 if kind is Kind.LEVEL else -1
    )
    assert found.kind is kind
    assert found.path == ((1, 0),)


@pytest.mark.parametrize("start", [(0.5, 0.1), (3.0, 1.0), (1.0, -1.0), (5.0, 0.3)])
def test_from_all_around_the_same_lowest_place_is_found(start):
    """2 exp(x/2) with errors that are orthogonal to its slopes only by the fit."""
    y = [2.1, 3.2, 5.5, 8.9]
    found = _polished("a exp(b x)", "ab", [0, 1, 2, 3], y, start)
    heights = [sum((v - a * exp(b * u)) ** 2 for u, v in enumerate(y)) for a, b in found.path[:-1]]

    assert found.kind is Kind.LOWEST
    assert all(after <= before * (1 + 1e-12) for before, after in pairwise(heights))
    a, b = found.path[-1]
    for slope in (lambda u: exp(b * u), lambda u: a * u * exp(b * u)):
        assert sum((v - a * exp(b * u)) * slope(u) for u, v in enumerate(y)) == pytest.approx(
            0, abs=1e-11
        )
