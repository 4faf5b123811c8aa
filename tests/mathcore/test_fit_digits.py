"""Numbers of a fit are written as long as the eye can tell them apart."""

import pytest

from mathcore import proof
from mathcore.data import DataSet
from mathcore.fit_digits import FitDigits, Scale, decimals, significant
from mathcore.quantity import exact


@pytest.mark.parametrize(
    ("size", "scale"),
    [
        (1.0, Scale(0, 2)),
        (12.0, Scale(0, 1)),
        (0.5, Scale(0, 3)),
        (1e-3, Scale(0, 5)),
        (9e5, Scale(0, 0)),
        (1e6, Scale(6, 2)),
        (2e7, Scale(6, 1)),
        (5e-4, Scale(-6, 0)),
    ],
)
def test_the_last_decimal_is_a_hundredth_of_the_size(size, scale):
    assert Scale.of_size(size) == scale


def test_a_long_number_is_so_many_times_a_power_of_ten():
    short, long = Scale(0, 2).of(exact(3.25)), Scale(6, 2).of(exact(3.25e6))

    assert (short, long) == (3.25, 3.25)
    assert proof.number("3.25", short.meaning).proved
    assert proof.number("3.25", long.meaning).proved


def test_two_numbers_side_by_side_end_in_the_same_decimal():
    assert Scale(0, 1).alike(Scale(0, 2)) == (Scale(0, 1), Scale(0, 1))
    assert Scale(6, 1).alike(Scale(0, 2)) == (Scale(6, 1), Scale(0, 2))


def test_every_number_of_a_fit_has_a_scale_of_its_own():
    data = DataSet.read([-1.0, 1.0, 3.0], [10.0, 20.0, 50.0])
    digits = FitDigits.of(data)

    assert (digits.width, digits.height, digits.reach, digits.count) == (4.0, 40.0, 3.0, 3)
    assert (digits.x.digits, digits.m.digits, digits.c.digits) == (2, 1, 1)
    assert (digits.chi.digits, digits.along_m.digits, digits.along_c.digits) == (0, 1, 1)


@pytest.mark.parametrize(("share", "more"), [(1.001, 0), (0.999, 1)])
def test_the_scales_of_chi_squared_change_at_their_own_powers_of_ten(share, more):
    """A tenth of height², of height times count and of that times reach: each just at 100."""
    by_height = FitDigits(width=1.0, height=share**0.5 * 1000**0.5, reach=1.0, count=3)
    by_count = FitDigits(width=1.0, height=share * 100, reach=1.0, count=10)
    by_reach = FitDigits(width=1.0, height=share * 10, reach=10.0, count=10)

    assert by_height.chi == by_count.along_c == by_reach.along_m == Scale(0, more)


def test_a_level_fit_is_as_high_as_wide():
    assert FitDigits.of(DataSet.read([0.0, 2.0, 4.0], [7.0, 7.0, 7.0])).height == 4.0


@pytest.mark.parametrize(("error", "shown"), [(0.077, 3), (0.5, 2), (49.0, 0), (0.0, 5)])
def test_an_error_shows_two_figures(error, shown):
    assert significant(error, 5) == shown


def test_a_hundredth_may_lie_before_the_point():
    assert [decimals(size) for size in (0.02, 1.0, 99.0, 100.0, 5000.0)] == [4, 2, 1, 0, -1]
