"""Roots of known functions, real and complex, and the prover's word on them."""

from math import cos as cos_of
from math import pi, sqrt
from math import sin as sin_of

import pytest
from sympy import Max, Rational, Symbol, ceiling, cos, exp, floor, log, sign, sin, tan
from sympy import pi as pi_
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


@pytest.mark.parametrize("n", [3, 4, 5, 6])
def test_the_roots_of_unity_lie_on_the_unit_circle(n):
    for k in range(n):
        x, y = cos_of(2 * pi * k / n), sin_of(2 * pi * k / n)
        root = nearby(Function(X**n - 1, X), complex(x * (1 + 1e-5), y - 1e-6))

        assert (root.real, root.imaginary) == pytest.approx((x, y), rel=1e-14, abs=1e-15)
        assert (float(root.imaginary) == 0) is (2 * k in (0, n))
        assert (float(root.real) == 0) is (4 * k in (n, 3 * n))
        for part in (root.real, root.imaginary):
            assert not part or proof.close(part, part.meaning, 1e-15).proved


@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_root_that_is_repeated_is_found_as_well(times):
    for expression in ((X**2 + 4) ** times, (X**2 + 4) ** times * exp(X)):
        root = nearby(Function(expression, X), 1e-6 + 1.9999j)

        assert (root.real, root.imaginary) == (0, pytest.approx(2, rel=1e-15))


@pytest.mark.parametrize(("off", "found"), [(0.9e-3, True), (1.1e-3, False)])
def test_a_guess_must_be_within_a_thousandth_of_the_root(off, found):
    for factor in (1 + off, 1 - off, 1 + off * 1j):
        for root in (3.0, 3j):
            f = Function((X - 3 if root == 3 else X**2 + 9) * (X + 100), X)

            assert (nearby(f, root * factor) is not None) is found


@pytest.mark.parametrize(("guess", "found"), [(0.9e-9, True), (1.2e-9, False)])
def test_near_zero_a_billionth_is_near(guess, found):
    assert (nearby(Function(sin(X), X), complex(guess)) is not None) is found
    assert nearby(Function(sin(X), X), complex(0, 1e-7), scale=1.0).real == 0
    assert nearby(Function(sin(X), X), complex(0, 2e-6), scale=1.0) is None


@pytest.mark.parametrize(
    ("expression", "low", "high", "roots"),
    [
        (floor(X) - Rational(1, 2), 0.25, 3.0, []),
        (sin(pi_ * X), 0.5, 3.5, [1, 2, 3]),
        (sign(X - Rational(1, 3)) * (X + 2), -2.5, 3.0, [-2]),
        (ceiling(X) - Rational(3, 2), 0.25, 3.0, []),
        (abs(X) - 1 + 0 * exp(X), -2.5, 3.0, [-1, 1]),
        (Max(X, 1) - 2, -2.5, 3.0, [2]),
        (exp(X) - 2, -5.0, 5.0, [0.6931471805599453]),
        (X**5 - 5 * X**3 + 4 * X, -3.0, 3.0, [-2, -1, 0, 1, 2]),
        (X**5 - 5 * X**3 + 4 * X, -1.0, 1.0, [-1, 0, 1]),
        ((X**2 - 2) ** 3, 0.0, 2.0, [sqrt(2)]),
        (log(X), -1.0, 3.0, [1]),
    ],
)
def test_real_roots_are_those_in_the_range_with_its_ends(expression, low, high, roots):
    found = real_roots(Function(expression, X), low, high)

    assert [float(each) for each in found] == pytest.approx(roots, rel=1e-15, abs=1e-15)


def test_more_parts_find_roots_that_are_near_one_another():
    f = Function(cos(100 * X) + 0 * exp(X), X)

    assert len(real_roots(f, 0.0, 1.0)) == 32
    assert len(real_roots(f, 0.0, 1.0, resolution=1)) <= 1
    with pytest.raises(ValueError, match="resolution=0"):
        real_roots(f, 0.0, 1.0, resolution=0)
