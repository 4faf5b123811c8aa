"""Formulas in the form in which they were typed, with the value that they always have."""

import pytest
import sympy as sp

from mathcore.as_typed import as_typed
from mathcore.parse import expression
from mathcore.proof_formulas import identity
from mathcore.typst import formula

x, y = sp.symbols("x y", real=True)
TYPED = {
    "sin(2x^5 + 3x)/e^(7x)": "(sin(2 x^5 + 3 x))/(e^(7 x))",
    "x(x + 1)/x": "(x (x + 1))/x",
    "(2x)(3y)": "(2 x) (3 y)",
    "x/2": "x/2",
    "-x/2": "-x/2",
    "1/2 x": "x/2",
    "1/x": "1/x",
    "1*1": "1",
    "x - x": "x - x",
    "2 * 3 + 1": "7",
    "x^1 + 0x": "x + 0 x",
    "(x^2)^3": "(x^2)^3",
    "sqrt(4x)": "sqrt(4 x)",
    "√x": "sqrt(x)",
    "log(x, 2)": "(ln x)/(ln 2)",
    "|x - (x - 1)|": "abs(x - (x - 1))",
    "sec(2pi + (x - pi))": "1/(cos(2 pi + (x - pi)))",
    "floor(x + x) + sign(-x)": 'floor(x + x) + op("sgn")(-x)',
    "|x|/exp(-x)": "(abs(x))/(e^(-x))",
    "Piecewise((x, x < 1), (2, True))": "cases(x & quad x < 1, 2 & quad x >= 1)",
    "pi^2 x": "pi^2 x",
}


@pytest.mark.parametrize(("text", "source"), TYPED.items())
def test_a_formula_stays_as_it_was_typed(text, source):
    assert formula(as_typed(text, (x, y))) == source


@pytest.mark.parametrize(
    "text",
    [
        *TYPED,
        "cbrt(x) + csc(x)^2",
        "cot(x)",
        "acsch(x)",
        "sec(2pi + (x - pi) + tanh(y))",
        "max(x, y/2)^3",
        "atan2(y, x)",
    ],
)
def test_what_is_kept_has_the_value_that_is_read(text):
    assert identity(as_typed(text, (x, y)), expression(text, (x, y))).proved


@pytest.mark.parametrize("text", ["x +", "1/0", "9^9^9", "__import__('os')"])
def test_what_cannot_be_read_cannot_be_kept(text):
    with pytest.raises(ValueError, match="this formula cannot be read at column"):
        as_typed(text, (x, y))
