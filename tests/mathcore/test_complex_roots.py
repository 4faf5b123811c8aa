"""Roots of known functions, real and complex, and the prover's word on them."""

from math import pi, sqrt

import pytest
from sympy import Symbol, cos, exp, log, sin, tan
from sympy import sqrt as sqrt_of

from mathcore import proof
from mathcore.complex_roots import nearby, real_roots
from mathcore.functions import Function

X = Symbol("x", real=True)


@pytest.mark.parametrize(
    ("expression", "low", "high", "roots"),
    [
        (X**3 - X, -2, 2, [-1, 0, 1]),
        (X * (X - 1), 0, 1, [0, 1]),
        ((X - 1) ** 2 * (X + 1), -3, 3, [-1, 1]),
        (X**2 - 2, -3, 3, [-sqrt(2), sqrt(2)]),
        (sin(X), 0, 7, [0, pi, 2 * pi]),
        (tan(X), -4, 4, [-pi, 0, pi]),
        (exp(X) - 1, -1, 0, [0]),
        (1 / X, -1, 1.5, []),
        (1 / X, -1 / 1024, 3999 / 1024, []),  # the middle of the first of 2000 parts is the pole
        (log(X) + 0 * X, 0.5, 2, [1]),
    ],
)
def test_all_real_roots_are_found_and_proved(expression, low, high, roots):
    found = real_roots(Function(expression, X), low, high)

    assert [float(root) for root in found] == pytest.approx(roots, rel=1e-15, abs=1e-18)
    assert all(proof.close(float(root), root.meaning).proved for root in found)


def test_a_complex_root_is_proved_in_both_parts():
    root = nearby(Function(X**2 - 2 * X + 5, X), 1.0001 + 1.9999j)

    assert (root.real, root.imaginary) == pytest.approx((1, 2), rel=1e-15)
    assert proof.close(root.real, root.real.meaning).proved
    assert proof.close(root.imaginary, root.imaginary.meaning).proved


def test_a_repeated_root_of_a_curve_that_is_no_polynomial_is_found():
    root = nearby(Function(1 - cos(X), X), 6.2831 + 0j)

    assert root.real == 2 * pi


@pytest.mark.parametrize("guess", [1 + 0j, 0j])
def test_where_there_is_no_root_none_is_found(guess):
    assert nearby(Function(exp(X) + X**2 * 0, X), guess) is None


@pytest.mark.parametrize("guess", [0j, 1e-10 + 0j, 1e-7 + 0j])
def test_a_place_that_is_only_nearly_a_root_is_none(guess):
    """The slope of cos x - 2 has a root there, and is zero itself at 0; the curve is at -1."""
    assert nearby(Function(cos(X) - 2, X), guess) is None


@pytest.mark.parametrize("expression", [2 + sqrt_of(X), 1 / X, log(X)])
def test_where_a_curve_has_no_value_or_a_vertical_tangent_no_root_is_found(expression):
    assert nearby(Function(expression, X), 0j) is None


def test_an_empty_range_is_refused():
    with pytest.raises(ValueError, match="need low < high"):
        real_roots(Function(X, X), 1.0, 1.0)
