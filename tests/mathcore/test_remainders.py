"""Lagrange's bound, against tables and against the errors that it must cover."""

import json
from math import factorial
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mathcore import proof
from mathcore.functions import Function
from mathcore.remainders import Band, bound, share
from mathcore.taylor import expand

TRUTH = json.loads((Path(__file__).parents[1] / "data" / "taylor.json").read_text())


def expansion(text, at=0.0, order=10):
    return expand(Function.parse(text), at, order)


@pytest.mark.parametrize("case", TRUTH["lagrange_bounds"], ids=lambda case: case["f"])
def test_the_bound_is_lagranges_and_no_less(case):
    ends = tuple(float(each) for each in case["interval"])
    found = bound(expansion(case["f"], float(case["centre"])), case["n"], ends)
    greatest, wanted = (float(case[k]) for k in ("max_abs_derivative_n_plus_1", "lagrange_bound"))

    assert greatest * (1 - 1e-15) <= found.greatest <= greatest * 1.0000001
    assert wanted * (1 - 1e-15) <= found.value <= wanted * 1.0000001
    assert float(case["true_max_error"]) <= found.value


@pytest.mark.parametrize(
    ("text", "at", "n", "x", "greatest"),
    [
        ("cos(x)", 0.0, 10, 6.0, 1.0),
        ("cos(1000x)", 0.0, 8, (-0.01, 0.01), 1e27),
        ("exp(x/10^6)", 0.0, 3, 1e6, np.e * 1e-24),
        ("1/x", 1.0, 5, 0.25, factorial(6) * 4.0**7),
        ("x^3 - 2x + 2", 1.0, 3, (0.0, 2.0), 0.0),
    ],
)
def test_the_bound_holds_on_every_scale_and_is_proved(text, at, n, x, greatest):
    found = bound(expansion(text, at), n, x)

    assert found.greatest == pytest.approx(greatest, rel=1e-10)
    assert proof.close(found.value, found.value.meaning).proved
    assert proof.close(found.greatest, found.greatest.meaning).proved


@pytest.mark.parametrize(
    ("text", "at", "low", "high"),
    [("cos(x)", 0.0, -6.0, 6.0), ("1/x", 1.0, 0.1, 3.0), ("sin(x)/x", 0.0, -2.0, 2.0)],
)
def test_the_error_never_leaves_the_band(text, at, low, high):
    x = np.linspace(low, high, 61)
    for n in (0, 3, 6):
        taken = share(expansion(text, at), n, x)

        assert np.nanmax(taken) <= 1
        assert np.isnan(taken).sum() <= 1


def test_the_band_is_the_bound_at_each_point():
    found = expansion("exp(x)")
    x = np.array([[-1.0, 2.0], [0.0, 0.5]])
    heights = Band(found, 2)(x)

    for each, height in zip(x.ravel(), heights.ravel(), strict=True):
        assert height == pytest.approx(float(bound(found, 2, float(each)).value), rel=1e-9)


@settings(max_examples=10, deadline=None)
@given(st.floats(-3, 3), st.integers(0, 6))
def test_the_exponentials_bound_is_the_formula(x, n):
    found = float(bound(expansion("exp(x)", 0.0, 7), n, x).value)
    wanted = np.exp(max(x, 0.0)) * abs(x) ** (n + 1) / factorial(n + 1)

    assert found == pytest.approx(wanted, rel=1e-9, abs=1e-300)


def test_a_bound_that_cannot_be_made_tight_is_refused(monkeypatch):
    monkeypatch.setattr("mathcore.remainders._MOST_PIECES", 40)

    with pytest.raises(ValueError, match="cannot be bounded"):
        bound(expansion("sin(x)^2 + cos(x)^2 + x"), 1, (-1.0, 1.0))


def test_next_to_a_pole_there_is_no_bound():
    with pytest.raises(ValueError, match=r"cannot be bounded between x = -1\.0 and 2\.0"):
        bound(expansion("1/x", 1.0), 2, (-1.0, 2.0))


def test_a_greatest_size_is_not_negative_and_is_sought_along_the_real_axis():
    (greatest,) = bound(expand(Function.parse("sin(x)"), 0, 3), 3, 1.0).greatest.meaning.bindings

    assert greatest.symbol.is_nonnegative
    assert greatest.over.is_real
