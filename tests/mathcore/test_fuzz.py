"""The random comparison of `make fuzz` finds nothing wrong, and finds what is made wrong."""

import importlib
from pathlib import Path

import pytest
from sympy import Float, cos, sin

from mathcore import functions

FEW = range(40)


@pytest.fixture
def fuzz(monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parents[1]))
    return importlib.import_module("fuzz.__main__")


def test_nothing_disagrees(fuzz):
    sentences, counts = fuzz.chunk(FEW)

    assert sentences == []
    assert counts["slopes"] > len(FEW)
    assert counts["verdict VALUE"] > 0


def test_a_wrong_rule_is_found_with_its_seed(fuzz, monkeypatch):
    right = functions._derivative

    def wrong(expression, variable, order):
        return right(expression, variable, order).replace(sin, lambda u: Float("1.000001") * sin(u))

    monkeypatch.setattr(functions, "_derivative", wrong)
    sentences, _ = fuzz.chunk(FEW)

    assert any("the derivative of" in each for each in sentences)
    assert all(each.startswith("seed ") for each in sentences)


def test_a_wrong_value_is_found(fuzz, monkeypatch):
    right = functions._compiled

    def wrong(expression, variable):
        return right(expression.replace(cos, lambda u: cos(u) + Float("1e-9")), variable)

    monkeypatch.setattr(functions, "_compiled", wrong)
    sentences, _ = fuzz.chunk(FEW)

    assert any("the float of" in each for each in sentences)


def test_what_stops_the_comparison_is_a_disagreement(fuzz, monkeypatch):
    monkeypatch.setattr(fuzz, "examine", lambda seed: 1 / 0)

    assert "seed 7 could not be examined" in fuzz.examined(7).said[0]
