"""Newton's method for minima, checked against functions whose flat places are known."""

import pytest
from sympy import Abs, Symbol, cos, exp, log

from mathcore import proof
from mathcore.functions import Function
from mathcore.minimise import Outcome, newton_on_slope

X = Symbol("x", real=True)

ENDINGS = [
    (X**2 - 3 * X, 5.0, Outcome.MINIMUM, 1.5),
    (X**2 / 4 - X, 5.0, Outcome.MINIMUM, 2.0),
    (X**4, 1.0, Outcome.MINIMUM, 0.0),
    (cos(X), 0.5, Outcome.MAXIMUM, 0.0),
    (X**3, 1.0, Outcome.FLAT_INFLECTION, 0.0),
    (X * Abs(X), 1.0, Outcome.UNCLEAR, 0.0),
    (exp(X), 0.0, Outcome.NOWHERE, None),
    (log(1 + X**2), 2.0, Outcome.NOWHERE, None),
]


@pytest.mark.parametrize(("expression", "x0", "outcome", "place"), ENDINGS)
def test_every_outcome_can_happen(expression, x0, outcome, place):
    trace = newton_on_slope(Function(expression, X), x0)

    assert trace.outcome is outcome
    if place is not None:
        assert trace.place == pytest.approx(place, abs=1e-15)


def test_no_outcome_is_left_out():
    assert {outcome for _, _, outcome, _ in ENDINGS} == set(Outcome)


def test_a_parabola_takes_one_step():
    trace = newton_on_slope(Function(X**2 - 3 * X, X), 5.0)

    assert [float(point.x) for point in trace.points] == [5, 1.5]
    assert (trace.value, trace.curvature) == (-2.25, 2)


def test_the_prover_confirms_place_value_and_curvature():
    trace = newton_on_slope(Function(X**4 - 3 * X**2 + X, X), 1.5)

    for shown in (trace.place, trace.value, trace.curvature):
        assert proof.close(float(shown), shown.meaning).proved


def test_no_place_is_claimed_without_one():
    with pytest.raises(ValueError, match="found no root"):
        _ = newton_on_slope(Function(exp(X), X), 0.0).place
