"""Any line through data: its misses, their squares, and chi^2 with its slopes."""

from fractions import Fraction
from time import perf_counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import sqrt

from mathcore import line_fit, proof
from mathcore.data import DataSet, seeded
from mathcore.quantity import Meaning, Point, Quantity, exact
from mathcore.trial_line import Side, TrialLine

DATA = seeded()
WEIGHED = DataSet.read([1, 2, 4, 5], [0.1, 0.5, 0.3, 0.9], [0.1, 0.2, 0.1, 0.3])
BAD = TrialLine(-0.2, 6.0)
SLOPES = st.floats(-1e3, 1e3)


@given(SLOPES, SLOPES)
@settings(max_examples=25)
def test_chi_squared_is_the_weighted_sum_of_squares(m, c):
    for data in (DATA, WEIGHED):
        misses = np.array(data.y) - m * np.array(data.x) - c
        sigma = 1.0 if data.sigma is None else np.array(data.sigma)
        chi_squared = TrialLine(m, c).chi_squared(data)

        assert chi_squared == pytest.approx(np.sum((misses / sigma) ** 2), rel=1e-9)


def test_chi_squared_is_the_area_of_all_squares_on_the_misses():
    areas = sum(miss.area for miss in BAD.misses(DATA))

    assert BAD.chi_squared(DATA) == pytest.approx(areas, rel=1e-14)


def test_a_square_on_a_miss_that_is_no_ratio_is_as_large_as_the_miss_is_written():
    root = Quantity(2**0.5, Meaning(sqrt(2)))
    miss = TrialLine(1.0, 0.0).miss(Point(exact(0.1), root))

    assert miss.exactly == Fraction(repr(float(miss.length)))
    assert proof.number(f"{miss.area:.12f}", miss.area.meaning).proved


def test_every_number_about_a_line_is_what_it_means():
    for data in (DATA, WEIGHED):
        gradient = BAD.gradient(data)
        misses = BAD.misses(data)
        corners = [p for miss in misses for p in miss.square()]
        points = [*BAD.residuals(data), *BAD.segment(0.0, 11.0), *corners]
        numbers = [n for p in points for n in (p.x, p.y)]
        numbers += [BAD.chi_squared(data), *gradient.slopes, *(miss.area for miss in misses)]

        assert all(proof.close(number, number.meaning, 1e-14).proved for number in numbers)


def test_a_square_has_four_right_angles_and_equal_sides_either_way():
    for side in (*Side, None):
        for miss in BAD.misses(DATA):
            a, b, c, d = miss.square(side)

            assert (a.x, c.y, d.y) == (b.x, b.y, a.y)
            assert abs(c.x - b.x) == pytest.approx(abs(miss.length), rel=1e-12)
            assert miss.point.y - miss.foot.y == pytest.approx(miss.length, abs=1e-12)


@pytest.mark.parametrize("line", [BAD, TrialLine(0.9, 1.0), TrialLine(0.0, 4.0)])
def test_a_square_on_the_free_side_does_not_cross_the_line(line):
    for miss in line.misses(DATA):
        _, foot, beside, _ = miss.square()
        gap = float(foot.y) - float(line.point(beside.x).y)

        assert gap * miss.length >= -1e-12


def test_the_gradient_is_zero_for_the_best_line_and_no_other():
    best = line_fit.fit(DATA).line

    assert best.gradient(DATA).slopes == (0, 0)
    assert proof.number("0.0000", best.gradient(DATA).east.meaning).proved
    assert BAD.gradient(DATA).slopes != (0, 0)


def test_the_gradient_is_what_a_small_turn_of_the_line_changes():
    step = 1e-4
    east = TrialLine(-0.2 + step, 6.0).chi_squared(DATA) - TrialLine(-0.2 - step, 6.0).chi_squared(
        DATA
    )
    north = TrialLine(-0.2, 6.0 + step).chi_squared(DATA) - TrialLine(-0.2, 6.0 - step).chi_squared(
        DATA
    )

    assert BAD.gradient(DATA).east == pytest.approx(east / 2 / step, rel=1e-9)
    assert BAD.gradient(DATA).north == pytest.approx(north / 2 / step, rel=1e-9)


def test_where_slope_and_intercept_are_equal_the_two_slopes_of_chi_squared_differ():
    gradient = TrialLine(0.5, 0.5).gradient(DATA)

    assert proof.close(gradient.east, gradient.east.meaning).proved
    assert proof.close(gradient.north, gradient.north.meaning).proved
    assert not proof.close(gradient.east, gradient.north.meaning).proved


def test_far_from_the_origin_chi_squared_loses_no_digit():
    """In doubles the sums would cancel to nothing: x is a million, the misses a thousandth."""
    x = [1e6 + 1e-3 * k for k in range(5)]
    data = DataSet.read(x, [2 * each + 1e-3 * (-1) ** k for k, each in enumerate(x)])

    assert TrialLine(2.0, 0.0).chi_squared(data) == pytest.approx(5e-6, rel=1e-12)


def test_chi_squared_is_quick_enough_to_follow_a_hand():
    line = TrialLine(0.51234567, 1.2345678)
    line.chi_squared(DATA)
    best = min(_timed(lambda: line.chi_squared(DATA)) for _ in range(50))

    assert best < 0.5e-3


def _timed(call):
    start = perf_counter()
    call()
    return perf_counter() - start


def test_a_line_that_is_not_finite_is_refused():
    with pytest.raises(ValueError, match="must be finite, got inf"):
        BAD.point(float("inf"))


def test_where_axes_differ_a_square_is_as_wide_as_the_unit_says():
    for miss in BAD.misses(DATA):
        point, _, corner, _ = miss.square(Side.RIGHT, unit=1e-3)

        assert corner.x - point.x == pytest.approx(1e-3 * abs(miss.length), rel=1e-9)
