"""Roots in balls, against closed forms; systems that are singular, inconsistent or undefined."""

import pytest
from flint import arb
from sympy import Matrix, Symbol, cos, exp, log, pi, sin, sqrt, zeta

from mathcore import balls
from mathcore.ball_formulas import enclose
from mathcore.ball_systems import BITS, System, null_direction, proved, settle

X, Y = Symbol("x", real=True), Symbol("y", real=True)
ONE = [arb(1), arb(1)]


def system(*expressions, variables=(X, Y)):
    derivatives = tuple(Matrix(expressions).jacobian(variables))
    return System(tuple(expressions), derivatives, variables)


def solved(equations, start):
    with balls.working(BITS):
        place = settle(equations, [arb(each) for each in start], ONE, 300)
        return [float(each) for each in place], place and proved(equations, place, ONE)


def test_formulas_are_enclosed_with_their_exact_constants():
    with balls.working(200):
        values = enclose((X**3 + pi / 3, sin(X) ** 2 + cos(X) ** 2, 1 / X, sqrt(X)), (X,), [arb(2)])

        assert values[0] - 8 - arb.pi() / 3 < arb(2) ** -180
        assert values[1].contains(1)
        assert values[2].contains(arb("0.5"))
        assert (values[3] ** 2).contains(2)


def test_whole_powers_are_numbers_where_a_ball_holds_zero():
    around = arb(0, 1)

    assert all(each.is_finite() for each in enclose((X**2, X**3), (X,), [around]))
    assert not enclose((X**-2,), (X,), [around])[0].is_finite()


def test_a_function_that_is_not_known_in_balls_is_refused():
    with pytest.raises(ValueError, match="no value in balls"):
        enclose((zeta(X),), (X,), [arb(2)])


def test_a_regular_root_is_proved_to_fifty_digits():
    place, root = solved(system(X**2 + Y**2 - 4, exp(X) - Y), (0.6, 1.8))
    x, y = root.balls

    assert place == pytest.approx([float(x), float(y)])
    with balls.working(BITS):
        assert (x * x + y * y - 4).contains(0)
        assert max(x.rad(), y.rad()) < arb(10) ** -50
    for value, (low, high) in zip(place, root.box, strict=True):
        assert low < value < high


def test_a_double_root_is_found_but_not_proved():
    place, root = solved(system(X**2, Y - X), (0.3, 0.1))

    assert place == pytest.approx([0, 0], abs=1e-25)
    assert root is None


def test_a_line_of_roots_is_reached_by_the_shortest_steps_and_not_proved():
    equations = system(X - Y, 2 * X - 2 * Y)
    place, root = solved(equations, (1, 0))

    assert place == pytest.approx([0.5, 0.5])
    assert root is None
    with balls.working(BITS):
        direction = null_direction(equations.jacobian([arb(0), arb(0)]))

        assert [abs(float(each)) for each in direction] == pytest.approx([0.5**0.5] * 2)


@pytest.mark.parametrize(
    ("equations", "start"),
    [
        (system(X - Y, X - Y - 1), (1, 0)),  # no root, a place of least squares
        (system(X**2 + 1, Y), (0.5, 0)),  # no root, steps for ever
        (system(log(X), Y), (-1, 0)),  # no value
    ],
)
def test_where_there_is_no_root_none_is_found(equations, start):
    assert solved(equations, start) == ([], [])


def test_steps_may_be_too_many():
    with balls.working(BITS):
        assert settle(system(X**2, Y), ONE, ONE, 3) == []


def test_a_root_next_to_a_wall_has_a_small_box():
    """Where x < 0 there is no value: the first boxes reach over the wall."""
    equations = system(log(X) - log(Symbol("x", real=True) * 0 + 1) - log(Y), Y * 2**20 - 1)
    _, root = solved(equations, (2.0**-20, 2.0**-20))

    assert all(low > 0 for low, _ in root.box)
