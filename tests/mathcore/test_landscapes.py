"""The landscape of the lectures has the symmetry and the heights that it was made for."""

from itertools import pairwise

import pytest
from sympy import expand

from mathcore import ascent, critical_points, landscapes
from mathcore.critical_kinds import Kind

FIELD = landscapes.hills_and_pits()
X, Y = FIELD.variables


@pytest.fixture(scope="module")
def level_places():
    return critical_points.search(FIELD, (landscapes.X_RANGE, landscapes.Y_RANGE))


def test_all_but_the_cubic_term_is_mirrored_in_the_diagonal():
    """(x - y)^3 is odd under the mirror, so twice it is what is left."""
    mirrored = FIELD.expression.xreplace({X: Y, Y: X})
    left = expand(FIELD.expression - mirrored) / (X - Y) ** 3

    assert left.subs({X: 1, Y: 0}).evalf() == pytest.approx(0.1 * 2.718281828459045**-0.25)
    assert left.subs({X: -2, Y: 1}).evalf() == pytest.approx(0.1 * 2.718281828459045**-1.25)


def test_on_the_diagonal_no_slope_leads_off_it():
    east, north = (each.xreplace({Y: X}) for each in FIELD.first)

    assert expand(east - north) == 0


def test_it_has_three_hills_and_two_pits_and_no_twins_of_one_height(level_places):
    kinds = [each.kind for each in level_places.found]
    heights = sorted(float(each.value) for each in level_places.found)

    assert level_places.complete
    assert (kinds.count(Kind.TOP), kinds.count(Kind.PIT)) == (3, 2)
    assert all(b - a > 1e-3 for a, b in pairwise(heights))


def test_no_contour_is_near_the_height_of_a_level_place(level_places):
    gaps = [
        abs(float(each.value) - level) for each in level_places.found for level in landscapes.LEVELS
    ]

    assert min(gaps) >= 0.09
    assert sorted(landscapes.LEVELS) == list(landscapes.LEVELS)


def test_four_walks_end_on_tops_and_two_of_them_on_the_highest(level_places):
    highest = max(float(each.value) for each in level_places.found)
    ranges = (landscapes.X_RANGE, landscapes.Y_RANGE)
    walks = [ascent.walk(FIELD, each, landscapes.STEP, ranges) for each in landscapes.STARTS]

    assert {each.outcome for each in walks} == {ascent.Outcome.REACHED_TOP}
    assert [float(each.goal.value) == pytest.approx(highest) for each in walks].count(True) == 2
