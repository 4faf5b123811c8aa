"""Chances against mpmath's integrals, and against those of the straight line."""

import json
from pathlib import Path

import mpmath
import pytest

from mathcore import line_fit, linear_chances, linear_model, proof
from mathcore.column import Column
from mathcore.data import seeded

DATA = Path(__file__).parents[1] / "data" / "nist_linear.json"
LONGLEY = next(each for each in json.loads(DATA.read_text())["sets"] if each["name"] == "Longley")
X = Column((0, 1, 3, 7))


def _longley():
    data = {name: text.split() for name, text in LONGLEY["data"].items()}
    y = Column.read("y", data.pop("y"))
    return linear_model.fit([Column.ones(len(y)), *map(Column.read, data, data.values())], y)


def _tail(f, above, below):
    """The density of F integrated from f to infinity, by way of the density of its beta."""
    with mpmath.workdps(40):
        end = mpmath.mpf(below) / (below + above * mpmath.mpf(f))
        return mpmath.betainc(mpmath.mpf(below) / 2, mpmath.mpf(above) / 2, 0, end, True)


def test_certified_numbers_have_their_chances():
    fit, true = _longley(), LONGLEY["exact"]
    pairs = zip(true["coefficients"].split(), true["errors"].split(), strict=True)

    assert linear_chances.of_model(fit) == pytest.approx(_tail(true["f"], 6, 9), rel=1e-14)
    for index, (b, error) in enumerate(pairs):
        ratio = (mpmath.mpf(b) / mpmath.mpf(error)) ** 2
        assert linear_chances.of_coefficient(fit, index) == pytest.approx(
            _tail(ratio, 1, 9), rel=1e-14
        )


def test_chances_are_what_they_mean():
    fit = _longley()
    chances = (linear_chances.of_model(fit), linear_chances.of_coefficient(fit, 3))

    assert all(proof.close(each, each.meaning, 1e-15).proved for each in chances)


def test_a_line_is_a_linear_model():
    data = seeded()
    line, fit = line_fit.fit(data), linear_model.fit([Column.ones(len(data)), data.xs], data.ys)

    assert linear_chances.of_coefficient(fit, 0) == line.intercept_p
    assert linear_chances.of_coefficient(fit, 1) == line.slope_p
    assert linear_chances.of_model(fit) == line.slope_p


@pytest.mark.parametrize(
    ("fit", "message"),
    [
        (linear_model.fit([Column.ones(4), X], X), "nothing to chance: the model meets every"),
        (linear_model.fit([X, X], Column((1, 2, 3, 4))), "nothing to chance: one column is a mix"),
    ],
)
def test_where_nothing_is_left_to_chance_there_is_none(fit, message):
    with pytest.raises(ValueError, match=message):
        linear_chances.of_model(fit)
    with pytest.raises(ValueError, match=message):
        linear_chances.of_coefficient(fit, 0)


def test_a_coefficient_that_is_not_there_is_refused():
    with pytest.raises(ValueError, match="no coefficient number 7 among 7"):
        linear_chances.of_coefficient(_longley(), 7)
