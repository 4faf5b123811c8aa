"""One formula and its readings."""

import pytest
from sympy import Rational, Symbol, pi

from mathcore import proof
from mathcore.places import coordinate
from mathcore.quantity import zero
from mathcore.scalar_fields import ScalarField

CAN = ScalarField.parse("2 pi r^2 t rho + 2 pi r h t rho", ("r", "h", "t", "rho"))
R, H, T, RHO = CAN.variables


def test_the_can_has_the_four_partials_of_the_course():
    stated = (
        4 * pi * R * T * RHO + 2 * pi * H * T * RHO,
        2 * pi * R * T * RHO,
        (2 * pi * R**2 + 2 * pi * R * H) * RHO,
        (2 * pi * R**2 + 2 * pi * R * H) * T,
    )

    assert [(a - b).expand() for a, b in zip(CAN.row, stated, strict=True)] == [0, 0, 0, 0]
    assert CAN.partial("rho").expression == CAN.row[3]
    assert CAN.partial("r", 2).expression == 4 * pi * T * RHO


def test_what_varies_depends_on_who_asks():
    force = ScalarField.parse("m a + d v^2", ("a", "v"), ("m", "d"))
    m, a, d, v = (Symbol(name, real=True) for name in "madv")
    designer = force.varying("m", "d")

    assert force.row == (m, 2 * d * v)
    assert designer.row == (a, v**2)
    assert designer.constants == (a, v)


def test_numbers_for_constants_make_a_field_that_can_be_drawn():
    force = ScalarField.parse("m a + d v^2", ("a", "v"), ("m", "d"))
    car = force.given({"m": "3/2", "d": 0.5})

    assert float(car.field(2.0, 4.0)) == car.value(2, 4) == 11
    assert proof.close(car.value(2, 4), car.value(2, 4).meaning).proved
    assert car.given({"v": 1}).variables == (Symbol("a", real=True),)
    with pytest.raises(ValueError, match="without values for the constants: m, d"):
        force.value(1, 2)
    with pytest.raises(ValueError, match="without values for the constants: m, d"):
        _ = force.field


def test_the_formula_is_written_as_in_a_textbook():
    assert ScalarField.parse("x^2 y + 3z", "xyz").typst == "x^2 y + 3 z"


def test_there_is_no_value_outside_the_domain():
    with pytest.raises(ValueError, match=r"no finite real value at \(-1, 2\)"):
        ScalarField.parse("sqrt(x) y", "xy").value(-1, 2)


def test_questions_without_meaning_are_refused():
    solved = zero((1.0,), (R,), (R - 1,), ((Rational(0), Rational(2)),))[0]
    with pytest.raises(ValueError, match="the variables are r, h, t, rho, and 'x' is none"):
        CAN.partial("x")
    with pytest.raises(ValueError, match="natural number, got order=-1"):
        CAN.partial("r", -1)
    with pytest.raises(ValueError, match="the letters are r, h, t, rho, got names"):
        CAN.varying("r", "r")
    with pytest.raises(ValueError, match="the letters are r, h, t, rho, got values"):
        CAN.given({"x": 1})
    with pytest.raises(ValueError, match="must have a closed form"):
        CAN.given({"r": solved})
    assert CAN.given({"r": coordinate("pi")}).letters == (H, T, RHO)


def test_every_letter_stands_for_a_real_number():
    field = ScalarField.parse("m a + d", ("m", "a"), ("d",))

    assert all(each.is_real for each in (*field.variables, *field.constants))
