"""Functions that are built of others, against mpmath, the table of their slopes, and rules."""

import mpmath
import pytest
import sympy as sp
from mpmath import mpf
from sympy import Symbol

from mathcore.as_typed import as_typed
from mathcore.derivative_verdicts import Kind, verdict
from mathcore.functions import Function
from mathcore.vocabulary import FUNCTIONS

X, Y = Symbol("x", real=True), Symbol("y", real=True)
DEGREE = mpmath.pi / 180
# value by mpmath, and the slope that DiffRules.jl (src/rules.jl) and textbooks give
RULES = {
    "asec": (mpmath.asec, lambda x: 1 / (abs(x) * mpmath.sqrt(x**2 - 1)), ("1.5", "-2")),
    "acsc": (mpmath.acsc, lambda x: -1 / (abs(x) * mpmath.sqrt(x**2 - 1)), ("1.5", "-2")),
    "acot": (mpmath.acot, lambda x: -1 / (1 + x**2), ("0.3", "-2")),
    "asech": (mpmath.asech, lambda x: -1 / (x * mpmath.sqrt(1 - x**2)), ("0.3", "0.9")),
    "acsch": (mpmath.acsch, lambda x: -1 / (abs(x) * mpmath.sqrt(1 + x**2)), ("0.3", "-2")),
    "acoth": (mpmath.acoth, lambda x: 1 / (1 - x**2), ("1.5", "-2")),
    "log2": (lambda x: mpmath.log(x, 2), lambda x: 1 / (x * mpmath.log(2)), ("0.3", "4")),
    "log10": (mpmath.log10, lambda x: 1 / (x * mpmath.log(10)), ("0.3", "4")),
    "log1p": (mpmath.log1p, lambda x: 1 / (1 + x), ("-0.5", "2")),
    "exp2": (lambda x: mpf(2) ** x, lambda x: mpf(2) ** x * mpmath.log(2), ("-1", "2.5")),
    "exp10": (lambda x: mpf(10) ** x, lambda x: mpf(10) ** x * mpmath.log(10), ("-1", "2.5")),
    "expm1": (mpmath.expm1, mpmath.exp, ("-1", "0.01")),
    "sinpi": (mpmath.sinpi, lambda x: mpmath.pi * mpmath.cospi(x), ("0.3", "-2.2")),
    "cospi": (mpmath.cospi, lambda x: -mpmath.pi * mpmath.sinpi(x), ("0.3", "-2.2")),
    "sind": (lambda x: mpmath.sin(DEGREE * x), lambda x: DEGREE * mpmath.cos(DEGREE * x), ("40",)),
    "cosd": (lambda x: mpmath.cos(DEGREE * x), lambda x: -DEGREE * mpmath.sin(DEGREE * x), ("40",)),
    "tand": (
        lambda x: mpmath.tan(DEGREE * x),
        lambda x: DEGREE * (1 + mpmath.tan(DEGREE * x) ** 2),
        ("40",),
    ),
    "loggamma": (mpmath.loggamma, lambda x: mpmath.psi(0, x), ("0.7", "3.1")),
    "digamma": (lambda x: mpmath.psi(0, x), lambda x: mpmath.psi(1, x), ("0.7", "3.1")),
    "trigamma": (lambda x: mpmath.psi(1, x), lambda x: mpmath.psi(2, x), ("0.7", "3.1")),
}


@pytest.mark.parametrize("name", RULES)
def test_values_and_slopes_are_those_of_the_table(name):
    value, slope, places = RULES[name]
    f = Function.parse(f"{name}(x)")
    for place in places:
        with mpmath.workdps(40):
            height, steepness = float(value(mpf(place))), float(slope(mpf(place)))

        assert float(f.value(float(place))) == pytest.approx(height, rel=1e-13)
        assert float(verdict(f, float(place)).derivative) == pytest.approx(steepness, rel=3e-16)


@pytest.mark.parametrize("name", [*RULES, "polygamma", "hypot", "Heaviside", "log"])
def test_what_is_typed_is_worth_the_same_unsimplified(name):
    inside = {"polygamma": "2, x", "hypot": "x, 2x", "log": "x, 3"}.get(name, "x")
    typed = as_typed(f"{name}({inside})", (X,))
    place = sp.Rational("1.25" if name in ("asec", "acsc", "acoth") else "0.75")
    worth = Function.parse(f"{name}({inside})").expression.xreplace({X: place})

    assert abs(typed.xreplace({X: place}).evalf(30) - worth.evalf(30)) < 1e-28


def test_the_longest_side_of_a_right_triangle():
    assert FUNCTIONS["hypot"].build(sp.Integer(3), sp.Integer(4)) == 5
    assert FUNCTIONS["hypot"].build(X, Y) == sp.sqrt(X**2 + Y**2)


def test_the_unit_step_jumps_from_nought_to_one():
    found = verdict(Function.parse("Heaviside(x)"), 0)
    step = Function.parse("Heaviside(x)")([-2.0, 0.0, 3.0])

    assert found.kind is Kind.JUMP
    assert step.tolist() == [0.0, 0.5, 1.0]


def test_a_whole_logarithm_is_a_whole_number():
    assert FUNCTIONS["log"].build(sp.Integer(8), sp.Integer(2)) == 3


@pytest.mark.parametrize("name", ["asec", "acsc", "asech", "acoth"])
def test_an_inverse_has_no_value_where_the_function_never_comes(name):
    beyond = 0.5 if name in ("asec", "acsc", "acoth") else 2.0

    assert verdict(Function.parse(f"{name}(x)"), beyond).kind is Kind.OUT_OF_DOMAIN


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("log(x, 0)", "base of a logarithm is a positive number other than one"),
        ("log(x, 1)", "base of a logarithm is a positive number other than one"),
        ("polygamma(9, x)", "order of polygamma is a whole number from 0 to 8"),
        ("polygamma(x, x)", "order of polygamma is a whole number from 0 to 8"),
        ("polygamma(0.5, 2)", "no finite real value"),
        ("digamma(0)", "no finite real value"),
        ("exp2(x + 1e9)", "larger than 1000"),
        ("exp10(400)", "no finite real value"),
        ("acot(0)", "no finite real value"),
    ],
)
def test_what_has_no_value_is_refused(text, reason):
    with pytest.raises(ValueError, match=reason):
        Function.parse(text)
