"""Exact series of every function that is known, against numerical differentiation."""

import mpmath
import pytest
import sympy as sp

from mathcore.germs import Germ, laurent
from mathcore.power_series import NoSeriesError, Obstacle

X = sp.Symbol("x", real=True)
FUNCTIONS = [
    sp.exp, sp.sin, sp.cos, sp.tan, sp.cot, sp.sec, sp.csc, sp.sinh, sp.cosh, sp.tanh, sp.coth,
    sp.sech, sp.csch, sp.asin, sp.acos, sp.atan, sp.acot, sp.asinh, sp.atanh, sp.log, sp.erf,
    sp.erfc, lambda u: sp.acosh(u + 2), sp.sqrt, lambda u: u**u, lambda u: 2**u,
    lambda u: sp.Abs(u - 1),
]  # fmt: skip


def series(e, at=0, end=7, **kind):
    return laurent(e, lambda length: Germ(X, sp.sympify(at), length, **kind), end)[0]


@pytest.mark.parametrize("function", FUNCTIONS)
def test_every_function_has_its_series(function):
    e = function(X / 2 + sp.Rational(1, 3) * X**2 + sp.Rational(1, 5))
    found = series(e, sp.Rational(1, 4))
    with mpmath.workdps(40):
        wanted = mpmath.taylor(sp.lambdify(X, e, "mpmath"), mpmath.mpf("0.25"), 6)

    for k, each in enumerate(wanted):
        assert float(found[k]) == pytest.approx(float(each), rel=1e-12)


@pytest.mark.parametrize(
    ("e", "at", "first", "leading"),
    [
        (1 / X**2, 0, -2, 1),
        (sp.tan(X), sp.pi / 2, -1, -1),
        (X / (sp.exp(X) - 1), 0, 0, 1),
        (sp.sqrt(sp.sin(X) ** 4), 0, 2, 1),
        (sp.sin(X) - X, 0, 3, sp.Rational(-1, 6)),
        ((sp.exp(X) - 1 - X) ** 2, 0, 4, sp.Rational(1, 4)),
        (1 / (1 - sp.cos(X)) ** 2, 0, -4, 4),
        (sp.exp(sp.sin(X) / X), 0, 0, sp.E),
    ],
)
def test_a_series_begins_where_it_should(e, at, first, leading):
    found = series(e, at)

    assert (found.first, found[first]) == (first, leading)


def test_terms_that_cancel_are_made_up_for():
    e = sp.exp(sp.sin(X) / X**3 - 1 / X**2)

    assert series(e, 0, 1)[0] == sp.exp(sp.Rational(-1, 6))


def test_what_vanishes_to_every_order_is_zero():
    assert series((sp.sin(X) ** 2 + sp.cos(X) ** 2 - 1) ** 2, 1).coefficients == ()
    assert series(sp.Abs(sp.sin(X) ** 2 + sp.cos(X) ** 2 - 1), 0).coefficients == ()


@pytest.mark.parametrize(
    ("e", "at", "obstacle"),
    [
        (1 / (sp.sin(X) ** 2 + sp.cos(X) ** 2 - 1), 1, Obstacle.POLE),
        (sp.log(sp.sin(X) ** 2 + sp.cos(X) ** 2 - 1), 1, Obstacle.POLE),
        (sp.sqrt(X), 0, Obstacle.BRANCH),
        (sp.asin(X), 1, Obstacle.BRANCH),
        (sp.atanh(X), 1, Obstacle.BRANCH),
        (sp.exp(1 / X), 0, Obstacle.ESSENTIAL),
        (sp.cos(1 / X), 0, Obstacle.ESSENTIAL),
        (sp.sqrt(sp.sin(X) ** 2 + X**4), 0, Obstacle.CORNER),
        (sp.sqrt(X), -1, Obstacle.UNREAL),
        (sp.log(X), -1, Obstacle.UNREAL),
        (sp.acosh(X), sp.Rational(1, 2), Obstacle.UNREAL),
        (sp.zeta(X), 3, Obstacle.OPAQUE),
    ],
)
def test_every_obstacle_can_stand_in_the_way(e, at, obstacle):
    with pytest.raises(NoSeriesError) as caught:
        series(e, at)

    assert caught.value.obstacle is obstacle


def test_an_antiderivative_of_a_pole_is_a_logarithm():
    with pytest.raises(NoSeriesError, match="a root or a logarithm of zero"):
        series(1 / X).integral(sp.Integer(0))


def test_around_a_complex_point_an_absolute_value_has_no_series():
    with pytest.raises(NoSeriesError, match="not known there"):
        series(sp.Abs(X + 1), sp.I, logarithm=sp.Dummy("L"))


@pytest.mark.parametrize(
    ("function", "apart", "right", "left"),
    [(sp.Max, (3, 2), (0, 2), (0, 1)), (sp.Min, (1, 1), (0, 1), (0, 2))],
)
def test_the_greater_or_lesser_of_two_has_the_series_of_the_one_that_is_it(
    function, apart, right, left
):
    """x + 1 and 2x + 3 are apart at 0; x and 2x meet there and change places."""
    far, near = function(X + 1, 2 * X + 3), function(X, 2 * X, evaluate=False)

    assert (series(far)[0], series(far)[1]) == apart
    assert tuple(series(near, side=1)[k] for k in (0, 1)) == right
    assert tuple(series(near, side=-1)[k] for k in (0, 1)) == (left[0], -left[1])
    with pytest.raises(NoSeriesError):
        series(near)


def test_beside_a_complex_point_a_logarithm_of_what_is_negative_has_its_series():
    """log(-1 + t) = i pi - t - t^2/2 - ..., which is real nowhere."""
    found = series(sp.log(X), -1, 3, logarithm=sp.Dummy("L"))

    assert [found[k] for k in range(3)] == [sp.I * sp.pi, -1, sp.Rational(-1, 2)]


def test_the_logarithm_of_what_vanishes_holds_the_logarithm_of_t_as_often_as_it_vanishes():
    """log(t^2 (1 + t)) = 2 log t + t - t^2/2 + ..."""
    letter = sp.Dummy("L")
    found = series(sp.log(X**2 + X**3), 0, 3, logarithm=letter)

    assert [found[k] for k in range(3)] == [2 * letter, 1, sp.Rational(-1, 2)]
