"""Systems of equations: their Jacobian, and roots that are proved or refused."""

import pytest

from mathcore import proof
from mathcore.fields import Field
from mathcore.systems import System

CIRCLE = System.parse(["x^2 + y^2 - 4", "x y - 1"])
ROOT = (2 * 0.9659258262890683, 2 * 0.25881904510252074)  # 2 cos 15 and 2 sin 15 degrees


def test_the_jacobian_is_row_by_row():
    x, y = CIRCLE.variables

    assert CIRCLE.jacobian == (2 * x, 2 * y, y, x)


def test_level_places_are_roots_of_the_slopes():
    field = Field.parse("x^2 y")

    assert System.slopes_of(field).expressions == field.first


def test_a_simple_root_is_certified():
    root = CIRCLE.certified(ROOT, (2, 2))

    assert proof.number("1.93185165257814", root[0].meaning).proved
    assert proof.number("0.517638090205042", root[1].meaning).proved


@pytest.mark.parametrize(
    ("system", "near", "scale"),
    [
        (CIRCLE, (1.9, 0.5), (2, 2)),
        (System.parse(["x^2", "y"]), (0, 0), (1, 1)),
        (System.parse(["x^2 + y^2", "x^2 + y^2"]), (1, 1), (1, 1)),
        (System.parse(["1/x", "y"]), (0, 0), (1, 1)),
        (System.parse(["gamma(x) - 2", "y"]), (3, 0), (1, 1)),
    ],
)
def test_nothing_is_certified_without_a_proof(system, near, scale):
    assert system.certified(near, scale) is None


@pytest.mark.parametrize("unit", [1e-6, 1e6])
def test_each_axis_has_its_own_scale(unit):
    system = System.parse([f"x^2 - 2*{unit:.7f}^2", f"y - 1/{unit:.7f}"])
    near = (2**0.5 * unit, 1 / unit)

    assert system.certified(near, near) is not None


def test_a_tidy_root_is_exact_even_where_it_is_degenerate():
    root = System.parse(["(2x - 1)^2", "y - 3"]).tidy((0.5 + 1e-9, 3), (1, 3))

    assert [each.meaning.expression * 2 for each in root] == [1, 6]


@pytest.mark.parametrize("near", [(0.5 + 1e-3, 3), (0.25, 3)])
def test_what_is_not_close_or_no_root_is_not_tidy(near):
    assert System.parse(["(2x - 1)^2", "y - 3"]).tidy(near, (1, 3)) is None


def test_values_and_slopes_carry_their_meaning():
    value = CIRCLE.value(0, 1.0, (1.0, 2.0))
    slope = CIRCLE.slope(1, 0, 1.0, (1.0, 1.0))

    assert proof.number("1", value.meaning).proved
    assert proof.number("1", slope.meaning).proved


def test_there_must_be_as_many_equations_as_unknowns():
    with pytest.raises(ValueError, match="texts must be as many as variables, got 1 formulas"):
        System.parse(["x + y"])


def test_the_unknowns_of_a_system_are_real():
    assert all(each.is_real for each in CIRCLE.variables)
