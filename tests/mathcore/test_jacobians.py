"""Jacobians at a place, against values found elsewhere and against geometry."""

import json
from math import exp, hypot, pi, sqrt
from pathlib import Path

import pytest
from sympy import Rational, Symbol

from mathcore import proof
from mathcore.jacobians import Outcome, Squareness, jacobian
from mathcore.quantity import zero
from mathcore.scalar_fields import ScalarField
from mathcore.vector_functions import VectorFunction

CASES = json.loads((Path(__file__).parent.parent / "data" / "jacobians.json").read_text())["cases"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_entries_are_those_found_elsewhere_to_every_digit(case):
    function = VectorFunction.parse([each.replace("**", "^") for each in case["f"]], case["vars"])
    found = jacobian(function, *case["at"])

    assert found.outcome is Outcome.SMOOTH
    for row, known, closed in zip(found.entries, case["value"], found.exact, strict=True):
        for entry, digits, form in zip(row, known, closed, strict=True):
            assert proof.number(digits, entry.meaning).proved
            assert float(entry) == pytest.approx(float(form), rel=1e-15)
    assert proof.close(found.determinant, found.determinant.meaning, 1e-15).proved


def test_the_row_of_a_hill_points_uphill_and_is_as_long_as_the_hill_is_steep():
    found = jacobian(ScalarField.parse("x^2 y + 3z", "xyz"), 1, 2, 3)

    assert found.steepest == found.entries[0] == (4, 1, 3)
    assert found.length == pytest.approx(hypot(4, 1, 3))
    assert proof.close(found.length, found.length.meaning).proved
    assert found.applied("1/10", 0, -1) == (pytest.approx(-2.6),)


def test_the_arrow_of_a_bell_points_to_its_top():
    """The Jacobian of e^-(x^2 + y^2) is -2 e^-(x^2 + y^2) (x, y)."""
    arrow = jacobian(ScalarField.parse("e^(-(x^2 + y^2))", "xy"), "1/2", "-1/2").gradient

    assert (arrow.east, arrow.north) == (pytest.approx(-exp(-0.5)), pytest.approx(exp(-0.5)))
    assert arrow.angle == pytest.approx(3 * pi / 4)
    assert proof.close(arrow.tip(0.5).x, arrow.tip(0.5).x.meaning).proved


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("x^2 + y", Outcome.SMOOTH),
        ("|x y|", Outcome.SEPARATE),
        ("sqrt(x^2 + y^2)", Outcome.MISSING),
    ],
)
def test_every_outcome_can_happen(text, outcome):
    assert jacobian(ScalarField.parse(text, "xy"), 0, 0).outcome is outcome
    assert len(Outcome) == 3


def test_only_a_linear_map_is_applied():
    cross, cone = (ScalarField.parse(each, "xy") for each in ("|x y|", "sqrt(x^2 + y^2)"))

    assert jacobian(cross, 0, 0).entries == ((0, 0),)
    with pytest.raises(ValueError, match="no linear map: there are slopes along the axes, but"):
        jacobian(cross, 0, 0).applied(1, 1)
    with pytest.raises(ValueError, match="the two sides have different slopes"):
        _ = jacobian(cone, 0, 0).entries
    with pytest.raises(ValueError, match="only a row points uphill, got 2 rows"):
        _ = jacobian(VectorFunction.parse(["x", "y"], "xy"), 0, 0).length


def test_a_kinked_map_has_a_determinant_of_its_slopes():
    kinked = jacobian(VectorFunction.parse(["|x y| + 2 x", "3 y"], "xy"), 0, 0)

    assert kinked.determinant == pytest.approx(6)


def test_a_determinant_beyond_floats_is_refused():
    steep = VectorFunction.parse(["x", "y"], "xy", "k").given({"k": 1})
    steeper = VectorFunction.parse(["1e200 x", "1e200 y"], "xy")

    assert jacobian(steep, 1, 2).determinant == 1
    with pytest.raises(ValueError, match=r"at \(1, 2\) is too large for a float"):
        _ = jacobian(steeper, 1, 2).determinant


def test_a_determinant_of_zero_is_proved():
    x = Symbol("x", real=True)
    root = zero((sqrt(2),), (x,), (x**2 - 2,), ((Rational(1), Rational(2)),))[0]
    folded = VectorFunction.parse(["x^3/3 - 2 x", "y"], "xy")
    polar = VectorFunction.parse(["r cos(theta)", "r sin(theta)"], ["r", "theta"])

    assert jacobian(polar, 0, "pi/7").squareness is Squareness.SINGULAR
    assert jacobian(polar, "1e-9", 1).squareness is Squareness.REGULAR
    assert jacobian(folded, root, 1).squareness is Squareness.UNDECIDED
    assert jacobian(folded, "sqrt(2)", 1).squareness is Squareness.SINGULAR
    with pytest.raises(ValueError, match="must have a closed form"):
        _ = jacobian(folded, root, 1).exact
