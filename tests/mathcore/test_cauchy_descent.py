"""Descent with the best step each time, against exact fractions and the theory of the zigzag."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mathcore import proof
from mathcore.cauchy_descent import walk, worst_ratio
from mathcore.quadratics import Quadratic

LONG = Quadratic.of([[2, 0], [0, 20]], [0, 0])
TILTED = Quadratic.of([[3, 1], [1, 2]], [1, 1])


def by_hand(form, place, steps):
    """The exact walk, in fractions."""
    places = [place]
    for _ in range(steps):
        g = form.slopes(places[-1])
        bent = sum(a * b for a, b in zip(g, form.matrix.times(g), strict=True))
        gamma = sum(a * a for a in g) / bent
        places.append(tuple(x - gamma * a for x, a in zip(places[-1], g, strict=True)))
    return places


def test_the_places_are_the_exact_ones():
    found = walk(TILTED, (5, -3), 4)
    for visit, truth in zip(
        found.visits, by_hand(TILTED, (Fraction(5), Fraction(-3)), 4), strict=True
    ):
        assert visit.place == tuple(map(float, truth))
        assert proof.close(float(truth[0]), visit.at.x.meaning).proved


def test_each_step_is_at_right_angles_to_the_one_before():
    arrows = [each.gradient.slopes for each in walk(TILTED, (5, -3), 5).visits]
    for one, other in pairwise(arrows):
        u, v = (tuple(each.meaning for each in arrow) for arrow in (one, other))

        assert proof.right_angle(u, v, 1e-9).proved


def test_from_the_worst_start_each_step_shrinks_the_height_by_the_worst_ratio():
    visits = walk(LONG, (10, 1), 6).visits

    assert [b.height / a.height for a, b in pairwise(visits)] == pytest.approx([(9 / 11) ** 2] * 6)
    assert proof.number("0.6694", worst_ratio(LONG).meaning).proved
    assert {each.step for each in visits[:-1]} == {visits[0].step}
    assert visits[0].step == pytest.approx(1 / 11)


@settings(max_examples=15, deadline=None)
@given(*[st.integers(-20, 20)] * 2)
def test_from_no_start_is_it_slower(x, y):
    lowest = TILTED.height(TILTED.settled((Fraction(0), Fraction(0))))
    above = [each.height - float(lowest) for each in walk(TILTED, (x, y), 3).visits]

    assert all(b <= a * worst_ratio(TILTED) + 1e-12 for a, b in pairwise(above))


@pytest.mark.parametrize("start", [(0, Fraction(1, 3)), (Fraction(1, 7), 0)])
def test_along_an_axis_one_step_is_enough(start):
    assert len(walk(LONG, start, 9).points) == 2


def test_at_the_lowest_place_no_step_is_taken():
    visits = walk(TILTED, (Fraction(1, 5), Fraction(2, 5)), 9).visits

    assert [each.step for each in visits] == [None]


def test_a_question_without_meaning_is_refused():
    with pytest.raises(ValueError, match="start must have 2 coordinates"):
        walk(LONG, (1,), 1)
    with pytest.raises(ValueError, match="this form is no bowl"):
        walk(Quadratic.of([[-1]], [0]), (1,), 1)
