"""Common parts are worked out once, and nothing is lost on the way."""

import math
import time

import pytest
from sympy import (
    Abs,
    Add,
    E,
    Max,
    Mul,
    Piecewise,
    Pow,
    Symbol,
    atan2,
    atanh,
    exp,
    lambdify,
    log,
    sin,
    tan,
    tanh,
)

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
        Mul(x**3, 1 / x, evaluate=False) * log(x) + sin(2 * x),
        (2 * x + 1)
        * Add(Mul(x**3, 1 / x, evaluate=False), Mul(3, x**2, log(x)))
        / Pow(x**3, 2, evaluate=False),
    ],
)
def test_a_part_that_stands_twice_is_counted_twice(formula):
    run = lambdify(x, formula, "math", cse=common)

    assert run(1.75) == pytest.approx(float(formula.xreplace({x: 1.75}).doit()), rel=1e-15)


def test_a_choice_is_named_as_a_whole_and_no_part_of_it_is():
    piece = Piecewise((0, x <= 0), (log(x) * sin(x), True))

    assert lambdify(x, exp(piece) + sin(piece) + sin(x), "math", cse=common)(-1) == 1 - math.sin(1)
    assert [part for _, part in common(exp(piece) + sin(piece) + sin(x))[0]] == [piece]


def test_constants_are_not_compared_again():
    greatest = Max(1, tanh(250), evaluate=False)
    start = time.process_time()
    named, _ = common(greatest / sin(x) + 1 / greatest**2)

    assert time.process_time() - start < 0.5
    assert [part for _, part in named] == [greatest]


def test_what_may_not_be_real_is_not_taken_apart():
    formula = log(Abs(exp(atanh(x)), evaluate=False), evaluate=False)
    ((name, size),), rest = common(formula)

    assert size == formula.args[0]
    assert rest == log(name)


def test_an_angle_stays_an_angle():
    """SymPy cannot see that tan(250 - e) is real, and would make a complex logarithm of it."""
    angle = atan2(sin(1), tan(250 - E), evaluate=False)
    run = lambdify(x, angle + sin(x) + exp(sin(x)), "math", cse=common)

    assert run(0) == pytest.approx(math.atan2(math.sin(1), math.tan(250 - math.e)) + 1)
