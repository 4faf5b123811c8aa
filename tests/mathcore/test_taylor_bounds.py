"""Bounds of the error on a box: never below any error, and not far above."""

from itertools import product

import numpy as np
import pytest

from mathcore.scalar_fields import ScalarField
from mathcore.taylor_bounds import bound
from mathcore.taylor_fields import expand

BOX = ((-0.25, 0.5), ("1/10", "2/5"))


@pytest.mark.parametrize("text", ["e^(-x^2 - y^2)", "sin(3 x + y) log(1 + y)", "x^5 y + x y^4"])
@pytest.mark.parametrize("order", [0, 1, 2, 3])
def test_no_error_in_the_box_exceeds_the_bound(text, order):
    expansion = expand(ScalarField.parse(text, "xy"), (0, "1/4"), order)
    found = bound(expansion, order, BOX).value
    field, polynomial = (each.field for each in (expansion.field, expansion.polynomial(order)))
    places = np.array(list(product(np.linspace(-0.25, 0.5, 41), np.linspace(0.1, 0.4, 41)))).T
    worst = float(np.max(np.abs(field(*places) - polynomial(*places))))

    assert worst <= found <= 60 * worst


def test_the_bound_in_one_variable_is_lagranges():
    """For e^x on [0, 1] it is e/2, the greatest second derivative over 2!."""
    expansion = expand(ScalarField.parse("e^x", "x"), (0,), 1)

    assert bound(expansion, 1, ((0, 1),)).value == pytest.approx(1.3591409142295226, rel=0.02)
    assert bound(expansion, 1, ((0, 1),)).value >= 1.3591409142295226


@pytest.mark.parametrize("scale", [1e-3, 1e6])
def test_the_bound_grows_with_the_scale(scale):
    field = ScalarField.parse("k^2 cos(x/k) + y", "xy", "k").given({"k": scale})
    found = bound(expand(field, (0, 0), 1), 1, ((-scale, scale), (-1, 1))).value

    assert scale**2 / 2 <= found <= 0.51 * scale**2


def test_a_polynomial_of_full_order_has_no_error():
    expansion = expand(ScalarField.parse("x^2 y + 1", "xy"), (1, 1), 3)

    assert bound(expansion, 3, ((0, 2), (0, 2))).value == 0
    assert bound(expansion, 2, ((0, 2), (0, 2))).value == pytest.approx(1, rel=1e-6)


@pytest.mark.parametrize("text", ["floor(x + 1/2) + y", "|x - 1/4| y", "1/(4 - 16 x) + y"])
def test_where_a_derivative_is_missing_there_is_no_bound(text):
    with pytest.raises(ValueError, match="cannot be bounded in the box"):
        bound(expand(ScalarField.parse(text, "xy"), (0, 0), 1), 1, ((0, 1), (0, 1)))


@pytest.mark.parametrize("box", [((1, 2), (0, 1)), ((0, 1),), ((1, 0), (0, 1))])
def test_the_box_must_hold_the_centre(box):
    with pytest.raises(ValueError, match="the box must hold the centre"):
        bound(expand(ScalarField.parse("x y", "xy"), (0, 0), 1), 1, box)


def test_a_corner_that_only_a_wide_box_seems_to_hold_costs_nothing():
    """x^2 - 1.8 x + 1 is at least 0.19, which intervals over [0, 2] do not see at first."""
    field = ScalarField.parse("|x^2 - 1.8 x + 1| e^(2 x)/1000", "x")
    found = bound(expand(field, (1,), 1), 1, ((0, 2),)).value
    x = np.linspace(0, 2, 2001)
    second = (4 * (x**2 - 1.8 * x + 1) + 4 * (2 * x - 1.8) + 2) * np.exp(2 * x) / 1000

    assert max(abs(second)) / 2 <= found <= 1.05 * max(abs(second)) / 2
