"""Bound symbols: what the definition says is enclosed, and every false binding is refused."""

import pytest
import sympy as sp
from flint import arb

from mathcore.bindings import UnprovedError, evaluate
from mathcore.quantity import FirstStep, Greatest, Iterate, Meaning, Zero

x, y, s, t = sp.symbols("x y s t", real=True)
R = sp.Rational


def value(*bindings, expression=s, bits=170) -> arb:
    return evaluate(Meaning(expression, bindings), bits)


def root(formula, low, high) -> Zero:
    return Zero((s,), (formula.subs(x, s),), ((R(low), R(high)),))


def close_to(ball: arb, number: sp.Expr, digits: int = 40) -> bool:
    return ball.overlaps(arb(str(sp.N(number, 60)))) and bool(ball.rad() < arb(10) ** -digits)


@pytest.mark.parametrize(
    ("formula", "low", "high", "true"),
    [
        (x**2 - 2, 1, 2, sp.sqrt(2)),
        (x**3 - R(35, 100) ** 3, 0, 1, R(35, 100)),
        (x**2 - x, R(1, 2), 1, 1),
        (x**2 - x, 0, R(1, 3), 0),
        (sp.cos(x), 0, 3, sp.pi / 2),
        ((x - 1) * (x**2 + 5 * (x - 2) ** 2 / 4 + 1), -7, 8, 1),
    ],
)
def test_a_zero_is_enclosed_to_all_digits(formula, low, high, true):
    assert close_to(value(root(formula, low, high)), sp.sympify(true))


@pytest.mark.parametrize(
    ("formula", "low", "high", "why"),
    [
        (x**2 - 2, 2, 3, "no change of sign"),
        (x**3 - x, -2, 2, "more than one zero"),
        ((x - 1) ** 3, 0, 3, "more than one zero"),
        (sp.log(x), -1, 2, "undecided"),
        (x**3 - x, -2, 1, "more than one zero"),
    ],
)
def test_a_box_without_exactly_one_zero_is_refused(formula, low, high, why):
    with pytest.raises(UnprovedError, match=why):
        value(root(formula, low, high))


def pair(first, second, *box) -> Zero:
    return Zero((s, t), (first, second), tuple((R(a), R(b)) for a, b in box))


def test_a_common_zero_is_enclosed_to_all_digits():
    found = value(pair(s**2 + t**2 - 1, s - t, (R(1, 2), 1), (R(1, 2), 1)))

    assert close_to(found, 1 / sp.sqrt(2))


@pytest.mark.parametrize(
    ("box", "why"),
    [
        (((R(8, 10), 1), (R(7, 10), 1)), "no common zero"),
        (((-1, 1), (-1, 1)), "not independent"),
        (((-1, R(11, 10)), (-1, R(11, 10))), "undecided"),
    ],
)
def test_a_box_without_exactly_one_common_zero_is_refused(box, why):
    with pytest.raises(UnprovedError, match=why):
        value(pair(s**2 + t**2 - 1, s - t, *box))


def test_iterates_follow_the_map():
    newton = Iterate((s,), (x,), (x - (x**2 - 2) / (2 * x),), (R(5, 2),), 8)
    swap = Iterate((s, t), (x, y), (y, x + y), (sp.S.Zero, sp.S.One), 10)

    assert close_to(value(newton), sp.sqrt(2))
    assert value(swap) == 55


def halving(until) -> FirstStep:
    return FirstStep(s, (x,), (x / 2,), (sp.S.One,), until)


@pytest.mark.parametrize(
    ("until", "steps"), [(x < R(1, 1000), 10), (x <= R(1, 8), 3), (x < R(1, 8), 4), (x < 2, 0)]
)
def test_the_first_step_is_counted(until, steps):
    assert value(halving(until)) == steps


def test_a_first_step_that_hangs_on_a_tie_is_refused():
    thirds = FirstStep(s, (x,), (x / 3,), (sp.S.One,), x < R(1, 9))

    with pytest.raises(UnprovedError, match="undecided"):
        value(thirds)


def test_a_first_step_that_never_comes_is_refused(monkeypatch):
    monkeypatch.setattr("mathcore.bindings._MOST_STEPS", 50)
    with pytest.raises(UnprovedError, match="does not come true"):
        value(halving(x < 0))


def test_bindings_build_on_one_another():
    inner = root(x**2 - 2, 1, 2)
    outer = Greatest(t, x * (s - x), x, sp.S.Zero, s)

    assert close_to(value(inner, outer, expression=t * 2), sp.S.One, 15)


def test_a_greatest_value_that_is_not_there_is_refused():
    with pytest.raises(UnprovedError, match="greatest value"):
        value(Greatest(s, sp.log(-1 - x**2), x, sp.S.Zero, sp.S.One))
