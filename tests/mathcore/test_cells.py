"""Pieces of a graph: their bounds hold, whatever the function, and are sharp where it is plain."""

from math import inf, isnan, nan

import numpy as np
import pytest
import sympy as sp

from mathcore.cells import Graph
from mathcore.functions import Function

x = sp.Symbol("x", real=True)
PIXELS = 100.0


def graph(formula):
    return Graph(sp.sympify(formula), x, PIXELS, PIXELS)


def test_values_and_ranges_are_those_of_the_function():
    assert graph(x**2).value(1.5) == 2.25
    assert graph(x**2).range(1.0, 2.0) == pytest.approx((1, 4))
    assert graph(1 / x).range(-1.0, 1.0) == (-inf, inf)


def test_where_a_function_is_nowhere_defined_there_is_no_value_no_range_and_an_empty_cell():
    logarithm = graph(sp.log(x))

    assert isnan(logarithm.value(-1.0))
    assert all(map(isnan, logarithm.range(-2.0, -1.0)))
    assert logarithm.cell(-2.0, -1.0, nan, nan).empty


def test_a_parabola_departs_from_its_chord_by_an_eighth_of_the_bend_times_the_width_squared():
    """Over [-h, h] the chord of x^2 is level, and h^2 above the vertex."""
    cell = graph(x**2).cell(-0.5, 0.5, 0.25, 0.25)

    assert cell.deviation == pytest.approx(0.25 * PIXELS)
    assert not cell.monotone
    assert cell.lipschitz


@pytest.mark.parametrize("formula", [sp.sin(3 * x), sp.exp(x), x**3 - x, sp.Abs(x - 1), sp.atan(x)])
def test_the_graph_keeps_within_its_deviation_of_the_chord(formula):
    f = Function(formula, x)
    for a in np.linspace(-2, 2, 9):
        b = a + 0.4
        cell = graph(formula).cell(a, b, float(f(a)), float(f(b)))
        u = np.linspace(a, b, 101)
        rise = (f(b) - f(a)) / (b - a)
        apart = np.abs(f(u) - f(a) - rise * (u - a)) * PIXELS / np.hypot(1, rise)

        assert apart.max() <= cell.deviation * (1 + 1e-9) + 1e-9
        assert cell.low <= f(u).min() + 1e-12
        assert f(u).max() - 1e-12 <= cell.high
        assert not cell.monotone or (np.diff(f(u)) >= 0).all() or (np.diff(f(u)) <= 0).all()


def test_a_vertical_tangent_is_not_lipschitz_and_an_end_without_value_has_no_chord():
    assert not graph(sp.sqrt(x)).cell(0.0, 1.0, 0.0, 1.0).lipschitz
    assert graph(x).cell(0.0, 1.0, 0.0, nan).deviation == inf
