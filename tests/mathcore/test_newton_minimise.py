"""Newton's method for lowest places with a fall-back, on the classical hard cases."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mathcore import landscapes, proof
from mathcore.descent_outcomes import Outcome
from mathcore.fields import Field
from mathcore.newton_minimise import Fallback, Way, descend
from mathcore.quadratics import Quadratic

HIMMELBLAU = Field.parse("(x^2 + y - 11)^2 + (x + y^2 - 7)^2")
ROSENBROCK = Field.parse("(1 - x)^2 + 100 (y - x^2)^2")
BOTH = pytest.mark.parametrize("fallback", list(Fallback))


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(-4, 4), min_size=5, max_size=5))
def test_a_bowl_takes_one_step(entries):
    a, b, c, p, q = entries
    form = Quadratic.of([[a * a + b * b + 1, b * c], [b * c, c * c + 1]], [p, q])
    trace = descend(form.field, (9, -7))

    assert [each.way for each in trace.visits] == [Way.NEWTON, None]
    assert trace.visits[1].place == form.lowest
    assert trace.outcome is Outcome.CONVERGED


@BOTH
@pytest.mark.parametrize(
    ("field", "start", "lowest"),
    [
        (ROSENBROCK, (-1.2, 1), (1, 1)),
        (HIMMELBLAU, (0, 0), (3, 2)),
        (Field.parse("x^2 - y^2 + y^4"), (1, 1e-9), (0, 2**-0.5)),
        (Field.parse("10^-6 x^2 + cosh(10^6 y)"), (1e6, 1e-6), (0, 0)),
        (Field.parse("x - log(x)", ["x"]), (10,), (1,)),
    ],
)
def test_the_lowest_place_is_found_and_certified(fallback, field, start, lowest):
    trace = descend(field, start, fallback)

    assert trace.lowest.place == pytest.approx(lowest, abs=1e-12)
    assert all(b.height <= a.height for a, b in pairwise(trace.visits))


@BOTH
def test_where_the_ground_curves_down_the_step_falls_back(fallback):
    trace = descend(HIMMELBLAU, (0, 0), fallback)
    way = Way.STEEPEST if fallback is Fallback.STEEPEST else Way.SHIFTED
    bent = [trace.hessian(i).eigenvalues[0] <= 0 for i in range(len(trace.visits) - 1)]

    assert [each.way is way for each in trace.visits[:-1]] == bent
    assert trace.count(way) == sum(bent)
    assert trace.visits[0].way is way


def test_a_shifted_hessian_is_positive_definite():
    trace = descend(HIMMELBLAU, (0, 0), Fallback.SHIFTED)
    first = trace.visits[0]

    assert first.shift + trace.hessian(0).eigenvalues[0] > 0
    assert trace.visits[-2].shift == 0


@BOTH
def test_every_digit_of_a_visit_can_be_proved(fallback):
    for visit in descend(HIMMELBLAU, (0.25, 0), fallback).visits[:5]:
        assert proof.number(f"{visit.at.x:.9f}", visit.at.x.meaning).proved
        assert proof.number(f"{visit.height:.6f}", visit.height.meaning).proved
        assert proof.number(f"{visit.gradient.east:.6f}", visit.gradient.east.meaning).proved


def test_near_the_lowest_place_the_error_is_squared():
    visits = descend(ROSENBROCK, (1.1, 1.2), tol=1e-30).visits
    slopes = [each.gradient.length for each in visits if each.gradient.length < 1e-3]

    assert len(slopes) >= 3
    assert all(c < b**1.6 for b, c in pairwise(slopes))


def test_a_narrow_valley_needs_shortened_steps():
    trace = descend(ROSENBROCK, (-1.2, 1))

    assert trace.count(Way.SHORTENED) > 0
    assert all((v.step < 1) == (v.way is Way.SHORTENED) for v in trace.visits[:-1])


@pytest.mark.parametrize(
    ("field", "start", "ranges", "outcome"),
    [
        (Field.parse("x^2 - y^2"), (0, 0), None, Outcome.SADDLE),
        (Field.parse("x^2 - y^2"), (1, 0), None, Outcome.SADDLE),
        (Field.parse("-x^2 - y^2"), (0, 0), None, Outcome.TOP),
        (Field.parse("x + y"), (0, 0), ((-9, 9), (-9, 9)), Outcome.LEFT_BOX),
        (Field.parse("x + y"), (0, 0), None, Outcome.UNFINISHED),
        (Field.parse("10^80 exp(x) - 10^80 x^2", ["x"]), (-1,), None, Outcome.RUNS_AWAY),
    ],
)
def test_walks_that_find_no_lowest_place_say_why(field, start, ranges, outcome):
    trace = descend(field, start, Fallback.SHIFTED, ranges)

    assert trace.outcome is outcome
    with pytest.raises(ValueError, match="found no lowest place"):
        _ = trace.lowest


def test_where_there_is_no_curvature_the_step_follows_the_slope():
    """At 0, the edge of its domain, x^(3/2) has a slope, but no curvature."""
    trace = descend(Field.parse("x^(3/2) - x", ["x"]), (0,))

    assert trace.visits[0].way is Way.STEEPEST
    assert trace.lowest.place == pytest.approx((4 / 9,))


@BOTH
def test_in_the_sandpit_short_steps_stay_in_the_pit(fallback):
    field = landscapes.hills_and_pits()
    trace = descend(field, landscapes.FIFTH_START, fallback, longest=0.5)
    wild = descend(field, landscapes.FIFTH_START, fallback, ((-3, 3), (-3, 3)))

    assert trace.outcome is Outcome.CONVERGED
    assert wild.outcome is Outcome.LEFT_BOX
    assert (trace.points[0].x, trace.steps) == (-0.25, len(trace.visits) - 1)


def test_the_longest_step_must_be_positive():
    with pytest.raises(ValueError, match="longest must be positive"):
        descend(HIMMELBLAU, (0, 0), longest=0)
