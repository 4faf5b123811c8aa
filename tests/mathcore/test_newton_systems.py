"""Newton's method in several variables, against exact iterates, theory and known walks."""

import json
from fractions import Fraction
from itertools import pairwise
from math import cos, log, pi, sin
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mathcore import proof
from mathcore.newton_systems import Outcome, walk
from mathcore.systems import System

SPECIAL = json.loads((Path(__file__).parents[1] / "data" / "newton_special.json").read_text())
CIRCLE = System.parse(["x^2 + y^2 - 4", "x y - 1"])


def line(text):
    return System.parse([text], ["x"])


def by_hand(place, steps):
    """Exact Newton steps on the circle and the hyperbola, by Cramer's rule in fractions."""
    x, y = map(Fraction, place)
    places = [(x, y)]
    for _ in range(steps):
        f, g = x * x + y * y - 4, x * y - 1
        det = 2 * x * x - 2 * y * y
        x, y = x - (f * x - 2 * y * g) / det, y - (2 * x * g - y * f) / det
        places.append((x, y))
    return places


def test_the_places_are_the_exact_iterates():
    trace = walk(CIRCLE, (2, 1))
    for visit, truth in zip(trace.visits[:5], by_hand((2, 1), 4), strict=True):
        for ours, exact in zip(visit.place, truth, strict=True):
            assert ours == float(exact)
            assert proof.close(float(exact), ours.meaning).proved


def test_the_error_is_squared_at_every_step():
    errors = walk(CIRCLE, (2, 1)).errors
    orders = [log(c / b) / log(b / a) for (a, b), (_, c) in pairwise(pairwise(errors))]

    assert orders[-1] == pytest.approx(2, abs=0.05)
    assert proof.number(f"{errors[3]:.5e}", errors[3].meaning).proved


def test_the_root_is_certified():
    trace = walk(CIRCLE, (2, 1))

    assert trace.root == pytest.approx((2 * cos(pi / 12), 2 * sin(pi / 12)), rel=1e-15)
    assert proof.number("1.931851652578136573", trace.root[0].meaning).proved
    assert (trace.steps, trace.visits[1].at.x) == (5, trace.visits[1].place[0])


def test_values_and_jacobians_of_a_visit_are_proved():
    visit = walk(CIRCLE, (2, 1)).visits[4]

    assert proof.number(f"{visit.values[0]:.6e}", visit.values[0].meaning).proved
    assert proof.number(f"{visit.jacobian[1][0]:.12f}", visit.jacobian[1][0].meaning).proved


@pytest.mark.parametrize("case", SPECIAL, ids=lambda case: case["id"])
def test_one_equation_walks_as_newton_does(case):
    start = {"1/sqrt(3)": 3**-0.5}.get(case["x0"]) or float(Fraction(case["x0"]))
    places = [each.place[0] for each in walk(line(case["f"].replace("**", "^")), (start,)).visits]
    for ours, truth in zip(places, case["iterates_20_digits"], strict=False):
        assert ours == pytest.approx(float(truth), rel=1e-12, abs=1e-15)


@pytest.mark.parametrize(
    ("system", "start", "outcome"),
    [
        (CIRCLE, (2, 1), Outcome.CONVERGED),
        (CIRCLE, (1, 1), Outcome.SINGULAR),
        (System.parse(["x^2", "y - 1"]), (1, 2), Outcome.DEGENERATE),
        (System.parse(["x^2", "y^2 - x"]), (0, 0), Outcome.DEGENERATE),
        (System.parse(["(x^2 - 2)^2", "y"]), (2, 1), Outcome.UNPROVED),
        (line("gamma(x) - 2"), (3.3,), Outcome.CONVERGED),
        (line("x^3 - 2x + 2"), (0,), Outcome.CYCLE),
        (line("atan(x)"), (1.4,), Outcome.ESCAPED),
        (System.parse(["log(x)", "y"]), (4, 1), Outcome.LEFT_DOMAIN),
        (line("x^2 + 1"), (0.5,), Outcome.UNFINISHED),
    ],
)
def test_every_outcome_can_happen(system, start, outcome):
    trace = walk(system, start)

    assert trace.outcome is outcome
    assert (trace.proved is None) == (outcome not in (Outcome.CONVERGED, Outcome.DEGENERATE))


def test_a_walk_without_a_root_claims_none():
    with pytest.raises(ValueError, match="found no root: the Jacobian is singular here"):
        _ = walk(CIRCLE, (1, 1)).root
    with pytest.raises(ValueError, match="found no root: it comes back"):
        _ = walk(line("x^3 - 2x + 2"), (0,)).errors


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(-6, 6), min_size=6, max_size=6))
def test_linear_systems_take_one_step(flat):
    a, b, c, d, e, f = flat
    if a * d == b * c:
        return
    texts = [f"({a}) x + ({b}) y - ({e})", f"({c}) x + ({d}) y - ({f})"]
    trace = walk(System.parse(texts), (7, 8))
    truth = Fraction(e * d - b * f, a * d - b * c), Fraction(a * f - e * c, a * d - b * c)

    assert trace.root == pytest.approx(tuple(map(float, truth)), abs=1e-14)
    assert trace.visits[1].place == pytest.approx(tuple(map(float, truth)), abs=1e-14)


def test_three_unknowns_on_scales_far_apart():
    texts = ["10^6 x^2 - 10^-6", "y/10^6 - z", "z^3 - 8"]
    trace = walk(System.parse(texts, ["x", "y", "z"]), (1e-5, 1, 1))

    assert trace.root == pytest.approx((1e-6, 2e6, 2), rel=1e-15)


def test_a_degenerate_root_is_approached_by_halves():
    errors = walk(line("(x - 1)^2"), (2,)).errors

    assert [b / a for a, b in pairwise(errors[:8])] == [0.5] * 7


@pytest.mark.parametrize(
    ("start", "tol", "problem"),
    [
        ((1, 1), 0.0, "tol must be positive and finite"),
        ((1,), 1e-9, "start must have 2 coordinates"),
    ],
)
def test_a_question_without_meaning_is_refused(start, tol, problem):
    with pytest.raises(ValueError, match=problem):
        walk(CIRCLE, start, tol=tol)


def test_a_start_off_the_domain_is_refused():
    with pytest.raises(ValueError, match="no value or slope at start"):
        walk(line("log(x)"), (-1,))
