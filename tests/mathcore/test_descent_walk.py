"""The walk in multiprecision: what it stores and how it ends."""

from fractions import Fraction
from math import ceil, log

import pytest
from mpmath import mpf

from mathcore import descent_walk, multiprecision
from mathcore.descent_outcomes import Outcome
from mathcore.descent_steps import stepper
from mathcore.fields import Field
from mathcore.step_rules import Steady


def walked(formula, start, step, momentum=0, steps=50):
    field = Field.parse(formula, ["x"])
    rule = stepper(field, Steady(step, momentum))
    return descent_walk.walk(field, start, rule, None, 1e-9, steps, bool(momentum))


def test_a_walk_that_overshoots_keeps_its_digits():
    """On 2x^2 - 2x a step of 51/100 multiplies x - 1/2 by -26/25 exactly."""
    walk = walked("2x^2 - 2x", (5,), 0.51)
    truth = Fraction(1, 2) + Fraction(9, 2) * Fraction(-26, 25) ** 50
    error = multiprecision.fraction(walk.places[-1][0]) - truth

    assert abs(error) < Fraction(1, 10**60)


def test_every_place_but_the_last_has_a_step():
    walk = walked("x^2", (1,), 0.1)

    assert len(walk.places) == len(walk.levels) == len(walk.taken) + 1


def test_momentum_that_swings_through_the_lowest_place_does_not_stop_there():
    """On x^2/2 with half a step and half the momentum the third place is the lowest one."""
    walk = walked("x^2/2", (1,), 0.5, 0.5, 80)

    assert walk.places[2] == (0,)
    assert len(walk.places) > 20
    assert walk.outcome is Outcome.CONVERGED


def test_places_too_far_for_a_float_are_dropped():
    walk = walked("-x^4", (1,), 1)

    assert walk.outcome is Outcome.RUNS_AWAY
    assert abs(walk.levels[-1][0]) < mpf(2) ** 1023


def test_a_step_beyond_all_floats_is_too_long():
    assert walked("x^2", (1,), 1e308).outcome is Outcome.OVERSHOOTS


def test_a_saddle_holds_the_walk_only_if_it_does_so_for_good():
    field = Field.parse("x^2 - y^2")
    step = stepper(field, Steady(0.1))
    held = descent_walk.walk(field, (1, 0), step, None, 1e-9, 400)
    leaves = descent_walk.walk(field, (1, 1e-20), step, None, 1e-9, 400)
    late = descent_walk.walk(field, (1, 0), step, None, 1e-9, 120)

    assert (held.outcome, late.outcome) == (Outcome.SADDLE, Outcome.SADDLE)
    # a step leads from x to 4x/5; the slope, which is twice x, need be 1e-9 of the first one
    assert len(held.places) == len(late.places) == 1 + ceil(9 * log(10) / log(1.25))
    assert leaves.outcome is Outcome.UNFINISHED
    assert leaves.goal is None


def test_a_start_without_a_height_is_refused():
    with pytest.raises(ValueError, match="has no height and slope at start"):
        walked("log(x)", (-1,), 0.1)
    with pytest.raises(ValueError, match="has no height and slope at start"):
        walked("abs(x)", (0,), 0.1)


@pytest.mark.parametrize(
    ("formula", "outcome", "second"),
    [("-x^2 - y^2", Outcome.RUNS_AWAY, 2e100), ("x^2 + y^2", Outcome.OVERSHOOTS, -2e100)],
)
def test_a_walk_beyond_the_floats_ends_at_the_last_place_that_one_holds(formula, outcome, second):
    """With a step of 1e100 the next place but one has a height of 1e401."""
    field = Field.parse(formula)
    walk = descent_walk.walk(field, (1, 0.5), stepper(field, Steady(1e100)), None, 1e-9, 9, False)

    assert walk.outcome is outcome
    assert [tuple(map(float, each)) for each in walk.places] == [
        (1.0, 0.5),
        (pytest.approx(second), pytest.approx(second / 2)),
    ]
    assert len(walk.levels) == 2
    assert len(walk.taken) == 1


@pytest.mark.parametrize("lowest", [0, 10, -1000])
def test_a_swing_dies_down_wherever_the_lowest_place_is(lowest):
    walk = walked(f"(x - ({lowest}))^2", (lowest + 7,), 0.1, momentum=0.5, steps=400)

    assert walk.outcome is Outcome.CONVERGED
    assert float(walk.places[-1][0]) == pytest.approx(lowest, abs=1e-7)
