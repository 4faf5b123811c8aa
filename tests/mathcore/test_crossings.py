"""All zeros, against functions whose zeros and multiplicities are known."""

from math import pi, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Max, Rational, Symbol, expand, floor, sign, sin, tan
from sympy import exp as e
from sympy import pi as exact_pi
from sympy import sqrt as root

from mathcore import proof
from mathcore.crossings import crossings
from mathcore.functions import Function
from mathcore.quantity import Meaning, Quantity

X = Symbol("x", real=True)


def found(expression, low, high):
    return [
        (float(each.x), each.before, each.after)
        for each in crossings(Function(expression, X), low, high)
    ]


@settings(max_examples=10, deadline=None)
@given(st.sets(st.integers(-20, 20), min_size=1, max_size=5))
def test_a_product_vanishes_at_each_factor_and_nowhere_else(roots):
    product = 1
    for each in roots:
        product *= X - Rational(each, 4)

    assert [x for x, _, _ in found(expand(product), -6, 6)] == sorted(r / 4 for r in roots)


@pytest.mark.parametrize(
    ("expression", "low", "high", "expected"),
    [
        (X**3 - 8, -3, 3, [(2, -1, 1)]),
        ((X**2 - 2) ** 2, -1, 2, [(sqrt(2), 1, 1)]),
        ((X**2 - 2) ** 3, -1, 2, [(sqrt(2), -1, 1)]),
        (X**2, 0, 1, [(0, 0, 1)]),
        (X - 1, 0, 1, [(1, -1, 0)]),
        ((X - 1) ** 2 * e(-X), -1, 3, [(1, 1, 1)]),
        (X**2 + 1, -1, 1, []),
        (1 / X, -1, 3, []),
        (tan(X), -1, 3, [(0, -1, 1)]),
        ((X - 1) * (X - 1 - Rational(1, 10**8)), -1, 3, [(1, 1, -1), (1 + 1e-8, -1, 1)]),
        ((X - 1) ** 2 + Rational(1, 10**16), -1, 3, []),
        (sign(X) + 2, -1, 3, []),
        (sign(X) * (X + 2) + X / 7 - 1, -1, 3, []),
        (floor(X) - Rational(1, 2), -1, 3, []),
        (Max(X, -1) - Rational(1, 3), -2, 1, [(1 / 3, -1, 1)]),
        (sign(X - 4) * X, -1, 3, [(0, 1, -1)]),
        (Rational(3), 0, 1, []),
    ],
)
def test_zeros_are_found_with_the_signs_beside_them(expression, low, high, expected):
    zeros = found(expression, low, high)

    assert [x for x, *_ in zeros] == pytest.approx([x for x, *_ in expected], rel=1e-14)
    assert [signs for _, *signs in zeros] == [signs for _, *signs in expected]


@pytest.mark.parametrize("scale", [1e-3, 1.0, 1e6])
def test_a_sine_has_its_zeros_at_every_scale(scale):
    zeros = crossings(Function(sin(X / Rational(str(scale))), X), scale, 10 * scale)

    assert [float(each.x) for each in zeros] == pytest.approx(
        [pi * scale, 2 * pi * scale, 3 * pi * scale]
    )
    for each in zeros:
        assert proof.close(each.x, each.x.meaning, 1e-15).proved


def test_a_tidy_zero_means_the_number_itself():
    (crossing,) = crossings(Function(X - Rational(5, 2), X), -1e6, 1e6)

    assert crossing.x.meaning == Meaning(Rational(5, 2))


def test_an_end_may_be_any_closed_form():
    end = Quantity(sqrt(2), Meaning(root(2)))
    (crossing,) = crossings(Function(X**2 - 2, X), 0, end)

    assert (float(crossing.x), crossing.before, crossing.after) == (sqrt(2), -1, 0)
    assert len(crossings(Function(sin(X), X), 0, Quantity(pi, Meaning(exact_pi)))) == 2


def test_what_is_only_too_small_for_floats_is_not_called_zero():
    """x exp(-1/x^2) is zero at 0 alone."""
    g = Function.parse("Piecewise((x exp(-1/x^2), x != 0), (0, True))")

    with pytest.raises(ValueError, match=r"too small between -0\.0\d+ and -0\.0\d+ for its zeros"):
        crossings(g, -1, 1)


@pytest.mark.parametrize(
    "expression", [X * 0, Max(X, 0), (X + abs(X)) / 2, (X - 1) ** 2 - X**2 + 2 * X - 1]
)
def test_zeros_along_a_stretch_cannot_be_counted(expression):
    with pytest.raises(ValueError, match="is zero along a stretch between -1 and 1"):
        crossings(Function(expression, X), -1, 1)


def test_an_empty_interval_is_refused():
    with pytest.raises(ValueError, match="low must be less than high"):
        crossings(Function(X, X), 1, 1)
