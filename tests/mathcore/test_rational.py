"""One rounding between a rational and what is shown of it."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mpmath import mp, mpf
from sympy import Rational, Symbol

from mathcore.quantity import Meaning, Quantity
from mathcore.rational import fraction, rational, root, unevaluated_root


@given(st.fractions(min_value=0, max_value=10**30, max_denominator=10**25))
@settings(max_examples=80)
def test_a_root_is_the_nearest_double(square):
    with mp.workdps(80):
        exact = mp.sqrt(mpf(square.numerator) / square.denominator)

        assert root(square) == float(exact)


def test_roots_of_squares_and_of_far_away_numbers_are_exact():
    assert root(Fraction(9, 4)) == 1.5
    assert root(Fraction(0)) == 0
    assert root(Fraction(1, 10**600)) == 1e-300
    assert root(Fraction(10**600)) == 1e300


def test_a_number_is_its_rational_meaning_or_else_the_decimal_written():
    third = Quantity(1 / 3, Meaning(Rational(1, 3)))
    unknown = Quantity(0.5, Meaning(Symbol("x")))

    assert (fraction(third), fraction(unknown), fraction(0.1)) == (
        Fraction(1, 3),
        Fraction(1, 2),
        Fraction(1, 10),
    )
    assert (rational(third), rational(unknown), rational(0.1)) == (True, False, True)


def test_what_is_not_finite_is_no_rational():
    with pytest.raises(ValueError, match="must be finite, got nan"):
        fraction(float("nan"))


def test_a_long_root_stays_as_it_stands():
    """SymPy fails to find the square factors of an integer this long."""
    square = Rational(10**400 + 1, 3**700)

    assert unevaluated_root(square).args == (square, Rational(1, 2))


@pytest.mark.parametrize("little", [Fraction(1, 2**120), Fraction(1, 2**150)])
def test_a_root_a_little_above_the_middle_of_two_doubles_is_the_upper_one(little):
    """In the middle the even one is taken; what is above it may be far down in the digits."""
    middle = 1 + Fraction(1, 2**53)

    assert root(middle**2) == 1
    assert root(middle**2 + little) == 1 + 2.0**-52
