"""Hessians in any number of variables, against textbook cases and eigenvalues found elsewhere."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Rational, Symbol

from mathcore import proof
from mathcore.critical_kinds import Kind
from mathcore.hessians import Definiteness, curvature, formulas
from mathcore.quantity import zero
from mathcore.scalar_fields import ScalarField

X = Symbol("x", real=True)
ROOT = zero((2**0.5,), (X,), (X**2 - 2,), ((Rational(1), Rational(2)),))[0]
MATRICES = st.lists(st.integers(-3, 3), min_size=6, max_size=6)


@pytest.mark.parametrize(
    ("text", "place", "definiteness", "kind"),
    [
        ("x^2 + y^2", (0, 0), Definiteness.POSITIVE, Kind.PIT),
        ("x^2 - y^2", (0, 0), Definiteness.INDEFINITE, Kind.SADDLE),
        ("x^4 + y^4", (0, 0), Definiteness.FLAT, Kind.INCONCLUSIVE),
        ("x^3 + y^3 - 3x y", (1, 1), Definiteness.POSITIVE, Kind.PIT),
        ("x^2 + y^2 + z^2 + x y z", (-2, -2, -2), Definiteness.INDEFINITE, Kind.SADDLE),
        ("x^2 y + y^2", (0, 0), Definiteness.POSITIVE_SEMIDEFINITE, Kind.INCONCLUSIVE),
        ("sin(x) cos(y)", ("pi/2", 0), Definiteness.NEGATIVE, Kind.TOP),
        ("-(x - sqrt(2) y)^2", ("sqrt(2)", 1), Definiteness.NEGATIVE_SEMIDEFINITE, None),
        ("y^2 + (x^2 - 2)^3", (ROOT, 0), Definiteness.UNDECIDED, None),
    ],
)
def test_every_definiteness_can_happen(text, place, definiteness, kind):
    found = curvature(ScalarField.parse(text, "xyz"[: len(place)]), *place)

    assert found.definiteness is definiteness
    assert kind is None or found.second_derivative_test is kind
    assert len(Definiteness) == 7


@settings(max_examples=12, deadline=None)
@given(MATRICES)
def test_the_signs_are_those_of_the_eigenvalues(entries):
    a, b, c, d, e, f = entries
    field = ScalarField.parse(
        f"({a}) x^2/2 + ({b}) y^2/2 + ({c}) z^2/2 + ({d}) x y + ({e}) x z + ({f}) y z", "xyz"
    )
    values = np.linalg.eigvalsh([[a, d, e], [d, b, f], [e, f, c]])
    found, up, down = curvature(field, 0, 0, 0), values.max() > 1e-9, values.min() < -1e-9

    assert (found.definiteness is Definiteness.INDEFINITE) == (up and down)
    assert (found.definiteness is Definiteness.POSITIVE) == bool(values.min() > 1e-9)
    assert (found.definiteness is Definiteness.FLAT) == (not up and not down)
    assert float(found.minors[2]) == pytest.approx(float(np.prod(values)), abs=1e-9)


def test_entries_and_minors_are_proved():
    found = curvature(ScalarField.parse("e^(x y) + z^3 x", "xyz"), "1/2", "1/3", 1)
    shown = (*(each for row in found.hessian.entries for each in row), *found.minors)

    assert all(proof.close(each, each.meaning).proved for each in shown if each)
    assert found.level is False
    with pytest.raises(ValueError, match="the test is for level places"):
        _ = found.second_derivative_test


def test_level_places_may_be_beyond_proof():
    found = curvature(ScalarField.parse("y^2 + x^3 - 6 x", "xy"), ROOT, 0)

    assert found.level is None
    assert found.definiteness is Definiteness.POSITIVE


def test_the_second_derivatives_are_formulas():
    field = ScalarField.parse("x^2 y^3", "xy")
    x, y = field.variables

    assert formulas(field) == ((2 * y**3, 6 * x * y**2), (6 * x * y**2, 6 * x**2 * y))


def test_where_the_function_is_not_smooth_there_is_no_hessian():
    with pytest.raises(ValueError, match=r"not proved to be smooth at \(0, 0\)"):
        curvature(ScalarField.parse("|x y|", "xy"), 0, 0)
    with pytest.raises(ValueError, match="too large for a float"):
        curvature(ScalarField.parse("1e200 x^2 + 1e200 y^2", "xy"), 0, 0)


def test_gamma_curves_upward():
    found = curvature(ScalarField.parse("gamma(x) + y^2", "xy"), 2, 0)

    assert found.definiteness is Definiteness.POSITIVE
    assert found.minors[1] == pytest.approx(2 * found.hessian.xx)
