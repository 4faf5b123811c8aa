"""One-sided limits of formulas whose limits are known."""

import pytest
import sympy as sp
from sympy import Dummy, Integer, Rational, S, cos, exp, floor, gamma, log, pi, sin, sqrt, tan

from mathcore.one_sided_limits import Tendency, limit

T = Dummy("t", positive=True)
THIRD = Rational(1, 3)
CASES = [
    (S(5) + 0 * T, Tendency.SETTLES, 5),
    (sin(T) / T, Tendency.SETTLES, 1),
    ((1 + T) ** (1 / T), Tendency.SETTLES, sp.E),
    ((sin(T + THIRD) - sin(THIRD)) / T, Tendency.SETTLES, cos(THIRD)),
    (T * floor(1 / T), Tendency.SETTLES, 1),
    (T * sin(exp(1 / T)), Tendency.SETTLES, 0),
    (1 + T * sin(exp(1 / T)), Tendency.SETTLES, 1),
    (T ** Rational(1, 12), Tendency.SETTLES, 0),
    (exp(-1 / T), Tendency.SETTLES, 0),
    (sin(T) ** 2 + cos(T) ** 2 - 1, Tendency.SETTLES, 0),
    (3 + 1 / log(T), Tendency.SETTLES, 3),
    (gamma(T + THIRD), Tendency.SETTLES, gamma(THIRD)),
    (1 / T, Tendency.RISES, None),
    (log(T), Tendency.FALLS, None),
    (log(log(1 / T)), Tendency.RISES, None),
    ((2 + sin(1 / T)) / T, Tendency.RISES, None),
    (-exp(exp(1 / T)), Tendency.FALLS, None),
    (sin(1 / T), Tendency.RESTLESS, None),
    (sin(pi / T), Tendency.RESTLESS, None),
    (sin(log(T)), Tendency.RESTLESS, None),
    (tan(1 / T), Tendency.RESTLESS, None),
    (abs(sin(1 / T)) / T, Tendency.RESTLESS, None),
    (sin(exp(1 / T)), Tendency.RESTLESS, None),
    (log(-T, evaluate=False), Tendency.MISSING, None),
    (sp.Piecewise((T, T > 1)), Tendency.MISSING, None),
    (sqrt(sin(1 / T)), Tendency.UNDECIDED, None),
    (1 / log(-log(T)), Tendency.UNDECIDED, None),
    (T ** Rational(1, 100), Tendency.UNDECIDED, None),
    (exp(-exp(exp(1 / T))), Tendency.UNDECIDED, None),
]


@pytest.mark.parametrize(("g", "tendency", "value"), CASES)
def test_a_formula_does_what_calculus_says(g, tendency, value):
    found = limit(g, T)

    assert found.tendency is tendency
    assert (found.value is None) == (value is None)
    if value is not None:
        assert found.value.meaning.expression == value
        assert found.value == pytest.approx(float(value))


def test_every_tendency_can_happen():
    assert {case[1] for case in CASES} == set(Tendency)


def test_what_intervals_do_not_know_is_refused():
    with pytest.raises(ValueError, match="no interval form is known"):
        limit(sp.zeta(T + 2), T)


def test_a_limit_without_a_name_is_not_given(monkeypatch):
    monkeypatch.setattr("mathcore.one_sided_limits.name", lambda *_, **__: None)

    assert limit(Integer(2) + T, T).tendency is Tendency.UNDECIDED
