"""Taylor polynomials in several variables, against derivatives found elsewhere."""

import json
from itertools import product
from math import exp
from pathlib import Path

import pytest
from mpmath import mp, mpf
from mpmath import taylor as series
from sympy import Rational, Symbol, sqrt

from mathcore import proof
from mathcore.quantity import zero
from mathcore.scalar_fields import ScalarField
from mathcore.taylor_fields import Outcome, expand

DATA = Path(__file__).parent.parent / "data" / "taylor_fields.json"
CASES = json.loads(DATA.read_text())["multivariate"]
GAUSSIAN = ScalarField.parse("e^(-x^2 - y^2/2)", "xy")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["f"])
def test_derivatives_are_those_found_elsewhere(case):
    expansion = expand(
        ScalarField.parse(case["f"].replace("**", "^"), "xy"), case["point"].split(","), 3
    )
    known = {(0, 0): case["value"], (1, 0): case["gradient"][0], (0, 1): case["gradient"][1]}
    known |= {(2 - i - j, i + j): case["hessian"][i][j] for i, j in product((0, 1), repeat=2)} | {
        (int(k[0]), int(k[1])): v for k, v in case["third_partials_xi_yj"].items()
    }

    for orders, value in known.items():
        found = expansion.coefficient(*orders)
        assert found.derivative == float(Rational(value))
        assert proof.number(f"{float(Rational(value)):.6f}", found.derivative.meaning).proved
    assert len(expansion.coefficients) == 10


def test_along_a_line_it_is_the_series_in_one_variable():
    expansion = expand(GAUSSIAN, ("1/2", "-1/3"), 6)
    with mp.workdps(40):
        way = (mpf(2) / 3, mpf(-1))

        def height(t):
            x, y = mpf(1) / 2 + t * way[0], -mpf(1) / 3 + t * way[1]
            return mp.exp(-(x**2) - y**2 / 2)

        known = series(height, 0, 6)
    for n, coefficient in enumerate(known):
        along = sum(
            each.exact.evalf(30) * Rational(2, 3) ** each.orders[0] * (-1) ** each.orders[1]
            for each in expansion.coefficients
            if sum(each.orders) == n
        )

        assert float(along) == pytest.approx(float(coefficient), rel=1e-9)


def test_constant_plane_and_quadric_come_from_value_slopes_and_curvatures():
    expansion = expand(GAUSSIAN, (1, 0), 2)
    x, y = GAUSSIAN.variables
    h, height = x - 1, exp(-1)

    assert expansion.constant.value(7, 7) == pytest.approx(height)
    plane, quadric = height * (1 - 2 * h), height * (1 - 2 * h + h**2 - y**2 / 2)
    for place in ({x: 1.25, y: 0.5}, {x: -2, y: 3}):
        at = tuple(place.values())
        assert expansion.plane.value(*at) == pytest.approx(float(plane.subs(place)))
        assert expansion.quadric.value(*at) == pytest.approx(float(quadric.subs(place)))


def test_values_and_errors_are_proved():
    expansion = expand(GAUSSIAN, (1, 0), 3)
    value, error = expansion.value(2, "1.001", "1e-4"), expansion.error(2, "1.001", "1e-4")

    assert all(proof.close(each, each.meaning).proved for each in (value, error))
    assert 0 < error < 1e-8


def test_every_outcome_can_happen():
    cubic = ScalarField.parse("x^2 y + z", "xyz")
    outcomes = [expand(cubic, (1, 2, "pi"), n).outcome for n in (2, 3)]
    outcomes.append(expand(GAUSSIAN, (0, 0), 4).outcome)
    whole = expand(cubic, (1, 2, "pi"), 3).polynomial(3).expression

    assert outcomes == [Outcome.SMOOTH, Outcome.EXACT, Outcome.SMOOTH]
    assert (whole - cubic.expression).expand() == 0


def test_coefficients_stay_exact():
    found = expand(ScalarField.parse("sin(x) y", "xy"), ("pi/4", 0), 2).coefficient(1, 1)

    assert found.exact == sqrt(2) / 2
    assert found.orders == (1, 1)


def test_what_cannot_be_expanded_is_refused():
    x = Symbol("x", real=True)
    root = zero((2**0.5,), (x,), (x**2 - 2,), ((Rational(1), Rational(2)),))[0]
    cone = ScalarField.parse("sqrt(x^2 + y^2)", "xy")
    with pytest.raises(ValueError, match=r"not proved to be smooth at \(0, 0\)"):
        expand(cone, (0, 0), 1)
    with pytest.raises(ValueError, match="must have a closed form"):
        expand(cone, (root, 0), 1)
    with pytest.raises(ValueError, match="no number without values for the constants: y"):
        expand(cone.varying("x"), (1,), 1)
    with pytest.raises(ValueError, match="must not be negative, got order=-1"):
        expand(cone, (1, 0), -1)
    with pytest.raises(ValueError, match="too large"):
        expand(ScalarField.parse("e^(x^2) y", "xy"), (40, 1), 1)
    with pytest.raises(ValueError, match=r"up to order 1, got orders=\(2, 0\)"):
        expand(cone, (1, 0), 1).coefficient(2, 0)
    with pytest.raises(ValueError, match="between 0 and 1, got n=2"):
        expand(cone, (1, 0), 1).polynomial(2)
    with pytest.raises(ValueError, match=r"no finite real value at \(-1, 0\)"):
        expand(ScalarField.parse("sqrt(x) + y", "xy"), (1, 0), 1).error(1, -1, 0)
