"""Points given, their centre, and the ways to move them."""

from fractions import Fraction

import numpy as np
import pytest

from mathcore import proof
from mathcore.column import Column
from mathcore.data import DataSet, seeded

DATA = DataSet.read(["1", "2", "4"], ["0.1", "0.5", "0.3"])
WEIGHED = DataSet.read([1, 2, 4], [0.1, 0.5, 0.3], ["0.1", "0.2", "0.1"])


def test_the_centre_is_the_mean_of_the_points():
    centre = DATA.centre

    assert (str(centre.x.meaning.expression), str(centre.y.meaning.expression)) == ("7/3", "3/10")
    assert (centre.x, centre.y) == (7 / 3, 0.3)


def test_a_point_with_half_the_sigma_counts_four_times():
    assert WEIGHED.weights.fractions == (100, 25, 100)
    assert WEIGHED.centre.x == float(Fraction(100 * 1 + 25 * 2 + 100 * 4, 225))
    assert proof.close(WEIGHED.centre.y, WEIGHED.centre.y.meaning, 1e-15).proved
    assert WEIGHED.sigma[1] == 0.2


def test_centred_data_have_their_centre_at_the_origin():
    for data in (DATA, WEIGHED):
        centred = data.centred()

        assert (centred.sums.x, centred.sums.y) == (0, 0)
        assert centred.sums.spread == data.sums.spread
        assert (centred.centre.x, centred.centre.y) == (0, 0)


def test_half_the_way_to_the_origin_halves_the_centre():
    assert DATA.shifted(0.5).centre.x == 7 / 6


def test_a_point_can_be_lifted_or_left_out():
    assert DATA.lifted(1, 2.25).y == (0.1, 2.75, 0.3)
    assert WEIGHED.without(0).x == (2, 4)
    assert len(DATA.without(2)) == 2
    assert DATA.points[1].y == 0.5
    assert DATA.sigma is None


def test_seeded_points_are_hundredths_and_always_the_same():
    data = seeded()

    assert len(data) == 12
    assert data == seeded()
    assert data != seeded(seed=1)
    assert data.xs.denominator == data.ys.denominator == 100


def test_noise_is_added_as_the_seed_has_it():
    data = seeded(count=3, slope=2.0, intercept=1.0, noise=0.5, seed=7, between=(0.0, 2.0))
    noise = np.random.default_rng(7).normal(size=3) / 2

    assert data.x == (0.0, 1.0, 2.0)
    assert data.y == pytest.approx(np.array([1.0, 3.0, 5.0]) + noise, abs=0.005)


def test_without_noise_the_points_lie_on_the_line_to_a_hundredth():
    data = seeded(count=5, slope=2.0, intercept=-1.0, noise=0.0, between=(0.0, 1.0))

    assert data.y == (-1, -0.5, 0, 0.5, 1)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: DataSet.read([1, 2], [1]), r"equally long, got the lengths \[2, 1\]"),
        (lambda: DataSet.read([1, 2], [1, 2], [1]), r"got the lengths \[2, 2, 1\]"),
        (lambda: DataSet.read([1], [1]), "two points or more, got 1"),
        (lambda: DataSet.read([1, 2], [1, float("nan")]), r"y\[1\] must be a finite number"),
        (lambda: DataSet.read([1, 2], [1, 2], [1, 0]), r"every sigma must be positive, got 0\.0"),
        (lambda: DATA.without(3), "no point number 3 among 3"),
        (lambda: DATA.lifted(-1, 1.0), "no point number -1"),
        (lambda: DATA.without(0).without(0), "two points or more, got 1"),
        (lambda: DATA.lifted(0, float("inf")), "must be finite, got inf"),
        (lambda: seeded(noise=-1.0), r"noise=-1\.0"),
        (lambda: seeded(slope=float("nan")), "slope=nan"),
        (lambda: seeded(count=-3), "two points or more, got 0"),
    ],
)
def test_what_is_not_a_set_of_points_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_a_column_may_hold_any_rational():
    assert DataSet(Column((1, 2), 3), Column((1, 1), 7)).x == (1 / 3, 2 / 3)
