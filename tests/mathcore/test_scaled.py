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
    ("numbers", "count"), [([2.0, 3.5], 2), ([3e-6], 8), ([4e6], 0), ([0.0], 2), ([], 2)]
)
def test_decimals_show_the_figures_of_the_largest(numbers, count):
    assert decimals(numbers, 3) == count


@pytest.mark.parametrize(
    ("number", "count"), [(2.0, 0), (2.25, 2), (0.5403023, 3), (3e-6, 6), (3.0094e-6, 8), (0.0, 0)]
)
def test_a_short_number_is_written_out_and_a_long_one_to_its_figures(number, count):
    assert needed(number) == count
