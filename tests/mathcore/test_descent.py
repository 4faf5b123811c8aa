"""Descent on smooth fields, against exact iterates, certified places and every way to fail."""

import json
from fractions import Fraction
from itertools import pairwise
from math import hypot
from pathlib import Path

import pytest

from mathcore import landscapes, proof, quadratic_descent
from mathcore.descent import descend
from mathcore.descent_outcomes import Outcome
from mathcore.fields import Field
from mathcore.quadratics import Quadratic
from mathcore.step_rules import Backtracking, Steady

TRUTH = json.loads((Path(__file__).parents[1] / "data" / "gradient_descent.json").read_text())
HIMMELBLAU = Field.parse("(x^2 + y - 11)^2 + (x + y^2 - 7)^2")
ROSENBROCK = Field.parse("(1 - x)^2 + 100 (y - x^2)^2")
ROUND = Field.parse("x^2 + y^2")
LINE = ["x"]


@pytest.mark.parametrize("case", TRUTH, ids=lambda case: case["eta"])
@pytest.mark.parametrize("momentum", [0, Fraction(1, 2)])
@pytest.mark.parametrize("ahead", [False, True])
def test_on_a_quadratic_form_the_places_are_the_exact_ones(case, momentum, ahead):
    form = Quadratic.of(case["A"], [Fraction(each) for each in case["b"]])
    rule = Steady(Fraction(case["eta"]), momentum, ahead)
    start = [float(each) for each in case["x0"]]
    trace = descend(form.field, start, rule, max_steps=8)
    exact = quadratic_descent.walk(form, start, rule, 8)
    for visit, places, slopes in zip(trace.visits, exact.places, exact.gradients, strict=True):
        assert visit.place == places
        assert visit.gradient.slopes == slopes.slopes

    assert proof.close(float(exact.places[8][0]), trace.visits[8].place[0].meaning).proved


@pytest.mark.parametrize(
    ("field", "start", "rule", "outcome"),
    [
        (HIMMELBLAU, (0, 0), Steady(0.01), Outcome.CONVERGED),
        (HIMMELBLAU, (0, 0), Backtracking(), Outcome.CONVERGED),
        (HIMMELBLAU, (0, 0), Steady(0.03), Outcome.CYCLE),
        (ROSENBROCK, (-1.2, 1), Steady(0.01), Outcome.OVERSHOOTS),
        (ROSENBROCK, (-1.2, 1), Backtracking(), Outcome.UNFINISHED),
        (Field.parse("2x^2 - 2x", LINE), (5,), Steady(0.51), Outcome.OVERSHOOTS),
        (Field.parse("x^2", LINE), (1,), Steady(1), Outcome.CYCLE),
        (Field.parse("x^2 - y^2"), (1, 0), Steady(0.1), Outcome.SADDLE),
        (Field.parse("x^2 - y^2"), (0, 0), Backtracking(), Outcome.SADDLE),
        (Field.parse("-x^2 - y^2"), (0, 0), Steady(0.1), Outcome.TOP),
        (Field.parse("exp(-x) + x^20 gamma(3)", LINE), (0.5,), Backtracking(), Outcome.CONVERGED),
        (Field.parse("gamma(x)", LINE), (1.25,), Steady(0.5), Outcome.LEVEL),
        (Field.parse("-x^4", LINE), (1,), Steady(1), Outcome.RUNS_AWAY),
        (Field.parse("-log(x) + 5x", LINE), (1,), Steady(1), Outcome.LEFT_DOMAIN),
        (Field.parse("10^80 x^2", LINE), (1,), Backtracking(), Outcome.STUCK),
    ],
)
def test_every_outcome_can_happen(field, start, rule, outcome):
    assert descend(field, start, rule).outcome is outcome


@pytest.mark.parametrize(("step", "outcome"), [(0.1, Outcome.LEFT_BOX), (1.5, Outcome.OVERSHOOTS)])
def test_a_walk_ends_at_the_last_place_on_the_map(step, outcome):
    field = Field.parse("x^2 + y") if outcome is Outcome.LEFT_BOX else ROUND
    trace = descend(field, (1, 0), Steady(step), ((-100, 100), (-1, 1)))

    assert trace.outcome is outcome
    assert all(abs(each.at.x) <= 100 and abs(each.at.y) <= 1 for each in trace.visits)


def test_the_lowest_place_is_certified():
    trace = descend(HIMMELBLAU, (0, 0), Backtracking())
    lowest = trace.lowest

    assert (lowest.at.x, lowest.at.y) == (3, 2)
    assert trace.visits[-1].place == pytest.approx((3, 2), abs=1e-6)
    with pytest.raises(ValueError, match="found no lowest place: the step is too long"):
        _ = descend(ROSENBROCK, (-1.2, 1), Steady(0.01)).lowest


@pytest.mark.parametrize("rule", [Steady(0.01), Backtracking(), Steady(0.005, 0.5)])
def test_every_digit_of_a_visit_can_be_proved(rule):
    visit = descend(HIMMELBLAU, (0, 0), rule, max_steps=12).visits[6]

    assert proof.number(f"{visit.at.x:.9f}", visit.at.x.meaning).proved
    assert proof.number(f"{visit.height:.7f}", visit.height.meaning).proved
    assert proof.number(f"{visit.gradient.north:.6f}", visit.gradient.north.meaning).proved
    assert proof.number(f"{visit.gradient.length:.6f}", visit.gradient.length.meaning).proved


def test_backtracking_falls_at_every_step_as_promised():
    visits = descend(ROSENBROCK, (-1.2, 1), Backtracking(), max_steps=40).visits
    for here, there in pairwise(visits):
        promised = 1e-4 * here.step * here.gradient.length**2

        assert there.height <= here.height - promised


def test_a_valley_is_crossed_in_a_zigzag():
    """Near two over the greatest curvature the steps across the valley turn back each time."""
    trace = descend(Field.parse("x^2 + 10y^2"), (10, 1), Steady(0.09), max_steps=12)
    signs = [each.at.y > 0 for each in trace.visits]

    assert signs == [True, False] * 6 + [True]


def test_the_aim_is_where_the_slope_alone_would_lead():
    trace = descend(ROUND, (1, 2), Steady(0.25), max_steps=1)

    assert (trace.visits[0].aim, trace.steps) == (trace.points[1], 1)
    with pytest.raises(ValueError, match="no step was taken"):
        _ = trace.visits[-1].aim


@pytest.mark.parametrize("scale", [1e-6, 1e6])
def test_units_do_not_matter(scale):
    """On x^2/s^2 the walk from s with step s^2/4 halves the distance each time."""
    field = Field.parse(f"x^2/{scale:.7f}^2", LINE)
    trace = descend(field, (scale,), Steady(scale**2 / 4), tol=1e-6)

    assert trace.outcome is Outcome.CONVERGED
    assert len(trace.visits) == 21
    assert trace.visits[3].place[0] == pytest.approx(scale / 8)


def test_the_landscape_of_the_lectures_leads_to_a_pit():
    trace = descend(landscapes.hills_and_pits(), landscapes.FIFTH_START, Steady(landscapes.STEP))
    end = trace.visits[-1].at

    assert hypot(*trace.field.slopes(end.x, end.y)) < 1e-8
    assert trace.outcome is Outcome.CONVERGED


@pytest.mark.parametrize("tol", [0.0, float("inf")])
def test_a_tolerance_must_be_positive(tol):
    with pytest.raises(ValueError, match="tol must be positive and finite"):
        descend(ROUND, (1, 1), Steady(0.1), tol=tol)


def test_a_start_must_be_a_place_of_the_field():
    with pytest.raises(ValueError, match="start must have 2 coordinates"):
        descend(ROUND, (1,), Steady(0.1))
    with pytest.raises(ValueError, match="start must lie in"):
        descend(ROUND, (5, 0), Steady(0.1), ((-1, 1), (-1, 1)))


def test_the_last_place_has_no_step():
    last = descend(Field.parse("x^2 + 3y^2"), (1.0, 1.0), Backtracking()).visits[-1]

    assert (last.step, last.trials) == (None, 0)


def test_where_the_walk_ends_nothing_was_tried():
    trace = descend(ROUND, (1.0, 1.0), Backtracking(), max_steps=3)

    assert trace.visits[-1].trials == 0
    assert all(each.trials >= 1 for each in trace.visits[:-1])
