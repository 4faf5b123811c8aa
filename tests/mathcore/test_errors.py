"""Error curves on a scale of powers of ten."""

import numpy as np
import pytest

from mathcore import proof
from mathcore.errors import ErrorCurve
from mathcore.functions import Function
from mathcore.taylor import expand

COSINE = expand(Function.parse("cos(x)"), 0.0, 10)


def test_near_the_centre_the_slope_is_the_first_order_left_out():
    curve = ErrorCurve(COSINE, 4).function
    near, far = curve(np.array([1e-3, 1e-2]))

    assert far - near == pytest.approx(6, abs=1e-4)
    assert np.isnan(curve(0.0))


def test_heights_are_proved():
    for point in ErrorCurve(COSINE, 10).points(-6.0, 6.0, 5, -12.0):
        assert proof.close(point.y, point.y.meaning).proved


def test_what_lies_too_low_is_left_out():
    curve = ErrorCurve(COSINE, 10)

    assert [float(each.x) for each in curve.points(-1.0, 1.0, 3, -10.0)] == [-1.0, 1.0]
    left, right = curve.pieces(-6.0, 6.0, -12.0)
    assert curve.function(np.array([left[1], right[0]])) == pytest.approx([-12, -12], abs=1e-9)
    assert (left[0], right[1]) == (-6.0, 6.0)
    assert curve.pieces(-0.1, 0.1, -12.0) == ()


def test_the_error_stays_below_its_band():
    curve = ErrorCurve(COSINE, 6)
    x = np.linspace(-6, 6, 101)

    assert curve.stays_below(x)
    assert np.all(curve.function(x[x != 0]) <= curve.band(x[x != 0]))


def test_the_centre_has_no_height():
    with pytest.raises(ValueError, match="has no logarithm"):
        ErrorCurve(COSINE, 4).height(0.0)


def test_a_point_at_the_lowest_height_is_shown():
    """The error of order 0 of f(x) = x is |x|: 10^0 at 1, 10^1 at 10."""
    curve = ErrorCurve(expand(Function.parse("x"), 0.0, 3), 0)

    assert [(float(p.x), float(p.y)) for p in curve.points(1.0, 10.0, 2, 0.0)] == [(1, 0), (10, 1)]
