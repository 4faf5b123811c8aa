"""Lines in a window: the ends lie on the line and on the window's edge."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Rational, Symbol

from mathcore import proof
from mathcore.lines import Line
from mathcore.quantity import Point, exact, zero


def line(x: float, y: float, slope: float) -> Line:
    return Line(Point(exact(x), exact(y)), exact(slope))


tame = st.integers(-50, 50).map(lambda n: n / 10)


@settings(max_examples=40, deadline=None)
@given(x=tame, y=tame, slope=tame)
def test_the_ends_lie_on_the_line_and_on_the_edge_of_the_window(x, y, slope):
    window = (-6.0, 6.0), (-6.0, 6.0)
    for end in line(x, y, slope).within(*window):
        assert end.y - y == pytest.approx(slope * (end.x - x), abs=1e-9)
        assert max(abs(end.x), abs(end.y)) == pytest.approx(6.0)


def test_a_flat_line_is_cut_by_the_sides():
    left, right = line(1, 2, 0).within((0, 3), (0, 3))

    assert (left.x, left.y, right.x, right.y) == (0, 2, 3, 2)


def test_the_ends_know_what_they_mean():
    left, right = line(1, 1, 3).within((0, 3), (0, 3))

    assert (float(left.y), float(right.y)) == (0, 3)
    assert proof.close(left.x, left.x.meaning).proved
    assert proof.close(right.x, right.x.meaning).proved


@pytest.mark.parametrize("slope", [0.0, 1.0])
def test_a_line_that_misses_the_window_is_refused(slope):
    with pytest.raises(ValueError, match="misses the window"):
        line(0, 9, slope).within((0, 1), (0, 1))


def test_a_flat_line_reaches_no_other_height():
    with pytest.raises(ValueError, match="does not reach another height"):
        line(0, 1, 0).reach(2)


def test_a_line_is_a_function_too():
    x = Symbol("x", real=True)

    assert Line(Point(exact(1), exact(2)), exact(0.5)).function(x).expression == x / 2 + Rational(
        3, 2
    )


def test_a_line_known_only_through_an_equation_has_no_formula():
    x = Symbol("x")
    (root,) = zero((1.4142135623730951,), (x,), (x**2 - 2,), ((Rational(1), Rational(2)),))

    with pytest.raises(ValueError, match="no formula gives the line"):
        Line(Point(root, exact(0)), exact(1)).function(x)
