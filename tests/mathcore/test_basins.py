"""Basins, checked against walks in multiprecision and against symmetry."""

from itertools import pairwise
from math import inf, pi, sqrt

import numpy as np
import pytest
from sympy import Abs, Symbol, exp, log, sin
from sympy import sqrt as root_of

from mathcore import basins, newton
from mathcore.functions import Function
from mathcore.newton import Outcome

X = Symbol("x", real=True)
CUBIC = Function(X**3 - X, X)


def test_bands_cover_the_line_without_gaps():
    line = basins.line(CUBIC, -2.0, 2.0)

    assert (line.bands[0].low, line.bands[-1].high) == (-2, 2)
    assert all(here.high == there.low for here, there in pairwise(line.bands))


def test_every_wide_band_leads_where_a_careful_walk_leads():
    line = basins.line(CUBIC, -2.0, 2.0)
    wide = [band for band in line.bands if band.high - band.low > 0.02]
    ends = [newton.iterate(CUBIC, (band.low + band.high) / 2).root for band in wide]

    assert len(wide) > 10
    assert ends == [line.roots[band.root_index].real for band in wide]


def test_the_middle_basin_ends_where_the_walk_cycles():
    """x^3 - x has the cycle {1/sqrt 5, -1/sqrt 5}, which bounds the basin of 0."""
    line = basins.line(CUBIC, 0.3, 0.5, sharpness=1e-9)
    end = next(band.low for band in line.bands if band.root_index != 1)

    assert end == pytest.approx(1 / sqrt(5), abs=3e-4)


def test_zooming_in_shows_more_of_the_fringe():
    near = 1 / sqrt(5)
    counts = [len(basins.line(CUBIC, near - w, near + w).bands) for w in (1e-2, 1e-6)]

    assert min(counts) > 20


def test_starts_that_circle_for_ever_reach_no_root():
    line = basins.line(Function(X**3 - 2 * X + 2, X), -0.01, 0.01)

    assert [(band.root_index, band.steps) for band in line.bands] == [(None, 60)]


def test_real_starts_are_lost_off_the_domain():
    line = basins.line(Function(log(X), X), 0.5, 4.0)

    assert line.bands[-1].root_index is None
    assert line.bands[-1].low == pytest.approx(np.e, abs=4e-3)


def test_a_curve_without_roots_has_no_basins():
    line = basins.line(Function(X**2 + 1, X), 0.1, 2.0, resolution=50)

    assert line.roots == ()
    assert {band.root_index for band in line.bands} == {None}


def test_a_start_on_a_vertical_tangent_stays_there_and_that_is_no_root():
    """2 + sqrt x rises without bound at 0, so the step there is nothing; elsewhere it leads off."""
    line = basins.line(Function(2 + root_of(X), X), 0.0, 1.0, resolution=10)

    assert line.roots == ()
    assert [(band.low, band.high, band.root_index) for band in line.bands] == [(0, 1, None)]


def test_a_border_may_be_asked_for_as_sharp_as_floats_allow():
    """|x| - 1 leads in one step to -1 from the left of 0, and to 1 from the right of it."""
    line = basins.line(Function(Abs(X) - 1, X), -1.5, 2.5, resolution=10, sharpness=1e-300)
    (border,) = [
        here.high
        for here, there in pairwise(line.bands)
        if here.root_index == 0 and there.root_index == 1
    ]

    assert border == pytest.approx(0, abs=1e-15)


def test_the_plane_has_the_symmetry_of_the_roots():
    picture = basins.plane(Function(X**3 - 1, X), (-2.0, 2.0), (-2.0, 2.0), 90, 80)
    mirrored = np.array([1, 0, 2, -1], dtype=np.int8)[picture.root_index[::-1]]

    assert picture.root_index.shape == picture.steps.shape == (80, 90)
    assert np.mean(picture.root_index != mirrored) < 1e-3
    assert [complex(r.real, r.imaginary) for r in picture.roots] == pytest.approx(
        [-0.5 - sqrt(3) / 2 * 1j, -0.5 + sqrt(3) / 2 * 1j, 1]
    )


def test_the_first_row_is_the_top():
    picture = basins.plane(Function(X**2 + 1, X), (-1.0, 1.0), (-1.0, 1.0), 4, 4)

    assert set(picture.root_index[0]) == {1}
    assert picture.roots[1].imaginary == 1


@pytest.mark.parametrize(
    ("expression", "roots"),
    [((X - 1) ** 2 * (X + 1), {-1, 1}), (exp(X) - 1, {0}), (sin(X), {0, pi, -pi})],
)
def test_repeated_and_transcendental_roots_are_found_once(expression, roots):
    picture = basins.plane(Function(expression, X), (-3.5, 3.5), (-0.5, 0.5), 60, 9, max_steps=60)
    real = [float(root.real) for root in picture.roots if root.imaginary == 0]

    assert roots <= {round(each, 15) if each else 0 for each in real} | {
        value for value in (pi, -pi) if value in real
    }
    assert len(real) == len(set(real))


def test_a_line_through_a_corner_is_still_a_line():
    line = basins.line(Function(Abs(X) - 1, X), -3.0, 3.0, resolution=60)

    assert {band.root_index for band in line.bands} >= {0, 1}


def test_a_walk_and_a_basin_agree_that_nothing_is_reached():
    assert newton.iterate(Function(X**2 + 1, X), 0.3).outcome is Outcome.UNFINISHED


@pytest.mark.parametrize(
    ("low", "high", "options"),
    [(1.0, 0.0, {}), (0.0, inf, {}), (0.0, 1.0, {"resolution": 0}), (0.0, 1.0, {"max_steps": 0})],
)
def test_an_empty_question_is_refused(low, high, options):
    with pytest.raises(ValueError, match="must not be empty"):
        basins.line(CUBIC, low, high, **options)


def test_a_sharpness_that_means_nothing_is_refused():
    with pytest.raises(ValueError, match="sharpness must lie"):
        basins.line(CUBIC, 0.0, 1.0, sharpness=0.0)


def test_a_strip_agrees_with_the_walk_from_each_start():
    cubic = Function(X**3 - X, X)
    strip = basins.strip(cubic, -2.0, 2.0, 16, 3)

    assert strip.root_index.shape == strip.steps.shape == (3, 16)
    for column in range(16):
        walk = newton.iterate(cubic, -2.0 + 4.0 * (column + 0.5) / 16)
        found = strip.roots[strip.root_index[1, column]]
        assert float(found.real) == pytest.approx(float(walk.root), abs=1e-9)


def test_the_first_to_arrive_is_not_late_and_who_never_does_is_last():
    strip = basins.strip(Function(X**3 - 2 * X + 2, X), -2.0, 0.5, 200, 1)

    assert strip.lateness.min() == 0.0
    assert (strip.lateness[strip.root_index < 0] == 1.0).all()
    first = strip.steps == strip.steps.min()
    assert (strip.lateness[first] == 0.0).all()


def test_nobody_is_late_where_nobody_arrives():
    strip = basins.strip(Function(X**2 + 1, X), 0.1, 2.0, 10, 1, max_steps=9)

    assert strip.roots == ()
    assert np.isfinite(strip.lateness).all()
