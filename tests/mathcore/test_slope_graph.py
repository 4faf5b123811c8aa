"""Flat and steep places, against curves built from the zeros of their slope."""

from math import sqrt

import pytest

from mathcore import proof
from mathcore.functions import Function
from mathcore.slope_graph import Kind, slope_graph

# Its slope is a multiple of t (20 - t) (12 - t) (17 - t) (t - 5)^2.
DRIVE = Function.parse(
    "t^2 (21420000 - 8456000t + 1380225t^2 - 109116t^3 + 4130t^4 - 60t^5) / 5000000", "t"
)


def test_a_drive_is_flat_where_its_slope_was_made_zero():
    flats = slope_graph(DRIVE, 0, 20).flats

    assert [(float(each.point.x), each.kind) for each in flats] == [
        (0, Kind.END),
        (5, Kind.PAUSE),
        (12, Kind.TOP),
        (17, Kind.DIP),
        (20, Kind.END),
    ]
    assert all((each.zero.x, each.zero.y) == (each.point.x, 0) for each in flats)
    assert {each.kind for each in flats} == set(Kind)
    assert [float(each.point.x) for each in slope_graph(DRIVE, 0, 20).turns] == [5, 12, 17]
    assert [each.heights[1] for each in flats] == [0] * len(flats)


def test_a_cubic_is_steepest_at_its_ends_and_least_steep_at_its_bend():
    """x³ - 3x has the slope 3x² - 3."""
    graph = slope_graph(Function.parse("x^3 - 3x"), -1, 2)

    assert [(s.point.x, s.slope, s.rises, s.at_end) for s in graph.steeps] == [
        (-1, 0, True, True),
        (0, -3, False, False),
        (2, 9, True, True),
    ]
    assert graph.steepest.point.x == 2
    assert graph.extremes(1) == (2, 0)
    assert [each.heights for each in graph.inner_steeps] == [(0, -3, 0)]
    assert graph.steepest_fall.slope == -3


@pytest.mark.parametrize("scale", ["0.001", "1", "1000000"])
def test_a_bell_is_steepest_one_width_from_its_middle(scale):
    """exp(-x²/2) bends the other way at ±1, with the slope ±exp(-1/2)."""
    width = float(scale)
    graph = slope_graph(Function.parse(f"exp(-(x/{scale})^2/2)"), -3 * width, 3 * width)

    assert graph.steepest.point.x == pytest.approx(-width)
    assert graph.steepest.slope == pytest.approx(0.6065306597126334 / width, rel=1e-14)
    assert graph.steepest_fall.point.x == pytest.approx(width)


def test_every_place_is_what_it_means():
    graph = slope_graph(DRIVE, 0, 20)
    for steep in graph.steeps[1:-1]:
        for number in (steep.point.x, steep.point.y, steep.slope):
            shown = f"{number:.4f}"

            assert proof.number(shown, number.meaning).proved


def test_irrational_places_are_found():
    top, dip = slope_graph(Function.parse("x^3 - 6x"), -3, 3).flats

    assert (top.kind, dip.kind) == (Kind.TOP, Kind.DIP)
    assert (top.point.x, dip.point.x) == pytest.approx((-sqrt(2), sqrt(2)))


def test_a_straight_curve_has_no_steepest_place():
    graph = slope_graph(Function.parse("3x + 2"), -1, 1)

    assert (graph.straight, graph.level, graph.flats, graph.steeps) == (True, False, (), ())
    assert graph.extremes(0.5) == (0.5, 0.5)
    with pytest.raises(ValueError, match="no place of 3\\*x \\+ 2 is steeper than another"):
        _ = graph.steepest


def test_a_level_curve_is_flat_everywhere():
    assert slope_graph(Function.parse("7"), -1, 1).level


def test_a_corner_is_no_flat_place():
    """The slope of |x| jumps over zero at 0, and never is zero."""
    graph = slope_graph(Function.parse("abs(x)"), -1, 1)

    assert (graph.flats, graph.steeps, graph.straight) == ((), (), False)


def test_an_upright_end_is_no_steep_place():
    assert [float(s.point.x) for s in slope_graph(Function.parse("sqrt(x)"), 0, 1).steeps] == [1]


def test_an_empty_interval_is_refused():
    with pytest.raises(ValueError, match="low must be less than high"):
        slope_graph(DRIVE, 1, 0)
