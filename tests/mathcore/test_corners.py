"""One-sided slopes of functions whose corners are known."""

import pytest
from sympy import Max, Min, Ne, Piecewise, Symbol, atan2, ceiling, cot, floor, sign, sin, sqrt, tan

from mathcore import proof
from mathcore.corners import Outcome, one_sided
from mathcore.functions import Function

X = Symbol("x", real=True)
WAVE = Piecewise((X * sin(1 / X), Ne(X, 0)), (0, True))
CASES = [
    (X**2, 1, 2, 2, Outcome.SMOOTH),
    (X * abs(X), 0, 0, 0, Outcome.SMOOTH),
    (X * WAVE, 0, 0, 0, Outcome.SMOOTH),
    (Piecewise((sin(X) / X, Ne(X, 0)), (1, True)), 0, 0, 0, Outcome.SMOOTH),
    (sign(X), 2, 0, 0, Outcome.SMOOTH),
    (abs(X), 0, -1, 1, Outcome.CORNER),
    (abs(3 * X - 6), 2, -3, 3, Outcome.CORNER),
    (sqrt(X**2 - 2 * X + 1), 1, -1, 1, Outcome.CORNER),
    (abs(X) * sqrt(1 - X**2), 0, -1, 1, Outcome.CORNER),
    (Max(X, X**2), 1, 1, 2, Outcome.CORNER),
    (Min(X, X**2), 1, 2, 1, Outcome.CORNER),
    (Piecewise((X, X < 0), (3 * X, True)), 0, 1, 3, Outcome.CORNER),
    (X ** (sqrt(4) + 1) / 1 * sqrt(X), 0, None, 0, Outcome.EDGE),
    (Piecewise((X, X < 0), (X**2, X <= 1)), 1, 2, None, Outcome.EDGE),
    (abs(sqrt(X)) * X, 0, None, 0, Outcome.EDGE),
    (sqrt(X), 0, None, None, Outcome.VERTICAL),
    (sqrt(abs(X)), 0, None, None, Outcome.VERTICAL),
    (floor(X), 1, None, 0, Outcome.BROKEN),
    (ceiling(X), 1, 0, None, Outcome.BROKEN),
    (Piecewise((1 / X, X > 0), (X, True)), 0, 1, None, Outcome.BROKEN),
    (atan2(X - 2, -1), 2, None, -1, Outcome.BROKEN),
    (atan2(X - 2, 1), 2, 1, 1, Outcome.SMOOTH),
    (atan2(X**2, -1), 0, 0, 0, Outcome.SMOOTH),
    (atan2(1, X), 0, -1, -1, Outcome.SMOOTH),
    (atan2(abs(X) - 2, -1), 0, 0.2, -0.2, Outcome.CORNER),
    (WAVE, 0, None, None, Outcome.RESTLESS),
]


@pytest.mark.parametrize(("expression", "a", "left", "right", "outcome"), CASES)
def test_each_side_has_its_own_slope(expression, a, left, right, outcome):
    sides = one_sided(Function(expression, X), a)

    assert sides.outcome is outcome
    assert (sides.left, sides.right) == (left, right)


def test_every_outcome_can_happen():
    assert {case[-1] for case in CASES} == set(Outcome)


@pytest.mark.parametrize("scale", [1e-3, 1e6])
def test_a_corner_is_a_corner_at_every_scale(scale):
    sides = one_sided(Function.parse(f"abs(x - {scale:.3f})"), scale)

    assert (sides.left, sides.right) == (-1, 1)
    for slope in (sides.left, sides.right):
        assert proof.close(slope, slope.meaning).proved


def test_a_limit_that_nobody_can_take_is_not_claimed(monkeypatch):
    def give_up(*_):
        raise NotImplementedError

    monkeypatch.setattr("sympy.limit", give_up)

    assert one_sided(Function(sqrt(X), X), 0).outcome is Outcome.RESTLESS


def test_a_place_without_a_value_is_refused():
    with pytest.raises(ValueError, match=r"no finite real value at x = 0\.0"):
        one_sided(Function(cot(X) * tan(X) / X, X), 0)


def test_a_corner_that_is_none_is_refused_where_one_is_needed():
    corner = one_sided(Function(abs(X), X), 0)

    assert corner.ended(Outcome.CORNER) is corner
    with pytest.raises(ValueError, match="should be a corner, but both sides have the same slope"):
        one_sided(Function(abs(X), X), 1).ended(Outcome.CORNER)
