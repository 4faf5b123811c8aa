"""Boxes cut into pieces, for gradients whose zeros are known."""

import numpy as np

from mathcore import dissection
from mathcore.fields import Field

LOW, WIDTH = np.array([-2.1, -1.3]), np.array([4.0, 3.0])


def holding(pieces, *place):
    """How many of the pieces hold a place."""
    return sum(bool((low <= place).all() and (high >= place).all()) for low, high in pieces)


def test_pieces_with_one_zero_hold_every_zero():
    """The slopes 3x^2 - 3 and 2y vanish together at (-1, 0) and (1, 0) only."""
    single, small, settled = dissection.cut(Field.parse("x^3 - 3x + y^2"), LOW, WIDTH, 10_000)

    assert settled
    assert not small
    assert holding(single, -1, 0) >= 1
    assert holding(single, 1, 0) >= 1
    assert all(holding([piece], -1, 0) + holding([piece], 1, 0) == 1 for piece in single)


def test_a_zero_on_the_border_of_pieces_is_inside_one_of_them():
    """The first cut runs through the level places: a piece must reach beyond its own border."""
    low, width = np.array([-2.0, -1.0]), np.array([4.0, 2.0])
    single, small, settled = dissection.cut(Field.parse("x^3 - 3x + y^2"), low, width, 10_000)

    assert settled
    assert not small
    assert holding(single, -1, 0) >= 1
    assert holding(single, 1, 0) >= 1


def test_where_both_curvatures_vanish_cutting_ends_at_tiny_pieces_that_touch():
    """x^4 + y^4 is level at the origin alone, but no test of first order can tell."""
    single, small, settled = dissection.cut(Field.parse("x^4 + y^4"), LOW, WIDTH, 100_000)
    hulls = dissection.clusters(small, WIDTH)

    assert settled
    assert not single
    assert holding(small, 0, 0) >= 1
    assert len(hulls) == 1
    assert (hulls[0][1] - hulls[0][0] < WIDTH * 1e-3).all()


def test_a_small_budget_leaves_the_question_open():
    single, left, settled = dissection.cut(Field.parse("x^3 - 3x + y^2"), LOW, WIDTH, 3)

    assert not settled
    assert holding(single + left, -1, 0) == holding(single + left, 1, 0) == 1


def test_a_piece_is_cut_across_the_side_that_is_longest_beside_the_whole():
    """Four units of eight are less than two of three."""
    bottom, top = np.array([[0.0], [1.0]]), np.array([[4.0], [3.0]])
    low, high = dissection.halved(bottom, top, np.array([8.0, 3.0]))

    assert low.T.tolist() == [[0, 1], [0, 2]]
    assert high.T.tolist() == [[4, 2], [4, 3]]


def test_pieces_that_touch_become_one_hull_and_others_stay_apart():
    def square(x, y):
        return np.array([x, y]), np.array([x + 1.0, y + 1.0])

    pieces = [square(0.0, 0.0), square(5.0, 5.0), square(2.0, 0.0), square(1.0, 1.0)]
    hulls = dissection.clusters(pieces, np.array([1.0, 1.0]))  # the last touches two of the others

    assert len(hulls) == 2
    assert holding(hulls, 0.5, 0.5) == holding(hulls, 2.5, 0.5) == holding(hulls, 1.5, 1.5) == 1
    assert holding(hulls, 5.5, 5.5) == 1
    assert holding(hulls, 4, 4) == 0
