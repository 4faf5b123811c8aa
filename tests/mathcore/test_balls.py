"""Powers of balls that hold zero, where the library's own power gives up."""

import pytest
from flint import arb, arb_series, ctx
from sympy import Derivative, Rational, Subs, binomial, cos, log, symbols

from mathcore import balls, proof
from mathcore.bindings import evaluate
from mathcore.quantity import Meaning, zero

X, Y = symbols("x y", real=True)


@pytest.mark.parametrize("n", [0, 1, 2, 3, 4])
def test_a_power_of_a_ball_about_zero_holds_the_powers_of_its_points(n):
    power = balls.power(arb(0, 0.1), n)

    for point in (-0.1, -0.03, 0.0, 0.1):
        assert power.contains(arb(point) ** n)


def test_the_first_power_of_a_series_is_the_series():
    series = balls.power(arb_series([arb(0, 0.1), 1], 2), 1)

    assert series[0].contains(0)
    assert series[1] == 1


def test_a_derivative_across_the_diagonal_is_known_where_the_place_is_only_a_ball():
    """d/dx (x - y)^3 at x = y = sqrt(2)/2, each known as a zero in a box, is 0."""
    box = (Rational(7, 10), Rational(71, 100))
    x, y = zero((0.5**0.5,) * 2, (X, Y), (2 * X**2 - 1, 2 * Y**2 - 1), (box, box))
    slope = Subs(Derivative((X - Y) ** 3, X, evaluate=False), (X, Y), (
        x.meaning.expression, y.meaning.expression
    ))  # fmt: skip

    assert abs(evaluate(Meaning(slope, x.meaning.bindings), 170)) < 1e-30


@pytest.mark.parametrize("formula", [X**2 * log(X), X**2 * cos(1 / X**2), log(X) * X**3])
def test_a_factor_that_vanishes_does_not_hide_one_that_is_undefined(formula):
    slope = Subs(Derivative(formula, X, evaluate=False), X, 0)

    assert not proof.number("0.00", Meaning(slope)).proved


def test_a_factor_that_vanishes_beside_one_that_is_defined_is_zero():
    slope = Subs(Derivative(X**2 * cos(X), X, evaluate=False), X, 0)

    assert proof.number("0.00", Meaning(slope)).proved


def test_the_root_of_what_is_not_certain_is_not_certain():
    assert balls.root(balls.NAN, 2, hull=True).is_nan()
    assert balls.root(balls.NAN, 3, hull=False).is_nan()


@pytest.mark.parametrize("top", ["0.3", "1e-40", "7e30"])
def test_a_ball_from_zero_has_roots(top):
    with balls.working(100):
        ball = balls.from_zero(arb(top))

        assert ball.lower() == 0
        assert ball.contains(arb(top))
        assert balls.root(balls.square(arb(0, top)), 4, hull=False).is_finite()


@pytest.mark.parametrize(("radius", "n"), [(2, 4), (3, 2), (0.5, 6)])
def test_an_even_power_about_zero_runs_from_zero_to_the_power_of_the_end(radius, n):
    power = balls.power(arb(0, radius), n)

    assert power.contains(arb(radius) ** n)
    assert power.upper() < arb(radius) ** n * 1.01
    assert power.lower() > -(arb(radius) ** n) / 1000


def ends(ball):
    return float(ball.lower()), float(ball.upper())


@pytest.mark.parametrize("at", [2.0, -1.5])
@pytest.mark.parametrize("n", [-3, -1, 0, 1, 2, 3, 4, 5, 7, 8])
def test_the_power_of_a_series_has_the_coefficients_of_the_binomial_theorem(at, n):
    with balls.working(100, 4):
        power = balls.power(arb_series([at, 1]), n)

        for k in range(4):
            assert float(power[k].mid()) == pytest.approx(float(binomial(n, k)) * at ** (n - k))
            assert power[k].rad() < 1e-20
        assert float(balls.power(arb(at), n).mid()) == pytest.approx(at**n)


@pytest.mark.parametrize("n", [2, 3, 4, 6])
@pytest.mark.parametrize("ball", [arb(1, 0.5), arb(-1, 0.5), arb(0, 0.5), arb(0.25, 0.5)])
def test_the_power_of_a_wide_series_holds_those_of_its_points(n, ball):
    with balls.working(100, 4):
        power = balls.power(arb_series([ball, 1]), n)

        for point in (ball.lower(), ball.mid(), ball.upper()):
            for k in range(min(n, 3) + 1):
                assert power[k].contains(int(binomial(n, k)) * point ** (n - k))


@pytest.mark.parametrize(
    ("middle", "n", "wanted"),
    [
        (1, 2, (0.25, 2.25)),
        (1, 3, (0.125, 3.375)),
        (-1, 2, (0.25, 2.25)),
        (-1, 3, (-3.375, -0.125)),
        (0, 3, (-0.125, 0.125)),
        (0, 2, (0, 0.25)),
        (0.25, 2, (0, 0.5625)),
        (1, -2, (1 / 2.25, 4)),
    ],
)
def test_the_power_of_a_wide_ball_is_no_wider_than_it_must(middle, n, wanted):
    with balls.working(100):
        found = ends(balls.power(arb(middle, 0.5), n))

    assert found == pytest.approx(wanted, abs=1e-6)
    assert found[0] <= wanted[0]
    assert found[1] >= wanted[1]


def test_a_quotient_is_unknown_unless_its_divisor_is_not_zero():
    assert balls.divide(arb(0), arb(2)) == 0
    assert balls.divide(arb(3), arb(2)) == 1.5
    assert balls.reciprocal(arb(-4)) == -0.25
    for below in (arb(0), arb(0, 1), balls.NAN):
        assert not balls.divide(arb(1), below).is_finite()
        assert not balls.divide(arb(0), below).is_finite()
        assert not balls.reciprocal(below).is_finite()
    with balls.working(80, 3):
        series = balls.divide(arb_series([1, 1]), arb_series([2, 1]))

        assert [float(series[k].mid()) for k in range(3)] == [0.5, 0.25, -0.125]
        assert len(balls.divide(arb(1), arb_series([0, 1]))) == 3


def test_what_is_unknown_is_so_in_every_coefficient_but_the_value():
    with balls.working(80, 3):
        for value in (arb(7), balls.NAN):
            series = balls.unknown(arb_series([1, 2]), value)

            assert len(series) == 3
            assert [series[k].is_nan() for k in (1, 2)] == [True, True]
        assert balls.unknown(arb_series([1, 2]), arb(7))[0] == 7
        assert balls.unknown(arb(1), arb(7)) == 7


@pytest.mark.parametrize("q", [2, 3, 5])
def test_a_root_is_defined_from_zero_on(q):
    with balls.working(100, 3):
        assert balls.root(arb(2) ** q, q, hull=False).contains(2)
        assert balls.root(arb(0), q, hull=False) == 0
        assert balls.root(arb(-1), q, hull=False).is_nan()
        assert balls.root(arb(-1).union(arb(2) ** q), q, hull=False).is_nan()
        over = ends(balls.root(arb(-1).union(arb(2) ** q), q, hull=True))
        series = balls.root(arb_series([2**q, 1]), q, hull=False)
        border = balls.root(arb_series([0, 1]), q, hull=False)

        assert over == pytest.approx((0, 2), abs=1e-6)
        assert over[0] <= 0
        assert over[1] >= 2
        assert ends(balls.root(arb(1).union(arb(2) ** q), q, hull=True)) == pytest.approx((1, 2))
        assert float(series[1].mid()) == pytest.approx(1 / (q * 2 ** (q - 1)))
        assert border[0] == 0
        assert border[1].is_nan()
        with pytest.raises(balls.UndefinedError):
            balls.root(arb(-1), q, hull=True)


@pytest.mark.parametrize(("p", "q", "value"), [(3, 2, 8), (-1, 2, 0.5), (-3, 2, 0.125), (1, 1, 4)])
def test_a_broken_power_is_a_power_of_a_root(p, q, value):
    assert float(balls.fraction(arb(4), p, q, hull=False).mid()) == pytest.approx(value)


def test_derivatives_are_coefficients_times_factorials():
    with balls.working(80, 5):
        found = balls.derivatives(balls.power(arb_series([2, 1]), 5), 4)

    assert [float(each.mid()) for each in found] == [32, 80, 160, 240, 240]
    assert [float(each.mid()) for each in balls.derivatives(arb(3), 2)] == [3, 0, 0]


def test_precision_is_put_back_however_one_leaves():
    def fail():
        with balls.working(77, 6):
            raise ZeroDivisionError(f"with {ctx.prec} bits and {ctx.cap} terms")

    before = ctx.prec, ctx.cap
    with pytest.raises(ZeroDivisionError, match="with 77 bits and 6 terms"):
        fail()

    assert (ctx.prec, ctx.cap) == before


def test_a_rational_is_made_for_the_precision_at_work():
    third = balls.quotient(1, 3)
    for bits in (30, 300):
        with balls.working(bits):
            assert (3 * third()).contains(1)
            assert third().rel_accuracy_bits() >= bits - 2


@pytest.mark.parametrize("q", [2, 3, 4])
def test_the_root_of_a_ball_from_zero_reaches_to_that_of_its_end(q):
    with balls.working(100):
        found = balls.root(balls.from_zero(arb(1) / 2**q), q, hull=False)

    assert found.contains(0.5)
    assert ends(found) == pytest.approx((0, 0.5), abs=1e-6)


@pytest.mark.parametrize("exponent", [2, 3, arb(3), arb(2.5)])
def test_no_power_is_taken_of_a_ball_without_bounds(exponent):
    """FLINT crashes on some of these, and with it the whole process."""
    assert balls.own_power(arb("inf", "inf"), exponent).is_nan()
    assert balls.own_power(arb(2), exponent).overlaps(arb(2) ** exponent)
