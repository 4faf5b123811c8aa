"""Taylor polynomials, against closed forms, contour integrals and the definition."""

import json
from math import factorial, isnan
from pathlib import Path
from time import process_time

import mpmath
import numpy as np
import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from mathcore import proof
from mathcore.functions import Function
from mathcore.quantity import Meaning, Quantity, zero
from mathcore.taylor import Expansion, Outcome, expand

TRUTH = json.loads((Path(__file__).parents[1] / "data" / "taylor.json").read_text())
CASES = TRUTH["univariate"]
X = sp.Symbol("x", real=True)


def expansion(text: str, at: float = 0.0, order: int = 8) -> Expansion:
    return expand(Function.parse(text), at, order)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['f']} at {case['centre']}")
def test_coefficients_and_remainders_are_those_of_the_tables(case):
    wanted = [sp.sympify(each) for each in case["coefficients"]]
    found = expansion(case["f"], float(case["centre"]), len(wanted) - 1)

    assert all(sp.simplify(a - b) == 0 for a, b in zip(found.exact, wanted, strict=True))
    for sample in case["samples"]:
        for n, remainder in enumerate(sample["remainder_n0_to_8"]):
            error = float(found.error(n, float(sample["x"])))
            assert error == pytest.approx(abs(float(remainder)), rel=1e-13, abs=1e-300)


@pytest.mark.parametrize(
    ("text", "at", "outcome", "order"),
    [
        ("cos(x)", 0.0, Outcome.SMOOTH, 8),
        ("x^3 - 2x + 2", 1.0, Outcome.EXACT, 8),
        ("exp(-1/x^2)", 0.0, Outcome.SILENT, 8),
        ("x*abs(x)", 0.0, Outcome.STOPS, 1),
    ],
)
def test_every_outcome_can_happen(text, at, outcome, order):
    found = expansion(text, at)

    assert (found.outcome, found.order) == (outcome, order)


def test_no_outcome_is_left_out():
    assert {each.name for each in Outcome} == {"SMOOTH", "EXACT", "SILENT", "STOPS"}


def test_a_polynomial_of_too_high_a_degree_is_not_yet_exact():
    assert expansion("x^3", 0.0, 2).outcome is Outcome.SMOOTH


def test_the_odd_terms_of_the_cosine_vanish():
    found = expansion("cos(x)", 0.0, 10)

    assert [each.order for each in found.terms if each.vanishes] == [1, 3, 5, 7, 9]
    assert [each.order for each in found.gains] == [0, 2, 4, 6, 8, 10]


def test_powers_stay_about_the_centre():
    found = expansion("1/x", 1.0, 2).polynomial(2)

    assert str(found.expression) == "(x - 1)**2 - (x - 1) + 1"
    assert found(np.array([2.5])) == pytest.approx([1.75])


@pytest.mark.parametrize(
    ("text", "at"), [("cos(1000x)", 0.0), ("exp(x/10^6)", 0.0), ("1/x", 1.0), ("tan(x)", 0.3)]
)
def test_every_number_is_proved_from_the_derivatives(text, at):
    found = expansion(text, at, 6)
    x = at + 0.25
    numbers = [*found.coefficients, *found.derivatives, found.value(5, x), found.error(5, x)]

    assert all(proof.close(each, each.meaning).proved for each in numbers)


def test_outside_its_interval_the_error_of_the_reciprocal_grows_by_the_distance():
    found = expansion("1/x", 1.0, 20)
    errors = [float(found.error(n, 2.5)) for n in range(21)]

    assert errors == pytest.approx([1.5 ** (n + 1) / 2.5 for n in range(21)])
    assert found.error_ratio(7, 8, 2.5) == pytest.approx(1.5)
    assert proof.number("1.50", found.error_ratio(7, 8, 2.5).meaning).proved


def test_a_hole_is_filled():
    found = expansion("sin(x)/x - 1", 0.0, 4)

    assert found.hole == 0
    assert found.exact == (0, 0, sp.Rational(-1, 6), 0, sp.Rational(1, 120))
    assert found.error(4, 0.0) == 0
    assert proof.close(found.coefficients[2], found.coefficients[2].meaning).proved


def test_the_error_is_free_of_cancellation():
    """cos x - p_10(x) = x^12/12! - ..., far below the round-off of cos x itself."""
    x = np.array([1e-3, 0.01, 0.1])
    with mpmath.workdps(80):
        p = sum((-1) ** k * mpmath.mpf(x[0]) ** (2 * k) / mpmath.factorial(2 * k) for k in range(6))
        wanted = float(mpmath.cos(mpmath.mpf(x[0])) - p)
    found = expansion("cos(x)", 0.0, 10).difference(10)(x)

    assert found[0] == pytest.approx(wanted, rel=1e-14)
    assert found == pytest.approx(x**12 / factorial(12), rel=1e-3)


def test_an_identity_leaves_no_error():
    assert expansion("x^3 - 2x + 2", 1.0).error(3, 0.1) == 0


def test_order_thirty_takes_no_time_to_speak_of():
    begun = process_time()
    expansion("exp(sin(x))*tan(x)/(1 + x^2)", 0.0, 30)

    assert process_time() - begun < 1


def test_closed_forms_and_quantities_may_be_centres():
    f = Function.parse("sin(x)")
    centre = Quantity(0.5, Meaning(sp.Rational(1, 2)))

    assert expand(f, sp.pi / 4, 1).exact == (sp.sqrt(2) / 2, sp.sqrt(2) / 2)
    assert expand(f, centre, 1).exact == (sp.sin(sp.Rational(1, 2)), sp.cos(sp.Rational(1, 2)))


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(-9, 9), min_size=1, max_size=6), st.integers(-5, 5))
def test_a_polynomial_about_another_centre_is_the_same_polynomial(numbers, at):
    f = Function(sp.Poly(numbers, X).as_expr(), X)
    moved = expand(f, float(at), 6).polynomial(6).expression

    assert sp.expand(moved - f.expression) == 0


@pytest.mark.parametrize(
    ("text", "at", "reason"),
    [
        ("1/x", 0.0, "1/x has no series at x = 0: the function grows without bound there"),
        ("log(x)", 0.0, "a root or a logarithm of zero there"),
        ("abs(x)/x", 0.0, "the two sides do not fit together there"),
        ("sqrt(x)", -1.0, "no real value there"),
        ("asin(x)", 2.0, "no real value there"),
        ("sin(1/x)", 0.0, "does not settle there"),
    ],
)
def test_a_point_without_a_series_is_refused_with_the_reason(text, at, reason):
    with pytest.raises(ValueError, match=reason):
        expansion(text, at)


@pytest.mark.parametrize(
    ("ask", "reason"),
    [
        (lambda: expansion("x", 0.0, -1), "must not be negative, got order=-1"),
        (lambda: expansion("x", 0.0, 2).polynomial(3), "between 0 and 2, got n=3"),
        (lambda: expansion("1/x", 1.0).error(2, 0.0), "no finite real value at 0.0"),
        (lambda: expansion("1/x", 1.0).error_ratio(2, 3, 1.0), "nothing is a ratio of it"),
        (lambda: expand(Function.parse("x"), sp.oo, 2), "finite real number, got oo"),
        (
            lambda: expand(Function(sp.Piecewise((5, sp.Eq(X, 0)), (X**2, True)), X), 0.0, 2),
            "jumps at x = 0",
        ),
    ],
)
def test_a_question_without_meaning_is_refused(ask, reason):
    with pytest.raises(ValueError, match=reason):
        ask()


def test_a_centre_known_only_by_an_equation_is_refused():
    box = ((sp.Integer(1), sp.Integer(2)),)
    with pytest.raises(ValueError, match="must have a closed form"):
        expand(Function.parse("x"), zero((1.41,), (X,), (X**2 - 2,), box)[0], 2)


def test_where_the_function_has_no_value_the_difference_has_none():
    assert isnan(expansion("sqrt(x)", 4.0, 3).difference(3)(-1.0))
    assert isnan(expansion("sqrt(x)", 4.0, 3).difference(3)(float("inf")))
    assert expansion("sqrt(x)", 4.0, 3).difference(3).derivative()(5.0) == pytest.approx(
        0.5 / 5**0.5 - (1 / 4 - 1 / 32 + 3 / 512), rel=1e-12
    )
