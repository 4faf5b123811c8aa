"""Series of functions with corners, steps and edges: certain of a slope only where there is one.

The oracle knows real arithmetic and nothing else: at 60 digits it takes difference quotients on
both sides, and where a part has no real value, the whole has none.
"""

from math import inf, isnan

import mpmath
import pytest
import sympy as sp
from flint import arb, arb_series
from hypothesis import example, given, note, settings
from hypothesis import strategies as st
from mpmath import mp, mpf

from mathcore import balls
from mathcore.interval import compiled, enclose, jet

x, y = sp.symbols("x y", real=True)
H = mpf(10) ** -30

RULES = {
    sp.Abs: abs,
    sp.sign: mpmath.sign,
    sp.floor: mpmath.floor,
    sp.ceiling: mpmath.ceil,
    sp.Max: max,
    sp.Min: min,
    sp.exp: mpmath.exp,
    sp.sin: mpmath.sin,
    sp.cos: mpmath.cos,
    sp.tan: mpmath.tan,
    sp.atan: mpmath.atan,
    sp.tanh: mpmath.tanh,
    sp.log: mpmath.log,
    sp.asin: mpmath.asin,
    sp.acos: mpmath.acos,
    sp.acosh: mpmath.acosh,
    sp.atanh: mpmath.atanh,
    sp.atan2: mpmath.atan2,
    sp.gamma: mpmath.gamma,
    sp.erfc: mpmath.erfc,
}
CORNERED = [sp.Abs, sp.sign, sp.floor, sp.ceiling]
EDGED = [sp.sqrt, sp.log, sp.asin, sp.acos, sp.acosh, sp.atanh, sp.gamma, sp.tan, sp.tanh, sp.atan]


def _binary(one, other):
    later = st.sampled_from([sp.Max, sp.Min, sp.atan2, sp.Add, sp.Mul, _quotient, _power, _pieces])
    return later.map(lambda make: make(one, other, evaluate=False))


def _quotient(one, other, evaluate):
    return sp.Mul(one, sp.Pow(other, -1, evaluate=False), evaluate=False)


def _power(one, other, evaluate):
    return sp.Pow(one, other, evaluate=False)


def _pieces(one, other, evaluate):
    # where pieces stand in a condition, SymPy would make one of their conditions
    if one.has(sp.Piecewise) or other.has(sp.Piecewise):
        return one
    tests = [sp.Gt(one, other, evaluate=False), sp.Le(other, 1, evaluate=False)]
    return sp.Piecewise((one, sp.And(*tests, evaluate=False)), (other, True), evaluate=False)


def _grown(smaller):
    unary = st.builds(
        lambda f, u: f(u, evaluate=False), st.sampled_from(CORNERED + EDGED + [sp.exp]), smaller
    )
    return unary | st.tuples(smaller, smaller).flatmap(lambda pair: _binary(*pair))


LEAVES = st.sampled_from([x, x, x, -x, x + 1, 1 - x, 2 * x, x**2, sp.Integer(1), sp.Rational(1, 2)])
FORMULAS = st.recursive(LEAVES, _grown, max_leaves=4)
PLACES = st.sampled_from([0, 1, -1, 2, sp.Rational(1, 2), sp.Rational(-3, 2)])


class NowhereError(Exception):
    """The oracle finds no real value there."""


def _true(part, at):
    """The value of `part` at x = `at`, in real numbers on the way, too."""
    if part == x:
        return at
    if part.is_Number:
        return mpf(part.p) / part.q
    if isinstance(part, sp.Piecewise):
        return next(_true(e, at) for e, c in part.args if _holds(c, at))
    inner = [_true(each, at) for each in part.args]
    try:
        if isinstance(part, sp.Pow) and inner[0] < 0 and not mpmath.isint(inner[1]):
            raise NowhereError
        rule = {sp.Add: mpmath.fsum, sp.Mul: mpmath.fprod}.get(part.func)
        if rule is not None:
            value = rule(inner)
        elif isinstance(part, sp.Pow):
            value = inner[0] ** inner[1]
        else:
            value = RULES[part.func](*inner)
    except (ZeroDivisionError, ValueError, OverflowError):
        raise NowhereError from None
    if isinstance(value, mpmath.mpc) or not mpmath.isfinite(value):
        raise NowhereError
    return value


def _holds(condition, at):
    if condition == sp.true:
        return True
    if isinstance(condition, sp.And):
        return _all_hold(condition.args, at)
    left, right = (_true(each, at) for each in condition.args)
    return {">": left > right, ">=": left >= right, "<": left < right, "<=": left <= right}[
        condition.rel_op
    ]


def _all_hold(conditions, at):
    """One that fails is enough, whatever the others are."""
    problem = None
    for each in conditions:
        try:
            if not _holds(each, at):
                return False
        except NowhereError as none:
            problem = none
    if problem is not None:
        raise problem
    return True


def _quotients(formula, at):
    """Difference quotients to the right and to the left; NaN where there is none."""
    found = []
    with mpmath.workdps(70):
        place = mpf(sp.Integer(at.p)) / int(at.q)
        for step in (H, -H):
            try:
                found.append((_true(formula, place + step) - _true(formula, place)) / step)
            except NowhereError:
                found.append(mp.nan)
    return found


@pytest.mark.parametrize("hull", [False, True])
@settings(max_examples=60, deadline=None)
@example(formula=sp.sign(sp.floor(x)), at=sp.Integer(1))
@example(formula=sp.Min(1, sp.sqrt(x) + 2, evaluate=False), at=sp.Integer(0))
@example(formula=sp.Max(x, sp.sqrt(x - 1) - 5, evaluate=False), at=sp.Integer(1))
@example(formula=sp.floor(sp.sqrt(x) + sp.Rational(1, 2)), at=sp.Integer(0))
@example(formula=sp.Piecewise((x, sp.floor(x) > sp.Rational(1, 2)), (2, True)), at=sp.Integer(1))
@example(formula=sp.Piecewise((x, sp.sqrt(x) > -1), (2, True)), at=sp.Integer(0))
@example(formula=sp.floor(x + sp.Rational(1, 2)) * sp.sqrt(x), at=sp.Integer(0))
@example(formula=sp.floor(x + sp.Rational(1, 2)) / (sp.sqrt(x) + 1), at=sp.Integer(0))
@example(formula=sp.Pow(sp.sqrt(x), 0, evaluate=False), at=sp.Integer(0))
@given(formula=FORMULAS, at=PLACES)
def test_a_finite_slope_is_the_quotient_on_both_sides(hull, formula, at):
    at = sp.sympify(at)
    try:
        with balls.working(250):
            slope = jet(formula, x, arb(int(at.p)) / int(at.q), 1, hull)[1]
    except balls.UndefinedError:
        return
    if not slope.is_finite() or abs(slope) > 1e9:  # where the quotient is not sharp enough
        return
    low, high = (float(end) for end in (slope.lower(), slope.upper()))

    note(f"{formula} has the slope {slope} at {at}")
    for quotient in _quotients(formula, at):
        assert low - 1e-9 * (1 + abs(low)) <= quotient <= high + 1e-9 * (1 + abs(high))


@pytest.mark.parametrize(
    ("formula", "slope"),
    [
        (sp.Max(2, sp.Abs(x)), 0),
        (sp.sign(sp.Abs(x) + 1), 0),
        (sp.floor(sp.Abs(x) + sp.Rational(1, 2)), 0),
        (sp.Piecewise((x**2 + 3 * x, sp.Abs(x) < 1), (5, True)), 3),
        (sp.Min(sp.sin(x), 2 + sp.Max(x, -x)), 1),
    ],
    ids=str,
)
def test_a_corner_inside_leaves_the_slope_of_what_is_chosen(formula, slope):
    assert jet(formula, x, arb(0), 1)[1] == slope


@pytest.mark.parametrize("zero", [arb(0), arb_series([0])])
def test_nothing_times_the_undefined_is_undefined(zero):
    with balls.working(100, 2):
        undefined = arb_series([2, balls.NAN], 2)

        for found in (balls.product(zero, undefined), balls.divide(zero, undefined)):
            assert found[1].is_nan()


def test_a_coordinate_that_is_zero_hides_no_edge():
    with balls.working(100, 2):
        series = compiled(y * sp.sqrt(x))({x: arb_series([0, 1]), y: arb(0)})

    assert series[1].is_nan()


def test_no_piece_means_no_value():
    alone = sp.Piecewise((x, x > 0))

    assert compiled(alone)({x: arb(-1)}).is_nan()
    with pytest.raises(balls.UndefinedError):
        compiled(alone, hull=True)({x: arb(-1)})


def test_a_broken_power_of_a_negative_number_may_be_defined_at_integers_only():
    power = sp.Pow(-2, x, evaluate=False)

    assert jet(power, x, arb(0, 2), 1, hull=True)[0].is_nan()


def test_a_logarithm_about_zero_is_anything_and_beyond_it_nothing():
    assert enclose(sp.log(x), x, -1, 2) == (-inf, inf)
    assert all(map(isnan, enclose(sp.log(x), x, -2, -1)))


def test_the_sign_of_what_has_no_value_has_none():
    undefined = sp.sign(sp.asin(2, evaluate=False), evaluate=False)

    assert jet(sp.Mul(undefined, x, evaluate=False), x, arb(0), 1)[1].is_nan()
    assert compiled(sp.sign(sp.atanh(1, evaluate=False), evaluate=False), True)({}).is_nan()
