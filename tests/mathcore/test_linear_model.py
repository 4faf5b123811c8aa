"""Linear models against NIST's certified data sets and against what defines least squares."""

import json
from fractions import Fraction
from math import inf, isinf, log10
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mathcore import linear_model, proof
from mathcore.column import Column
from mathcore.linear_model import Outcome

DATA = json.loads((Path(__file__).parents[1] / "data" / "nist_linear.json").read_text())
SETS = DATA["sets"]
NUMBERS = ("deviation", "r_squared", "residual_squares", "regression_squares", "f")


def _fitted(entry, written):
    data = {name: [written(each) for each in text.split()] for name, text in entry["data"].items()}
    y = Column.read("y", data["y"])
    predictors = [Column.read(name, data[name]) for name in entry["predictors"].split()]
    if entry["degree"] is None:
        return linear_model.fit([Column.ones(len(y)), *predictors], y)
    powers = range(0 if entry["intercept"] else 1, entry["degree"] + 1)
    return linear_model.fit([predictors[0].power(each) for each in powers], y)


def _numbers(fit):
    rest = (fit.residual_deviation, fit.r_squared, fit.residual_squares)
    return (*fit.coefficients, *fit.errors, *rest, fit.regression_squares, fit.f)


def _true(table):
    lists = f"{table['coefficients']} {table['errors']}".split()
    return (*lists, *(table[name] for name in NUMBERS))


def _digits(value, certified):
    if certified in ("inf", "Infinity"):
        return inf if value == inf else 0
    error, size = abs(Fraction(float(value)) - Fraction(certified)), abs(Fraction(certified))
    return -log10(error / size) if error and size else inf * (not error)


@pytest.mark.parametrize("written", [str, float], ids=["text", "doubles"])
@pytest.mark.parametrize("entry", SETS, ids=lambda each: each["name"])
def test_every_number_of_nist_is_met_to_the_last_digit_of_a_double(entry, written):
    numbers = _numbers(_fitted(entry, written))
    digits = map(_digits, numbers, _true(entry["certified"]))

    assert numbers == tuple(map(float, _true(entry["exact"])))
    assert min(digits) > 14  # NIST prints fifteen, the last of them rounded


@pytest.mark.parametrize("entry", SETS, ids=lambda each: each["name"])
def test_every_number_of_nist_is_proved(entry):
    numbers = _numbers(_fitted(entry, str))

    assert all(proof.close(v, v.meaning, 1e-15).proved for v in numbers if not isinf(v))


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
