"""Tangents, against their definition and Taylor's remainder."""

from math import cos, pi, sin

import pytest
from mpmath import mp

from mathcore import proof
from mathcore.functions import Function
from mathcore.tangents import tangent

PARABOLA = Function.parse("x^2")


@pytest.mark.parametrize("a", [-2.0, 0.0, 1e-3, 1e6])
def test_a_tangent_of_the_parabola_has_twice_its_place_as_slope(a):
    touching = tangent(PARABOLA, a)

    assert touching.slope == 2 * a
    assert touching.touch.y == pytest.approx(a * a)


@pytest.mark.parametrize("zoom", [1.0, 1e-3, 1e-6])
def test_the_gap_of_a_parabola_is_the_square_of_the_distance(zoom):
    gap = tangent(PARABOLA, 3).gap(3 - zoom, 3 + zoom / 2)

    assert gap == pytest.approx(zoom**2, rel=1e-12)
    assert proof.close(gap, gap.meaning).proved


def test_the_gap_may_be_greatest_where_the_curve_runs_parallel():
    """sin x - x·cos 0 over [0, 2π] is greatest at the end; below y = sin 1 + cos 1 (x - 1) not."""
    gap = tangent(Function.parse("sin(x)"), 1).gap(1, 7)
    parallel = 2 * pi - 1
    theory = abs(sin(parallel) - sin(1) - cos(1) * (parallel - 1))

    assert gap == pytest.approx(theory, rel=1e-13)
    assert gap > abs(sin(7) - sin(1) - cos(1) * 6)


def test_the_gap_is_kept_at_a_touch_that_is_a_corner_free_kink():
    gap = tangent(Function.parse("x abs(x)"), 0).gap(-2, 1)

    assert gap == 4


def test_a_tangent_whose_slope_is_a_limit_has_a_gap_too():
    """x² - 2x + 1 under a root is |x - 1|, whose square root formula has no derivative at 1."""
    touching = tangent(Function.parse("(x - 1) sqrt(x^2 - 2x + 1)"), 1)

    assert touching.slope == 0
    assert touching.gap(0, 3) == pytest.approx(4, rel=1e-12)


def test_the_ends_lie_on_the_tangent():
    left, right = tangent(PARABOLA, 1).across(0, 2)
    foot, top = tangent(PARABOLA, 1).within((0, 3), (0, 4))

    assert (left.y, right.y) == (-1, 3)
    assert (foot.x, top.x) == (0.5, 2.5)


def test_the_slope_means_the_derivative():
    slope = tangent(Function.parse("exp(x) sin(x)"), 0.3).slope

    assert proof.close(slope, slope.meaning, 1e-15).proved
    assert slope == pytest.approx(float(mp.diff(lambda x: mp.exp(x) * mp.sin(x), 0.3)), rel=1e-9)


@pytest.mark.parametrize(
    ("formula", "sentence"),
    [
        ("abs(x)", "the two sides have different slopes"),
        ("sqrt(x)", "upright has no slope"),
        ("floor(x)", "the curve is broken here"),
    ],
)
def test_where_there_is_no_tangent_the_reason_is_said(formula, sentence):
    with pytest.raises(ValueError, match=f"no tangent at x = 0.0: .*{sentence}"):
        tangent(Function.parse(formula), 0)


def test_a_gap_needs_an_interval_without_a_hole():
    with pytest.raises(ValueError, match="low must be less than high"):
        tangent(PARABOLA, 1).gap(2, 2)
    with pytest.raises(ValueError, match="the curve has a hole"):
        tangent(Function.parse("1/x"), 1).gap(-1, 1)


def test_the_greatest_gap_is_sought_along_the_real_axis():
    (*_, greatest) = tangent(PARABOLA, 1.0).gap(0.5, 2.0).meaning.bindings

    assert greatest.symbol.is_real
    assert greatest.over.is_real
