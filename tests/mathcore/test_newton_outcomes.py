"""The endings of walks, on sequences of places whose fate is known."""

import pytest
from mpmath import exp, mpf

from mathcore.newton_outcomes import Outcome, ending, returned, runs_away

TOL, SAME = mpf(10) ** -6, mpf(10) ** -20


def back(*places, scale=1):
    walk = [scale * mpf(each) for each in places]
    return returned(walk, [float(each) for each in walk], TOL, SAME)


@pytest.mark.parametrize("scale", [1, -1000, mpf(10) ** -9])
@pytest.mark.parametrize(
    ("places", "found"),
    [
        ((0, 1, 0), (Outcome.CYCLE, 2)),
        ((7, 0, 1, 0), (Outcome.CYCLE, 2)),
        ((0, 1, 5, 0), (Outcome.CYCLE, 3)),
        ((0, 1, 0, 1, 0), (Outcome.CYCLE, 2)),
        ((0, 1, 5), None),
        ((0, 1, 1), None),
        ((0, 1, 5, 1.5), None),
    ],
)
def test_a_walk_that_is_where_it_was_goes_round(places, found, scale):
    assert back(*places, scale=scale) == found


def test_a_ring_of_sixty_four_places_is_seen():
    ring = [k * k % 193 + k for k in range(64)]

    assert back(*ring, ring[0]) == (Outcome.CYCLE, 64)


@pytest.mark.parametrize(
    ("before", "miss", "found"),
    [
        ("1e-4", "1e-7", (Outcome.SETTLES, 2)),
        ("1e-4", "0.99e-6", (Outcome.SETTLES, 2)),
        ("1e-4", "1.1e-6", None),
        ("1e-8", "1e-7", None),
        ("1e-7", "0.89e-7", (Outcome.SETTLES, 2)),
        ("1e-7", "0.91e-7", None),
        ("1e-7", "0.9e-20", (Outcome.CYCLE, 2)),
        ("1e-22", "1.1e-20", None),
        ("1e-22", "0.9e-20", (Outcome.CYCLE, 2)),
    ],
)
def test_a_ring_must_draw_the_walk_in(before, miss, found):
    """The last step is about 1 long; the places come back by `before`, and then by `miss`."""
    near = mpf(before)

    assert back(0, 1, near, 1, near + mpf(miss)) == found
    assert back(0, 1, -near, 1, -near - mpf(miss)) == found


def test_one_return_does_not_tell_that_a_ring_attracts():
    assert back("1e-7", 1, 0) is None
    assert back(5, "1e-7", 1, 0) is None


@pytest.mark.parametrize(
    ("places", "away"),
    [
        ((1, -2, "1e30", "-1e40", "1e50", "-2.1e60"), True),
        ((1, -2, "1e30", "-1e40", "1e50", "-1.9e60"), False),
        ((-2, 1, "1e30", "-1e40", "1e50", "-1.9e60"), False),
        ((9, 1, "1e58", "1e59", "1e60", "1e61"), True),
        ((1, "1e20", "1e50", "1e70"), False),
        ((1, 1, "1e61", "1.02e61", "1.04e61", "1.06e61"), True),
        ((1, 1, "1e61", "1.02e61", "1.025e61", "1.06e61"), False),
        ((1, 1, "1e61", "1e63", "1e62", "1e64"), False),
        ((0, 0, "1e-9", "1e-8", "1e-7", "1e-6"), True),
    ],
)
def test_a_walk_runs_away_that_grows_to_beyond_sixty_digits(places, away):
    assert runs_away([mpf(each) for each in places]) is away


def fate(count, place, height, value):
    """The ending of a walk of so many places, each told by its number."""
    walk = [mpf(place(n)) for n in range(count)]
    return ending(walk, [mpf(height(n)) for n in range(count)], value)


def drift(count=61, place=lambda n: 1000 + n, height=lambda n: exp(-n), value=None):
    return fate(count, place, height, value or (lambda x: exp(1000 - x)))


def test_newtons_walk_on_a_falling_exponential_drifts():
    """Every step is 1 long; sixty of them are needed to say so."""
    assert drift() is Outcome.DRIFTS
    assert drift(60) is Outcome.UNFINISHED


@pytest.mark.parametrize("power", [1, 2])
def test_newtons_walk_on_one_over_a_power_drifts(power):
    """On x^-p a step leads from x to x (1 + 1/p)."""
    ratio = 1 + mpf(1) / power
    walk = drift(place=lambda n: ratio**n, height=lambda n: ratio ** (-power * n),
                 value=lambda x: x**-power)  # fmt: skip

    assert walk is Outcome.DRIFTS


def test_a_walk_to_a_repeated_root_does_not_drift():
    """On x² a step leads from x to x/2."""
    walk = drift(place=lambda n: mpf(2) ** -n, height=lambda n: mpf(4) ** -n, value=lambda x: x * x)

    assert walk is Outcome.UNFINISHED


@pytest.mark.parametrize(
    "fault",
    [
        {"place": lambda n: 1000 + n * (-1) ** n},
        {"height": lambda n: 1},
        {"height": lambda n: exp(-n) if n != 45 else 1},
        {"height": lambda n: 1 - mpf(n) / 100},
        {"value": lambda x: exp(1000 - x) - mpf(10) ** -100},
        {"value": lambda x: exp(1000 - x) if x < 1100 else None},
        {"value": lambda x: mpf(1)},
        {"value": lambda x: 1 + exp(1000 - x)},
    ],
)
def test_what_does_not_drift_in_one_respect_does_not_drift(fault):
    assert drift(**fault) is Outcome.UNFINISHED


def test_the_height_must_fall_tenfold_over_the_later_half():
    """From the thirtieth place to the sixtieth, by 30 times the logarithm that is given."""
    for rate, outcome in ((0.078, Outcome.DRIFTS), (0.075, Outcome.UNFINISHED)):
        assert drift(height=lambda n, rate=rate: exp(-rate * n)) is outcome


def test_a_long_walk_that_grows_in_its_later_half_escapes():
    rising = {"height": lambda n: 2**n, "value": lambda x: x}

    assert drift(61, place=lambda n: 2**n, **rising) is Outcome.ESCAPED
    assert drift(60, place=lambda n: 2**n, **rising) is Outcome.UNFINISHED
    assert drift(61, place=lambda n: 2 ** max(0, n - 25), **rising) is Outcome.ESCAPED
    assert drift(61, place=lambda n: 2 ** max(0, n - 35), **rising) is Outcome.UNFINISHED
    assert drift(6, place=lambda n: 10 ** (20 * n), **rising) is Outcome.ESCAPED


def test_a_walk_of_one_place_is_unfinished():
    assert drift(1) is Outcome.UNFINISHED
