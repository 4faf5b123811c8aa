"""Arrays of exact entries, rounded once to floats."""

from fractions import Fraction
from math import sin

import numpy as np
import pytest
from flint import arb, fmpq

from mathcore import ball_arrays


def test_rationals_stay_exact_through_sums_and_products():
    """0.1 + 0.2 - 0.3 is nothing, and no noise."""
    row = ball_arrays.exactly([[0.1, 0.2, -0.3]])
    ones = ball_arrays.exactly([[1.0], [1.0], [1.0]])
    (total,) = ball_arrays.settled(lambda: [row @ ones])

    assert total.tolist() == [[0.0]]


def test_precision_rises_until_an_entry_is_certain():
    def difference():
        x = arb(10) ** -100
        return [np.array([(1 + x).sin() - arb(1).sin(), arb(2).sqrt() ** 2 - 2], dtype=object)]

    (values,) = ball_arrays.settled(difference)

    assert values == pytest.approx([5.403023058681398e-101, 0.0], rel=1e-15, abs=0)


def test_floats_and_exact_entries_are_scaled_alike():
    rows = [[0.5, 3.0]]
    third = Fraction(1, 3)
    (exactly,) = ball_arrays.settled(lambda: [ball_arrays.scaled(ball_arrays.exactly(rows), third)])

    assert exactly == pytest.approx(ball_arrays.scaled(np.array(rows), third), rel=1e-15, abs=0)


def test_each_entry_is_worked_on_by_itself():
    bent = ball_arrays.each(lambda x: arb(x).sin(), ball_arrays.exactly([[1.0], [2.0]]))

    assert [float(x.mid()) for x in bent.flat] == pytest.approx([sin(1), sin(2)], rel=1e-15, abs=0)


@pytest.mark.parametrize("entry", [arb(10) ** 400, fmpq(10) ** 400])
def test_what_no_float_can_hold_is_refused(entry):
    huge = np.array([entry], dtype=object)
    with pytest.raises(ValueError, match="too large for a float"):
        ball_arrays.settled(lambda: [huge])
