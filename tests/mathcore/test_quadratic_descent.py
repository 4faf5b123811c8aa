"""Descent on quadratic forms, against exact iterates and the theory of linear iterations."""

import json
from fractions import Fraction
from itertools import pairwise
from math import hypot, sqrt
from pathlib import Path

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mathcore import proof
from mathcore import quadratic_descent as qd
from mathcore.quadratic_descent import Outcome, rate, verdict, walk
from mathcore.quadratics import Quadratic
from mathcore.step_rules import Steady

TRUTH = json.loads((Path(__file__).parents[1] / "data" / "gradient_descent.json").read_text())
LONG = Quadratic.of([[2, 0], [0, 20]], [0, 0])
VALLEY = Quadratic.of([[2, 0], [0, 0]], [2, 0])


@pytest.mark.parametrize("case", TRUTH, ids=lambda case: case["eta"])
def test_iterates_radius_and_verdict_are_those_of_exact_arithmetic(case):
    form = Quadratic.of(case["A"], [Fraction(each) for each in case["b"]])
    rule = Steady(Fraction(case["eta"]))
    trace = walk(form, [Fraction(each) for each in case["x0"]], rule, 8)
    wanted = [tuple(map(Fraction, each)) for each in case["iterates_exact"]]

    assert list(trace.exact_places) == wanted
    assert form.matrix.eigenvalues == pytest.approx([float(e) for e in case["eigenvalues"]])
    assert rate(form, rule) == pytest.approx(float(case["spectral_radius"]), rel=1e-15)
    assert proof.close(float(case["spectral_radius"]), rate(form, rule).meaning).proved
    assert verdict(form, rule).name.lower() == case["verdict"]


@pytest.mark.parametrize(
    ("form", "start", "step", "outcome"),
    [
        (LONG, (1, 1), Fraction(1, 20), Outcome.CONVERGES),
        (LONG, (1, 1), Fraction(1, 10), Outcome.TO_AND_FRO),
        (LONG, (1, 1), Fraction(11, 100), Outcome.DIVERGES),
        (LONG, (1, 0), Fraction(11, 100), Outcome.CONVERGES),
        (LONG, (0, 0), Fraction(11, 100), Outcome.RESTS),
        (VALLEY, (5, 3), Fraction(1, 2), Outcome.CONVERGES),
        (Quadratic.of([[2, 0], [0, 0]], [2, 1]), (5, 3), Fraction(1, 2), Outcome.SLIDES),
        (Quadratic.of([[1, 2], [2, 1]], [0, 0]), (1, 0), Fraction(1, 9), Outcome.FALLS_AWAY),
        (Quadratic.of([[1, 2], [2, 1]], [0, 0]), (1, 1), Fraction(1, 9), Outcome.CONVERGES),
    ],
)
def test_every_outcome_can_happen(form, start, step, outcome):
    assert walk(form, start, Steady(step), 3).outcome is outcome


@pytest.mark.parametrize(
    ("form", "outcome"),
    [
        (VALLEY, Outcome.CONVERGES),
        (Quadratic.of([[2, 0], [0, 0]], [2, 1]), Outcome.SLIDES),
        (Quadratic.of([[1, 2], [2, 1]], [0, 0]), Outcome.FALLS_AWAY),
    ],
)
def test_a_verdict_speaks_for_almost_every_start(form, outcome):
    assert verdict(form, Steady(0.1)) is outcome


def test_the_longest_step_goes_to_and_fro_and_any_shorter_one_converges():
    trace = walk(LONG, (0, 1), Steady(Fraction(1, 10)), 4)

    assert [place[1] for place in trace.exact_places] == [1, -1, 1, -1, 1]
    assert qd.longest_step(LONG) == 0.1
    assert verdict(LONG, Steady(0.0999999)) is Outcome.CONVERGES


def test_the_limit_is_the_place_that_the_walk_comes_to():
    trace = walk(VALLEY, (5, 3), Steady(0.2), 60)

    assert trace.limit == (1, 3)
    assert trace.places[-1] == pytest.approx((1, 3), abs=1e-9)
    with pytest.raises(ValueError, match="comes to no lowest place: the step is too long"):
        _ = walk(LONG, (1, 1), Steady(1), 1).limit


def test_the_best_step_shrinks_the_height_by_the_rate_squared():
    """From the worst start, (1/l, 1/L), every step takes exactly ((K - 1)/(K + 1))^2."""
    trace = walk(LONG, (10, 1), Steady(Fraction(1, 11)), 6)
    for here, there in pairwise(trace.heights):
        assert there / here == pytest.approx((9 / 11) ** 2)

    assert qd.best_step(LONG) == pytest.approx(1 / 11)
    assert proof.number("0.8182", qd.best_rate(LONG).meaning).proved
    assert rate(LONG, Steady(Fraction(1, 11))) == pytest.approx(qd.best_rate(LONG))


def roots_by_mpmath(rule, curvature):
    """The greatest modulus of the roots of the walk's own recurrence."""
    beta, shrunk = mpmath.mpf(float(rule.beta)), 1 - float(rule.gamma) * mpmath.mpf(curvature)
    ahead = [1, -(1 + beta) * shrunk, beta * shrunk]
    found = mpmath.polyroots(
        ahead if rule.look_ahead else [1, -(beta + shrunk), beta], extraprec=99
    )
    return float(max(map(abs, found)))


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 60), st.integers(0, 9), st.booleans())
def test_rate_and_verdict_with_momentum_follow_the_roots(step, momentum, ahead):
    rule = Steady(Fraction(step, 300) + Fraction(1, 1777), Fraction(momentum, 10), ahead)
    wanted = max(roots_by_mpmath(rule, 2), roots_by_mpmath(rule, 20))

    assert rate(LONG, rule) == pytest.approx(wanted, rel=1e-7)
    assert (verdict(LONG, rule) is Outcome.CONVERGES) == (wanted < 1)


@pytest.mark.parametrize("ahead", [False, True])
def test_momentum_moves_the_longest_step(ahead):
    rule = Steady(Fraction(1, 10), Fraction(1, 2), ahead)
    most = qd.longest_step(LONG, rule)
    exact = Fraction(3, 40) if ahead else Fraction(3, 20)

    assert most == float(exact)
    assert verdict(LONG, Steady(exact, Fraction(1, 2), ahead)) is Outcome.TO_AND_FRO


def test_the_best_heavy_ball_reaches_the_rate_of_the_square_root():
    step, momentum = qd.best_heavy_ball(LONG)
    trace = walk(LONG, (10, 1), Steady(float(step), float(momentum)), 120)
    lengths = [hypot(*place) for place in trace.places]

    assert step == pytest.approx(4 / (sqrt(2) + sqrt(20)) ** 2)
    assert proof.close(step, step.meaning).proved
    assert proof.number("0.269874", momentum.meaning).proved
    assert (lengths[120] / lengths[80]) ** (1 / 40) == pytest.approx(sqrt(momentum), rel=0.02)


def test_momentum_keeps_a_part_of_the_last_step():
    heavy = walk(Quadratic.of([[1]], [0]), (1,), Steady(Fraction(1, 2), Fraction(1, 2)), 2)
    ahead = walk(Quadratic.of([[1]], [0]), (1,), Steady(Fraction(1, 2), Fraction(1, 2), True), 2)

    assert [x for (x,) in heavy.exact_places] == [1, Fraction(1, 2), 0]
    assert [x for (x,) in ahead.exact_places] == [1, Fraction(1, 2), Fraction(1, 8)]


def test_a_walk_ends_before_it_leaves_the_floats():
    trace = walk(Quadratic.of([[4]], [2]), (5,), Steady(10**9), 100)

    assert len(trace.places) < 60
    assert trace.outcome is Outcome.DIVERGES


def test_gradients_and_points_are_those_of_the_form():
    trace = walk(LONG, (1, 1), Steady(0.05), 1)

    assert trace.gradients[0].slopes == (2, 20)
    assert (trace.points[1].x, trace.points[1].y) == (0.9, 0)


def test_start_and_form_must_fit():
    with pytest.raises(ValueError, match="start must have 2 coordinates"):
        walk(LONG, (1,), Steady(0.1), 1)


def test_a_walk_of_no_steps_knows_where_it_would_come_to():
    assert walk(VALLEY, (5, 3), Steady(0.2), 0).limit == (1, 3)
