"""Walks to stationary places under constraints, against published problems and closed forms."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from flint import ctx

from mathcore import proof
from mathcore.fields import Field
from mathcore.lagrange import Problem
from mathcore.lagrange_kinds import Kind
from mathcore.lagrange_settle import Outcome
from mathcore.lagrange_start import Sense, from_start

CASES = json.loads((Path(__file__).parents[1] / "data" / "lagrange.json").read_text())


def problem(objective, *constraints, variables=("x", "y")):
    return Problem.parse(objective, constraints, variables)


def numbered(count):
    return [f"x{i + 1}" for i in range(count)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_published_problems_are_solved_to_the_last_digit(case):
    task = Problem.parse(case["f"], case["equality_constraints"], case["vars"])
    start = [float(Field.parse(each, ["x"])(0.0)) for each in case["x0"]]
    point = from_start(task, start).point
    pairs = [
        *zip(point.place, case["x"], strict=True),
        *zip(point.multipliers, case["multipliers"], strict=True),
        (point.value, case["f_value"]),
    ]

    for ours, truth in pairs:
        assert float(ours) == pytest.approx(float(truth), rel=3e-15, abs=0)
        shown = f"{Decimal(truth):.12e}"

        assert proof.number(shown, ours.meaning)


# the problems' numbers and their least values: W. Hock & K. Schittkowski, Test Examples for
# Nonlinear Programming Codes, 1981
PUBLISHED = {
    7: ("log(1 + x1^2) - x2", ["(1 + x1^2)^2 + x2^2 = 4"], [2, 2], -1.7320508075688772),
    8: ("-1 + 0 x1", ["x1^2 + x2^2 = 25", "x1 x2 = 9"], [2, 1], -1.0),
    9: ("sin(pi x1/12) cos(pi x2/16)", ["4 x1 - 3 x2"], [0, 0], -0.5),
    27: ("(x1 - 1)^2/100 + (x2 - x1^2)^2", ["x1 + x3^2 + 1"], [2, 2, 2], 0.04),
    28: ("(x1 + x2)^2 + (x2 + x3)^2", ["x1 + 2 x2 + 3 x3 = 1"], [-4, 1, 1], 0.0),
    39: ("-x1", ["x2 - x1^3 - x3^2", "x1^2 - x2 - x4^2"], [2, 2, 2, 2], -1.0),
    40: ("-x1 x2 x3 x4", ["x1^3 + x2^2 = 1", "x1^2 x4 = x3", "x4^2 = x2"], [0.8] * 4, -0.25),
    61: (
        "4 x1^2 + 2 x2^2 + 2 x3^2 - 33 x1 + 16 x2 - 24 x3",
        ["3 x1 - 2 x2^2 = 7", "4 x1 - x3^2 = 11"],
        [0, 0, 0],
        -143.6461422,
    ),
    77: (
        "(x1 - 1)^2 + (x1 - x2)^2 + (x3 - 1)^2 + (x4 - 1)^4 + (x5 - 1)^6",
        ["x1^2 x4 + sin(x4 - x5) = 2 sqrt(2)", "x2 + x3^4 x4^2 = 8 + sqrt(2)"],
        [2] * 5,
        0.24150513,
    ),
    78: (
        "x1 x2 x3 x4 x5",
        ["x1^2 + x2^2 + x3^2 + x4^2 + x5^2 = 10", "x2 x3 = 5 x4 x5", "x1^3 + x2^3 = -1"],
        [-2, 1.5, 2, -1, -1],
        -2.91970041,
    ),
}


@pytest.mark.parametrize("number", PUBLISHED)
def test_the_published_least_value_is_reached(number):
    objective, constraints, start, value = PUBLISHED[number]
    arrival = from_start(Problem.parse(objective, constraints, numbered(len(start))), start)

    assert arrival.outcome is Outcome.REGULAR
    assert arrival.point.kind in (Kind.MINIMUM, Kind.ISOLATED)
    assert arrival.point.value == pytest.approx(value, rel=1e-8, abs=1e-15)
    assert arrival.visits[0] == tuple(start)


def test_a_walk_does_not_leave_the_constraints_for_where_the_function_falls_for_ever():
    """Problem 56: beyond the constraints -x1 x2 x3 has no least value."""
    objective = "-x1 x2 x3"
    constraints = [
        *(f"x{i} = 4.2 sin(x{i + 3})^2" for i in (1, 2, 3)),
        "x1 + 2 x2 + 2 x3 = 7.2 sin(x7)^2",
    ]
    start = [1, 1, 1, *[0.50973968] * 3, 0.98511078]
    point = from_start(Problem.parse(objective, constraints, numbered(7)), start).point

    assert point.value == pytest.approx(-3.456, rel=1e-15)
    assert point.multipliers == pytest.approx((0, 0, 0, -1.44), rel=1e-15, abs=1e-15)


SINGULAR = {
    26: ("(x1 - x2)^2 + (x2 - x3)^4", ["(1 + x2^2) x1 + x3^4 = 3"], [-2.6, 2, 2], Kind.MINIMUM),
    46: (
        "(x1 - x2)^2 + (x3 - 1)^2 + (x4 - 1)^4 + (x5 - 1)^6",
        ["x1^2 x4 + sin(x4 - x5) = 1", "x2 + x3^4 x4^2 = 2"],
        [0.7071, 1.75, 0.5, 2, 2],
        Kind.MINIMUM,
    ),
    47: (
        "(x1 - x2)^2 + (x2 - x3)^3 + (x3 - x4)^4 + (x4 - x5)^4",
        ["x1 + x2^2 + x3^3 = 3", "x2 - x3^2 + x4 = 1", "x1 x5 = 1"],
        [2, 1.4142, -1, 0.5858, 0.5],
        Kind.SADDLE,
    ),
}


@pytest.mark.parametrize("number", SINGULAR)
def test_singular_solutions_are_found_exactly_and_called_degenerate(number):
    objective, constraints, start, kind = SINGULAR[number]
    arrival = from_start(Problem.parse(objective, constraints, numbered(len(start))), start)

    assert arrival.outcome is Outcome.SINGULAR
    assert arrival.point.second_order is Kind.DEGENERATE
    assert arrival.point.kind is kind
    assert all(each.meaning.expression == 1 for each in arrival.point.place)
    assert all(each == 0 for each in arrival.point.multipliers)


@pytest.mark.parametrize(
    ("objective", "constraints", "start", "outcome", "proved"),
    [
        ("x^2 y", ["x^2 + y^2 = 3"], (1, -1), Outcome.REGULAR, True),
        ("x^4 + y^3", ["y = x^2"], (1, 1), Outcome.SINGULAR, True),
        ("x^2 + y^2", ["x^2 + y^2 = 1"], (1, 0.5), Outcome.CURVE, False),
        ("x^2 + y^2 - x y^2 + x", ["x + 0 y"], (1, 1), Outcome.REGULAR, True),
        ("(x - 1)^2 + 0 y", ["0 x + (x - 1)^3 + x = 1"], (2, 1), Outcome.CURVE, True),
        ("x", ["y^2 = x^3"], (1, 1), Outcome.UNQUALIFIED, True),
        ("x + y", ["x^2 + y^2 = 2", "2 x^2 + 2 y^2 = 4"], (-1, 0.5), Outcome.UNQUALIFIED, True),
        ("x", ["y^2 = (x - sqrt(2))^3"], (2, 1), Outcome.UNPROVED, False),
        ("x", ["x = y"], (1, 1), Outcome.NOWHERE, False),
        ("x", ["x^2 + y^2 = -1"], (1, 1), Outcome.NOWHERE, False),
    ],
)
def test_every_outcome_can_happen(objective, constraints, start, outcome, proved):
    arrival = from_start(problem(objective, *constraints), start)

    assert arrival.outcome is outcome
    assert (arrival.found is not None) == proved
    if not proved:
        with pytest.raises(ValueError, match="no stationary place was proved"):
            _ = arrival.point


def test_the_sense_decides_between_the_ends_of_a_diameter():
    task = problem("x + y", "x^2 + y^2 = 2")

    assert from_start(task, (1, 0), Sense.LEAST).point.kind is Kind.MINIMUM
    assert from_start(task, (1, 0), Sense.GREATEST).point.kind is Kind.MAXIMUM


@pytest.mark.parametrize("scale", [1e-3, 1e6])
def test_scale_does_not_matter(scale):
    task = problem("x^2 y", f"x^2 + y^2 = {3 * scale**2:.9f}")
    point = from_start(task, (1.1 * scale, -0.9 * scale)).point

    assert point.place == pytest.approx((2**0.5 * scale, -scale), rel=1e-15)
    assert point.value == pytest.approx(-2 * scale**3, rel=1e-15)
    assert point.multipliers[0] == pytest.approx(-scale, rel=1e-15)


@pytest.mark.parametrize(("start", "match"), [((1,), "2 coordinates"), ((0, 1), "not finite")])
def test_a_start_that_is_none_is_refused(start, match):
    with pytest.raises(ValueError, match=match):
        from_start(problem("log(x) + y", "x + y = 3"), start)


def test_the_precision_in_force_is_left_as_it_was():
    before = ctx.prec
    from_start(problem("x + y", "x^2 + y^2 = 2"), (1, 0))

    assert ctx.prec == before
