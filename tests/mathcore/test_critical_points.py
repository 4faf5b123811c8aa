"""Level places of textbook fields, against their published or hand-made lists."""

import json
from itertools import pairwise
from math import exp, inf, pi
from pathlib import Path

import pytest
from sympy import pi as circle

from mathcore import critical_points, landscapes
from mathcore.critical_kinds import Kind
from mathcore.critical_points import Outcome
from mathcore.fields import Field

CASES = json.loads((Path(__file__).parents[1] / "data" / "critical_points.json").read_text())
KINDS = {"max": Kind.TOP, "min": Kind.PIT, "saddle": Kind.SADDLE, "inconclusive": Kind.INCONCLUSIVE}
SQUARE = ((-4.0, 4.0), (-4.0, 4.0))


def numbers(point):
    """Coordinates such as ``sqrt(2)/2`` as floats, read by our own parser."""
    return tuple(float(Field.parse(each, ("x",))(0.0)) for each in point)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_textbook_fields_have_the_published_level_places(case):
    field = Field.parse(case["formula"], case["variables"])
    found = critical_points.search(field, [(-4.0, 4.0)] * len(case["variables"]))

    assert found.complete
    if case["id"] != "trig_egg":  # the list gives four of infinitely many
        assert len(found.found) == len(case["critical"])
    for known in case["critical"]:
        place = numbers(known["point"])
        (ours,) = [e for e in found.found if e.place == pytest.approx(place, rel=1e-9, abs=1e-9)]

        assert ours.kind is KINDS[known["kind"]]
        assert ours.second_derivative_test is KINDS[known["second_derivative_test"]]
        assert ours.value == pytest.approx(float(known["value"]), abs=1e-12)
        if len(place) == 2:
            curved = [float(each) for each in known["eigenvalues"]]

            assert ours.hessian.eigenvalues == pytest.approx(curved, abs=1e-9)
            assert ours.determinant == pytest.approx(curved[0] * curved[1], abs=1e-9)
            assert ours.trace == pytest.approx(sum(curved), abs=1e-9)
            assert ours.at.x == ours.place[0]


@pytest.mark.parametrize(
    ("formula", "outcome"),
    [
        ("x^2 - y^2", Outcome.ALL_FOUND),
        ("exp(x + y)", Outcome.ALL_FOUND),
        ("(x^2 + y^2 - 1)^2", Outcome.CURVE_OF_ZEROS),
        ("cos(x^2 + y^2)", Outcome.CURVE_OF_ZEROS),
        ("(x - y)^2", Outcome.CURVE_OF_ZEROS),
        ("5 + 0x", Outcome.CURVE_OF_ZEROS),
        ("x^4 + sin(y)^4", Outcome.BUDGET_SPENT),
        ("x^4 + sin(y - sqrt(2))^4", Outcome.BUDGET_SPENT),
        ("(x^2 + y^2)^2 (x + 9)", Outcome.BUDGET_SPENT),
    ],
)
def test_every_outcome_can_happen(formula, outcome):
    assert critical_points.search(Field.parse(formula), SQUARE).outcome is outcome


def test_a_valley_that_is_nearly_flat_is_still_a_pit():
    """The Hessian of Rosenbrock's function of three variables has the determinant 400 800."""
    field = Field.parse("100(y - x^2)^2 + (1 - x)^2 + 100(z - y^2)^2 + (1 - y)^2", ("x", "y", "z"))
    (found,) = critical_points.search(field, [(-4.0, 4.0)] * 3).found

    assert found.place == (1.0, 1.0, 1.0)
    assert found.kind is found.second_derivative_test is Kind.PIT


def test_what_is_found_when_the_budget_is_spent_is_proved():
    """r^2 exp(-r^2) with three weights is level at 0 and on the axes, at distance 1."""
    field = Field.parse("(x^2 + 2y^2 + 3z^2) exp(-x^2 - y^2 - z^2)", ("x", "y", "z"))
    search = critical_points.search(field, [(-4.0, 4.0)] * 3, budget=20_000)

    assert search.outcome is Outcome.BUDGET_SPENT
    assert [len(search.of(kind)) for kind in (Kind.TOP, Kind.SADDLE, Kind.PIT)] == [2, 4, 1]
    assert all(sum(map(abs, each.place)) in (0, 1) for each in search.found)


def test_singular_places_at_parts_of_pi_are_known_exactly():
    """f(pi + s, pi + t) is s t (s + t) / 2 and smaller terms, which leads up and down."""
    field = Field.parse("sin(x) + sin(y) + sin(x + y)")
    search = critical_points.search(field, ((0.1, 4.0), (0.1, 4.0)))

    for each, there in zip(search.found, (pi / 3, pi), strict=True):
        assert each.place == pytest.approx((there, there), rel=3e-16)
    assert [each.kind for each in search.found] == [Kind.TOP, Kind.SADDLE]
    assert all(each.place[0].meaning.expression.has(circle) for each in search.found)


def test_a_moving_power_has_a_lowest_place():
    """The derivative of x^x is x^x (log(x) + 1)."""
    (found,) = critical_points.search(Field.parse("x^x", ("x",)), ((0.1, 3.0),)).found

    assert found.kind is Kind.PIT
    assert found.place[0] == pytest.approx(exp(-1), rel=1e-15)


def test_a_small_budget_is_spent():
    search = critical_points.search(landscapes.hills_and_pits(), SQUARE, budget=10)

    assert search.outcome is Outcome.BUDGET_SPENT
    assert not search.complete


def test_the_landscape_has_three_tops_two_pits_and_one_saddle_fewer():
    """On a disc with slopes inward at its border, tops + pits - saddles = 1 (Poincare-Hopf)."""
    search = critical_points.search(
        landscapes.hills_and_pits(), (landscapes.X_RANGE, landscapes.Y_RANGE)
    )
    tops, pits, saddles = (search.of(kind) for kind in (Kind.TOP, Kind.PIT, Kind.SADDLE))

    assert (len(tops), len(pits), len(saddles)) == (3, 2, 4)
    assert search.complete
    assert min(a.value - b.value for a, b in pairwise(tops)) > 0.5
    for each in search.found:
        assert min(abs(each.value - level) for level in landscapes.LEVELS) > 0.09
        assert max(map(abs, each.place)) < 2.5


def test_scale_does_not_matter():
    """f(x / 10^6) and f(10^3 x) have the same places, as many times wider or narrower."""
    for scale in (1e6, 1e-3):
        field = Field.parse(f"(x/{scale:.3f})^3 + (y/{scale:.3f})^3 - 3x y/{scale:.3f}^2")
        side = (-4 * scale, 3.7 * scale)
        found = critical_points.search(field, (side, side)).found

        assert [each.kind for each in found] == [Kind.SADDLE, Kind.PIT]
        assert found[1].place == pytest.approx((scale, scale))


def test_a_place_on_the_border_counts_and_one_beyond_does_not():
    bowl = Field.parse("x^2 + y^2")

    assert len(critical_points.search(bowl, ((0.0, 1.0), (-1.0, 0.0))).found) == 1
    assert len(critical_points.search(bowl, ((1e-6, 1.0), (-1.0, 1.0))).found) == 0


def test_only_the_right_neighbourhood_is_near():
    field = Field.parse("x^3 - 3x + y^2")

    assert critical_points.near(field, (1.0001, 0.0), 1.0).kind is Kind.PIT
    assert critical_points.near(field, (1.2, 0.0), 1.0) is None
    assert critical_points.near(Field.parse("x^4 + y^4"), (0.0, 0.0), 1.0) is None
    assert critical_points.near(Field.parse("x log(x) + y^2"), (9.0, 0.0), 1.0) is None


@pytest.mark.parametrize(
    "ranges",
    [((0.0, 1.0),), ((0.0, inf), (0.0, 1.0)), ((1.0, 0.0),) * 2, ((0.0, 1.0), (1.0, 1.0))],
)
def test_a_box_that_is_none_is_refused(ranges):
    with pytest.raises(ValueError, match="ranges must"):
        critical_points.search(Field.parse("x y"), ranges)
