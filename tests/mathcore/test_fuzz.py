"""The random comparison of `make fuzz` finds nothing wrong, and finds what is made wrong."""

import importlib
import os
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


def test_a_formula_that_ends_its_process_is_told_and_the_others_go_on(fuzz, monkeypatch):
    """FLINT can crash; a pool of processes would wait for ever for what has died."""

    def examined(seed):
        if seed == 1:
            os._exit(139)
        return fuzz.Case(seed)

    monkeypatch.setattr(fuzz, "examined", examined)
    monkeypatch.setattr(fuzz.page, "run", lambda cases: None)
    monkeypatch.setattr(fuzz, "CHUNK", 1)
    monkeypatch.setattr(fuzz, "TURN", 1)

    told = [(done, [each[:24] for each in said]) for done, said, _ in fuzz.run(0, 3, 1)]

    assert told == [(1, []), (2, ["a formula from seed 1 on"]), (3, [])]
