"""The bowl of chi^2 over all lines: its bottom, its contours, its axes."""

from math import cos, pi, sin

import numpy as np
import pytest
from sympy import Symbol, expand, simplify

from mathcore import chi_squared, proof
from mathcore.data import DataSet, seeded
from mathcore.trial_line import C, M, TrialLine

DATA = seeded()
NARROW = DataSet.read([0.1, -0.2, 0.4], [1, 2, 4])  # long axis nearer to m than to c
WEIGHED = DataSet.read([1, 2, 4, 5], [0.1, 0.5, 0.3, 0.9], [0.1, 0.2, 0.1, 0.3])
SETS = pytest.mark.parametrize(
    "data", [DATA, DATA.centred(), WEIGHED, NARROW], ids=["any", "centred", "sigma", "narrow"]
)


@SETS
def test_the_expanded_quadratic_is_the_sum_of_squares(data):
    bowl = chi_squared.bowl(data)

    assert expand(bowl.field.expression - bowl.expanded) == 0
    assert bowl.field.value(0.3, 1.0) == pytest.approx(TrialLine(0.3, 1.0).chi_squared(data))


@SETS
def test_every_point_of_a_contour_lies_on_its_level(data):
    contour = chi_squared.bowl(data).contour(2.5)
    points = [contour.point(t) for t in (0.0, 1.0, 2.0, 4.5)]

    for each in (*points, *contour.long_axis, *contour.short_axis):
        assert TrialLine(each.x, each.y).chi_squared(data) == pytest.approx(
            contour.level, rel=1e-12
        )
        assert proof.close(each.x, each.x.meaning, 1e-12).proved
        assert proof.close(each.y, each.y.meaning, 1e-12).proved
    assert contour.level == pytest.approx(chi_squared.bowl(data).depth + 2.5)


def test_the_curve_satisfies_the_quadratic_for_every_t():
    bowl = chi_squared.bowl(WEIGHED)
    t = Symbol("t", real=True)
    m, c = bowl.contour(2.5).curve(t)
    above = bowl.expanded.subs({M: m, C: c}) - bowl.contour(2.5).level.meaning.expression

    assert simplify(expand(above)) == 0


def test_drawn_points_are_those_of_the_parametrisation_once_around():
    contour = chi_squared.bowl(DATA).contour(1.0)
    points = contour.points(9)

    assert points.shape == (9, 2)
    assert points[0] == pytest.approx(points[-1])
    assert points[2] == pytest.approx((contour.point(pi / 2).x, contour.point(pi / 2).y))


@SETS
def test_the_axes_are_those_of_the_second_derivatives(data):
    """An oracle: the eigenvectors of the matrix of second derivatives, by LAPACK."""
    sums, contour = data.sums, chi_squared.bowl(data).contour(1.0)
    matrix = np.array([[sums.xx, sums.x], [sums.x, sums.n]], float)
    values, vectors = np.linalg.eigh(matrix)
    tilt = chi_squared.bowl(data).tilt
    along = abs(vectors[:, 0] @ (cos(tilt), sin(tilt)))

    assert along == pytest.approx(1, rel=1e-12)
    assert contour.semi_axes == pytest.approx(1 / np.sqrt(values), rel=1e-10)
    assert all(proof.close(each, each.meaning, 1e-13).proved for each in (tilt, *contour.semi_axes))


def test_centring_the_data_straightens_the_axes():
    plain, centred = chi_squared.bowl(DATA), chi_squared.bowl(DATA.centred())

    assert (plain.straight, centred.straight) == (False, True)
    assert centred.tilt == pi / 2
    assert plain.tilt != pi / 2
    assert centred.bottom.x == plain.bottom.x
    assert centred.bottom.y == 0
    assert centred.depth == plain.depth


def test_the_last_steps_towards_the_centre_straighten_the_axes():
    """Only the last: while x is far from zero, the tilt may grow at first."""
    tilts = [chi_squared.bowl(DATA.shifted(share)).tilt for share in (0.5, 0.9, 0.99, 1)]
    off = [min(abs(tilt - pi / 2), abs(tilt + pi / 2)) for tilt in tilts]

    assert off == sorted(off, reverse=True)
    assert off[-1] == 0


def test_a_line_lies_on_the_contour_through_it():
    contour = chi_squared.bowl(DATA).through(-0.2, 6.0)

    assert contour.level == TrialLine(-0.2, 6.0).chi_squared(DATA)
    assert proof.close(contour.excess, contour.excess.meaning, 1e-14).proved


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: chi_squared.bowl(DataSet.read([1, 1], [1, 2])), "no single lowest point: the poi"),
        (lambda: chi_squared.bowl(DATA).contour(0.0), r"excess must be > 0, got 0\.0"),
        (lambda: chi_squared.bowl(DATA).through(*_best()), "the best line is no contour"),
        (lambda: chi_squared.bowl(DataSet.read([-1, 1], [1, 2])).tilt, "the contours are circles"),
    ],
)
def test_a_meaningless_question_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def _best():
    bottom = chi_squared.bowl(DATA).bottom
    return bottom.x, bottom.y
