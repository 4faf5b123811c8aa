"""Fields, their gradients and Hessians, against derivatives worked out by hand."""

from math import atan2, erf, hypot, isnan, pi, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Derivative, I, Rational, Subs, Symbol, sin

from mathcore import proof
from mathcore.fields import Field
from mathcore.quantity import zero

X = Symbol("x", real=True)

HILLSIDE = Field.parse("x^2 y + y", ("x", "y"))
NUMBERS = st.floats(-50, 50).map(lambda x: round(x, 3))


@settings(max_examples=25)
@given(NUMBERS, NUMBERS)
def test_slopes_are_those_worked_out_by_hand(a, b):
    gradient = HILLSIDE.gradient(a, b)

    assert (gradient.east, gradient.north) == pytest.approx((2 * a * b, a * a + 1))
    assert gradient.length == pytest.approx(hypot(2 * a * b, a * a + 1))
    assert gradient.angle == pytest.approx(atan2(a * a + 1, 2 * a * b))


def test_a_slope_means_a_derivative_that_is_not_worked_out():
    x, y = HILLSIDE.variables

    assert HILLSIDE.gradient(1.5, 2).east.meaning.expression == Subs(
        Derivative(HILLSIDE.expression, x), (x, y), (Rational(3, 2), 2)
    )


def test_meanings_have_the_values_that_are_drawn():
    gradient, hessian = HILLSIDE.gradient(1.5, -2.0), HILLSIDE.hessian(1.5, -2.0)
    shown = (
        HILLSIDE.value(1.5, -2.0), gradient.east, gradient.north, gradient.length, gradient.angle,
        gradient.tip(0.25).x, gradient.tip(0.25).y, hessian.xx, hessian.xy, hessian.yy,
        hessian.determinant, hessian.trace, *hessian.eigenvalues,
    )  # fmt: skip

    for each in shown:
        assert float(each) == pytest.approx(float(each.meaning.expression.doit()), rel=1e-12)


@pytest.mark.parametrize("at", [(1, 1), (-2, -2), (3, 1)])
def test_second_derivatives_are_proved_and_told_apart_where_coordinates_are_equal(at):
    hessians = [Field.parse(text).hessian(*at) for text in ("x^3 y", "x^2 y^2")]

    for entries in (each.entries[i] for each in hessians for i in (0, 1)):
        assert all(proof.close(entry, entry.meaning).proved for entry in entries)
    if at != (3, 1):
        one, other = (each.xy for each in hessians)
        assert not proof.close(one, other.meaning).proved


def test_the_hessian_of_a_quadratic_form_is_its_matrix():
    hessian = Field.parse("(3x^2 + 2x y + 2y^2)/2").hessian(7, -4)

    assert hessian.determinant == pytest.approx(5)
    assert hessian.trace == pytest.approx(5)
    assert hessian.eigenvalues == pytest.approx(((5 - sqrt(5)) / 2, (5 + sqrt(5)) / 2))


def test_one_and_three_variables_work_too():
    cubic = Field.parse("x^3 - 3x", ("x",))
    form = Field.parse("x^2 + y^2 + z^2 + x y z", ("x", "y", "z"))

    assert cubic.hessian(2).eigenvalues == (12.0,)
    assert form.hessian(0, 0, 0).determinant == pytest.approx(8)
    with pytest.raises(ValueError, match="two coordinates, got 3"):
        _ = form.gradient(1, 2, 3).at
    with pytest.raises(ValueError, match="two coordinates, got 3"):
        _ = form.hessian(1, 2, 3).eigenvalues


def test_a_place_known_as_a_zero_keeps_that_meaning():
    x, y = HILLSIDE.variables
    box = ((Rational(1), Rational(2)), (Rational(-1), Rational(1)))
    place = zero((sqrt(2), 0.0), (x, y), (x**2 - 2, y), box)

    assert HILLSIDE.value(*place).meaning.bindings == place[0].meaning.bindings
    assert HILLSIDE.gradient(*place).at.x is place[0]


def test_values_are_vectorised_and_not_a_number_outside_the_domain():
    field = Field.parse("sqrt(x) + log(y)")
    heights = field(np.array([[4.0], [-1.0]]), np.array([1.0, 2.0, 0.0]))

    assert heights.shape == (2, 3)
    assert heights[0, 0] == 2.0
    assert all(isnan(each) for each in (*heights[1], heights[0, 2]))


def test_the_name_of_a_variable_never_becomes_code(tmp_path):
    made = tmp_path / "made"
    hostile = Symbol(f"__import__('pathlib').Path({str(made)!r}).touch()", real=True)
    field = Field(hostile**2 + sin(hostile), (hostile,))

    assert field(0.0) == 0
    assert field.slopes(0.0) == 1
    assert field.curvatures(1.0)[0, 0] == pytest.approx(2 - np.sin(1))
    assert not made.exists()


def test_special_functions_have_values_and_slopes():
    field = Field.parse("erf(x) + gamma(y)")

    assert field(0.5, 4.0) == pytest.approx(erf(0.5) + 6)
    assert field.slopes(0.0, 1.0) == pytest.approx([2 / sqrt(pi), -np.euler_gamma])


def test_slopes_beside_a_ridge_are_right_and_on_it_refused():
    ridge = Field.parse("abs(x) + max(y, 2y) + floor(x)")

    assert ridge.slopes(-0.5, 3.0) == pytest.approx([-1, 2])
    assert ridge.gradient(0.5, -1.0).north == 1
    for place in ((0.0, 1.0), (0.5, 0.0), (2.0, 1.0)):
        with pytest.raises(ValueError, match="is not finite and smooth at place"):
            ridge.gradient(*place)
        with pytest.raises(ValueError, match="is not finite and smooth at place"):
            ridge.hessian(*place)


def test_a_partial_derivative_is_a_field_and_has_a_formula():
    assert HILLSIDE.partial(1)(3.0, 5.0) == 10.0
    assert "y" in HILLSIDE.typst


@pytest.mark.parametrize("ask", [lambda f: f.value(-1, 0), lambda f: f.gradient(0, 0)])
def test_a_place_without_a_height_or_slope_is_refused(ask):
    with pytest.raises(ValueError, match="is not finite and smooth at place"):
        ask(Field.parse("sqrt(x) + y"))


def test_a_place_with_too_many_coordinates_is_refused():
    with pytest.raises(ValueError, match="place must have 2 coordinates, got 3"):
        HILLSIDE(1, 2, 3)


def test_a_section_goes_through_a_place_that_is_given_exactly():
    (root,) = zero([1.41421356], (X,), (X**2 - 2,), ((Rational(1), Rational(2)),))
    field = Field.parse("x y")

    for place in ((1.0,), (1.0, root)):
        with pytest.raises(ValueError, match="a section needs a place given exactly"):
            field.section(0, *place)


def test_a_height_that_is_not_real_is_no_height():
    """y + i x is real where x is zero."""
    x, y = HILLSIDE.variables
    heights = Field(y + I * x, (x, y))(np.array([0.0, 1.0]), 2.5)

    assert heights[0] == 2.5
    assert isnan(heights[1])
