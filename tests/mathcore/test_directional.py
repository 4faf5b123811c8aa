"""Slopes in any direction, against difference quotients and against the definition."""

from math import exp, hypot

import pytest
from sympy import Rational, Symbol

from mathcore import proof
from mathcore.derivative_verdicts import Kind
from mathcore.directional import towards
from mathcore.quantity import zero
from mathcore.scalar_fields import ScalarField


def test_a_slope_is_the_limit_of_rise_over_run():
    found = towards(ScalarField.parse("e^(-x^2 - y^2)", "xy"), ("1/2", "1/3"), (3, 4))

    def height(t):
        return exp(-((0.5 + 0.6 * t) ** 2) - (1 / 3 + 0.8 * t) ** 2)

    assert found.value == pytest.approx((height(1e-5) - height(-1e-5)) / 2e-5, rel=1e-8)
    assert found.direction == (0.6, 0.8)
    assert sum(found.parts) == pytest.approx(found.value)
    assert all(
        proof.close(each, each.meaning).proved
        for each in (found.value, *found.direction, *found.parts)
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("sqrt(x^2 + y^2)", Kind.ONE_SIDED),
        ("sqrt(x) sqrt(y)", Kind.REFUSE),
        ("x y/(x + y)", Kind.OUT_OF_DOMAIN),
        ("x y/(x^2 + y^2)", Kind.OUT_OF_DOMAIN),
        ("1/(x - y)", Kind.OUT_OF_DOMAIN),
    ],
)
def test_where_there_is_no_slope_none_is_given(text, kind):
    found = towards(ScalarField.parse(text, "xy"), (0, 0), (1, 1))

    assert found.kind is kind
    with pytest.raises(ValueError, match=r"no slope in this direction at \(0, 0\)"):
        _ = found.value


def test_without_a_tangent_plane_the_definition_decides():
    """The greater of x and y has no tangent plane on the diagonal, but a slope along it."""
    found = towards(ScalarField.parse("max(x, y)", "xy"), (0, 0), (2, 2))

    assert found.value == pytest.approx(1 / hypot(1, 1))
    assert found.parts == ()


def test_a_letter_t_is_a_letter_like_any_other():
    assert towards(ScalarField.parse("|t| y + y", ("t", "y")), (0, 0), (3, 4)).value == 0.8


def test_a_direction_known_as_a_solution_will_do_where_the_function_is_smooth():
    x = Symbol("x", real=True)
    one = zero((1.0,), (x,), (x**3 - 1,), ((Rational(1, 2), Rational(2)),))[0]

    assert towards(ScalarField.parse("x + y", "xy"), (0, 0), (one, 0)).value == 1
    assert towards(ScalarField.parse("|x| + y", "xy"), (0, 0), (0, one)).kind is Kind.REFUSE


def test_a_direction_needs_a_length():
    with pytest.raises(ValueError, match=r"must have a length, got direction = \(0, 0\)"):
        towards(ScalarField.parse("x y", "xy"), (0, 0), (0, 0))
