"""Single steps downhill."""

from fractions import Fraction

from mpmath import mpf

from mathcore.descent_steps import stepper
from mathcore.fields import Field
from mathcore.step_rules import Backtracking, Steady

PARABOLA = Field.parse("x^2", ["x"])


def test_a_steady_step_follows_the_slope():
    step = stepper(PARABOLA, Steady(Fraction(1, 4)))([(mpf(1),)], (mpf(1), mpf(2)))

    assert (step.place, step.gamma, step.trials) == ((mpf("0.5"),), Fraction(1, 4), 0)


def test_looking_ahead_asks_for_the_slope_where_momentum_leads():
    step = stepper(PARABOLA, Steady(Fraction(1, 4), Fraction(1, 2), True))
    there = step([(mpf(2),), (mpf(1),)], (mpf(1), mpf(2)))

    assert there.place == (mpf("0.25"),)


def test_looking_ahead_to_where_there_is_no_slope_lands_there():
    step = stepper(Field.parse("-log(x)", ["x"]), Steady(1, Fraction(1, 2), True))
    there = step([(mpf(4),), (mpf(1),)], (mpf(0), mpf(-1)))

    assert there.place == (mpf("-0.5"),)


def test_backtracking_stops_at_the_first_step_that_falls_enough():
    """From 1 on x^2 a step gamma leads to 1 - 2 gamma and falls enough if gamma <= 1 - share."""
    rule = Backtracking(4, Fraction(1, 2), Fraction(1, 4))
    step = stepper(PARABOLA, rule)([(mpf(1),)], (mpf(1), mpf(2)))

    assert (step.gamma, step.trials) == (Fraction(1, 2), 3)


def test_a_trial_off_the_domain_is_in_vain():
    step = stepper(Field.parse("x log(x)", ["x"]), Backtracking(2))([(mpf(1),)], (mpf(0), mpf(1)))

    assert (step.place, step.trials) == ((mpf("0.5"),), 2)
