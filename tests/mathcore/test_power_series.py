"""Series term by term: inverses undo each other, and differential equations give what they must."""

from math import comb, factorial

import pytest
import sympy as sp
from sympy import Integer, Rational, S

from mathcore.power_series import NoSeriesError, Obstacle, Series, sign, solve, square, vanishes

EXP = Series(0, tuple(Rational(1, factorial(k)) for k in range(8)))
T = Series(0, (S.Zero, S.One) + (S.Zero,) * 6)


def series(first, *coefficients):
    return Series(first, tuple(map(sp.sympify, coefficients)))


def test_e_to_the_t_times_e_to_the_minus_t_is_one():
    other = Series(0, tuple((-1) ** k * each for k, each in enumerate(EXP.coefficients)))

    assert (EXP * other).coefficients == (1,) + (0,) * 7


def test_a_sum_is_known_as_far_as_both_terms_are():
    total = series(-2, 1, 0, 3) + series(0, 5, 7)

    assert (total.first, total.end, total.coefficients) == (-2, 1, (1, 0, 8))


def test_e_to_the_t_is_its_own_derivative_and_its_own_integral():
    assert EXP.derivative().coefficients[1:] == EXP.coefficients[:-1]
    assert EXP.integral(S.One).coefficients == (*EXP.coefficients, Rational(1, factorial(8)))


@pytest.mark.parametrize("exponent", [Rational(1, 2), Integer(-3), sp.sqrt(2)])
def test_a_power_of_one_plus_t_has_the_binomial_coefficients(exponent):
    found = series(0, 1, 1, 0, 0, 0, 0).power(exponent)

    for k in range(6):
        assert sp.expand(found[k] - sp.ff(exponent, k) / factorial(k)) == 0


def test_a_power_counts_the_powers_of_t_that_it_begins_with():
    """(4 t^2 + 4 t^3 + t^4)^(1/2) is t (2 + t)."""
    found = series(1, 0, 4, 4, 1).power(Rational(1, 2))

    assert (found.first, found.coefficients) == (1, (2, 1, 0))


@pytest.mark.parametrize(
    ("base", "exponent", "obstacle"),
    [
        (series(1, 1, 0), Rational(1, 2), Obstacle.BRANCH),
        (series(0, 0, 0), Integer(-1), Obstacle.POLE),
    ],
)
def test_a_power_that_is_no_series_says_why(base, exponent, obstacle):
    with pytest.raises(NoSeriesError, match=obstacle.value) as refused:
        base.power(exponent)

    assert refused.value.obstacle is obstacle


def test_one_over_t_has_no_integral_but_its_vanishing_terms_are_passed_over():
    with pytest.raises(NoSeriesError, match="logarithm of zero"):
        series(-1, 1, 2).integral(S.Zero)

    assert series(-1, 0, 2, 6).integral(S.One).coefficients == (1, 2, 3)


def test_sine_and_cosine_solve_their_equations():
    """With u = t: s' = c and c' = -s."""

    def rates(known, m):
        sine, cosine = known
        return cosine[m], -sine[m]

    sine, cosine = solve(T, (S.Zero, S.One), rates)

    assert sine.coefficients == (
        0,
        1,
        0,
        Rational(-1, 6),
        0,
        Rational(1, 120),
        0,
        -Rational(1, 5040),
    )
    assert cosine.coefficients[:5] == (1, 0, Rational(-1, 2), 0, Rational(1, 24))
    for m in range(1, 8):
        assert square(sine.coefficients, m) + square(cosine.coefficients, m) == 0


def test_the_square_of_a_geometric_series_counts():
    assert [square([S.One] * 6, m) for m in range(6)] == [1, 2, 3, 4, 5, 6]
    assert square([Integer(comb(5, k)) for k in range(6)], 5) == comb(10, 5)


def test_a_series_is_scaled_stripped_and_read_before_its_first_power():
    found = series(2, 0, 1 - sp.sin(1) ** 2 - sp.cos(1) ** 2, 3).stripped()

    assert (found.first, found.coefficients) == (4, (3,))
    assert found[1] == 0
    assert found.scaled(sp.pi)[4] == 3 * sp.pi
    assert series(0, 0, 0).stripped() == Series(2, ())


def test_a_closed_form_vanishes_or_has_a_sign():
    nothing = sp.sqrt(6) - sp.sqrt(2) * sp.sqrt(3)

    assert vanishes(nothing)
    assert vanishes((1 + sp.sqrt(2)) ** 2 - 3 - 2 * sp.sqrt(2))
    assert not vanishes(sp.exp(sp.pi * sp.sqrt(163)) - 640320**3 - 744)
    assert not vanishes(sp.Symbol("formal"))
    assert sign(sp.exp(sp.pi * sp.sqrt(163)) - 640320**3 - 744) == -1
    assert sign(sp.E - sp.Rational(27, 10)) == 1
