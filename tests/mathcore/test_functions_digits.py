"""Values and slopes at one place: every digit of a float, where floats alone would lose some."""

from math import e, inf, isnan

import mpmath
import pytest

from mathcore.functions import Function


@pytest.mark.parametrize(
    ("text", "a", "value"),
    [
        ("exp(x) - 1", 1e-5, mpmath.expm1),
        ("log(1 + x)", 1e-15, mpmath.log1p),
        ("(1 - cos(x))/x^2", 1e-7, lambda x: (1 - mpmath.cos(x)) / x**2),
        ("sqrt(x + 1) - sqrt(x)", 1e12, lambda x: 1 / (mpmath.sqrt(x + 1) + mpmath.sqrt(x))),
        ("sin(1000x)", 0.7, lambda x: mpmath.sin(1000 * x)),
    ],
)
def test_a_value_keeps_its_digits_where_floats_cancel(text, a, value):
    f = Function.parse(text)
    with mpmath.workdps(60):
        true, slope = value(mpmath.mpf(repr(a))), mpmath.diff(value, mpmath.mpf(repr(a)))

    assert float(f.value(a)) == float(true)
    assert float(f.slope(a)) == float(slope)


def test_a_slope_keeps_its_digits_far_from_the_rise():
    """The derivative of tanh(20 x) is 20/cosh(20 x)^2, and no difference of numbers near 1."""
    with mpmath.workdps(60):
        true = 20 / mpmath.cosh(mpmath.mpf(14)) ** 2

    assert float(Function.parse("tanh(20x)").slope(0.7)) == float(true)


def test_a_function_has_no_value_at_infinity():
    """The arc tangent of an infinite float is pi/2, but infinity is no place."""
    with pytest.raises(ValueError, match="must be finite"):
        Function.parse("atan(x)").value(inf)


@pytest.mark.parametrize(
    ("text", "a", "value"),
    [("((x + 1)/x)^200", 1000, 1.001**200), ("exp(x)/exp(x - 1)", 900, e)],
)
def test_a_factor_beyond_the_floats_hides_no_value(text, a, value):
    f = Function.parse(text)

    assert isnan(f(a))
    assert f.value(a) == pytest.approx(value, rel=1e-13)
