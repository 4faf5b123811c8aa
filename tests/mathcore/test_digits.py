"""Values to sixty digits, against closed forms."""

from mpmath import isnan, mpf, workdps
from sympy import Rational, Symbol, cos, log, sqrt

from mathcore.digits import exactly, negligible, value
from mathcore.quantity import Quantity, Zero, compose, exact, zero

X = Symbol("x", real=True)


def test_a_value_survives_the_cancellation_that_floats_do_not():
    """(1 - cos h) / h² is 1/2 - h²/24 + h⁴/720 - ..."""
    h = Rational(1, 10**12)
    with workdps(60):
        theory = mpf(1) / 2 - mpf(10) ** -24 / 24

        assert abs(value((1 - cos(X)) / X**2, X, h, 90) - theory) < mpf(10) ** -45


def test_where_a_formula_has_no_real_value_there_is_none():
    assert isnan(value(1 / X, X, Rational(0)))
    assert isnan(value(sqrt(X), X, Rational(-1)))
    assert isnan(value(log(X), X, Rational(0)))


def test_a_constant_need_not_be_rational():
    with workdps(60):
        assert abs(value(X**2, X, sqrt(2)) - 2) < mpf(10) ** -58


def test_a_number_means_the_decimal_that_was_written():
    assert exactly(0.1) == Rational(1, 10)
    assert exactly(compose(2**0.5, sqrt, exact(2.0))) == sqrt(2)


def test_a_number_that_only_a_box_pins_down_is_taken_as_its_decimal():
    (root,) = zero((1.5,), (X,), (2 * X - 3,), ((Rational(1), Rational(2)),))

    assert isinstance(root, Quantity)
    assert isinstance(root.meaning.bindings[0], Zero)
    assert exactly(root) == Rational(3, 2)


def test_only_round_off_is_negligible():
    assert negligible(mpf(10) ** -50, mpf(1))
    assert not negligible(mpf(10) ** -40, mpf(1))


def test_round_off_is_fifteen_digits_short_of_those_that_are_worked_with():
    assert negligible(mpf(-9) * mpf(10) ** -45, mpf(-10))
    assert not negligible(mpf(-11) * mpf(10) ** -45, mpf(-10))
    assert negligible(mpf(9) * mpf(10) ** -76, mpf(1), 90)
    assert not negligible(mpf(11) * mpf(10) ** -76, mpf(1), 90)
