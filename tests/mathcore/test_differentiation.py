"""Derivatives of what has corners, where SymPy's own rearranging must not run on for ever."""

import time
from math import isnan

import pytest
from mpmath import diff, mpf, sqrt, workdps
from sympy import (
    Abs,
    Expr,
    Max,
    Min,
    Ne,
    Piecewise,
    ceiling,
    expand,
    floor,
    log,
    sign,
    symbols,
    tanh,
)

from mathcore.differentiation import breaks, derivative
from mathcore.functions import Function
from mathcore.multiprecision import evaluator

x, y = symbols("x y", real=True)


@pytest.mark.parametrize(("at", "slope"), [((0, 2), -1), ((5, 2), 0), ((5, -1), -2)])
def test_sides_that_share_a_term_are_compared_by_their_difference(at, slope):
    least = Min(Abs(y) - (y + 2), 2 * x - (2 + y))

    found = derivative(least, y).subs(dict(zip((x, y), at, strict=True)))

    assert found == slope


def test_the_greatest_of_three_has_the_slope_of_the_one_that_is_greatest():
    slope = derivative(Max(x, 2 * x - y, 3 - x), x)

    assert [slope.subs({x: a, y: b}) for a, b in ((-1, 1), (5, 1), (5, 9))] == [-1, 2, 1]


def test_a_piece_without_a_value_has_no_slope():
    f = Function.parse("(-Piecewise((x - x, x < 5), (x, True)))^(1/5)")

    assert isnan(f.derivative()(1.0))
    assert evaluator(f.derivative().expression, f.variable)(mpf(1)) is None


def test_what_a_constant_is_does_not_matter_to_its_slope(monkeypatch):
    """SymPy asks whether 1/log(tanh(10)) is infinite, and one time in a hundred trips over it."""
    differentiated, by_sympy = [], Expr.diff

    def diff(self, *by):
        differentiated.append(self)
        return by_sympy(self, *by)

    monkeypatch.setattr(Expr, "diff", diff)
    constant = log(tanh(10))

    assert derivative((x + 1) / constant + Abs(x * constant), x) == (
        1 / constant + sign(x * constant) * constant
    )
    assert len(differentiated) > 1
    assert not any(each.has(tanh) for each in differentiated)


def test_constants_are_compared_when_the_formula_is_run_and_not_before():
    start = time.process_time()
    slope = derivative(Max(1, tanh(250), evaluate=False) * x + Min(x, tanh(251)), x)

    assert time.process_time() - start < 0.5
    assert evaluator(slope, x)(mpf(3)) == 1


def test_pieces_inside_a_comparison_are_asked_only_where_they_are_in_force():
    f = Function.parse("min(Piecewise((x, x < 1), (acosh(x), True)), 5 - x)")
    slope = evaluator(f.derivative().expression, f.variable)

    assert slope(mpf(-2)) == 1
    assert slope(mpf(2)) == 1 / sqrt(mpf(3))
    assert slope(mpf(4)) == -1


@pytest.mark.parametrize(
    "formula",
    ["|x - 2| x", "max(x^2, 3x, 1) sin(x)", "min(|x|, exp(x))/floor(x + 9/2)", "cbrt(x - 3)^5"],
)
@pytest.mark.parametrize("at", ["-1.3", "0.7", "2.9"])
def test_the_derivative_of_any_order_is_that_of_the_quotients(formula, at):
    f = Function.parse(formula)
    value = evaluator(f.expression, f.variable)
    with workdps(60):
        for order in (1, 2, 3):
            found = evaluator(f.derivative(order).expression, f.variable)(mpf(at))

            assert abs(found - diff(value, mpf(at), order)) < 1e-12 * (1 + abs(found))


@pytest.mark.parametrize(
    ("formula", "vanishing"),
    [
        (Abs(x - 1) * y, {x - 1}),
        (sign(x + y), {x + y}),
        (floor(2 * x), {2 * x - floor(2 * x)}),
        (ceiling(x), {x - ceiling(x)}),
        (Max(x, y, 3), {x - y, 3 - x, 3 - y}),
        (Piecewise((x, x < 2), (y, x >= 5), (0, True)), {x - 2, x - 5}),
        (Piecewise((x, Ne(x, 2)), (0, True)), set()),
        (x**2 + y, set()),
    ],
)
def test_corners_and_jumps_lie_where_one_of_these_vanishes(formula, vanishing):
    """Whether a - b or b - a is named does not matter."""
    assert {expand(each**2) for each in breaks(formula)} == {expand(e**2) for e in vanishing}
