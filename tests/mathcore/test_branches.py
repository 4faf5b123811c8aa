"""The one formula that a function with corners is beside a point."""

import pytest
from flint import arb
from sympy import (
    Abs,
    Add,
    Max,
    Min,
    Piecewise,
    S,
    Symbol,
    atan,
    atan2,
    ceiling,
    floor,
    log,
    pi,
    sign,
    sin,
    zeta,
)

from mathcore.branches import beside

X = Symbol("x", real=True)
CASES = [
    (X**2 + Abs(5, evaluate=False), X**2 + Abs(5, evaluate=False), 1),
    (Abs(X), -X, -1),
    (Abs(X) * X, X**2, 1),
    (sign(X - 2), S(-1), 1),
    (Abs(Abs(X) - 1), 1 - X, 0.5),
    (floor(X) + X, X, 0.5),
    (ceiling(sin(X)), S(1), 0.5),
    (Max(X, X**2), X, 0.5),
    (Min(X, X**2), X**2, 0.5),
    (Max(X, 2 * X, 3 * X), 3 * X, 2),
    (Max(X, -X), -X, -0.25),
    (Piecewise((Abs(X), X < 0), (X**2, True)), -X, -1),
    (Piecewise((Abs(X), X < 0), (X**2, True)), X**2, 1),
    (Piecewise((X, X < 0)), None, 1),
    (Abs(Piecewise((X, X < 0))), None, 1),
    (Piecewise((X, sin(X) > 0), (1, True)), None, arb.pi()),
    (floor(X), None, arb(1, 0.1)),
    (Abs(log(X)), None, -1),
    (sign(Add(X, -X, evaluate=False)), S(0), 1),
    (atan2(X, X + 1), atan(X / (X + 1)), 1),
    (atan2(X, -2), atan(-X / 2) + pi, 1),
    (atan2(X, -2), atan(-X / 2) - pi, -1),
    (atan2(X, X - 1), pi / 2 - atan((X - 1) / X), 3),
    (atan2(X, -2), -pi / 2 - atan(-2 / X), -3),
    (atan2(X - 1, -2), None, arb(1, 0.1)),
    (atan2(X, X), None, 0),
]


@pytest.mark.parametrize(("expression", "piece", "near"), CASES)
def test_beside_a_point_one_formula_is_left(expression, piece, near):
    assert beside(expression, X, arb(near)) == piece


def test_what_intervals_do_not_know_is_refused():
    with pytest.raises(ValueError, match="no interval form is known"):
        beside(Abs(zeta(X)), X, arb(2))
