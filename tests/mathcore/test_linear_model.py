"""Linear models against NIST's certified data sets and against what defines least squares."""

import json
from fractions import Fraction
from math import inf, isinf, log10
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import oo

from mathcore import linear_model, proof
from mathcore.column import Column
from mathcore.linear_model import Outcome

SETS = json.loads((Path(__file__).parents[1] / "data" / "nist_linear.json").read_text())


def _fitted(entry, suffix):
    data = entry["data"]
    y = Column.read("y", data["y" + suffix])
    predictors = [Column.read(name, data[name + suffix]) for name in entry["predictors"]]
    if len(predictors) > 1:
        return linear_model.fit([Column.ones(len(y)), *predictors], y)
    powers = range(0 if entry["intercept"] else 1, entry["p"] + (not entry["intercept"]))
    return linear_model.fit([predictors[0].power(each) for each in powers], y)


def _digits(value, true):
    if isinf(value) or true == "inf":
        return 17 if isinf(value) and true == "inf" else 0
    error = abs(Fraction(float(value)) - Fraction(true))
    if error == 0:
        return 17
    return -log10(error / abs(Fraction(true))) if Fraction(true) else 0


@pytest.mark.parametrize("suffix", ["_str", ""], ids=["text", "doubles"])
@pytest.mark.parametrize("entry", SETS, ids=lambda each: each["name"])
def test_every_number_has_fifteen_certified_digits(entry, suffix):
    fit, true = _fitted(entry, suffix), entry["exact_rational"]
    pairs = [
        *zip(fit.coefficients, true["beta"], strict=True),
        *zip(fit.errors, true["se"], strict=True),
        (fit.r_squared, true["r2"]),
        (fit.f, true["f"]),
        (fit.residual_deviation, true["residual_sd"]),
        (fit.residual_squares, true["rss"]),
        (fit.regression_squares, true["regression_ss"]),
    ]

    assert min(_digits(value, each) for value, each in pairs) > 15
    assert all(
        proof.close(v, v.meaning, 1e-15).proved for v, _ in pairs if v.meaning.expression != oo
    )


@given(st.lists(st.tuples(st.integers(-99, 99), st.integers(-99, 99)), min_size=5, max_size=9))
@settings(max_examples=30)
def test_what_is_left_over_is_orthogonal_to_every_column(points):
    x, y = Column(tuple(p for p, _ in points), 10), Column(tuple(q for _, q in points), 100)
    fit = linear_model.polynomial(x, y, 2)
    if fit.solution is None:
        assert len(set(x.numerators)) < 3
        return
    model = [
        sum(b * c[i] for b, c in zip(fit.solution.coefficients, fit.columns, strict=True))
        for i in range(len(y))
    ]
    left = Column.of(a - b for a, b in zip(y.fractions, model, strict=True))

    assert [left.dot(column) for column in fit.columns] == [0, 0, 0]
    assert left.dot(left) == fit.solution.least


X = Column.read("x", ["0", "0.1", "0.3", "0.7"])


@pytest.mark.parametrize(
    ("columns", "y", "outcome"),
    [
        ([Column.ones(4), X], Column((1, 5, 2, 2)), Outcome.UNIQUE),
        ([Column.ones(4), X], Column.of(1 + 2 * x for x in X.fractions), Outcome.PERFECT),
        ([X, Column.of(3 * x for x in X.fractions)], Column((1, 5, 2, 2)), Outcome.RANK_DEFICIENT),
        ([X.power(k) for k in range(5)], Column((1, 5, 2, 2)), Outcome.TOO_FEW_POINTS),
    ],
)
def test_every_outcome_can_happen(columns, y, outcome):
    assert linear_model.fit(columns, y).outcome is outcome


def test_a_fit_without_an_answer_gives_none():
    twice = linear_model.fit([X, X], Column((1, 2, 3, 4)))

    with pytest.raises(ValueError, match="no coefficients: one column is a mixture of the others"):
        _ = twice.coefficients
    with pytest.raises(ValueError, match="no coefficients"):
        _ = twice.residual_deviation


def test_a_perfect_fit_has_errors_of_exactly_zero_and_an_infinite_f():
    fit = linear_model.polynomial(X, Column.of(1 + 2 * x for x in X.fractions), 1)

    assert (fit.errors, fit.residual_deviation, fit.r_squared, fit.f) == ((0, 0), 0, 1, inf)


def test_no_point_left_means_no_errors():
    with pytest.raises(ValueError, match="as many coefficients as points"):
        _ = linear_model.polynomial(X, Column((1, 5, 2, 2)), 3).errors


def test_nothing_to_explain_is_not_explained():
    level = Column((2, 2, 2, 2))

    with pytest.raises(ValueError, match="the response does not vary"):
        _ = linear_model.polynomial(X, level, 1).r_squared
    with pytest.raises(ValueError, match="a constant alone takes nothing away"):
        _ = linear_model.polynomial(X, Column((1, 2, 3, 5)), 0).f


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: linear_model.fit([], X), r"got the lengths \[\]"),
        (lambda: linear_model.fit([Column.ones(3)], X), r"as long as y, 4, got the lengths \[3\]"),
        (lambda: linear_model.polynomial(X, X, -1), "a degree >= 0, got -1"),
    ],
)
def test_a_meaningless_model_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
