"""The walk in multiprecision, against the one chaotic walk that is known in closed form."""

import pytest
from mpmath import acot, cot, mp, mpf
from sympy import Rational

from mathcore.functions import Function
from mathcore.newton_convergence import measured
from mathcore.newton_outcomes import Outcome
from mathcore.newton_walk import reliable
from mathcore.quantity import exact


def test_of_a_chaotic_walk_only_what_two_precisions_agree_on_is_kept():
    """On x^2 + 1 a step doubles the angle whose cotangent is x, and so a binary digit is lost."""
    walk = reliable(Function.parse("x^2 + 1"), 0.3, 1e-12, 3000)
    steps = len(walk.places) - 1
    with mp.workdps(4000):
        true = cot(2**steps * acot(mpf("0.3")))

    assert walk.outcome is Outcome.UNFINISHED
    assert 1000 < steps < 3000
    assert walk.places[-1] == pytest.approx(true, rel=1e-12)
    assert len(walk.heights) == len(walk.slopes) == steps + 1


def test_no_errors_are_measured_of_a_walk_that_found_no_root():
    f = Function.parse("x^2 + 1")
    walk = reliable(f, 0.3, 1e-12, 5)

    with pytest.raises(ValueError, match="found no root: the steps ran out"):
        measured(f, exact(0.0), (), walk)


@pytest.mark.parametrize("power", [-30, 5])
def test_a_root_at_zero_is_counted_in_the_decade_of_the_start(power):
    """It has no leading digit; on x + x^2 a step leads from x > 0 to x^2 / (1 + 2x), below x."""
    f = Function.parse("x + x^2")
    walk = reliable(f, 3 * 10.0**power, 1e-12, 100)

    assert walk.outcome is Outcome.CONVERGED
    assert walk.root.value == 0
    assert walk.decade == Rational(10) ** power
    assert abs(walk.places[-1] - walk.places[-2]) <= mpf(10) ** (power - 12)
