"""Jacobians as matrices of formulas, against derivatives found elsewhere."""

import json
from pathlib import Path

import pytest
from sympy import Integer, Matrix, Symbol, cos, sin

from mathcore.parse import expression
from mathcore.scalar_fields import ScalarField
from mathcore.vector_functions import VectorFunction, determinant, product

CASES = json.loads((Path(__file__).parent.parent / "data" / "jacobians.json").read_text())["cases"]
POLAR = VectorFunction.parse(["r cos(theta)", "r sin(theta)"], ["r", "theta"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_matrix_and_determinant_are_those_found_elsewhere(case):
    function = VectorFunction.parse([each.replace("**", "^") for each in case["f"]], case["vars"])

    def read(text):
        return expression(text.replace("**", "^"), function.variables)

    assert function.matrix == tuple(tuple(map(read, row)) for row in case["jacobian"])
    assert (function.determinant - read(case["det"])).expand() == 0


def test_a_row_has_no_determinant():
    row = VectorFunction.parse(["x^2 y + 3z"], "xyz")

    assert row.shape == (1, 3)
    with pytest.raises(ValueError, match="only a square matrix has a determinant, got 1 x 3"):
        _ = row.determinant


def test_a_function_of_a_function_holds_what_the_inner_one_gives():
    t = Symbol("t", real=True)
    circle = VectorFunction.parse(["a", "2 t"], "t", "a")
    path = POLAR.after(circle)
    a = circle.constants[0]

    assert path.components == (a * cos(2 * t), a * sin(2 * t))
    assert (path.variables, path.constants) == ((t,), (a,))
    with pytest.raises(ValueError, match="inner must give 2 values, got 1"):
        POLAR.after(VectorFunction.parse(["t"], "t"))


def test_constants_may_be_given_numbers():
    scaled = VectorFunction.parse(["k x", "x y"], "xy", "k").given({"k": "1/2"})

    assert scaled.value(3, 4) == (1.5, 12.0)
    assert scaled.fields[1] == ScalarField.parse("x y", "xy")


def test_a_function_needs_a_component():
    with pytest.raises(ValueError, match="at least one component"):
        VectorFunction.parse([], "xy")


def test_determinants_multiply():
    x, y = Symbol("x", real=True), Symbol("y", real=True)
    a, b = ((x, y), (y, 1)), ((1, x), (x * y, 2))

    assert (determinant(product(a, b)) - determinant(a) * determinant(b)).expand() == 0


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_a_determinant_agrees_with_elimination(size):
    rows = [
        [Integer((7 * i * i + 3 * i * j + 5 * j) % 11) for j in range(size)] for i in range(size)
    ]

    assert determinant(rows) == Matrix(rows).det(method="bareiss")


def test_a_long_determinant_is_left_as_it_comes():
    waves = VectorFunction.parse(
        ["sin(x y z) + e^(x y)", "x^2/(1 + z^2) + log(1 + y^2)", "tanh(x + y z)"], "xyz"
    )

    assert waves.determinant == determinant(waves.matrix)
