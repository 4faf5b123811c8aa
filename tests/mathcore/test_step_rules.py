"""Rules for the length of a step, taken exactly."""

from fractions import Fraction
from math import inf

import pytest

from mathcore.step_rules import Backtracking, Steady, ratio


def test_a_decimal_is_taken_as_written_and_a_fraction_as_it_is():
    rule = Steady(0.1, Fraction(2, 3))

    assert (rule.gamma, rule.beta) == (Fraction(1, 10), Fraction(2, 3))
    assert ratio(Fraction(1, 3)) == Fraction(1, 3)


def test_every_failed_trial_shrinks_the_step():
    assert [Backtracking(3, 0.5).length(n) for n in range(3)] == [3, Fraction(3, 2), Fraction(3, 4)]


@pytest.mark.parametrize("step", [0.0, -1.0, float("nan")])
def test_a_step_must_be_positive(step):
    with pytest.raises(ValueError, match="step must be positive"):
        Steady(step)
    with pytest.raises(ValueError, match="first must be positive"):
        Backtracking(step)


def test_a_step_must_be_finite():
    with pytest.raises(ValueError, match="must be finite"):
        Steady(inf)


@pytest.mark.parametrize("momentum", [-0.1, 1.0])
def test_momentum_is_a_share(momentum):
    with pytest.raises(ValueError, match="momentum must be in"):
        Steady(0.1, momentum)


@pytest.mark.parametrize(("shrink", "share"), [(1.0, 0.1), (0.5, 0.0)])
def test_shrinking_and_falling_are_shares(shrink, share):
    with pytest.raises(ValueError, match="shrink and share must be between 0 and 1"):
        Backtracking(1, shrink, share)
