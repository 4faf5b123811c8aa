"""Walks that play a part are refused when they do not play it; the rule follows line by line."""

import pytest
from sympy import Rational, simplify

from mathcore import newton_cases, newton_step, proof
from mathcore.bisection import Outcome as HalvingOutcome
from mathcore.functions import Function
from mathcore.newton import Outcome
from mathcore.windows import Window

CUBIC = "x^3 - 2x + 2"
VIEW = Window((-3.0, 3.0), (-5.0, 7.0))


def test_the_three_lines_hold_and_the_last_is_newtons_rule():
    f = Function.parse(CUBIC)
    derivation = newton_step.derivation(f)

    assert all(proof.identity(line.left, line.right).proved for line in derivation.lines)
    at = {f.variable: Rational(-2)}
    assert derivation.rule.left.subs(at) == derivation.rule.right.subs(at) == Rational(-9, 5)


def test_a_lost_sign_in_the_rule_would_be_found():
    rule = newton_step.derivation(Function.parse(CUBIC)).rule
    wrong = 2 * Function.parse(CUBIC).variable - rule.right

    assert simplify(rule.left - wrong) != 0
    assert not proof.identity(rule.left, wrong).proved


def test_a_swift_walk_reaches_the_root():
    walk = newton_cases.swift(CUBIC, "-2", 6, VIEW)

    assert float(walk.root) == pytest.approx(-1.7692923542386314)
    assert [float(stop.x) for stop in walk.stops] == list(range(len(walk.visits)))


@pytest.mark.parametrize(
    ("function", "start", "visits", "reason"),
    [
        ("x^2 + 1", "1/2", 6, "cannot be shown here: the steps ran out"),
        ("2x - 1", "1", 6, "is over after"),
        (CUBIC, "-2", 7, "is over after 6 places"),
        ("sign(x) * abs(x)^(3/2)", "1", 6, "not smooth at the root"),
        (CUBIC, "-2.9", 6, "outside the view"),
    ],
)
def test_a_walk_that_is_not_swift_is_refused(function, start, visits, reason):
    with pytest.raises(ValueError, match=reason):
        newton_cases.swift(function, start, visits, VIEW)


@pytest.mark.parametrize(
    ("near", "outcome"), [("1/10", Outcome.SETTLES), ("-1", Outcome.CONVERGED)]
)
def test_the_traps_end_as_they_are_named(near, outcome):
    traps = newton_cases.traps(CUBIC, "0", near, "sqrt(2/3)", VIEW)

    assert traps.ring.period == 2
    assert traps.near.outcome is outcome
    assert traps.flat.outcome is Outcome.FLAT


@pytest.mark.parametrize("wrong", [{"ring": "-2"}, {"near": "sqrt(2/3)"}, {"flat": "0"}])
def test_a_trap_that_does_not_hold_is_refused(wrong):
    parts = {"ring": "0", "near": "1/10", "flat": "sqrt(2/3)"} | wrong

    with pytest.raises(ValueError, match="cannot be shown here"):
        newton_cases.traps(CUBIC, **parts, view=VIEW)


def test_a_descent_ends_at_the_bottom_or_is_refused():
    assert float(newton_cases.descent(CUBIC, "2").place) == pytest.approx((2 / 3) ** 0.5)

    with pytest.raises(ValueError, match="a maximum"):
        newton_cases.descent(CUBIC, "-2")


def test_the_rival_is_as_precise_as_the_walk():
    walk = newton_cases.swift(CUBIC, "-2", 6, VIEW)
    halving = newton_cases.rival(walk, -2.0, -1.0)

    assert halving.found
    assert halving.outcome is HalvingOutcome.CONVERGED
    assert halving.steps == halving.halvings == 40  # 2^-40 < 10^-12 < 2^-39
