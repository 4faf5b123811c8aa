"""Slopes and curvatures of a field, against what is worked out by hand, with their meanings."""

from math import atan2, hypot, sqrt

import pytest

from mathcore import proof
from mathcore.fields import Field

SADDLE = Field.parse("x^2 y - y^3/3 + 2x")


def proved(quantity):
    return proof.close(float(quantity), quantity.meaning, 1e-14).proved


def test_a_gradient_is_the_slopes_along_the_axes():
    found = SADDLE.gradient(1.5, -2.0)  # (2 x y + 2, x^2 - y^2)

    assert (found.east, found.north) == (-4.0, -1.75)
    assert found.length == pytest.approx(hypot(4, 1.75), rel=1e-15)
    assert found.angle == pytest.approx(atan2(-1.75, -4), rel=1e-15)
    assert (found.tip(0.5).x, found.tip(0.5).y) == (-0.5, -2.875)
    assert all(map(proved, (found.east, found.north, found.length, found.angle, found.tip(0.5).y)))


def test_a_hessian_has_the_curvatures_along_its_own_axes():
    found = SADDLE.hessian(1.5, -2.0)  # (2 y, 2 x; 2 x, -2 y)

    assert (found.xx, found.xy, found.yy) == (-4.0, 3.0, 4.0)
    assert found.trace == 0.0
    assert found.determinant == pytest.approx(-25.0, rel=1e-15)
    assert found.eigenvalues == (pytest.approx(-5), pytest.approx(5))
    assert all(map(proved, (found.determinant, *found.eigenvalues)))


def test_three_variables_have_a_determinant_and_no_point_of_the_plane():
    field = Field.parse("x^2 + x y + 3y^2 + z^2 y", ("x", "y", "z"))
    found = field.hessian(1.0, 2.0, 0.5)  # (2 1 0; 1 6 2z; 0 2z 2y)

    assert found.determinant == pytest.approx(2 * (6 * 4 - 1) - 4, rel=1e-14)
    assert proved(found.determinant)
    with pytest.raises(ValueError, match="two coordinates, got 3"):
        _ = field.gradient(1.0, 2.0, 0.5).at
    with pytest.raises(ValueError, match="two coordinates, got 3"):
        _ = found.eigenvalues


def test_one_variable_has_one_curvature():
    found = Field.parse("x^3", ("x",)).hessian(2.0)

    assert found.eigenvalues == (12.0,)
    assert Field.parse("x^3", ("x",)).gradient(-sqrt(2)).length == pytest.approx(6)
