"""Enclosures of Taylor coefficients, against values at points inside."""

import mpmath
import pytest
import sympy as sp
from flint import arb

from mathcore.accurate import Accurate
from mathcore.jets import Jets, number, working

X = sp.Symbol("x", real=True)
FUNCTIONS = [
    sp.exp, sp.sin, sp.cos, sp.tan, sp.cot, sp.sec, sp.csc, sp.sinh, sp.cosh, sp.tanh, sp.coth,
    sp.sech, sp.csch, sp.asin, sp.acos, sp.atan, sp.acot, sp.asinh, sp.atanh, sp.log, sp.erf,
    sp.gamma, lambda u: sp.acosh(u + 2), sp.sqrt, lambda u: 1 / sp.sqrt(u), lambda u: u**u,
    lambda u: u ** sp.pi, lambda u: sp.Abs(u - 1), lambda u: sp.sign(u) * u,
    lambda u: (1 + u) ** -5,
    lambda u: sp.Piecewise((u**2, X < -1), (sp.E * u**3, X > 0), (0, True)),
]  # fmt: skip


@pytest.mark.parametrize("function", FUNCTIONS)
def test_the_ball_holds_the_coefficients_at_its_points(function):
    e = function(X / 2 + sp.Rational(1, 5))
    compiled = sp.lambdify(X, e, "mpmath")
    with working(128, 1):
        over = Jets(e, X).over(arb("0.25").union(arb("0.26")), 4)
    for place in ("0.25", "0.2537", "0.26"):
        with mpmath.workdps(40):
            wanted = [str(each) for each in mpmath.taylor(compiled, mpmath.mpf(place), 4)]

        with working(192, 1):
            gaps = [ball - arb(each) for ball, each in zip(over, wanted, strict=True)]

            assert all(abs(gap).lower() < 1e-25 for gap in gaps)


@pytest.mark.parametrize(
    "e",
    [
        sp.Abs(X),
        sp.sign(X),
        1 / X,
        sp.sqrt(X),
        sp.Piecewise((X, X > 0), (0, True)),
        sp.Piecewise((X, (X > 0) & (X < 5)), (0, True)),
        sp.Piecewise((X, X > 9)),
    ],
)
def test_nothing_is_certain_across_a_join_or_a_pole(e):
    with working(128, 1):
        over = Jets(e, X).over(arb(-1).union(arb(2)), 1)

    assert not over[1].is_finite()


def test_a_piece_may_be_one_point():
    e = sp.Piecewise((5, sp.Eq(X, 1)), (0, True))

    assert (Jets(e, X).at(1.0), Jets(e, X).at(2.0)) == (5, 0)


def test_a_pole_is_no_hole():
    with working(128, 1):
        over = Jets(sp.exp(-1 / X**2), X, sp.Integer(0)).over(arb(0).union(arb(1)), 1)

    assert not over[0].is_finite()


@pytest.mark.parametrize("e", [(1 - sp.cos(X)) / X**2, X / (sp.exp(X) - 1), sp.sin(X) ** 2 / X])
def test_across_a_hole_the_ball_holds_the_continuation(e):
    jets, exact = Jets(e, X, sp.Integer(0)), sp.series(e, X, 0, 5).removeO()
    with working(192, 1):
        over = jets.over(arb(-0.01).union(arb(0.02)), 3)
        beside = jets.over(arb(0.01).union(arb(0.02)), 3)

        for k in range(4):
            assert over[k].contains(number(sp.Rational(exact.coeff(X, k))))
            assert over[k].overlaps(beside[k])
            assert over[k].rad() < 0.1
    assert Accurate(e, X, sp.Integer(0))(1e-30) == pytest.approx(
        float(exact.coeff(X, 0)), abs=1e-29
    )


def test_values_that_vanish_identically_are_zero():
    e = sp.Add(sp.sin(X) ** 2, sp.cos(X) ** 2, -1, evaluate=False)

    assert Accurate(e, X)(0.3) == 0


def test_a_function_without_a_series_is_refused():
    with pytest.raises(ValueError, match="no series of zeta is known here"):
        Jets(sp.zeta(X), X).at(3.0)
    with pytest.raises(ValueError, match="nothing says what y is"):
        Jets(X + sp.Symbol("y"), X).at(3.0)
