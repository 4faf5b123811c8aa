"""Columns of numbers at every scale, against powers of ten counted by hand."""

import pytest

from mathcore import proof, rounding
from mathcore.quantity import exact
from mathcore.scaled import decimals, needed, scaled


def texts(numbers, figures=3):
    column = scaled([exact(each) for each in numbers], figures)
    written = [rounding.write(each, digits=column.digits) for each in column.values]
    return written, column.exponent


@pytest.mark.parametrize(
    ("numbers", "written", "exponent"),
    [
        ([1.0, 0.5, 0.25], ["1.00", "0.50", "0.25"], 0),
        ([4e-4, 1e-4, 5e-5], ["400", "100", "50"], -6),
        ([1e6, 2.5e5], ["1.00", "0.25"], 6),
        ([2 / 3, 0.01234567], ["0.6667", "0.0123"], 0),
        ([123.4567, 0.01], ["123.457", "0.010"], 0),
        ([-3.0, 0.0], ["-3", "0"], 0),
        ([0.0, 0.0], ["0", "0"], 0),
        ([0.01, 0.005], ["0.010", "0.005"], 0),
        ([0.0099, -0.005], ["9.9", "-5.0"], -3),
        ([9999.0, 0.25], ["9999.00", "0.25"], 0),
        ([10000.0, 250.0], ["10.00", "0.25"], 3),
        ([-10000.0], ["-10"], 3),
        ([999999.0], ["999.999"], 3),
        ([1e-6, 0.0], ["1", "0"], -6),
        ([1e-7], ["100"], -9),
        ([1234.5678, 0.1], ["1234.57", "0.10"], 0),
        ([1234.5678, 100.1], ["1235", "100"], 0),
        ([0.12345, 0.5], ["0.12345", "0.50000"], 0),
        ([0.123456, 0.5], ["0.123", "0.500"], 0),
        ([20.0, 400.0], ["20", "400"], 0),
    ],
)
def test_a_column_has_one_power_of_ten_and_one_count_of_decimals(numbers, written, exponent):
    assert texts(numbers) == (written, exponent)


def test_more_figures_may_be_asked_for():
    assert texts([2 / 3, 1 / 3], figures=5)[0] == ["0.66667", "0.33333"]


def test_what_is_written_is_proved():
    column = scaled([exact(1.23456789e-7), exact(5e-8)])
    written = [rounding.write(each, digits=column.digits) for each in column.values]

    assert column.exponent == -9
    assert all(
        proof.number(text, each.meaning).proved
        for text, each in zip(written, column.values, strict=True)
    )


@pytest.mark.parametrize(
    ("numbers", "count"),
    [
        ([2.0, 3.5], 2),
        ([3e-6], 8),
        ([4e6], 0),
        ([0.0], 2),
        ([], 2),
        ([-20.0, 1.0], 1),
        ([99.9], 1),
        ([100.0], 0),
        ([0.1], 3),
        ([0.0999], 4),
    ],
)
def test_decimals_show_the_figures_of_the_largest(numbers, count):
    assert decimals(numbers, 3) == count


@pytest.mark.parametrize(
    ("number", "count"), [(2.0, 0), (2.25, 2), (0.5403023, 3), (3e-6, 6), (3.0094e-6, 8), (0.0, 0)]
)
def test_a_short_number_is_written_out_and_a_long_one_to_its_figures(number, count):
    assert needed(number) == count
