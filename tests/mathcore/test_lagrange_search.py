"""All stationary places in a box, against closed forms, eigenvectors and the shape of surfaces."""

from math import sqrt

import numpy as np
import pytest

from mathcore import lagrange_search, proof
from mathcore.lagrange import Problem
from mathcore.lagrange_kinds import Kind
from mathcore.lagrange_search import Outcome, search
from mathcore.lagrange_settle import Outcome as Found
from mathcore.lagrange_settle import Settled

SQUARE = ((-3.0, 3.1), (-2.9, 3.0))
CUBE = ((-2.0, 2.1), (-2.2, 2.0), (-1.9, 2.0))


def problem(objective, *constraints, variables=("x", "y")):
    return Problem.parse(objective, constraints, variables)


@pytest.mark.parametrize("scale", [1.0, 1e-3, 1e6])
def test_the_six_places_on_a_circle_are_those_of_the_textbook(scale):
    """x^2 y on a circle of radius a: x = +-sqrt(2/3) a, y = +-a/sqrt(3), and x = 0, y = +-a."""
    task = problem("x^2 y", f"x^2 + y^2 = {3 * scale**2:.9f}")
    found = search(task, [(-2 * scale, 2.1 * scale)] * 2)
    far, high = sqrt(2) * scale, 2 * scale**3
    truth = [
        (-far, scale, high, scale, Kind.MAXIMUM),
        (far, scale, high, scale, Kind.MAXIMUM),
        (0.0, -sqrt(3) * scale, 0.0, 0.0, Kind.MAXIMUM),
        (0.0, sqrt(3) * scale, 0.0, 0.0, Kind.MINIMUM),
        (-far, -scale, -high, -scale, Kind.MINIMUM),
        (far, -scale, -high, -scale, Kind.MINIMUM),
    ]

    assert found.complete
    assert found.count() == 6
    assert found.of(Kind.MAXIMUM) == found.points[:3]
    assert found.count(Kind.MAXIMUM) == 3
    for point, (x, y, value, multiplier, kind) in zip(found.points, truth, strict=True):
        numbers = (*point.place, point.value, *point.multipliers)

        assert numbers == pytest.approx((x, y, value, multiplier), rel=3e-15, abs=0)
        assert point.kind is point.second_order is kind
        assert all(each == 0 or proof.close(each, each.meaning, 1e-14) for each in numbers)
    assert found.highest.value == pytest.approx(high)
    assert found.lowest.value == pytest.approx(-high)


def test_a_quadratic_form_on_a_sphere_is_stationary_at_its_eigenvectors():
    matrix = np.array([[2.0, 1.0, 0.5], [1.0, -1.0, 0.25], [0.5, 0.25, 0.75]])
    form = "2 x^2 - y^2 + 0.75 z^2 + 2 x y + x z + y z/2"
    found = search(problem(form, "x^2 + y^2 + z^2 = 1", variables=("x", "y", "z")), CUBE)
    values, vectors = np.linalg.eigh(matrix)
    kinds = [Kind.MAXIMUM, Kind.MAXIMUM, Kind.SADDLE, Kind.SADDLE, Kind.MINIMUM, Kind.MINIMUM]

    assert found.complete
    assert [each.kind for each in found.points] == kinds
    for point, which in zip(found.points, (2, 2, 1, 1, 0, 0), strict=True):
        assert point.value == pytest.approx(values[which], rel=1e-12)
        assert point.multipliers[0] == pytest.approx(values[which], rel=1e-12)
        assert abs(np.dot(point.place, vectors[:, which])) == pytest.approx(1, rel=1e-12)


@pytest.mark.parametrize(
    ("constraint", "characteristic"),
    [("x^2 + 2 y^2 + z^2 = 2", 2), ("(x^2 + y^2 + z^2 + 15/16)^2 = 4 (x^2 + y^2)", 0)],
)
def test_extrema_less_saddles_make_the_characteristic_of_the_surface(constraint, characteristic):
    """Morse: on a sphere they make 2, on a torus 0."""
    task = problem("x + y/2 + z/3 + x y/8", constraint, variables=("x", "y", "z"))
    found = search(task, CUBE)
    extrema = found.count(Kind.MINIMUM, Kind.MAXIMUM)

    assert found.complete
    assert found.count(Kind.DEGENERATE) == 0
    assert extrema - found.count(Kind.SADDLE) == characteristic


def test_two_constraints_leave_a_curve_in_space():
    """x y z where a plane through the origin cuts the unit sphere: six places, +-1/sqrt(54)."""
    task = problem("x y z", "x^2 + y^2 + z^2 = 1", "x + y + z", variables=("x", "y", "z"))
    found = search(task, CUBE)

    assert found.complete
    assert [each.kind for each in found.points] == [Kind.MAXIMUM] * 3 + [Kind.MINIMUM] * 3
    assert found.highest.value == pytest.approx(1 / sqrt(54), rel=1e-14)
    assert found.lowest.value == pytest.approx(-1 / sqrt(54), rel=1e-14)


def test_five_variables_and_three_constraints_are_searched_to_the_end():
    """The least of the minima in view is the published one of problem 79 of Hock & Schittkowski."""
    task = Problem.parse(
        "(a - 1)^2 + (a - b)^2 + (b - c)^2 + (c - d)^4 + (d - f)^4",
        ["a + b^2 + c^3 = 3 sqrt(2) + 2", "b - c^2 + d = 2 sqrt(2) - 2", "a f = 2"],
        ["a", "b", "c", "d", "f"],
    )
    found = search(task, [(-3.0, 3.1)] * 5)

    assert found.complete
    assert found.lowest.value == pytest.approx(0.0787768208710569, rel=1e-14)
    assert found.lowest.kind is Kind.MINIMUM


@pytest.mark.parametrize(
    ("objective", "constraint", "outcome", "count"),
    [
        ("x", "x^2 + y^2 = 4", Outcome.ALL_FOUND, 2),
        ("sqrt(x) + y", "(x - 1)^2 + y^2 = 1/4", Outcome.ALL_FOUND, 2),
        ("x", "x^2 + y^2 = -1", Outcome.ALL_FOUND, 0),
        ("x^4 + y^3", "y = x^2", Outcome.ALL_FOUND, 1),  # singular, and alone by algebra
        ("x", "y^2 = x^3", Outcome.ALL_FOUND, 1),  # a cusp
        ("x", "(x^2 + y^2)^2 = 2 (x^2 - y^2)", Outcome.ALL_FOUND, 3),  # a crossing
        ("x^2 + y^2", "x^2 + y^2 = 1", Outcome.CURVE, 0),
        ("x + y", "x^2 = y^2", Outcome.CURVE, 0),
        ("x^4 + y^3", "sin(y) = x^2", Outcome.UNDECIDED, 1),  # singular, and no polynomial
        ("x", "y^2 = (x - sqrt(2))^3", Outcome.UNDECIDED, 0),
        ("sqrt(x) + y", "x + y^2 = 2", Outcome.UNDECIDED, 1),  # steep for ever where x = 0
    ],
)
def test_every_outcome_can_happen(objective, constraint, outcome, count):
    found = search(problem(objective, constraint), SQUARE, budget=20_000)

    assert found.outcome is outcome
    assert found.complete == (outcome is Outcome.ALL_FOUND)
    assert found.count() == count
    assert bool(found.left) == (outcome is not Outcome.ALL_FOUND)


def test_a_small_budget_is_spent_and_what_is_left_is_told():
    found = search(problem("x^2 y", "x^2 + y^2 = 3"), SQUARE, budget=3)

    assert found.outcome is Outcome.UNDECIDED
    assert all(low < high for box in found.left for low, high in box)


def test_a_place_on_the_border_counts_and_one_beyond_does_not():
    task = problem("x + y", "x^2 + y^2 = 2")

    assert search(task, ((0.0, 1.0), (0.5, 1.5))).count() == 1
    assert search(task, ((0.0, 0.999), (0.5, 1.5))).count() == 0


def test_nothing_found_has_no_highest_place():
    found = search(problem("x", "x = 9"), SQUARE)

    with pytest.raises(ValueError, match="no stationary place was found"):
        _ = found.highest


@pytest.mark.parametrize("ranges", [((0.0, 1.0),), ((0.0, np.inf),) * 2, ((1.0, 0.0),) * 2])
def test_a_box_that_is_none_is_refused(ranges):
    with pytest.raises(ValueError, match="ranges must"):
        search(problem("x", "y"), ranges)


def test_a_place_that_cannot_be_worked_out_is_left(monkeypatch):
    monkeypatch.setattr(lagrange_search, "settled", lambda *_: Settled(Found.UNPROVED, (0.0, 0.0)))
    found = search(problem("x", "x^2 + y^2 = 2"), SQUARE)

    assert found.outcome is Outcome.UNDECIDED
    assert found.count() == 0
    assert len(found.left) >= 2


@pytest.mark.parametrize(("constraint", "settled"), [("y = x^2", True), ("sin(y) = x^2", False)])
def test_a_corner_beside_a_singular_place_does_not_get_it(constraint, settled):
    task, low = problem("x^4 + y^3", constraint), np.array([0.01, 0.01])

    assert lagrange_search._singular(task, low, 1.5 * low, np.ones(2)) == (None, settled)
