"""Verdicts on boxes, against fields whose level places are known."""

import numpy as np

from mathcore import krawczyk
from mathcore.fields import Field

CUBIC = Field.parse("x^3 - 3x + y^2")  # level at (-1, 0) and (1, 0) only


def boxes(*corners):
    low, high = np.array(corners, float).transpose(1, 2, 0)
    return low, high


def test_each_kind_of_box_gets_its_verdict():
    low, high = boxes(
        ((0.9, -0.1), (1.2, 0.1)), ((0.0, 0.0), (0.5, 3.0)), ((-2.0, -1.0), (2.0, 1.0))
    )
    verdict = krawczyk.judge(CUBIC, low, high)

    assert verdict.one.tolist() == [True, False, False]
    assert verdict.none.tolist() == [False, True, False]


def test_a_singular_zero_is_never_called_single():
    low, high = boxes(((-1e-3, -1e-3), (1e-3, 1e-3)))
    verdict = krawczyk.judge(Field.parse("x^4 + y^4"), low, high)

    assert not verdict.one.any()
    assert not verdict.none.any()


def test_random_boxes_are_judged_truly():
    random = np.random.default_rng(2)
    low = random.uniform(-2, 1.5, (2, 400))
    high = low + random.uniform(0, 1.5, (2, 400))
    verdict = krawczyk.judge(CUBIC, low, high)
    inside = [
        ((low[0] <= x) & (x <= high[0]) & (low[1] <= 0) & (high[1] >= 0)) for x in (-1.0, 1.0)
    ]
    count = inside[0].astype(int) + inside[1]

    assert (count[verdict.none] == 0).all()
    assert (count[verdict.one] == 1).all()
    assert verdict.none.sum() > 100
