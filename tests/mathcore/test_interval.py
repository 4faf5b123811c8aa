"""Enclosures, against mpmath at many digits: the truth must never be outside."""

from math import inf, isnan

import mpmath
import pytest
import sympy as sp
from flint import arb, arb_series
from hypothesis import given, settings
from hypothesis import strategies as st

from mathcore import balls
from mathcore.interval import ball, compiled, enclose, jet

x, y = sp.symbols("x y", real=True)
FORMULAS = [
    x**3 - 2 * x + 2,
    x**6 / 7 - x**-3,
    sp.sin(x) * sp.exp(-x / 3),
    sp.exp(-1 / x**2),
    sp.sqrt(x + 4) - sp.root(x + 4, 3),
    (x + 4) ** sp.Rational(-3, 2),
    sp.log(x + 4),
    sp.cos(x) ** 4,
    sp.atan(x) + sp.asin(x / 4) - sp.acos(x / 5),
    sp.tan(x / 3),
    sp.sec(x / 3) + sp.acot(x + 4),
    sp.sinh(x) / sp.cosh(x) - sp.tanh(2 * x),
    sp.asinh(x) + sp.acosh(x + 5) + sp.atanh(x / 4),
    sp.erf(x) + 3 * sp.erfc(x / 2),
    sp.gamma(x + 4),
    sp.factorial(x + 4),
    sp.digamma(x + 4) - sp.polygamma(2, x**2 + 1) + sp.loggamma(x + 4),
    sp.Abs(x - 1) + sp.Max(x, x**2, 1) - sp.Min(x, 0),
    (x + 4) ** x,
    sp.pi * x ** sp.Integer(2) + sp.E**x,
    sp.atan2(x, 5 - x),
    sp.atan2(5, x),
    sp.UnevaluatedExpr(x) * 2 + sp.Float(0.5),
    sp.Piecewise((x**2, x < 1), (2 * x - 1, True)),
]
points = st.floats(-2.9, 2.9).filter(lambda a: abs(a) > 0.05)


def _true(formula, at):
    with mpmath.workdps(40):
        return mpmath.re(sp.lambdify(x, formula.doit(), "mpmath")(mpmath.mpf(at)))


@pytest.mark.parametrize("formula", FORMULAS, ids=str)
@settings(max_examples=8, deadline=None)
@given(at=points, width=st.sampled_from([0.0, 1e-9, 1e-3, 0.04]))
def test_the_true_value_is_never_outside(formula, at, width):
    low, high = enclose(formula, x, at - width, at + width)

    assert low <= _true(formula, at) <= high


@pytest.mark.parametrize(
    "formula", [f for f in FORMULAS if not f.has(sp.Abs, sp.Piecewise)], ids=str
)
@settings(max_examples=3, deadline=None)
@given(at=points.filter(lambda a: abs(abs(a) - 1) > 0.1 and abs(a) > 0.2))
def test_the_true_derivatives_are_never_outside(formula, at):
    with mpmath.workdps(40):
        f = sp.lambdify(x, formula.doit(), "mpmath")
        true = [mpmath.diff(f, mpmath.mpf(at), n) for n in range(3)]
    with balls.working(80):
        enclosed = jet(formula, x, arb(at, 1e-6), 2)

    for ours, theirs in zip(enclosed, true, strict=True):
        assert ours.lower() - 1e-12 <= arb(str(mpmath.re(theirs))) <= ours.upper() + 1e-12


def test_a_thin_ball_gives_a_thin_enclosure():
    low, high = enclose(sp.sin(x), x, 1.0, 1.0)

    assert 0 < high - low < 1e-15


@pytest.mark.parametrize(
    "formula",
    [
        sp.sqrt(x),
        sp.log(x),
        sp.asin(x - 2),
        sp.acosh(x),
        sp.root(x, 3),
        (x - 1) ** sp.Rational(-3, 2),
    ],
)
def test_where_nothing_is_defined_the_answer_is_no_number(formula):
    assert all(map(isnan, enclose(formula, x, -3.0, -2.0)))


@pytest.mark.parametrize("formula", [1 / x, sp.tan(sp.pi / 2 + x), sp.sin(1 / x), sp.gamma(x)])
def test_across_a_pole_nothing_is_certain(formula):
    assert enclose(formula, x, -0.5, 0.5) == (-inf, inf)


@pytest.mark.parametrize(
    ("formula", "range_"),
    [(sp.floor(x), (-1, 0)), (sp.sign(x), (-1, 1)), (sp.ceiling(x), (0, 1)), (sp.Abs(x), (0, 0.5))],
)
def test_a_jump_is_enclosed_by_both_of_its_sides(formula, range_):
    low, high = enclose(formula, x, -0.5, 0.5)

    assert (low, high) == pytest.approx(range_, abs=1e-8)


def test_the_strict_reading_refuses_a_jump_and_the_edge_of_a_domain():
    for formula in (sp.floor(x), sp.sign(x), sp.sqrt(x), sp.asin(x + 1), sp.log(x)):
        assert not compiled(formula)({x: ball(-0.5, 0.5)}).is_finite()


def test_pieces_that_cannot_be_told_apart_are_joined():
    formula = sp.Piecewise((x, x < 1), (x + 5, True))

    assert enclose(formula, x, 0.5, 2.0) == pytest.approx((0.5, 7.0), abs=1e-6)
    assert not compiled(formula)({x: ball(0.5, 2.0)}).is_finite()


def test_no_piece_at_all_is_no_number():
    assert isnan(enclose(sp.Piecewise((x, x < 1)), x, 2.0, 3.0)[0])


def test_the_derivative_where_two_pieces_meet_is_nobodys():
    formula = sp.Piecewise((x, x < 0), (x**2, True))

    assert jet(formula, x, arb(0), 1)[1].is_nan()
    assert jet(formula, x, arb(1), 1)[1] == 2


def test_a_corner_has_the_hull_of_both_slopes():
    slope = jet(sp.Abs(x), x, ball(-1.0, 1.0), 1, hull=True)[1]

    assert slope.contains(arb(1))
    assert slope.contains(arb(-1))
    assert jet(sp.Abs(x), x, ball(-1.0, 1.0), 1)[1].is_nan()


def test_a_division_by_what_may_be_zero_is_not_mistaken_for_zero():
    """A series 0/0 must not lose a term silently."""
    assert all(each.is_nan() for each in jet(sp.sin(x) / x, x, arb(0), 2))


F = x**2 * y + sp.sin(x * y)
AT = (sp.Rational(1, 3), sp.Integer(2))


@pytest.mark.parametrize("orders", [[(x, 1)], [(x, 5)], [(y, 2)], [(x, 1), (y, 1)]])
def test_unevaluated_derivatives_equal_the_symbolic_ones(orders):
    unevaluated = sp.Subs(sp.Derivative(F, *orders), (x, y), AT)
    with balls.working(120):
        value = compiled(unevaluated)({})

    assert value.overlaps(
        arb(str(F.diff(*orders).subs(dict(zip((x, y), AT, strict=True))).evalf(50)))
    )
    assert value.rad() < 1e-20


def test_a_derivative_can_be_differentiated_again_as_a_curve():
    f, f1 = sp.sin(x) ** 3, sp.Derivative(sp.sin(x) ** 3, x)
    with balls.working(120):
        ours = jet(f1, x, arb("0.7"), 2)

    for n, value in enumerate(ours):
        assert value.overlaps(arb(str(f.diff(x, n + 1).subs(x, sp.Rational(7, 10)).evalf(50))))


@pytest.mark.parametrize(
    "formula",
    [
        sp.zeta(x),
        sp.EulerGamma + x,
        sp.Derivative(F, (x, 2), y),
        sp.Piecewise((1, sp.Contains(x, sp.S.Naturals)), (2, True)),
    ],
)
def test_what_has_no_interval_form_is_refused_by_name(formula):
    with pytest.raises(ValueError, match="no interval form is known"):
        compiled(formula)


def test_a_mixed_motion_of_a_derivative_is_refused():
    with balls.working(60, 2), pytest.raises(ValueError, match="cannot be differentiated"):
        compiled(sp.Derivative(F, x))({x: arb(1), y: arb_series([1, 1])})


def test_a_derivative_of_a_constant_is_zero():
    assert compiled(sp.Derivative(sp.sin(y), x, evaluate=False))({x: arb(1), y: arb(1)}) == 0


def test_a_branch_that_is_undefined_adds_nothing_to_the_hull():
    formula = sp.Piecewise((sp.log(-2 - x**2), x < -1), (x, True))

    assert enclose(formula, x, -3.0, 2.0) == pytest.approx((-3, 2), abs=1e-6)


def test_a_real_power_of_a_negative_number_is_defined_for_integers_only():
    power, base = compiled(x**y, hull=True), ball(-3.0, -2.0)

    assert power({x: base, y: arb(3)}).contains(arb(-8))
    with pytest.raises(balls.UndefinedError):
        power({x: base, y: arb(0.5)})


@pytest.mark.parametrize("at", [(-1.0, 2.0), (-1.0, -2.0), (2.0, -3.0)])
def test_the_angle_is_known_in_every_quadrant_and_so_is_its_slope(at):
    formula = sp.atan2(y, x)
    with balls.working(80, 2):
        series = compiled(formula)({x: arb_series([at[0], 1]), y: arb(at[1])})

    assert series[0].overlaps(arb(str(mpmath.atan2(at[1], at[0])), 1e-14))
    assert series[1].overlaps(arb(-at[1]) / (at[0] ** 2 + at[1] ** 2))


def test_the_angle_on_the_cut():
    angle = compiled(sp.atan2(y, x))

    assert angle({x: arb(-1), y: arb(0)}).overlaps(arb.pi())
    assert not angle({x: arb(-1), y: ball(-1.0, 1.0)}).is_finite()


def test_constants_have_as_many_digits_as_are_asked_for():
    with balls.working(400):
        value = compiled(sp.E * sp.pi)({})

    assert value.rad() < arb(2) ** -390
    assert value.overlaps(arb(str((sp.E * sp.pi).evalf(130)), 1e-120))


def test_a_derivative_at_equal_coordinates_is_refused_since_another_would_pass_for_it():
    slopes = [
        sp.Subs(sp.Derivative(x**3 * y, each, evaluate=False), (x, y), (1, 1)) for each in (x, y)
    ]

    for slope in slopes:
        with pytest.raises(ValueError, match="equal coordinates"):
            compiled(slope)


def test_a_broken_order_of_the_polygamma_function_is_refused():
    with pytest.raises(ValueError, match="order of polygamma"):
        compiled(sp.polygamma(sp.Rational(1, 2), x))
