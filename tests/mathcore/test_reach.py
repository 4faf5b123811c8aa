"""The good interval, against equations that can be solved by hand."""

import numpy as np
import pytest

from mathcore import proof
from mathcore.functions import Function
from mathcore.reach import End, good_interval
from mathcore.taylor import expand


def reach(text, at, n, tolerance):
    return good_interval(expand(Function.parse(text), at, n), n, tolerance)


@pytest.mark.parametrize(
    ("text", "at", "n", "tolerance", "low", "high"),
    [
        ("cos(x)", 0.0, 0, 0.5, -np.pi / 3, np.pi / 3),
        ("cos(1000x)", 0.0, 1, 0.5, -np.pi / 3000, np.pi / 3000),
        ("exp(x/10^6)", 0.0, 0, 0.5, 1e6 * np.log(0.5), 1e6 * np.log(1.5)),
        ("x^3 - 2x + 2", 1.0, 2, 0.001, 0.9, 1.1),
        ("1/x", 1.0, 0, 0.5, 2 / 3, 2.0),
    ],
)
def test_the_ends_are_where_the_error_is_the_tolerance(text, at, n, tolerance, low, high):
    found = reach(text, at, n, tolerance)

    assert (found.low, found.high) == pytest.approx((low, high), rel=1e-11)
    for end in (found.low, found.high):
        assert proof.close(end, end.meaning).proved


def test_the_interval_widens_with_the_order():
    widths = [float(reach("cos(x)", 0.0, n, 0.01).high) for n in (0, 2, 4, 6, 8, 10)]

    assert widths == sorted(widths)
    assert widths[-1] == pytest.approx(3.6245897, abs=1e-6)


@pytest.mark.parametrize(
    ("text", "at", "n", "tolerance", "left", "right"),
    [
        ("exp(x)", 0.0, 3, 1e-3, End.CROSSES, End.CROSSES),
        ("cos(x)", 0.0, 0, 3.0, End.WITHIN, End.WITHIN),
        ("cos(x)", 0.0, 0, 2.0, End.UNDECIDED, End.UNDECIDED),
        ("sin(x^2) + sin(3x^2)", 0.0, 0, 1.6, End.UNDECIDED, End.UNDECIDED),
        ("x^2", 0.0, 2, 0.1, End.WITHIN, End.WITHIN),
        ("sqrt(x)", 4.0, 3, 10.0, End.EDGE, End.CROSSES),
        ("exp(-1/x^2)", 0.0, 2, 0.1, End.UNDECIDED, End.UNDECIDED),
    ],
)
def test_every_end_can_happen(text, at, n, tolerance, left, right):
    found = reach(text, at, n, tolerance)

    assert (found.left.outcome, found.right.outcome) == (left, right)


def test_an_end_that_is_none_is_not_given():
    with pytest.raises(ValueError, match=r"no end here: the error stays small enough"):
        _ = reach("x^2", 0.0, 2, 0.1).high


def test_a_tolerance_must_be_positive():
    with pytest.raises(ValueError, match=r"must be positive, got tolerance=0\.0"):
        reach("cos(x)", 0.0, 2, 0.0)
