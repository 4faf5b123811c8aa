"""Values and linear equations in multiprecision."""

from fractions import Fraction
from math import cosh

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from mpmath import mpf, workdps
from sympy import Symbol, cos, log, sqrt, zeta

from mathcore import precise

X, Y = Symbol("x", real=True), Symbol("y", real=True)


def test_a_value_has_as_many_digits_as_are_in_force():
    with workdps(60):
        (root,) = precise.evaluator((sqrt(X) + Y / 3,), (X, Y))((mpf(2), mpf(1)))
        error = abs((root - mpf(1) / 3) ** 2 - 2)

        assert error < mpf(10) ** -58


def test_a_complex_result_that_is_real_counts():
    (value,) = precise.evaluator((cos(sqrt(X)),), (X,))((mpf(-4),))

    assert value == pytest.approx(cosh(2))


@pytest.mark.parametrize(
    ("formula", "at"), [(sqrt(X), -1), (1 / X, 0), (log(X), 0), (zeta(X), 1), (sqrt(X) * Y, -1)]
)
def test_where_there_is_no_finite_real_value_there_is_none(formula, at):
    assert precise.evaluator((formula,), (X, Y))((mpf(at), mpf(1))) is None


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(-9, 9), min_size=9, max_size=9), st.permutations([1, 2, 3]))
def test_a_solution_satisfies_its_equations(flat, wanted):
    rows = [[mpf(each) for each in flat[i : i + 3]] for i in (0, 3, 6)]
    right = [precise.dot(row, wanted) for row in rows]
    found = precise.solve(rows, right, mpf(10) ** -12)
    assume(found is not None)

    assert all(abs(a - b) < mpf(10) ** -9 for a, b in zip(found, wanted, strict=True))


def test_a_singular_system_has_no_solution():
    rows = [[mpf(1), mpf(2)], [mpf(2), mpf(4)]]

    assert precise.solve(rows, [mpf(1), mpf(1)], mpf(10) ** -12) is None
    assert precise.solve([[mpf(0)]], [mpf(1)], mpf(10) ** -12) is None


@pytest.mark.parametrize(
    ("rows", "truth"),
    [
        ([[2, 1], [1, 2]], True),
        ([[1, 2], [2, 1]], False),
        ([[1, 1], [1, 1]], False),
        ([[0]], False),
        ([[-1, 0], [0, 1]], False),
    ],
)
def test_pivots_tell_whether_a_matrix_is_positive_definite(rows, truth):
    matrix = [[mpf(each) for each in row] for row in rows]

    assert precise.positive_definite(matrix, mpf(10) ** -12) is truth


def test_lengths_and_fractions():
    assert precise.length((mpf(3), mpf(4))) == 5
    assert precise.number(Fraction(1, 4)) == 0.25
    assert precise.holdable((mpf(1), mpf(-2)))
    assert not precise.holdable((mpf(1), -(mpf(10) ** 400)))
