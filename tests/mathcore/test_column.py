"""Columns are read exactly, whatever way the decimals are written."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mathcore.column import Column


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0.1", Fraction(1, 10)),
        (0.1, Fraction(1, 10)),
        (np.float64(0.1), Fraction(1, 10)),
        (7, Fraction(7)),
        ("-.25", Fraction(-1, 4)),
        (" 3. ", Fraction(3)),
        ("1_0.2_5", Fraction(41, 4)),
        ("-0.86E+01", Fraction(-43, 5)),
        (1e22, Fraction(10**22)),
        (2.5e-7, Fraction(1, 4000000)),
        ("0e-999999999", Fraction(0)),
        ("0.12345678901234567890123", Fraction(12345678901234567890123, 10**23)),
    ],
)
def test_a_number_is_taken_as_it_is_written(written, value):
    assert Column.read("x", [written, "0.5"])[0] == value


@given(st.floats(allow_nan=False, allow_infinity=False))
@settings(max_examples=60)
def test_every_double_comes_back(number):
    column = Column.read("x", [number])

    assert float(column.quantities[0]) == number
    assert column[0] == Fraction(repr(number))


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("ten", r"y\[1\] is not a decimal number: 'ten'"),
        ("nan", r"y\[1\] must be a finite number, got 'nan'"),
        (float("inf"), r"y\[1\] must be a finite number, got inf"),
        ("1e400", r"y\[1\] must be a finite number, got '1e400'"),
        ("1e-999999999", r"y\[1\] is too small for a double"),
    ],
)
def test_what_is_no_number_is_refused_by_name_and_place(value, message):
    with pytest.raises(ValueError, match=message):
        Column.read("y", [1.0, value])


def test_sums_over_columns_are_those_of_their_fractions():
    one, other = (
        Column.read("x", ["0.5", "-1.25", "3"]),
        Column.of((Fraction(1, 3), Fraction(2), Fraction(0))),
    )
    pairs = list(zip(one.fractions, other.fractions, strict=True))

    assert one.dot(other) == sum(a * b for a, b in pairs)
    assert one.times(other).fractions == tuple(a * b for a, b in pairs)
    assert one.power(3).total() == sum(a**3 for a in one.fractions)
    assert one.without(1).fractions == (Fraction(1, 2), Fraction(3))


def test_a_constant_column_is_the_same_everywhere_and_not_zero():
    assert Column.ones(3).constant
    assert len(Column.ones(3)) == 3
    assert not Column((0, 0)).constant
    assert not Column((1, 2)).constant


def test_a_quantity_of_a_column_means_its_ratio():
    assert str(Column.read("x", ["0.125"]).quantities[0].meaning.expression) == "1/8"


def test_fractions_are_brought_to_their_least_common_denominator():
    column = Column.of([Fraction(1, 2), Fraction(-2, 3), Fraction(5)])

    assert column == Column((3, -4, 30), 6)
    assert list(column.fractions) == [Fraction(1, 2), Fraction(-2, 3), Fraction(5)]
