"""Ticks: round, inside, evenly spaced, and shown as exactly what they are."""

from fractions import Fraction
from itertools import pairwise
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathcore.ticks import decimals, ticks

ends = st.floats(-1e9, 1e9).flatmap(
    lambda low: st.floats(1e-3, 1e9).map(lambda width: (low, low + width))
)


@given(ends.filter(lambda e: e[0] < e[1]), st.integers(2, 12))
def test_ticks_lie_inside_are_few_and_evenly_spaced(ends, most):
    made = ticks(*ends, most=most)
    exact = [Fraction(str(p.meaning.expression)) for p in made.positions]

    assert len(exact) <= most
    assert all(Fraction(repr(ends[0])) <= p <= Fraction(repr(ends[1])) for p in exact)
    assert len({b - a for a, b in pairwise(exact)}) <= 1


@given(ends.filter(lambda e: e[0] < e[1]))
def test_every_text_is_exactly_its_position(ends):
    made = ticks(*ends)

    for position, text in zip(made.positions, made.texts, strict=True):
        exact = Fraction(str(position.meaning.expression))
        assert Fraction(text) * Fraction(10) ** made.exponent == exact


@pytest.mark.parametrize(
    ("low", "high", "texts", "exponent"),
    [
        (-2, 2, "-2 -1 0 1 2", 0),
        (0.1, 0.35, "0.10 0.15 0.20 0.25 0.30 0.35", 0),
        (0, 1e-3, "0.0 0.2 0.4 0.6 0.8 1.0", -3),
        (-1e6, 3e6, "-1 0 1 2 3", 6),
        (-3e-5, 2e-5, "-30 -20 -10 0 10 20", -6),
        (0, 9000, "0 2000 4000 6000 8000", 0),
    ],
)
def test_texts_stay_short_at_every_scale(low, high, texts, exponent):
    made = ticks(low, high)

    assert (" ".join(made.texts), made.exponent) == (texts, exponent)


@pytest.mark.parametrize("ends", [(1, 1), (2, 1), (nan, 1), (0, inf)])
def test_an_axis_without_extent_is_refused(ends):
    with pytest.raises(ValueError, match="finite low < high"):
        ticks(*ends)


def test_one_tick_is_no_scale():
    with pytest.raises(ValueError, match="at least two ticks"):
        ticks(0, 1, most=1)


@pytest.mark.parametrize(("high", "wanted"), [(20, 2), (1000, 0), (2e-3, 6), (5e6, 0)])
def test_live_numbers_tell_a_thousandth_of_the_axis_apart(high, wanted):
    assert decimals(0, high) == wanted
    assert 10.0**-wanted <= high / 999 or wanted == 0


def test_an_empty_axis_has_no_decimals():
    with pytest.raises(ValueError, match="finite low < high"):
        decimals(1, 1)


STEPS = [Fraction(lead) * Fraction(10) ** k for k in range(-14, 12) for lead in (1, 2, 5)]


def multiples(step, low, high):
    """All multiples of a step in [low, high]."""
    first = -((-low) // step)
    return [step * k for k in range(int(first), int(high // step) + 1)]


@given(ends.filter(lambda e: e[0] < e[1]), st.integers(2, 12))
def test_the_step_is_the_smallest_that_gives_no_more_than_asked_for(ends, most):
    low, high = (Fraction(repr(each)) for each in ends)
    best = next(step for step in STEPS if high // step + (-low) // step + 1 <= most)
    made = ticks(*ends, most=most)

    assert [Fraction(str(p.meaning.expression)) for p in made.positions] == multiples(
        best, low, high
    )


@pytest.mark.parametrize(
    ("low", "high", "texts", "exponent"),
    [
        (0, 10000, "0 2 4 6 8 10", 3),
        (0, 9999, "0 2000 4000 6000 8000", 0),
        (0, 0.05, "0.00 0.01 0.02 0.03 0.04 0.05", 0),
        (0, 0.025, "0 5 10 15 20 25", -3),
        (0, 1e5, "0 20 40 60 80 100", 3),
        (-1e6, 0, "-1.0 -0.8 -0.6 -0.4 -0.2 0.0", 6),
        (5000.001, 5000.004, "5.000001 5.000002 5.000003 5.000004", 3),
        (0.001, 0.0015, "1.0 1.1 1.2 1.3 1.4 1.5", -3),
    ],
)
def test_numbers_are_plain_below_ten_thousand_in_steps_from_a_hundredth(low, high, texts, exponent):
    made = ticks(low, high)

    assert (" ".join(made.texts), made.exponent) == (texts, exponent)
