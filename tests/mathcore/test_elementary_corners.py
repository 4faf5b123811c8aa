"""Angles, corners and steps in balls and series, against calculus."""

import mpmath
import pytest
from flint import arb, arb_series

from mathcore import balls, elementary


@pytest.mark.parametrize(
    ("y", "x", "angle"),
    [
        (1, 1, mpmath.pi / 4),
        (1, -1, 3 * mpmath.pi / 4),
        (-1, -1, -3 * mpmath.pi / 4),
        (-1, 1, -mpmath.pi / 4),
        (1, 0, mpmath.pi / 2),
        (-1, 0, -mpmath.pi / 2),
        (0, 2, 0),
        (0, -2, mpmath.pi),
    ],
)
def test_an_angle_is_that_of_the_point_in_its_quadrant(y, x, angle):
    found = elementary.angle(arb(y), arb(x))

    assert found.rad() < 1e-12
    assert abs(float(found.mid()) - float(angle)) < 1e-15


@pytest.mark.parametrize(("y", "x"), [(arb(0), arb(0)), (arb(0, 1), arb(-1)), (arb(0), arb(0, 1))])
def test_across_its_cut_an_angle_is_unknown(y, x):
    assert not elementary.angle(y, x).is_finite()


@pytest.mark.parametrize(("y", "x"), [(1, 2), (1, -2), (-1, -2), (2, 1), (-2, 1), (2, 0)])
def test_the_slope_of_an_angle_is_what_calculus_says(y, x):
    """d atan2(y + t, x) is x / (x² + y²) dt, and d atan2(y, x + t) is -y / (x² + y²) dt."""
    size = x * x + y * y
    with balls.working(80, 2):
        up = elementary.angle(arb_series([y, 1]), arb(x))
        aside = elementary.angle(arb(y), arb_series([x, 1]))

        assert abs(up[1] - arb(x) / size) < 1e-18
        assert abs(aside[1] + arb(y) / size) < 1e-18


@pytest.mark.parametrize(("name", "value", "slope"), [("max", 3, 1), ("min", 2, 0)])
def test_the_greater_or_lesser_of_two_has_its_own_slope(name, value, slope):
    with balls.working(80, 2):
        for pair in ((arb_series([3, 1]), arb(2)), (arb(2), arb_series([3, 1]))):
            found = elementary.extreme(name, *pair, False)

            assert balls.head(found) == value
            assert isinstance(found, arb) is (slope == 0)


def test_where_two_meet_the_hull_of_their_slopes_is_the_slope():
    with balls.working(80, 2):
        pair = arb_series([1, 2]), arb_series([1, -3])
        known, unknown = (elementary.extreme("max", *pair, hull) for hull in (True, False))

        assert known[0] == unknown[0] == 1
        assert known[1].contains(2)
        assert known[1].contains(-3)
        assert not known[1].contains(3)
        assert not unknown[1].is_finite()


def test_the_size_of_a_ball_about_zero_begins_at_zero():
    size = elementary.absolute(arb(1, 3), False)

    assert (float(size.lower()), float(size.upper())) == pytest.approx((0, 4), abs=1e-6)
    assert elementary.absolute(arb(-3), False) == 3
    with balls.working(80, 2):
        assert elementary.absolute(arb_series([-3, 2]), False)[1] == -2
        assert elementary.absolute(arb_series([3, 2]), False)[1] == 2


@pytest.mark.parametrize(
    ("name", "at", "value"),
    [("floor", 2.5, 2), ("ceil", 2.5, 3), ("sgn", -2.5, -1), ("sgn", 0, 0), ("floor", 2, 2)],
)
def test_a_step_is_level_beside_its_jumps(name, at, value):
    jump = at in (0, 2)
    with balls.working(80, 2):
        found = elementary.step(name, arb_series([at, 1]), False)

        assert found[0] == value
        assert (len(found) > 1 and not found[1].is_finite()) is jump
    assert elementary.step(name, arb(at), False) == value


def ends(ball):
    return float(ball.lower()), float(ball.upper())


@pytest.mark.parametrize("name", ["asin", "acos"])
@pytest.mark.parametrize(("low", "high"), [(-1.5, 0.5), (0.5, 1.5), (-2, 2), (-1, 1)])
def test_an_inverse_sine_of_a_hull_is_taken_where_it_is_defined(name, low, high):
    inside = arb(low).union(arb(high))
    found = ends(elementary.inverse(name, inside, True))
    at = getattr(mpmath, name)
    wanted = sorted(float(at(min(max(each, -1), 1))) for each in (low, high))

    assert found == pytest.approx(wanted, abs=1e-4)
    assert found[0] <= wanted[0]
    assert found[1] >= wanted[1]
    if max(-low, high) > 1:
        assert not elementary.inverse(name, inside, False).is_finite()


@pytest.mark.parametrize(("low", "high"), [(1.1, 2), (-2, -1.1)])
def test_an_inverse_sine_beyond_one_is_defined_nowhere(low, high):
    with pytest.raises(balls.UndefinedError):
        elementary.inverse("asin", arb(low).union(arb(high)), True)
    assert not elementary.inverse("asin", arb(low).union(arb(high)), False).is_finite()


def test_a_logarithm_is_undefined_only_if_nothing_in_it_is_positive():
    for high in (0.5, 1.0, 3.0):
        found = elementary.log(arb(-1).union(arb(high)), True)

        assert found.contains(arb(high).log())
        assert found.contains(-1000)
    for low, high in ((-2, -1), (-1, 0)):
        with pytest.raises(balls.UndefinedError):
            elementary.log(arb(low) if high else arb(0), True)
    assert not elementary.log(arb(-1).union(arb(1)), False).is_finite()
    assert ends(elementary.log(arb(1).union(arb(2)), True)) == pytest.approx(
        (0, 0.6931471), abs=1e-6
    )


@pytest.mark.parametrize(
    "name", ["sinh", "cosh", "tanh", "coth", "asinh", "acosh", "atanh", "sech", "csch", "acot"]
)
def test_hyperbolic_functions_and_their_slopes_are_those_of_mpmath(name):
    at = {"acosh": 1.75, "atanh": -0.375}.get(name, -0.875)
    with mpmath.workdps(30):
        value, slope = mpmath.taylor(getattr(mpmath, name), at, 1)
    with balls.working(80, 2):
        found = elementary.FUNCTIONS[name](arb_series([at, 1]), False)

        assert float(found[0].mid()) == pytest.approx(float(value), rel=1e-14)
        assert float(found[1].mid()) == pytest.approx(float(slope), rel=1e-14)
        assert float(elementary.FUNCTIONS[name](arb(at), False).mid()) == pytest.approx(
            float(value)
        )
