"""Numbers that no float holds, as mantissa and power of ten."""

import pytest
from flint import arb
from sympy import Integer

from mathcore import balls, proof
from mathcore.derivative_verdicts import Kind, verdict
from mathcore.functions import Function
from mathcore.magnitudes import beyond, scientific


@pytest.mark.parametrize(
    ("power", "large"), [(400, True), (-400, False), (308, None), (-307, None)]
)
def test_only_what_floats_cannot_hold_is_written_in_powers(power, large):
    number = -7 * Integer(10) ** power / 4
    with balls.working(200):
        found = scientific(arb(-7) / 4 * arb(10) ** power, number)

    assert beyond(found) is bool(large)
    if large is None:
        assert found is None
    else:
        assert (found.mantissa, found.exponent) == (-1.75, power)
        assert proof.close(found.mantissa, found.mantissa.meaning).proved


def test_zero_is_an_ordinary_number():
    assert scientific(arb(0), Integer(0)) is None


def test_a_slope_beyond_all_digits_is_written_at_once():
    found = verdict(Function.parse("tanh(x^2)"), 1e6)

    assert found.kind is Kind.VALUE
    assert found.slope_written.exponent < -8e11
