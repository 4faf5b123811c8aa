"""The walk in multiprecision, against the one chaotic walk that is known in closed form."""

import pytest
from mpmath import acot, cosh, cot, mp, mpf, workdps
from sympy import LambertW, Rational, Symbol

from mathcore.functions import Function
from mathcore.newton_convergence import measured
from mathcore.newton_outcomes import Outcome
from mathcore.newton_walk import reliable
from mathcore.quantity import exact

x = Symbol("x", real=True)


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


@pytest.mark.parametrize(
    ("text", "start"), [("exp(x) - 1", -5.0), ("exp(x) - 1", -4.0), ("x exp(x)", 1.0)]
)
def test_a_long_walk_to_a_root_at_nought_arrives(text, start):
    """Far right each step of exp(x) - 1 is 1 long; how near 0 it comes must not matter."""
    walk = reliable(Function.parse(text), exact(start), 1e-12, 400)

    assert walk.outcome is Outcome.CONVERGED
    assert (walk.root.value, walk.root.multiplicity, walk.root.exact) == (0, 1, True)
    assert abs(walk.places[-1]) < 1e-12


def test_a_slope_that_cancels_is_not_level():
    """The fourth tangent of tanh has the slope 1/cosh(516.6)^2, some 10^-448."""
    walk = reliable(Function.parse("tanh(x)"), exact(1.2), 1e-12, 400)
    with workdps(600):
        true = 1 / cosh(walk.places[-1]) ** 2

        assert abs(walk.slopes[-1] / true - 1) < 1e-30
    assert walk.outcome is Outcome.ESCAPED


@pytest.mark.parametrize("shape", [x**2, (x - 2) ** 2 * (1 + LambertW(x))])
def test_a_level_place_stays_level(shape):
    """The second has no form in balls; at 2 the formula of its slope is 0 for certain."""
    start = 0.0 if shape == x**2 else 2.0

    assert reliable(Function(shape + 1, x), exact(start), 1e-12, 9).outcome is Outcome.FLAT


def test_a_very_small_slope_leads_very_far():
    walk = reliable(Function.parse("1 + 1e-150 x"), exact(1.0), 1e-12, 9)

    assert walk.outcome is Outcome.CONVERGED
    assert walk.root.value == -(10**150)
