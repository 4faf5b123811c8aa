"""The slopes of secants over their gap, against the quotients worked out by hand."""

import pytest
from sympy import Rational, simplify

from mathcore.functions import Function
from mathcore.quotients import Side, approach, halvings
from mathcore.secant_slopes import secant_slopes, without_gap


def graph(text, a, first=1.0):
    f, steps = Function.parse(text), halvings(first, 3)
    sides = (approach(f, a, steps, side) for side in (Side.FORWARD, Side.BACKWARD))
    return secant_slopes(f, a, *sides)


def test_the_slopes_of_a_parabola_lie_on_a_line():
    slopes = graph("x^2", 1.0).function

    assert simplify(slopes.expression - (2 + slopes.variable)) == 0


def test_the_graph_has_a_hole_at_zero():
    assert graph("sin(x)", 1.0).function(0.0) != graph("sin(x)", 1.0).function(0.0)


def test_the_rows_of_both_tables_are_points_of_the_graph():
    slopes = graph("x^3", 0.5)

    assert [float(point.x) for point in slopes.right] == [1.0, 0.5, 0.25]
    assert [float(point.x) for point in slopes.left] == [-1.0, -0.5, -0.25]
    for point in (*slopes.right, *slopes.left):
        assert float(slopes.function(float(point.x))) == pytest.approx(float(point.y), rel=1e-14)
        assert point.y.meaning.expression == Rational(repr(float(point.y)))


def test_the_hole_stands_at_the_limit():
    limit = approach(Function.parse("x^2"), 1.0, (1.0, 0.5)).limit
    hole = graph("x^2", 1.0).hole(limit)

    assert (float(hole.x), float(hole.y)) == (0.0, 2.0)


def test_a_corner_leaves_two_levels():
    slopes = graph("abs(x)", 0.0)

    assert {float(point.y) for point in slopes.right} == {1.0}
    assert {float(point.y) for point in slopes.left} == {-1.0}


def test_without_a_gap_there_is_nothing_over_nothing():
    none = without_gap(Function.parse("sin(x)"), 1.0)

    assert (float(none.rise), float(none.gap)) == (0.0, 0.0)
    assert (none.rise.meaning.expression, none.gap.meaning.expression) == (0, 0)


def test_the_gap_is_a_real_number_of_either_sign():
    assert graph("x^2", 1.0).function.variable.is_real
