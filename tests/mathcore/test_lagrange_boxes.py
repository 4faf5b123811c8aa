"""Boxes cut into pieces: whatever the budget, no stationary place is lost."""

import numpy as np
import pytest

from mathcore.lagrange import Problem
from mathcore.lagrange_boxes import cut

LOW, WIDTH = np.full(2, -3.0), np.full(2, 6.5)


def holds(piece, place):
    low, high = (each[:2] for each in piece)
    return bool((low <= place).all() and (place <= high).all())


@pytest.mark.parametrize("budget", [0, 1, 20, 300, 100_000])
@pytest.mark.parametrize(
    ("objective", "constraint", "places"),
    [
        ("x + y", "x^2 + y^2 = 2", [(1, 1), (-1, -1)]),
        ("x y", "x^2 + y^2 = 2", [(1, 1), (-1, -1), (1, -1), (-1, 1)]),
        ("x^2 + y", "y = x^2 - x^4/4", [(0, 0), (2, 0), (-2, 0)]),
    ],
)
def test_every_stationary_place_is_in_a_piece(objective, constraint, places, budget):
    found = cut(Problem.parse(objective, [constraint]), LOW, WIDTH, budget)

    for place in places:
        assert any(holds(each, np.array(place)) for each in (*found.single, *found.left))


def test_nothing_is_lost_when_the_budget_ends_with_many_pieces_to_do(monkeypatch):
    monkeypatch.setattr("mathcore.lagrange_boxes._AT_ONCE", 2)
    task = Problem.parse("x y", ["x^2 + y^2 = 2"])
    for budget in (5, 20, 60, 150):
        found = cut(task, LOW, WIDTH, budget)

        for place in ((1, 1), (-1, -1), (1, -1), (-1, 1)):
            assert any(holds(each, np.array(place)) for each in (*found.single, *found.left))


def test_with_enough_pieces_each_regular_place_is_alone_in_one():
    found = cut(Problem.parse("x + y", ["x^2 + y^2 = 2"]), LOW, WIDTH, 100_000)

    assert found.settled
    assert found.left == ()
    for place in ((1, 1), (-1, -1)):
        assert any(holds(each, np.array(place)) for each in found.single)
    assert not cut(Problem.parse("x + y", ["x^2 + y^2 = 2"]), LOW, WIDTH, 0).settled


def test_where_nothing_is_stationary_nothing_is_left():
    found = cut(Problem.parse("x", ["x = y"]), LOW, WIDTH, 100_000)

    assert (found.single, found.left, found.settled) == ((), (), True)
