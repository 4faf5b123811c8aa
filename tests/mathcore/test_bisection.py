"""Bisection, checked against its theory: one binary digit a step, whatever the function."""

from itertools import pairwise
from math import inf, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Abs, Piecewise, S, Symbol, cbrt, log, sign
from sympy import sqrt as root_of

from mathcore import newton, proof
from mathcore.bisection import Outcome, bisect
from mathcore.functions import Function
from mathcore.quantity import Meaning, Quantity

X = Symbol("x", real=True)

ENDINGS = [
    (X**3 - 2 * X + 2, -2.0, 0.0, Outcome.CONVERGED),
    (sign(X) * cbrt(Abs(X)), -1.0, 2.0, Outcome.CONVERGED),
    (X, -1.0, 1.0, Outcome.HIT),
    (X, 0.0, 1.0, Outcome.HIT),
    (X, -1.0, 0.0, Outcome.HIT),
    (X - S(2) ** -22, 0.0, 1.0, Outcome.CONVERGED),  # a middle that comes after the last shown
    (X**2 + 1, -1.0, 1.0, Outcome.NO_SIGN_CHANGE),
    (1 / X, -1.0, 2.0, Outcome.NO_ROOT),
    (sign(X) + X / 9, -1.0, 2.0, Outcome.NO_ROOT),
    (1 / (X - S(2) ** -22), 0.0, 1.0, Outcome.NO_ROOT),
    (Piecewise((-1, X < 1), (1, X > 1), (0, True)), 0.1, 2.0, Outcome.NO_ROOT),
    (log(X), -1.0, 2.0, Outcome.LEFT_DOMAIN),
    (1 / X, -1.0, 1.0, Outcome.LEFT_DOMAIN),
]


@pytest.mark.parametrize(("expression", "low", "high", "outcome"), ENDINGS)
def test_every_outcome_can_happen(expression, low, high, outcome):
    assert bisect(Function(expression, X), low, high, 1e-6).outcome is outcome


def test_no_outcome_is_left_out():
    assert {outcome for *_, outcome in ENDINGS} == set(Outcome)


@given(st.integers(1, 10**6), st.integers(-20, 20))
@settings(max_examples=20, deadline=None)
def test_every_bracket_is_half_the_last_and_holds_the_root(square, power):
    scale = 2.0**power
    high = (square + 1) * scale
    trace = bisect(Function(X**2 - S(square * scale**2), X), 0.0, high, 1e-9 * high)

    for here, there in pairwise(trace.brackets):
        assert there.width == here.width / 2
    if trace.outcome is Outcome.CONVERGED:
        assert trace.root == pytest.approx(sqrt(square) * scale, rel=1e-15)
        assert trace.steps == 30


def test_newton_needs_far_fewer_steps_for_the_same_tolerance():
    f = Function(X**3 - 2 * X + 2, X)
    walk = newton.iterate(f, -2.0)
    trace = bisect(f, -2.0, 0.0, walk.tolerance)

    assert (walk.steps, trace.steps) == (4, 41)
    assert trace.root == walk.root


def test_the_prover_confirms_every_number():
    trace = bisect(Function(X**3 - 2 * X + 2, X), -2.0, 0.0, 1e-3)
    shown = [trace.root, trace.steps]
    shown += [each for b in trace.brackets for each in (b.low, b.middle, b.high, b.width)]

    assert [q for q in shown if not proof.close(float(q), q.meaning).proved] == []


def test_ends_lie_on_the_axis_and_a_middle_that_hits_is_the_root():
    trace = bisect(Function(X, X), -1.0, 1.0, 1e-6)

    assert [(end.x, end.y) for end in trace.brackets[0].ends] == [(-1, 0), (1, 0)]
    assert (trace.root, trace.steps) == (0, 0)


def test_no_root_is_claimed_without_one():
    start = Quantity(-sqrt(2), Meaning(-root_of(2)))

    with pytest.raises(ValueError, match="found no root: the sign changes, but by a jump"):
        _ = bisect(Function(1 / X, X), -1.0, 2.0, 1e-6).root
    with pytest.raises(ValueError, match="between rational ends only"):
        _ = bisect(Function(X, X), start, 1.0, 1e-6).root


@pytest.mark.parametrize(("low", "high", "tol"), [(1, 0, 1), (0, inf, 1), (0, 1, 0)])
def test_a_question_without_meaning_is_refused(low, high, tol):
    with pytest.raises(ValueError, match="low < high must be finite"):
        bisect(Function(X, X), low, high, tol)


def test_how_often_to_halve_does_not_depend_on_the_function():
    """A width of one falls below a thousandth after ten halvings: 2^10 = 1024."""
    helpless = bisect(Function.parse("x^2 + 1"), 0.0, 1.0, 1e-3)

    assert not helpless.found
    assert helpless.halvings == 10
    assert proof.number("10", helpless.halvings.meaning).proved


def test_the_logarithms_of_the_widths_fall_by_log_two():
    trace = bisect(Function.parse("x^2 - 2"), 1.0, 2.0, 1e-3)

    assert [float(point.x) for point in trace.log_widths] == list(range(len(trace.brackets)))
    for n, point in enumerate(trace.log_widths):
        assert float(point.y) == pytest.approx(-n * 0.30102999566398120)


def test_the_view_of_a_bisection_holds_its_ends():
    trace = bisect(Function.parse("x^2 - 2"), 1.0, 2.0, 1e-3)

    trace.view.hold(*trace.brackets[0].ends)
    trace.view.hold(Function.parse("x^2 - 2").point(2.0))


def test_what_a_root_and_a_count_are_bound_to_is_known_for_what_it_is():
    """A root is a real number, a width is positive, and halvings are counted."""
    trace = bisect(Function(X**2 - 2, X), 1, 2, tol=1e-3)
    (root,), (count,) = trace.root.meaning.bindings, trace.halvings.meaning.bindings

    assert root.symbols[0].is_real
    assert count.symbol.is_integer
    assert count.variables[0].is_positive
