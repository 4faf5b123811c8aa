"""Verdicts on a step before it is taken, against exact theory and against walks."""

import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mathcore import critical_points, proof
from mathcore.descent import descend
from mathcore.descent_outcomes import Outcome
from mathcore.descent_verdicts import Hold, Verdict, curvatures, hold, judge
from mathcore.fields import Field
from mathcore.quadratics import Quadratic
from mathcore.step_rules import Steady

TRUTH = json.loads((Path(__file__).parents[1] / "data" / "gradient_descent.json").read_text())
HIMMELBLAU = Field.parse("(x^2 + y - 11)^2 + (x + y^2 - 7)^2")
VIEW = ((-10, 10), (-10, 10))


@pytest.mark.parametrize("case", TRUTH, ids=lambda case: case["eta"])
def test_on_a_quadratic_form_the_verdict_is_the_exact_one(case):
    form = Quadratic.of(case["A"], [Fraction(each) for each in case["b"]])
    start = [float(each) for each in case["x0"]]
    found = judge(form.field, start, Fraction(case["eta"]), VIEW[: len(start)])
    wanted = Verdict.CONVERGES if case["verdict"] == "converges" else Verdict.TOO_LONG

    assert found.verdict is wanted
    assert found.curvatures.high == pytest.approx(float(case["eigenvalues"][-1]))
    assert found.curvatures.low == pytest.approx(float(case["eigenvalues"][0]))


@settings(max_examples=25, deadline=None)
@given(st.floats(2, 4), st.floats(1, 3))
def test_no_curvature_lies_outside_the_bounds(x, y):
    bend = curvatures(HIMMELBLAU, ((2, 4), (1, 3)))
    low, high = HIMMELBLAU.hessian(x, y).eigenvalues

    assert bend.low <= low <= high <= bend.high
    assert bend.steepest_low <= high


@pytest.mark.parametrize(
    ("start", "step", "ranges", "verdict"),
    [
        ((3.1, 1.9), 0.005, ((2.5, 3.5), (1.5, 2.5)), Verdict.CONVERGES),
        ((3.49, 1.51), 0.005, ((2.5, 3.5), (1.5, 2.5)), Verdict.DESCENDS),
        ((0, 0), 0.005, ((-4, 4), (-4, 4)), Verdict.DESCENDS),
        ((0, 0), 0.02, ((-4, 4), (-4, 4)), Verdict.CANNOT_TELL),
        ((3, 2), 0.05, ((2.5, 3.5), (1.5, 2.5)), Verdict.TOO_LONG),
        ((1, 1), 0.001, ((3.3, 3.5), (2.3, 2.5)), Verdict.DESCENDS),
    ],
)
def test_every_verdict_can_happen(start, step, ranges, verdict):
    assert judge(HIMMELBLAU, start, step, ranges).verdict is verdict


def test_a_step_that_surely_converges_does():
    found = judge(HIMMELBLAU, (3.1, 1.9), 0.005, ((2.5, 3.5), (1.5, 2.5)))
    trace = descend(HIMMELBLAU, (3.1, 1.9), Steady(0.005))

    assert trace.lowest.place == found.lowest.place
    assert all(b.height < a.height for a, b in zip(trace.visits, trace.visits[1:], strict=False))


def test_the_longest_sure_step_is_two_over_the_greatest_curvature():
    bend = curvatures(Field.parse("x^2 + 10y^2"), VIEW)

    assert bend.longest_sure_step == pytest.approx(0.1)
    assert proof.close(float(bend.longest_sure_step), bend.longest_sure_step.meaning).proved
    with pytest.raises(ValueError, match="no step is too long where no curvature is positive"):
        _ = curvatures(Field.parse("-x^2 - y^2"), VIEW).longest_sure_step
    with pytest.raises(ValueError, match="no step is too long where no curvature is positive"):
        _ = curvatures(Field.parse("x + y"), VIEW).longest_sure_step


@pytest.mark.parametrize(
    ("formula", "step", "held"),
    [
        ("x^2 + 10y^2", 0.09, Hold.HOLDS),
        ("x^2 + 10y^2", 0.11, Hold.OVERSHOOTS),
        ("x^2 + 10y^2", 0.1, Hold.UNDECIDED),
        ("x^2 - 10y^2", 0.01, Hold.FALLS),
        ("x^4 + y^2", 0.1, Hold.UNDECIDED),
    ],
)
def test_a_level_place_holds_a_walk_or_not(formula, step, held):
    field = Field.parse(formula)
    (place,) = critical_points.search(field, ((-1, 1), (-1, 1))).found

    assert hold(place, step) is held


def test_a_place_that_holds_is_come_to_and_one_that_overshoots_is_not():
    (place,) = critical_points.search(HIMMELBLAU, ((2.5, 3.5), (1.5, 2.5))).found
    near = (3.01, 2.01)
    for step, held in ((0.02, Hold.HOLDS), (0.03, Hold.OVERSHOOTS)):
        came = descend(HIMMELBLAU, near, Steady(step)).outcome is Outcome.CONVERGED

        assert hold(place, step) is held
        assert came == (held is Hold.HOLDS)


@pytest.mark.parametrize(
    ("formula", "ranges", "problem"),
    [
        ("x^2 + y^2", ((0, 1),), "ranges must be a finite"),
        ("1/x + y^2", ((-1, 1), (-1, 1)), "the curvatures have no bound"),
        ("gamma(x) + y^2", ((1, 2), (1, 2)), "no enclosure"),
    ],
)
def test_curvatures_without_bounds_are_refused(formula, ranges, problem):
    with pytest.raises(ValueError, match=problem):
        curvatures(Field.parse(formula), ranges)


@pytest.mark.parametrize(
    ("step", "verdict"),
    [
        (0.1 * (1 - 1e-9), Verdict.CONVERGES),
        (0.1, Verdict.CANNOT_TELL),
        (0.1 * (1 + 1e-9), Verdict.TOO_LONG),
    ],
)
def test_two_over_the_curvature_parts_the_steps(step, verdict):
    assert judge(Field.parse("x^2 + 10y^2"), (1, 1), step, VIEW).verdict is verdict


@pytest.mark.parametrize("spare", [1e-9, -1e-9])
@pytest.mark.parametrize("side", ["left", "right", "below", "above"])
def test_the_ball_through_the_start_must_lie_in_view(side, spare):
    """The lowest place is (1, 2), the start (4, 6) is five away."""
    ends = {"left": -4 - spare, "right": 6 + spare, "below": -3 - spare, "above": 7 + spare}
    wide = {"left": -9, "right": 9, "below": -9, "above": 9} | {side: ends[side]}
    ranges = ((wide["left"], wide["right"]), (wide["below"], wide["above"]))
    found = judge(Field.parse("(x - 1)^2 + (y - 2)^2"), (4, 6), 0.5, ranges)

    assert found.verdict is (Verdict.CONVERGES if spare > 0 else Verdict.DESCENDS)


@pytest.mark.parametrize(
    ("formula", "low", "high"), [("x y", -1, 1), ("x^2 - 3x y", 1 - 10**0.5, 1 + 10**0.5)]
)
def test_the_curvatures_of_a_quadratic_form_are_its_eigenvalues(formula, low, high):
    bend = curvatures(Field.parse(formula), VIEW)

    assert (bend.low, bend.high, bend.steepest_low) == pytest.approx((low, high, high), abs=1e-10)
    assert bend.low <= low
    assert bend.steepest_low <= high <= bend.high
