"""The tests that tell the endings of a walk apart."""

import numpy as np
import pytest
from mpmath import mpf

from mathcore.critical_kinds import Kind
from mathcore.descent_outcomes import climbs, goal, returned
from mathcore.fields import Field


@pytest.mark.parametrize(
    ("heights", "truth"),
    [
        ([1, 2, 3, 4, 5, 6], True),
        ([1, 0, 2, 0, 3, 0], True),
        ([6, 5, 4, 3, 2, 1], False),
        ([1, 2, 3, 4, 5], False),
        ([1, 2, 5, 6, 3, 4], False),
        ([2, 1, 2, 3, 3, 4], True),
        ([3, 1, 2, 3, 3, 4], False),
        ([1, 2, 3, 4, 3, 4], False),
        ([1, 2, 3, 4, 0, 0, 0, 5], True),
        ([1, 2, 3, 4, 0, 0, 0, 4], False),
    ],
)
def test_a_walk_climbs_when_its_thirds_do(heights, truth):
    assert climbs([mpf(each) for each in heights]) is truth


def again(*spots):
    places = [(mpf(each),) for each in spots]
    coarse = [np.array(each, float) for each in places]
    return returned(places, coarse, mpf("1e-3"), mpf("1e-12"))


def test_an_exact_return_is_a_cycle():
    assert again(1, -1, 1)
    assert again(0, 3, 5, 0)


def test_a_ring_that_attracts_counts_and_one_that_repels_does_not():
    assert again(1.1, -1, 1.0005, -1, 1)
    assert not again(1.00001, -1, 1.0001, -1, 1.001)


@pytest.mark.parametrize(
    ("before", "miss", "truth"),
    [
        ("1e-2", "1e-4", True),
        ("1e-2", "0.98e-3", True),
        ("1e-2", "1.1e-3", False),
        ("1e-4", "0.89e-4", True),
        ("1e-4", "0.91e-4", False),
        ("1e-13", "0.9e-12", True),
        ("1e-13", "1.1e-12", False),
    ],
)
@pytest.mark.parametrize("period", [2, 3])
def test_a_ring_counts_if_it_is_met_again_and_nearer_than_before(before, miss, truth, period):
    """The last step is about 1 long; a thousandth of it is near, and 1e-12 of it the same."""
    aside = (1,) if period == 2 else (5, 1)
    near = mpf(before)

    assert again(0, *aside, near, *aside, near + mpf(miss)) is truth
    assert again(0, *aside, -near, *aside, -near - mpf(miss)) is truth


def test_one_return_that_is_only_near_does_not_count():
    assert not again("1e-4", 1, 0)
    assert not again(5, "1e-4", 1, 0)
    assert not again(0, 1, 1)


def test_in_two_variables_both_must_return():
    def walked(*spots):
        places = [tuple(map(mpf, each)) for each in spots]
        coarse = [np.array(each, float) for each in places]
        return returned(places, coarse, mpf("1e-3"), mpf("1e-12"))

    assert walked((0, 1), (1, 0), (0, 1))
    assert not walked((0, 1), (1, 0), (0, 2))
    assert not walked((1, 1), (1, 0), (2, 1))


def test_a_walk_that_closes_in_does_not_return():
    assert not again(1, -0.9, 0.81, -0.729)


@pytest.mark.parametrize(
    ("formula", "place", "kind"),
    [
        ("x^2 + y^2 - x", (0.5 + 1e-9, 1e-9), Kind.PIT),
        ("x^2 - y^2", (1e-9, 1e-9), Kind.SADDLE),
        ("x^4 + y^4", (1e-3, 1e-3), Kind.PIT),
    ],
)
def test_the_level_place_next_to_the_end_is_proved(formula, place, kind):
    places = [(mpf(1), mpf(1)), tuple(map(mpf, place))]

    assert goal(Field.parse(formula), places).kind is kind


def test_no_level_place_is_claimed_where_none_is_near_or_none_can_be_proved():
    places = [(mpf(1), mpf(1)), (mpf(1), mpf(1))]

    assert goal(Field.parse("x + y"), places) is None
    assert goal(Field.parse("gamma(x) + y^2"), places) is None
