"""Common parts are worked out once, and nothing is lost on the way."""

import pytest
from sympy import Add, Mul, Symbol, lambdify, sin

from mathcore.common_parts import common

x = Symbol("x", real=True)


def test_what_formulas_share_is_named_once():
    named, rest = common([sin(x) ** 2, 1 / sin(x)])

    assert [part for _, part in named] == [sin(x)]
    assert len(rest) == 2


@pytest.mark.parametrize(
    "formula",
    [
        Add(x, x, -3, evaluate=False) * sin(x - 3),
        Add(x, Add(x, -3, evaluate=False), -3, evaluate=False),
        Mul(x, x, 3, evaluate=False) + Mul(x, 3, evaluate=False),
    ],
)
def test_a_part_that_stands_twice_is_counted_twice(formula):
    run = lambdify(x, formula, "math", cse=common)

    assert run(1.75) == pytest.approx(float(formula.xreplace({x: 1.75}).doit()), rel=1e-15)
