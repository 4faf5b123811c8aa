"""The last steps in balls: exact where the answer is known, and each kind of place named."""

from fractions import Fraction

import pytest

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
