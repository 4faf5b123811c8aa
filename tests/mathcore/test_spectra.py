"""Exact eigenvalues of rational matrices, against closed forms and mpmath."""

from fractions import Fraction

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Poly

from mathcore import proof
from mathcore.spectra import UNKNOWN, Symmetric, below, beyond


@settings(max_examples=12, deadline=None)
@given(st.lists(st.integers(-9, 9), min_size=6, max_size=6))
def test_eigenvalues_agree_with_mpmath(entries):
    a, b, c, d, e, f = entries
    rows = [[a, b, c], [b, d, e], [c, e, f]]
    wanted = sorted(mpmath.eigsy(mpmath.matrix(rows), eigvals_only=True))

    assert Symmetric.of(rows).eigenvalues == pytest.approx([float(w) for w in wanted], abs=1e-12)


def test_digits_of_an_irrational_eigenvalue_are_proved():
    least, greatest = Symmetric.of([[3, 1], [1, 2]]).eigenvalues

    assert proof.number("1.3819660112501", least.meaning).proved
    assert proof.number("3.6180339887499", greatest.meaning).proved


def test_scales_twelve_decades_apart_lose_no_digit():
    thin = Symmetric.of([[1e-6, 1e-7], [1e-7, 1e6]])
    product = Fraction(1) - Fraction(1, 10**14)

    assert thin.eigenvalues[0] * thin.eigenvalues[1] == pytest.approx(float(product), rel=1e-14)
    assert thin.eigenvalues[0] == pytest.approx(1e-6, rel=1e-7)


def test_a_repeated_eigenvalue_is_listed_as_often_as_it_occurs():
    assert Symmetric.of([[2, 0, 0], [0, 2, 0], [0, 0, 0.5]]).eigenvalues == (0.5, 2, 2)


def test_a_push_along_an_axis_excites_only_that_axis():
    wide = Symmetric.of([[2, 0], [0, 20]])

    assert wide.excited((Fraction(0), Fraction(1))) == (Poly(UNKNOWN - 20, domain="QQ"),)
    assert wide.excited((Fraction(0), Fraction(0))) == ()
    assert len(wide.excited((Fraction(1), Fraction(1)))) == 2


def test_a_matrix_is_a_zero_of_its_own_factors():
    matrix = Symmetric.of([[3, 1], [1, 2]])

    assert matrix.polynomial(matrix.factors[0][0], (Fraction(1), Fraction(5))) == (0, 0)


def test_comparing_with_the_eigenvalue_itself_is_strict():
    factor = Poly(UNKNOWN - 2, domain="QQ")

    assert not beyond(factor, Fraction(2))
    assert not below(factor, Fraction(2))
    assert beyond(factor, Fraction(1))
    assert below(factor, Fraction(3))


@pytest.mark.parametrize(
    ("rows", "up", "down", "singular"),
    [
        ([[1, 2], [2, 1]], True, True, False),
        ([[0, 0], [0, 0]], False, False, True),
        ([[1, 1], [1, 1]], True, False, True),
    ],
)
def test_signs_are_decided_exactly(rows, up, down, singular):
    matrix = Symmetric.of(rows)

    assert (matrix.turns_up, matrix.turns_down, matrix.singular) == (up, down, singular)


@pytest.mark.parametrize("rows", [[], [[1, 2]], [[1], [2]]])
def test_a_matrix_must_be_square(rows):
    with pytest.raises(ValueError, match="matrix must be square"):
        Symmetric.of(rows)


def test_a_matrix_must_be_symmetric():
    with pytest.raises(ValueError, match="matrix must be symmetric"):
        Symmetric.of([[1, 2], [3, 1]])
