"""Verdicts on derivatives, against cases whose truth is known from calculus, and forty formulas."""

import json
from math import inf, pi
from pathlib import Path

import mpmath
import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Rational, Symbol, sqrt, zeta

from mathcore import proof
from mathcore.derivative_verdicts import DerivativeVerdict, Kind, verdict
from mathcore.functions import Function
from mathcore.one_sided_limits import Tendency
from mathcore.quantity import exact, zero

DATA = Path(__file__).parents[1] / "data"
PATHOLOGICAL = json.loads((DATA / "pathological.json").read_text())["cases"]
FORMULAS = json.loads((DATA / "derivatives.json").read_text())["cases"]
X = Symbol("x", real=True)


def at_zero(text, value="0"):
    return f"Piecewise(({text}, x != 0), ({value}, True))"


CASES = {
    Kind.VALUE: [
        ("5", 1), ("x^2", 0), ("abs(x)^3", 0), ("abs(x)^(11/10)", 0), ("x abs(x)", 0),
        ("sign(x) x^2", 0), ("max(x^3, 0)", 0), ("sqrt(x^4)", 0), ("x^(4/3)", 0),
        ("floor(x)", 0.5), ("abs(exp(x) - 2)", 0.5), ("exp(-x)", 800), ("erfc(x)", 0),
        ("gamma(x)", 3), ("atan(x)", 1e300), ("cot(x)", pi / 2), ("x^(1/3)", 8),
        ("Piecewise((x^2, x < 1), (2x - 1, True))", 1), (at_zero("x^2 cos(1/x^2)"), 0),
        (at_zero("exp(-1/x^2)"), 0), (at_zero("x sin(x)/abs(x)"), 1), (at_zero("sin(x)/x", "1"), 0),
        ("Piecewise((x, x < 5))", 1),
    ],
    Kind.ONE_SIDED: [
        ("abs(x - 1000000)", 1e6), ("abs(x - 0.001)", 0.001), ("max(x, x^2)", 1),
        ("min(x, x^2)", 0), ("abs(abs(x) - 1)", -1), ("abs(abs(x) - 1)", 0), ("abs(sin(x))", pi),
        ("sqrt(1 - cos(x))", 0), ("acos(cos(x))", 0), ("log(1 + abs(x))", 0), ("exp(-abs(x))", 0),
        ("cos(sqrt(abs(x)))", 0), ("sqrt(x^2 - 2x + 1)", 1), (at_zero("x atan(1/x)"), 0),
        ("Piecewise((0, x < 0), (sqrt(x), True))", 0), ("abs(x^2 - 2)", sqrt(2)),
        (at_zero("x/(1 + exp(1/x))"), 0),
    ],
    Kind.CUSP: [
        ("x^(2/3)", 0), ("cbrt(x^2)", 0), ("sqrt(abs(x))", 0), ("2 + (x - 1)^(2/3)", 1),
        (at_zero("1/log(abs(x))"), 0), ("-sqrt(abs(x - 3))", 3),
    ],
    Kind.VERTICAL_TANGENT: [
        ("cbrt(x)", 0), ("x^(1/3)", 0), ("x^(1/3) + x^2", 0), ("1 + (x - 1)^(1/5)", 1),
        (at_zero("x log(abs(x))"), 0), ("sign(x) sqrt(abs(x))", 0),
    ],
    Kind.JUMP: [
        ("sign(x)", 0), ("abs(x)/x", 0), ("ceiling(x)", 1), ("x - floor(x)", 2),
        ("floor(1000x)", 0.003), ("floor(3x)", Rational(1, 3)), ("atan(1/x)", 0),
        ("1/(1 + exp(1/x))", 0), ("floor(sin(x))", 0), ("tanh(1/x)", 0),
    ],
    Kind.POLE: [
        ("1/x", 0), ("1/x^2", 0), ("log(abs(x))", 0), ("sec(x)", pi / 2), ("tan(x)", sp.pi / 2),
        ("exp(1/x)", 0), ("gamma(x)", -1), ("(2 + sin(1/x))/x", 0), ("1/(x - 1)^2", 1),
        ("Piecewise((x, x <= 0), (1/x, True))", 0), ("exp(exp(1/x))", 0),
    ],
    Kind.REMOVABLE: [
        ("sin(x)/x", 0), ("x^2 sin(1/x)", 0), ("x sin(1/x)", 0), ("(1 - cos(x))/x^2", 0),
        ("(exp(x) - e)/(x - 1)", 1), ("(sin(x) - sin(2))/(x - 2)", 2), ("(1 + x)^(1/x)", 0),
        ("x/(exp(x) - 1)", 0), ("1/tan(x)", pi / 2), ("x floor(1/x)", 0), ("x/log(abs(x))", 0),
        ("exp(-1/abs(x))", 0), ("Piecewise((x, x < 1), (5, x == 1), (x, True))", 1),
        ("(tan(x) - sin(x))/x^3", 0), ("sqrt(abs(x)) (2 + sin(1/x))", 0),
        ("x sin(exp(1/x))", 0),
    ],
    Kind.OSCILLATES: [
        ("sin(1/x)", 0), ("sin(log(abs(x)))", 0), ("sin(1/x)/x", 0), ("tan(1/x)", 0),
        ("abs(sin(1/x))/x^2", 0), (at_zero("x sin(1/x)"), 0), (at_zero("sin(1/x)"), 0),
        ("Piecewise((sin(1/x)/x, x > 0), (0, True))", 0), ("sin(exp(1/x))", 0),
    ],
    Kind.OUT_OF_DOMAIN: [
        ("log(x)", -1), ("asin(x)", 2), ("x^(1/3)", -8), ("sqrt(x) sqrt(-1 - x)", 0),
        ("Piecewise((x, x < 1))", 2), ("acosh(x)", 0.5),
    ],
    Kind.DOMAIN_EDGE: [
        ("sqrt(x)", 0), ("x^(3/2)", 0), ("log(x)", 0), ("x log(x)", 0), ("x^x", 0), ("asin(x)", 1),
        ("acosh(x)", 1), ("sqrt(1 - x^2)", -1), ("abs(sqrt(x)) x", 0), ("sqrt(x) sqrt(-x)", 0),
        ("1/sqrt(x)", 0), ("Piecewise((x, x < 1))", 1), ("log(sin(x))", 0),
    ],
    Kind.OVERFLOW: [
        ("exp(x)", 800), ("exp(exp(x))", 10), ("sinh(x)", 1000), ("x^200", 100), ("1/x", 1e-300),
    ],
    Kind.REFUSE: [
        ("sqrt(sin(1/x))", 0), ("exp(exp(exp(x)))", 10),
        (at_zero("x/log(abs(x))"), 0), (at_zero("x abs(x)^(1/100)"), 0),
        (at_zero("exp(-exp(exp(1/abs(x))))"), 0),
    ],
}  # fmt: skip
EVERY = [(kind, text, a) for kind, cases in CASES.items() for text, a in cases]


@pytest.mark.parametrize(("kind", "text", "a"), EVERY)
def test_a_point_is_what_calculus_says(kind, text, a):
    assert verdict(Function.parse(text), a).kind is kind


def test_every_kind_can_happen():
    assert set(CASES) == set(Kind)


@pytest.mark.parametrize("case", PATHOLOGICAL, ids=lambda case: case["id"])
def test_what_other_programs_get_wrong_is_right_here(case):
    found = verdict(Function.parse(case["f"]), sp.S(case["a"]))

    assert found.kind.name == case["kind"]
    for side, wanted in ((found.left, case["left"]), (found.right, case["right"])):
        if wanted == "inf":
            assert side.slope.tendency is Tendency.RISES
        elif wanted is not None:
            assert side.slope.value == wanted


@pytest.mark.parametrize("case", FORMULAS, ids=lambda case: case["f"])
def test_derivatives_of_formulas_are_right_to_the_last_digit_and_confirmed(case):
    f = Function.parse(case["f"]).derivative(case["order"] - 1)
    for sample in case["samples"][:2]:
        found = verdict(f, float(sample["x"]))

        assert found.derivative == pytest.approx(float(sample["df"]), rel=3e-16)
        for side in (found.left, found.right):
            assert side.quotient.slope == pytest.approx(float(sample["df"]), rel=3e-16)


@settings(max_examples=8, deadline=None)
@given(
    st.decimals("0.001", "1000000", places=3), st.integers(-9, 9).filter(bool), st.integers(-6, 6)
)
def test_a_corner_is_the_same_at_every_place_and_scale(place, steepness, power):
    height = f"{steepness}*10^({power})"
    found = verdict(Function.parse(f"{height}*abs(x - {place:f})"), float(place))

    assert found.kind is Kind.ONE_SIDED
    assert found.right.slope.value == pytest.approx(steepness * 10.0**power, rel=1e-15)
    assert found.left.slope.value == -found.right.slope.value


@settings(max_examples=8, deadline=None)
@given(st.decimals("-1000", "1000", places=2), st.fractions(-3, 3, max_denominator=7))
def test_slopes_of_sums_are_sums_of_slopes(place, factor):
    one, other = Function.parse("atan(x)"), Function.parse("x abs(x)")
    both = Function(one.expression + Rational(str(factor)) * other.expression, X)
    slopes = [verdict(f, float(place)).derivative for f in (one, other, both)]

    assert slopes[2] == pytest.approx(slopes[0] + float(factor) * slopes[1], rel=1e-12, abs=1e-9)


def test_a_value_is_confirmed_to_thirty_digits_from_both_sides():
    found = verdict(Function.parse("exp(x) sin(x)"), 0.7)
    with mpmath.workdps(300):
        true = mpmath.diff(lambda x: mpmath.exp(x) * mpmath.sin(x), mpmath.mpf("0.7"))
        for side in (found.left, found.right):
            quotient = side.quotient.slope.meaning.expression.evalf(60)

            assert abs(mpmath.mpf(str(quotient)) / true - 1) < mpmath.mpf(10) ** -30
            assert side.quotient.step.meaning.expression.evalf(10) > 0
            assert proof.close(side.quotient.slope, side.quotient.slope.meaning).proved


def test_the_slopes_of_a_corner_are_proved_numbers():
    for text, a in (("abs(x^2 - 2)", sqrt(2)), ("sqrt(1 - cos(x))", 0), ("max(x, x^2)", 1)):
        found = verdict(Function.parse(text), a)
        for side in (found.left, found.right):
            assert proof.close(side.slope.value, side.slope.value.meaning).proved
            assert side.height.value == pytest.approx(found.height, abs=1e-15)


def test_a_hole_is_filled_with_the_limit_and_nothing_else_is():
    found = verdict(Function.parse("(exp(x) - e)/(x - 1)"), 1)

    assert found.hole.meaning.expression == sp.E
    assert found.height is None
    assert found.right.slope.value.meaning.expression == sp.E / 2
    with pytest.raises(ValueError, match=r"no hole at 0\.0: from both sides the slopes settle"):
        _ = verdict(Function.parse("x^2"), 0).hole


def test_a_derivative_that_does_not_exist_cannot_be_read():
    found = verdict(Function.parse("abs(x)"), 0)

    assert found.sentence == Kind.ONE_SIDED.value
    with pytest.raises(ValueError, match="two sides have different slopes"):
        _ = found.derivative


def test_a_slope_that_is_hidden_behind_the_digits_of_the_value_is_no_zero():
    found = verdict(Function.parse("sqrt(1 + exp(-x)/10^300)"), 300)
    true = -sp.exp(-300) / sp.Integer(10) ** 300 / 2

    assert found.kind is Kind.VALUE
    assert found.slope_written.exponent == -431
    assert abs(found.slope_written.mantissa / (true * 10**431).evalf(30) - 1) < 1e-15


@pytest.mark.parametrize(("text", "a"), [("exp(x)", 800), ("exp(-x)", 800), ("x^200", 100)])
def test_numbers_that_no_float_holds_are_written_in_powers_of_ten(text, a):
    f = Function.parse(text)
    found = verdict(f, a)
    for number, exactly in (
        (found.value_written, f.expression), (found.slope_written, f.expression.diff(f.variable)),
    ):  # fmt: skip
        true = exactly.subs(f.variable, a).evalf(40)

        assert 1 <= abs(number.mantissa) < 10
        assert abs(number.mantissa / (true / sp.Integer(10) ** int(number.exponent)) - 1) < 1e-15
        assert proof.close(number.mantissa, number.mantissa.meaning).proved


def test_a_value_at_a_pole_of_floats_is_a_pole():
    """The tangent of the float next to pi/2 is 1.6e16, which is nobody's value."""
    assert verdict(Function.parse("tan(x)"), pi / 2).at.meaning.expression == sp.pi / 2
    assert verdict(Function.parse("tan(x)"), 1.57).kind is Kind.VALUE


def test_a_function_that_intervals_do_not_know_is_refused():
    assert verdict(Function(zeta(X), X), 3) == DerivativeVerdict(Kind.REFUSE, exact(3.0))


def test_points_that_are_no_points_are_refused():
    f = Function.parse("x^2")
    for a in (inf, sp.I, X, sp.oo):
        with pytest.raises(ValueError, match="finite"):
            verdict(f, a)
    box = ((Rational(1), Rational(2)),)
    with pytest.raises(ValueError, match="closed form"):
        verdict(f, zero((1.414,), (X,), (X**2 - 2,), box)[0])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("sin(x)/x^(1/3)", Kind.REMOVABLE),
        ("x^(-1/3)", Kind.POLE),
        ("x^(-2/3)", Kind.POLE),
        ("x^(-1/2)", Kind.DOMAIN_EDGE),
        ("x^(1/2)/x^(1/3)", Kind.DOMAIN_EDGE),
    ],
)
def test_an_odd_root_has_two_sides_where_the_function_has_no_value_too(text, kind):
    assert verdict(Function.parse(text), 0).kind is kind
