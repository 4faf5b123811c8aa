"""Quadratic forms: their shape, their lowest place and what they look like as fields."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mathcore.quadratics import Quadratic, Shape

BOWL = Quadratic.of([[3, 1], [1, 2]], [1, 1])


@pytest.mark.parametrize(
    ("matrix", "pull", "shape"),
    [
        ([[3, 1], [1, 2]], [1, 1], Shape.BOWL),
        ([[1, 1], [1, 1]], [1, 1], Shape.VALLEY),
        ([[1, 1], [1, 1]], [1, 2], Shape.CHUTE),
        ([[1, 2], [2, 1]], [0, 0], Shape.SADDLE),
        ([[-1, 0], [0, 0]], [0, 1], Shape.DOME),
    ],
)
def test_every_shape_is_told(matrix, pull, shape):
    assert Quadratic.of(matrix, pull).shape is shape


def test_the_lowest_place_is_exact():
    assert [each.meaning.expression for each in BOWL.lowest] == [Fraction(1, 5), Fraction(2, 5)]


@settings(max_examples=15, deadline=None)
@given(*[st.integers(-5, 5)] * 5)
def test_the_slope_at_the_lowest_place_vanishes(a, b, c, x, y):
    form = Quadratic.of([[a * a + 1, a * b], [a * b, b * b + 2]], [x, y])
    place = form.settled((Fraction(c), Fraction(x)))

    assert form.slopes(place) == (0, 0)


def test_a_level_valley_is_met_straight_across_its_floor():
    valley = Quadratic.of([[1, 1], [1, 1]], [1, 1])

    assert valley.settled((Fraction(3), Fraction(0))) == (Fraction(2), Fraction(-1))


def test_a_level_place_stays_where_it_is():
    assert BOWL.settled((Fraction(1, 5), Fraction(2, 5))) == (Fraction(1, 5), Fraction(2, 5))


def test_a_falling_floor_has_no_level_place():
    with pytest.raises(ValueError, match="no level place is next to"):
        Quadratic.of([[0]], [1]).settled((Fraction(0),))


def test_the_field_has_the_same_heights_and_slopes():
    place = (Fraction(3, 2), Fraction(-1, 4))

    assert BOWL.field(1.5, -0.25) == pytest.approx(float(BOWL.height(place)))
    assert BOWL.field.slopes(1.5, -0.25) == pytest.approx(list(map(float, BOWL.slopes(place))))


@pytest.mark.parametrize(("size", "names"), [(1, "x"), (2, "x y"), (3, "x_1 x_2 x_3")])
def test_variables_have_their_usual_names(size, names):
    form = Quadratic.of([[int(i == j) for i in range(size)] for j in range(size)], [0] * size)

    assert " ".join(map(str, form.field.variables)) == names


def test_the_condition_is_the_ratio_of_the_curvatures():
    form = Quadratic.of([[2, 0], [0, 20]], [0, 0])

    assert (form.least, form.greatest, form.condition) == (2, 20, 10)
    assert form.condition.meaning.expression == 10


def test_a_saddle_has_no_lowest_place():
    with pytest.raises(ValueError, match="this form is no bowl: it curves upwards one way"):
        _ = Quadratic.of([[1, 2], [2, 1]], [0, 0]).lowest


def test_pull_and_matrix_must_fit():
    with pytest.raises(ValueError, match="pull must have 1 entries"):
        Quadratic.of([[1]], [1, 2])


def test_the_coordinates_of_a_form_are_real():
    assert all(each.is_real for each in BOWL.field.variables)
