"""The half pixel of the curve prover, from both sides, where the distance is known exactly.

The window is 10 by 6 data units on 10 by 6 scene units: 135 pixels a unit, the data shifted by
(1, -2) against the scene. A chord of x² c over a width w has its middle c w²/4 off, upright.
"""

from math import atan, cos, inf

import pytest
import sympy as sp

from mathcore.frame import Frame
from mathcore.proof_curves import curve

x = sp.Symbol("x", real=True)
FRAME = Frame(-4, 6, -1, 5, -5, 5, 1, 7)
PIXEL = 1 / 135


def verdict(formula, *pieces, low=-4.0, high=6.0):
    placed = [[(a - 1, b + 2) for a, b in piece] for piece in pieces]
    return curve(sp.sympify(formula), x, placed, FRAME, low, high)


def chord(bend, centre, width):
    """A single chord of ``bend x²``."""
    ends = (centre - width / 2, centre + width / 2)
    return [(a, bend * a**2) for a in ends]


def bent(pixels, width):
    """The bend that puts the middle of a chord so many pixels off."""
    return 4 * pixels * PIXEL / width**2


@pytest.mark.parametrize("pixels", [0.1, 0.3, 0.49])
@pytest.mark.parametrize("sign", [1, -1])
def test_the_distance_of_a_level_chord_is_what_geometry_says(pixels, sign):
    bend = sign * bent(pixels, 2.0)
    formula = 1 + bend * x**2
    piece = [(a, 1 + b) for a, b in chord(bend, 0.0, 2.0)]
    found = verdict(formula, piece, low=-1.0, high=1.0)

    assert found.proved
    assert found.worst_px == pytest.approx(pixels, abs=1e-5)
    assert found.reason == ""


@pytest.mark.parametrize("centre", [2.0, -2.0])
def test_the_distance_of_a_steep_chord_is_taken_across_it(centre):
    """0.9 pixels upright are 0.9 cos(atan 2) = 0.40 across a chord of slope 2 or -2."""
    bend = 0.5
    width = (0.9 * PIXEL * 4 / bend) ** 0.5
    found = verdict(bend * x**2, chord(bend, centre, width), low=centre, high=centre)

    assert found.proved
    assert 0.9 * cos(atan(2)) - 1e-5 < found.worst_px < 0.45


def test_chords_further_off_than_half_a_pixel_fail_where_they_begin():
    bend = bent(0.52, 2.0)
    found = verdict(1 + bend * x**2, [(-1, 1 + bend), (1, 1 + bend)], low=-1, high=1)

    assert not found.proved
    assert found.reason.startswith("near x = -1 it may be 0.5")
    assert found.reason.endswith(" px off")
    assert found.worst_px <= 0.52


def test_the_worst_chord_counts_whichever_comes_first():
    bend = bent(0.4, 2.0)
    narrow, wide = (0.0, 1.0), (1.0, 3.0)
    ends = [[(a, 1 + bend * (a - 1) ** 2) for a in each] for each in (narrow, wide)]
    formula = 1 + bend * (x - 1) ** 2

    for pieces in (ends, ends[::-1]):
        assert verdict(formula, *pieces, low=0, high=3).worst_px == pytest.approx(0.4, abs=0.01)


@pytest.mark.parametrize("edge", ["left", "right", "bottom", "top"])
@pytest.mark.parametrize(("beyond", "proved"), [(0.4, True), (0.6, False)])
def test_a_curve_may_reach_over_each_edge_of_its_window_by_half_a_pixel(edge, beyond, proved):
    off = beyond * PIXEL
    lines = {
        "left": (0.5 * x + 2, -4 - off, 0.0),
        "right": (0.5 * x, 0.0, 6 + off),
        "bottom": (x / 2 + 0.5, -3 - 2 * off, 0.0),
        "top": (x / 2 + 3, 0.0, 4 + 2 * off),
    }
    line, low, high = lines[edge]
    piece = [(a, float(line.subs(x, a))) for a in (low, high)]
    found = verdict(line, piece, low=max(low, -4), high=min(high, 6))

    assert found.proved is proved
    if not proved:
        at = low if edge in ("left", "bottom") else high
        assert found.reason == f"it leaves the window at x = {at:.6g}"
        assert found.worst_px == inf


@pytest.mark.parametrize(("short", "proved"), [(0.4, True), (0.6, False)])
@pytest.mark.parametrize("end", ["left", "middle", "right"])
def test_half_a_pixel_of_a_curve_may_be_missing_and_no_more(end, short, proved):
    gap = short * PIXEL
    pieces = {
        "left": [[(-4 + gap, 1), (6, 1)]],
        "middle": [[(-4, 1), (2, 1)], [(2 + gap, 1), (6, 1)]],
        "right": [[(-4, 1), (6 - gap, 1)]],
    }[end]
    found = verdict(1 + 0 * x, *pieces)
    begin = {"left": -4, "middle": 2, "right": 6 - gap}[end]

    assert found.proved is proved
    assert proved or found.reason.startswith("the graph is not drawn near x = ")
    assert proved or float(found.reason.split("= ")[1]) == pytest.approx(begin, abs=gap)


def test_only_what_the_drawing_claims_to_show_must_be_there():
    piece = [(-1, 1), (2, 1)]

    assert verdict(1 + 0 * x, piece, low=-1, high=2).proved
    assert not verdict(1 + 0 * x, piece, low=-1.1, high=2).proved
    assert not verdict(1 + 0 * x, piece, low=-1, high=2.1).proved
    assert verdict(1 + 0 * x, [(-4, 1), (6, 1)], low=-100, high=100).proved


def test_a_short_piece_over_a_long_one_does_not_uncover_what_follows():
    assert verdict(1 + 0 * x, [(-4, 1), (6, 1)], [(0, 1), (1, 1)]).proved


@pytest.mark.parametrize("edge", [5, -1])
@pytest.mark.parametrize(("inside", "seen"), [(0.4, False), (0.6, True)])
def test_what_runs_along_the_edge_by_less_than_half_a_pixel_need_not_be_drawn(edge, inside, seen):
    height = edge - inside * PIXEL if edge > 0 else edge + inside * PIXEL

    assert verdict(height + 0 * x).proved is not seen


def test_a_lone_point_is_no_line():
    assert not verdict(1 + 0 * x, [(0, 1)]).proved


@pytest.mark.parametrize(("off", "proved"), [(0.4, True), (0.6, False)])
@pytest.mark.parametrize("way", [1, -1])
def test_a_dot_of_a_drawing_must_be_as_near_as_a_chord(off, way, proved):
    """A line shorter than half a pixel is as good as its worse end."""
    height = 1 + way * off * PIXEL
    dot = [(0, height), (0.2 * PIXEL, height)]
    found = verdict(1 + 0 * x, [(-4, 1), (6, 1)], dot)

    assert found.proved is proved
    assert found.worst_px == pytest.approx(off, abs=1e-5)


def test_an_upright_line_is_no_part_of_a_graph():
    found = verdict(1 + 0 * x, [(-4, 1), (6, 1)], [(0, 1), (0, 2)])

    assert not found.proved
    assert found.worst_px == inf
    assert found.reason.startswith("near x = 0 a line is drawn where the graph is not certain to")
