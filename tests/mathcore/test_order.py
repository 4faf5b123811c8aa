"""The order of errors that follow a power exactly."""

import pytest

from mathcore import proof
from mathcore.order import order_of
from mathcore.quantity import exact


@pytest.mark.parametrize("power", [1, 2, 3])
def test_a_pure_power_is_read_off(power):
    fitted = order_of([(exact(h), exact(3 * h**power)) for h in (1.0, 0.5, 0.25, 0.125)])

    assert fitted.power == pytest.approx(power, rel=1e-14)
    assert proof.close(fitted.power, fitted.power.meaning).proved


def test_the_points_lie_on_the_fitted_line():
    fitted = order_of([(exact(10.0**-k), exact(7 * 10.0 ** (-2 * k))) for k in range(3)])
    for point in fitted.points:
        assert fitted.line.at(point.x).y == pytest.approx(point.y)
        assert proof.close(point.y, point.y.meaning).proved


def test_one_error_has_no_order():
    with pytest.raises(ValueError, match="needs two errors that are not zero, got 1"):
        order_of([(exact(1.0), exact(1.0))])
