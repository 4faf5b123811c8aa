"""Radii of convergence, against tables, known theory and the root test."""

import json
from math import inf, pi, sqrt
from pathlib import Path

import pytest
import sympy as sp

from mathcore import proof
from mathcore.functions import Function
from mathcore.singularities import Outcome, radius
from mathcore.taylor import expand

CASES = json.loads((Path(__file__).parents[1] / "data" / "taylor.json").read_text())["univariate"]
X = sp.Symbol("x", real=True)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['f']} at {case['centre']}")
def test_radii_are_those_of_the_tables(case):
    found = radius(Function.parse(case["f"]), float(case["centre"]))
    word = case["nearest_singularity"].split()[0].rstrip("s").upper()
    kind = {"POLYNOMIAL": "ENTIRE"}.get(word, word)

    assert found.radius == pytest.approx(float(sp.sympify(case["radius"])), rel=1e-15)
    assert found.outcome.name == kind
    if found.distance is not None:
        assert proof.close(found.distance, found.distance.meaning).proved


@pytest.mark.parametrize(
    ("text", "at", "wanted", "outcome"),
    [
        ("1/x", 1.0, 1, Outcome.POLE),
        ("tan(x)", 0.0, pi / 2, Outcome.POLE),
        ("1/(1 + exp(-x))", 0.0, pi, Outcome.POLE),
        ("1/(1 + 25x^2)", 0.0, 0.2, Outcome.POLE),
        ("1/(10^6 - x)", 0.0, 1e6, Outcome.POLE),
        ("1/(1 - sqrt(x))", 4.0, 3, Outcome.POLE),
        ("log(1 + x)", 0.0, 1, Outcome.BRANCH),
        ("log(sin(x)/x)", 0.0, pi, Outcome.BRANCH),
        ("sqrt(1 + x^2)", 1.0, sqrt(2), Outcome.BRANCH),
        ("(1 + x)^pi", 0.0, 1, Outcome.BRANCH),
        ("exp(-1/x^2)", 1.0, 1, Outcome.ESSENTIAL),
        ("erfc(x)", 1.0, inf, Outcome.ENTIRE),
        ("exp(-1/x^2)", 0.0, inf, Outcome.ENTIRE),
        ("sin(x)/x", 0.0, inf, Outcome.ENTIRE),
        ("cos(1000x)", 0.0, inf, Outcome.ENTIRE),
        ("abs(x)", 1.0, inf, Outcome.ENTIRE),
    ],
)
def test_the_nearest_singular_point_sets_the_radius(text, at, wanted, outcome):
    found = radius(Function.parse(text), at)

    assert (found.radius, found.outcome) == (pytest.approx(wanted), outcome)


@pytest.mark.parametrize(
    "text", ["1/(x + exp(x))", "cos(sqrt(x))", "x/log(log(x + 2) + x)", "exp(1/x) + sin(1/x)"]
)
def test_what_is_not_decided_is_said_to_be_unknown(text):
    found = radius(Function.parse(text), 1.0)

    assert found.outcome is Outcome.UNKNOWN
    with pytest.raises(ValueError, match="no radius can be given"):
        _ = found.radius


@pytest.mark.parametrize(
    "e", [sp.gamma(X), sp.sin(2 * X) / sp.sin(X), sp.sin(2 * X) / sp.sin(X) + 1 / (X - 100)]
)
def test_beyond_what_was_searched_nothing_is_said(e):
    assert radius(Function(e, X), 1.0).outcome is Outcome.UNKNOWN
    assert radius(Function(e, X), sp.pi).outcome is Outcome.UNKNOWN


def test_a_corner_has_no_radius():
    assert radius(Function(sp.Abs(X), X), 0.0).outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    "text",
    ["1/(x^3 - x - 1)", "exp(x)/(1 + x + x^2)", "tan(x)/(2 - x)", "asin(x) + x^2", "1/(2-exp(x))"],
)
def test_the_root_test_agrees(text):
    """The inverse n-th root of the greatest of a few coefficients tends to the radius."""
    f = Function.parse(text)
    numbers = [abs(float(each)) for each in expand(f, 0.0, 60).coefficients]
    estimate = min(numbers[n] ** (-1 / n) for n in range(55, 61) if numbers[n])

    assert estimate == pytest.approx(float(radius(f, 0.0).radius), rel=0.15)


def test_a_pair_without_closed_form_is_pinned_by_boxes():
    found = radius(Function.parse("1/(x^3 - x - 1)"), 0.0)

    assert len(found.nearest) == 2
    for point in found.nearest:
        assert proof.close(point.x, point.x.meaning).proved
        assert proof.close(point.y, point.y.meaning).proved


def test_a_real_root_without_closed_form_is_pinned_by_a_box():
    found = radius(Function.parse("1/(x^3 + 9x - 1)"), 0.0)

    assert [float(each.y) for each in found.nearest] == [0.0]
    assert proof.close(found.distance, found.distance.meaning).proved


def test_the_distance_means_how_far_the_singular_point_is_from_the_centre():
    for text, centre, distance in (("1/(3 - x)", 1, 2), ("1/(x^2 - 2x + 5)", 4, sqrt(13))):
        found = radius(Function.parse(text), sp.Integer(centre)).distance

        assert found == pytest.approx(distance, rel=1e-15)
        assert proof.close(found, found.meaning, 1e-15).proved
