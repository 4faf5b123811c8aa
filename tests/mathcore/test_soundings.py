"""Counts of soundings, against the places sounded and against the prover."""

import pytest

from mathcore import landscapes, proof, soundings
from mathcore.fields import Field
from mathcore.soundings import Outcome

FIELD = landscapes.hills_and_pits()
MAP = (landscapes.X_RANGE, landscapes.Y_RANGE)
START = (-0.5, -2.5)
DEPTH = -2.25


def ways(depth, rounds=100):
    return (
        soundings.sweep(FIELD, depth, *MAP, 24),
        soundings.compass(FIELD, depth, START, 0.5, rounds),
        soundings.descent(FIELD, depth, START, 0.125, rounds),
    )


def test_only_the_last_place_or_round_is_deep_enough():
    for way, last in zip(ways(DEPTH), (1, 4, 1), strict=True):
        heights = [float(FIELD(p.x, p.y)) for p in way.places]

        assert way.count == len(way.places)
        assert min(heights[-last:]) <= DEPTH < min(heights[:-last])


def test_counts_are_proved_and_the_gradient_needs_fewest():
    sweep, compass, descent = (way.count for way in ways(DEPTH))

    assert descent < compass < sweep
    for count in (sweep, compass, descent):
        assert proof.number(f"{count:.0f}", count.meaning).proved
        assert not proof.number(f"{count + 1:.0f}", count.meaning).proved


def test_a_compass_halves_its_stride_when_nothing_around_is_deeper():
    """On x^2 + y^2 from (0.3, 0.01) with stride 1: no neighbour is deeper, and then one is."""
    way = soundings.compass(Field.parse("x^2 + y^2"), 0.05, (0.3, 0.01), 1.0)

    assert way.outcome is Outcome.FOUND
    assert way.count == 1 + 4 * 2
    assert proof.number("9", way.count.meaning).proved


def test_every_outcome_can_happen():
    found, ran_out = ways(DEPTH), ways(-5.0, rounds=8)

    assert {way.outcome for way in found} == {Outcome.FOUND}
    assert {way.outcome for way in ran_out} == {Outcome.RAN_OUT}
    for way in ran_out:
        with pytest.raises(ValueError, match="the soundings ran out first"):
            _ = way.count


def test_questions_without_meaning_are_refused():
    with pytest.raises(ValueError, match="columns must be at least 1"):
        soundings.sweep(FIELD, 0, *MAP, 0)
    with pytest.raises(ValueError, match="stride must be positive"):
        soundings.compass(FIELD, 0, START, 0.0)


def test_a_single_column_is_sounded_in_its_middle():
    found = soundings.sweep(Field.parse("x^2 + y^2 - 1"), -0.5, (-2.0, 2.0), (-2.0, 2.0), 1)

    assert found.outcome is Outcome.FOUND
    assert [(each.x, each.y) for each in found.places] == [(0.0, 0.0)]


def test_cells_are_sounded_row_by_row_from_the_south_west():
    found = soundings.sweep(Field.parse("x + 10y"), -99.0, (0.0, 6.0), (10.0, 12.0), 3)
    thirds = [10 + 2 * (row + 0.5) / 3 for row in range(3)]

    assert found.outcome is Outcome.RAN_OUT
    assert [(each.x, each.y) for each in found.places] == [
        (x, pytest.approx(y)) for y in thirds for x in (1.0, 3.0, 5.0)
    ]


@pytest.mark.parametrize(("depth", "count"), [(10.5, 1), (10.4, 4), (7.5, 4), (7.4, 7)])
def test_a_depth_that_is_just_reached_is_reached(depth, count):
    """The heights of the three rows are 10.5, 7.5 and 4.5."""
    found = soundings.sweep(Field.parse("12 + 0x - 3y"), depth, (0.0, 3.0), (0.0, 3.0), 3)

    assert found.count == count
    assert proof.number(str(count), found.count.meaning).proved


def test_a_compass_goes_to_the_deepest_of_four_places():
    """On (x - 2)^2 + 2 (y + 1)^2 from the origin: east, south, east; the heights are 6, 3, 1, 0."""
    field = Field.parse("(x - 2)^2 + 2(y + 1)^2")
    way = soundings.compass(field, 0.0, (0.0, 0.0), 1.0)
    rounds = [way.places[1 + 4 * k : 5 + 4 * k] for k in range(3)]

    assert way.count == len(way.places) == 13
    assert proof.number("13", way.count.meaning).proved
    for centre, around in zip([(0, 0), (1, 0), (1, -1)], rounds, strict=True):
        x, y = centre
        wanted = [(x + 1, y), (x, y + 1), (x - 1, y), (x, y - 1)]

        assert [(each.x, each.y) for each in around] == wanted


@pytest.mark.parametrize(
    ("centre", "way"), [("(x + 3)", "west"), ("(x - 3)", "east"), ("x", "south"), ("x", "north")]
)
def test_the_count_of_a_compass_is_proved_in_every_direction(centre, way):
    aside = {"south": "(y + 3)", "north": "(y - 3)"}.get(way, "(y - 1/8)")
    field = Field.parse(f"{centre}^2 + {aside}^2 + x/16 + y/32")
    found = soundings.compass(field, 0.2, (0.0, 0.0), 1.0)

    assert found.count == len(found.places) > 5
    assert proof.number(f"{found.count:.0f}", found.count.meaning).proved
    assert not proof.number(f"{found.count - 4:.0f}", found.count.meaning).proved


def test_a_compass_may_stand_deep_enough_from_the_start():
    assert soundings.compass(Field.parse("x^2 + y^2"), 1.0, (1.0, 0.0), 1.0).count == 1


def test_a_descent_goes_against_the_gradient():
    """On x^2 + 2y^2 a step of 1/8 leads from (x, y) to (3x/4, y/2)."""
    way = soundings.descent(Field.parse("x^2 + 2y^2"), 0.7, (1.0, 1.0), 0.125)

    assert [(each.x, each.y) for each in way.places] == [
        pytest.approx((0.75**n, 0.5**n)) for n in range(3)
    ]
    assert way.count == 3
    assert proof.number("3", way.count.meaning).proved
