"""The curve prover: it passes what is true and finds every planted fault."""

import numpy as np
import pytest
import sympy as sp

from mathcore.frame import Frame
from mathcore.functions import Function
from mathcore.proof_curves import curve
from mathcore.sampling import polyline

x = sp.Symbol("x", real=True)
WIDTH, HEIGHT = 1000.0, 600.0
LEFT, BOTTOM = -4.0, -3.0


class Drawing:
    """A sampled graph in scene units, to be spoilt."""

    def __init__(self, formula, x_range, y_range):
        self.formula, self.x_range = sp.sympify(formula), x_range
        self.frame = Frame(
            *x_range, *y_range, LEFT, LEFT + WIDTH / 135, BOTTOM, BOTTOM + HEIGHT / 135
        )
        function = Function(self.formula, x)
        self.pieces = [
            self.placed(piece) for piece in polyline(function, x_range, y_range, WIDTH, HEIGHT)
        ]

    def placed(self, piece):
        f = self.frame
        across = LEFT + (piece[:, 0] - f.x_low) * f.x_pixels / 135
        return np.column_stack((across, BOTTOM + (piece[:, 1] - f.y_low) * f.y_pixels / 135))

    def verdict(self, pieces=None):
        pieces = self.pieces if pieces is None else pieces
        listed = [[tuple(map(float, p)) for p in piece] for piece in pieces]
        return curve(self.formula, x, listed, self.frame, *self.x_range)

    def moved(self, u, v):
        return [piece + np.array([u, v]) / 135 for piece in self.pieces]


TRUE = [
    (x**3 - 2 * x + 2, (-3, 3), (-4, 6)),
    (1 / x, (-3, 3), (-3, 3)),
    (sp.tan(x), (-6, 6), (-4, 4)),
    (sp.Abs(x), (-2, 2), (-1, 2)),
    (sp.floor(x), (-2, 3), (-3, 4)),
    (sp.sqrt(x - sp.Rational(1, 3)), (-1, 4), (-1, 3)),
    (sp.root(x, 3), (-1, 2), (-1, 2)),
    (sp.exp(-1 / x**2), (-3, 3), (-0.2, 1.2)),
    (x * sp.sin(1 / x), (-1, 1), (-1, 1)),
    (sp.sin(x) / x, (-9, 9), (-1, 2)),
    (10**6 * x**3 - 2 * x, (-1e-3, 1e-3), (-2e-3, 2e-3)),
    ((x / 10**6) ** 3, (-3e6, 3e6), (-4, 6)),
    (sp.asin(x), (-2, 2), (-2, 2)),
    (1 / x**2, (-1, 1), (0, 10)),
    (sp.Derivative(sp.sin(x) ** 2, x), (-3, 3), (-2, 2)),
    (sp.sqrt(-1 - x**2), (-1, 1), (-1, 1)),
    (sp.sqrt(sp.Abs(x)), (-3, 2), (-1, 2)),
    (sp.root(sp.Abs(x - sp.Rational(1, 3)), 3), (-2.1, 2), (-1, 2)),
    (1 - sp.root(sp.Abs(x), 5), (-2.1, 2), (-1, 2)),
    (sp.log(1 + x / 10**6), (-1.3e6, 3e6), (-3, 3)),
    (2 + 0 * x, (0, 1), (0, 3)),
]


def test_a_speck_where_the_function_has_no_value_is_a_fault():
    """However short a line is, there must be a graph under it."""
    drawing = Drawing(sp.log(x), (-1, 5), (-3, 3))
    speck = drawing.placed(np.array([[-0.5, 0.0], [-0.4999, 0.0]]))

    assert drawing.verdict().proved
    assert not drawing.verdict([*drawing.pieces, speck]).proved


@pytest.mark.parametrize(("formula", "x_range", "y_range"), TRUE, ids=str)
def test_a_sampled_curve_is_proved(formula, x_range, y_range):
    verdict = Drawing(formula, x_range, y_range).verdict()

    assert verdict.proved, verdict.reason
    assert verdict.worst_px <= 0.5


INSIDE = (sp.sin(x), (-3, 3), (-2, 2))


def test_a_curve_one_pixel_too_high_fails():
    drawing = Drawing(*INSIDE)
    verdict = drawing.verdict(drawing.moved(0, 1))

    assert not verdict.proved
    assert "px off" in verdict.reason


def test_a_curve_one_pixel_to_the_side_fails():
    drawing = Drawing(sp.sin(x) * 3, (-3, 3), (-4, 4))

    assert not drawing.verdict(drawing.moved(1, 0)).proved


@pytest.mark.parametrize("formula", [sp.cos(5 * x), sp.sin(3 * x)])
def test_forty_equally_spaced_points_of_a_bent_curve_fail(formula):
    drawing = Drawing(formula, (-3, 3), (-2, 5))
    even = np.linspace(-3, 3, 40)
    piece = drawing.placed(np.column_stack((even, Function(formula, x)(even))))
    dense = np.linspace(-3, 3, 2000)
    true = drawing.placed(np.column_stack((dense, Function(formula, x)(dense))))

    assert not drawing.verdict([piece]).proved
    assert drawing.verdict([true]).proved


def test_one_wrong_anchor_fails():
    drawing = Drawing(*INSIDE)
    drawing.pieces[0][len(drawing.pieces[0]) // 2, 1] += 0.7 / 135

    assert not drawing.verdict().proved


def test_a_missing_branch_is_noticed():
    drawing = Drawing(1 / x, (-3, 3), (-3, 3))
    verdict = drawing.verdict(drawing.pieces[:1])

    assert not verdict.proved
    assert verdict.reason.startswith("the graph is not drawn near x = 0.33")


def test_an_end_that_is_cut_off_is_noticed():
    drawing = Drawing(*INSIDE)

    assert "not drawn near x = 2." in drawing.verdict([drawing.pieces[0][:-1]]).reason


@pytest.mark.parametrize(
    ("formula", "y_range"), [(1 / x, (-3, 3)), (1 / x**2, (0, 10)), (sp.floor(x), (-4, 4))]
)
def test_branches_that_are_joined_fail(formula, y_range):
    drawing = Drawing(formula, (-3, 3), y_range)
    verdict = drawing.verdict([np.concatenate(drawing.pieces)])

    assert not verdict.proved


def test_a_line_where_nothing_is_defined_fails():
    drawing = Drawing(sp.sqrt(x), (-1, 4), (-1, 3))
    early = np.vstack((drawing.pieces[0][0] - [0.1, 0], drawing.pieces[0]))

    assert "hang together" in drawing.verdict([early]).reason


def test_an_upright_line_fails():
    drawing = Drawing(sp.sign(x), (-1, 1), (-2, 2))
    f = drawing.frame
    upright = np.array([[0.0, -1.0], [0.0, 1.0]])

    assert not drawing.verdict([*drawing.pieces, drawing.placed(upright)]).proved
    assert f.x_pixels == pytest.approx(500)


def test_a_curve_that_runs_out_of_its_window_fails():
    drawing = Drawing(x, (-1, 1), (-1, 1))

    assert "leaves the window" in drawing.verdict(drawing.moved(0, 5)).reason


def test_a_wrong_function_fails():
    drawing = Drawing(*INSIDE)
    drawing.formula = x - x**3 / 6

    assert not drawing.verdict().proved


def test_a_curve_drawn_from_right_to_left_is_as_good():
    drawing = Drawing(*INSIDE)

    assert drawing.verdict([piece[::-1] for piece in drawing.pieces]).proved


def test_a_close_view_of_a_polynomial_with_large_terms_is_proved():
    """Beside the window its terms are thousands of times larger than their sum."""
    formula = sp.expand((x - 7) * (x - 8) * (x - 9) * (x**2 - 15 * x + 60))

    assert Drawing(formula, (7.99, 8.01), (-0.01, 0.01)).verdict().proved


def test_a_step_that_is_left_out_of_a_far_jump_is_noticed():
    drawing = Drawing(sp.Piecewise((9, x < 1), (0, True)), (-3, 3), (-2, 2))

    assert drawing.verdict().proved
    assert "not drawn near x = 1" in drawing.verdict([]).reason


def test_a_jump_that_is_joined_by_a_steep_line_fails():
    """The line is a fifth of a pixel wide, and its ends lie on the graph."""
    drawing = Drawing(sp.sign(x), (-1, 1), (-2, 2))
    joined = drawing.placed(np.array([[-1.0, -1.0], [-2e-4, -1.0], [2e-4, 1.0], [1.0, 1.0]]))

    assert "hang together" in drawing.verdict([joined]).reason
