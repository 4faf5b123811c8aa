"""Difference quotients, against the algebra of x², x³ and exp and Taylor's theorem."""

from itertools import pairwise
from math import exp, expm1, inf

import pytest
from sympy import Ne, Piecewise, Rational, Symbol, sin

from mathcore import proof
from mathcore.functions import Function
from mathcore.quantity import zero
from mathcore.quotients import Outcome, Side, approach, halvings, quotient

HALVES = [2.0**-k for k in range(8)]
X = Symbol("x", real=True)
WAVE = Function(Piecewise((X * sin(1 / X), Ne(X, 0)), (0, True)), X)
PARABOLA, MODULUS = Function.parse("x^2"), Function.parse("abs(x)")


@pytest.mark.parametrize("a", [1.0, 1e-3, 1e6])
def test_the_forward_quotient_of_the_parabola_is_2a_plus_h(a):
    run = approach(PARABOLA, a, HALVES)

    assert [float(row.slope) for row in run.rows] == pytest.approx([2 * a + h for h in HALVES])
    assert run.errors == tuple(HALVES)
    assert run.limit == 2 * a
    assert run.ratios == (1.0,) * 8
    assert run.shrinks == (0.5,) * 7


@pytest.mark.parametrize(
    ("side", "order"), [(Side.FORWARD, 1), (Side.BACKWARD, 1), (Side.CENTRAL, 2)]
)
def test_one_sided_errors_are_of_order_one_central_ones_of_order_two(side, order):
    fitted = approach(Function.parse("exp(x)"), 0.1, [10.0**-k for k in range(3, 8)], side).order

    assert fitted.power == pytest.approx(order, abs=1e-3)
    assert proof.close(fitted.power, fitted.power.meaning).proved


def test_where_the_curve_does_not_bend_the_forward_order_is_two():
    assert approach(Function.parse("x^3"), 0, HALVES).order.power == pytest.approx(2)


def test_no_digit_is_lost_however_small_the_step():
    """The error of the forward quotient of exp at 0 is (expm1(h) - h) / h = h/2 + h²/6 + ..."""
    steps = [10.0**-k for k in range(1, 25)]
    errors = approach(Function.parse("exp(x)"), 0, steps).errors

    assert errors[0] == pytest.approx(expm1(0.1) / 0.1 - 1, rel=1e-13)
    for h, error in zip(steps[6:], errors[6:], strict=True):
        assert error == pytest.approx(h / 2 + h * h / 6, rel=1e-14)


def test_every_number_of_a_row_is_what_it_means():
    run = approach(Function.parse("exp(x)"), 0.1, HALVES, Side.CENTRAL)
    row = run.rows[3]
    numbers = (row.h, row.start.x, row.end.y, row.rise, row.slope, run.limit, run.errors[3])
    for number in (*numbers, run.ratios[3], run.shrinks[3]):
        assert proof.close(number, number.meaning, 1e-13).proved


def test_the_two_ends_lie_one_step_from_the_middle():
    row = quotient(Function.parse("exp(x)"), 1, 0.5, Side.CENTRAL)

    assert (row.start.x, row.end.x) == (0.5, 1.5)
    assert row.slope == pytest.approx(exp(1.5) - exp(0.5), rel=1e-15)


def test_slopes_of_a_corner_agree_on_each_side_and_yet_there_is_no_limit():
    right, left, both = (approach(MODULUS, 0, HALVES, side) for side in Side)

    assert {float(row.slope) for row in right.rows} == {1.0}
    assert {float(row.slope) for row in left.rows} == {-1.0}
    assert {float(row.slope) for row in both.rows} == {0.0}
    assert (right.side_limit, left.side_limit, both.side_limit) == (1, -1, 0)
    for run in (right, left, both):
        with pytest.raises(ValueError, match="no limit to show: from the left and from the right"):
            _ = run.limit


def test_a_place_known_by_a_box_is_taken_as_its_decimal():
    (root,) = zero((1.5,), (X,), (2 * X - 3,), ((Rational(1), Rational(2)),))

    assert approach(PARABOLA, root, [0.5, 0.25]).errors == (0.5, 0.25)


OUTCOMES = [
    (PARABOLA, 1, HALVES, Side.FORWARD, Outcome.CONVERGES),
    (PARABOLA, 1, HALVES, Side.CENTRAL, Outcome.EXACT),
    (Function.parse("3x + 2"), 1, HALVES, Side.BACKWARD, Outcome.EXACT),
    (MODULUS, 0, HALVES, Side.CENTRAL, Outcome.NO_LIMIT),
    (Function.parse("x^(3/2)"), 0, HALVES, Side.FORWARD, Outcome.ONE_SIDED),
    (Function.parse("sqrt(x)"), 0, HALVES, Side.FORWARD, Outcome.INFINITE),
    (Function.parse("floor(x)"), 1, HALVES, Side.CENTRAL, Outcome.INFINITE),
    (WAVE, 0, HALVES, Side.FORWARD, Outcome.RESTLESS),
    (PARABOLA, 1, [1.0, 0.5, 0.0], Side.FORWARD, Outcome.UNDEFINED),
]


@pytest.mark.parametrize(("f", "a", "steps", "side", "outcome"), OUTCOMES)
def test_quotients_come_to_what_theory_says(f, a, steps, side, outcome):
    run = approach(f, a, steps, side)

    assert run.outcome is outcome
    assert len(run.rows) == sum(h > 0 for h in steps)
    assert bool(run.errors) is (run.side_limit is not None)


def test_every_outcome_can_happen():
    assert {case[-1] for case in OUTCOMES} == set(Outcome)


def test_without_errors_there_is_no_order():
    with pytest.raises(ValueError, match="needs two errors"):
        _ = approach(PARABOLA, 1, HALVES, Side.CENTRAL).order
    with pytest.raises(ValueError, match="needs two errors"):
        _ = approach(Function.parse("sqrt(x)"), 0, HALVES).order
    assert approach(Function.parse("sqrt(x)"), 0, HALVES).ratios == ()
    assert approach(Function.parse("3x"), 0, HALVES).shrinks == ()


def test_steps_shrink():
    assert all(after < before for before, after in pairwise(approach(PARABOLA, 1, HALVES).errors))
    with pytest.raises(ValueError, match="steps must fall"):
        approach(PARABOLA, 1, [0.5, 1.0])
    with pytest.raises(ValueError, match="steps must fall"):
        approach(PARABOLA, 1, [1.0, 0.5, 0.5])


@pytest.mark.parametrize(
    ("h", "message"),
    [(0.0, "nothing over nothing"), (-1.0, "positive and finite"), (inf, "positive and finite")],
)
def test_a_step_must_lead_somewhere(h, message):
    with pytest.raises(ValueError, match=message):
        quotient(PARABOLA, 1, h)


def test_each_step_is_half_of_the_one_before():
    steps = halvings(0.1, 4)

    assert [float(step) for step in steps] == [0.1, 0.05, 0.025, 0.0125]
    assert [step.meaning.expression for step in steps] == [Rational(1, 10 * 2**k) for k in range(4)]


def test_a_secant_is_drawn_as_far_as_the_window_goes():
    row = quotient(Function.parse("x^2"), 1.0, 1.0)
    left, right = row.within((0.0, 3.0), (-2.0, 7.0))

    assert (float(left.x), float(left.y)) == (0.0, -2.0)
    assert (float(right.x), float(right.y)) == (3.0, 7.0)
    assert (float(row.corner.x), float(row.corner.y)) == (2.0, 1.0)
