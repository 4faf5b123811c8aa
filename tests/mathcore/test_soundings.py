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
