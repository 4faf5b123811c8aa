"""Written numbers, against the decimal and fraction arithmetic of the standard library."""

from decimal import Decimal
from fractions import Fraction
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathcore.rounding import plain, shortest, typst, write, written

finite = st.floats(allow_nan=False, allow_infinity=False)


@given(finite, st.integers(0, 12))
def test_decimals_are_the_nearest_with_ties_to_even(value, digits):
    nearest = Fraction(round(Fraction(value) * 10**digits), 10**digits)

    assert Fraction(write(value, digits=digits)) == nearest


@given(finite.filter(bool), st.integers(1, 12))
def test_significant_figures_are_at_least_as_close_as_half_the_last_one(value, figures):
    text = write(value, figures=figures)
    unit = Fraction(10) ** (Decimal(value).adjusted() - figures + 1)

    assert abs(Fraction(text) - Fraction(value)) <= unit / 2


@pytest.mark.parametrize(
    ("value", "style", "text"),
    [
        (-1.7692923542386314, {"digits": 2}, "-1.77"),
        (-0.001, {"digits": 2}, "0.00"),
        (0.125, {"digits": 2}, "0.12"),
        (2.5, {"digits": 0}, "2"),
        (1.2e-5, {"figures": 3}, "1.20e-5"),
        (0.00123, {"figures": 2}, "0.0012"),
        (999_999.9, {"figures": 3}, "1.00e6"),
        (154.4, {"figures": 2}, "154"),
        (9.996, {"figures": 3}, "10.0"),
        (0.0, {"figures": 3}, "0.00"),
        (-2.5e7, {"figures": 1}, "-2e7"),
    ],
)
def test_numbers_are_written_as_people_write_them(value, style, text):
    assert write(value, **style) == text


@pytest.mark.parametrize(
    ("text", "mark", "shown"),
    [
        ("-1.77", ".", "-1.77"),
        ("1.20e-5", ".", "1.20 times 10^(-5)"),
        ("2e7", ".", "2 times 10^7"),
        ("1234", ".", "1234"),
        ("-12345.5", ",", '-12 thin 345","5'),
        ("123456", ".", "123 thin 456"),
    ],
)
def test_the_display_form_is_typst(text, mark, shown):
    assert typst(text, mark) == shown


@pytest.mark.parametrize(
    ("text", "mark", "shown"),
    [
        ("-1.77", ".", "−1.77"),
        ("1.20e-5", ",", "1,20 × 10⁻⁵"),
        ("2e7", ".", "2 × 10⁷"),
        ("1234", ".", "1234"),
        ("-12345.5", ",", "−12\u202f345,5"),
        ("1234567", ".", "1\u202f234\u202f567"),
    ],
)
def test_the_printed_form_stands_in_a_sentence(text, mark, shown):
    assert plain(text, mark) == shown


def test_both_forms_come_together():
    both = written(12345.678, digits=1)

    assert (both.text, both.typst) == ("12345.7", "12 thin 345.7")


@given(finite)
def test_the_shortest_text_reads_back_as_the_same_float(value):
    assert float(shortest(value)) == value


@pytest.mark.parametrize("value", [nan, inf])
def test_only_finite_numbers_are_written(value):
    with pytest.raises(ValueError, match="only a finite number"):
        write(value, digits=1)


@pytest.mark.parametrize("style", [{}, {"digits": 1, "figures": 1}, {"digits": -1}, {"figures": 0}])
def test_the_style_must_be_said_once(style):
    with pytest.raises(ValueError, match="give digits >= 0 or figures >= 1"):
        write(1.0, **style)


def test_the_shortest_text_of_no_number_is_refused():
    with pytest.raises(ValueError, match="only a finite number"):
        shortest(nan)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1e-4, "0.0001"),
        (-9.5e-5, "-9.5e-5"),
        (1234567.0, "1234567"),
        (9e6, "9000000"),
        (1e7, "1e7"),
        (-12345678.0, "-1.2345678e7"),
        (-0.0, "0"),
    ],
)
def test_the_shortest_text_counts_no_more_than_seven_digits_before_the_point(value, text):
    assert shortest(value) == text
