"""Errors, digits and orders of walks that theory follows exactly."""

from math import log10, sqrt

import pytest
from mpmath import mpf

from mathcore import newton, proof
from mathcore.functions import Function
from mathcore.newton_convergence import Convergence
from mathcore.quantity import exact


def seen(text, start):
    return newton.iterate(Function.parse(text), start).convergence


def proved(numbers):
    return all(proof.close(each, each.meaning, 1e-14).proved for each in numbers)


SQUARE = seen("x^2 - 2", 2.5)
TRIPLE = seen("(x - 1)^3", 2.0)
LARGE = seen("x^2 - 200", 15.0)
SMALL = seen("x^2 - 0.002", 0.05)


@pytest.mark.parametrize("walk", [SQUARE, LARGE, SMALL])
def test_each_error_is_the_square_of_the_last_over_twice_the_place(walk):
    """For x² - s the theory is exact: e' = e² / (2 x)."""
    for place, a, b in zip(walk.places, walk.errors, walk.errors[1:], strict=False):
        assert b == pytest.approx(a**2 / (2 * place), rel=1e-12)
    assert proved(walk.errors)


def test_at_a_triple_root_two_thirds_of_the_error_are_left():
    for n, error in enumerate(TRIPLE.errors[:20]):
        assert error == pytest.approx((2 / 3) ** n, rel=1e-12)
    assert TRIPLE.ratios(1)[:20] == pytest.approx([2 / 3] * 20, rel=1e-12)
    assert (TRIPLE.simple, TRIPLE.power, TRIPLE.factor) == (False, 1, pytest.approx(2 / 3))
    assert TRIPLE.order == pytest.approx(1, rel=1e-9)
    assert proved((*TRIPLE.ratios(1)[:3], TRIPLE.factor, *TRIPLE.errors[:3]))


@pytest.mark.parametrize(("walk", "root"), [(SQUARE, sqrt(2)), (LARGE, sqrt(200))])
def test_at_a_simple_root_the_errors_are_squared(walk, root):
    ratios = [1 / (2 * float(place)) for place in walk.places]

    assert (walk.simple, walk.power) == (True, 2)
    assert walk.constant == walk.factor == pytest.approx(1 / (2 * root), rel=1e-14)
    assert walk.ratios() == pytest.approx(ratios[: len(walk.ratios())], rel=1e-9)
    assert proved((walk.constant, walk.factor, *walk.ratios()[:3]))


def test_the_factor_is_not_negative_where_the_constant_is():
    """x² - 2 at -sqrt 2 has f'' / (2 f') = -1 / (2 sqrt 2)."""
    walk = seen("x^2 - 2", -2.5)

    assert walk.constant == -walk.factor == pytest.approx(-1 / (2 * sqrt(2)), rel=1e-14)
    assert proved((walk.constant, walk.factor))


@pytest.mark.parametrize(
    ("walk", "digits"),
    [(SQUARE, (0, 0, 1, 4, 8)), (LARGE, (1, 2, 5, 11, 24)), (SMALL, (0, 1, 4, 9, 19))],
)
def test_correct_digits_are_counted_after_the_leading_one(walk, digits):
    assert [int(each) for each in walk.correct_digits[:5]] == list(digits)
    assert proved(walk.correct_digits[:4])


def test_logarithms_of_errors_lie_on_a_line_at_a_repeated_root():
    for n, point in enumerate(TRIPLE.log_errors[:9]):
        assert (point.x, point.y) == (n, pytest.approx(n * log10(2 / 3), abs=1e-12))
    first = TRIPLE.log_log[0]

    assert (first.x, first.y) == (pytest.approx(0, abs=1e-15), pytest.approx(log10(2 / 3)))
    assert len(TRIPLE.log_log) == len(TRIPLE.log_errors) - 1
    assert proved(point.y for point in TRIPLE.log_errors[1:4])


def test_the_order_is_that_of_the_last_three_errors():
    """Of 0.1, 0.01 and 0.0001: the second step gains twice as many decades as the first."""
    walk = Convergence(
        Function.parse("x^2 - 2"),
        exact(0.0),
        1,
        tuple(map(exact, (0.5, 0.1, 0.01, 1e-4))),
        tuple(map(mpf, ("0.5", "0.1", "0.01", "0.0001"))),
        mpf(1),
    )

    assert walk.order == pytest.approx(2, rel=1e-14)
    assert proof.close(walk.order, walk.order.meaning).proved


@pytest.mark.parametrize(
    ("walk", "figures", "places"),
    [(SQUARE, 5, 4), (LARGE, 5, 3), (LARGE, 1, 0), (SMALL, 5, 6), (SMALL, 1, 2)],
)
def test_decimals_count_the_figures_from_the_leading_one(walk, figures, places):
    assert walk.decimals(figures) == places


@pytest.mark.parametrize(
    ("walk", "n", "text", "trusted"),
    [
        (SQUARE, 0, "2.500000", 0),
        (SQUARE, 1, "1.650000", 0),
        (SQUARE, 2, "1.431061", 3),
        (SQUARE, 3, "1.414312", 5),
        (SQUARE, 4, "1.4142135", 9),
        (SQUARE, 4, "1.41421357", 9),
        (SQUARE, 4, "1", 1),
        (LARGE, 1, "14.16667", 4),
        (LARGE, 2, "14.142157", 7),
        (LARGE, 2, "14", 2),
        (SMALL, 0, "0.050000", 0),
        (SMALL, 1, "0.045000", 5),
        (SMALL, 2, "0.044722", 7),
    ],
)
def test_so_many_characters_of_a_visit_are_those_of_the_root(walk, n, text, trusted):
    """The roots are 1.41421356.., 14.142135.., 0.044721359..; a last digit may be rounded."""
    assert walk.trusted(text, n) == trusted
