"""Tails of four distributions, against tables of 25 digits, mpmath, and their finite formulas."""

import json
from fractions import Fraction
from math import pi
from pathlib import Path

import pytest
from mpmath import betainc, erfc, gammainc, mp, mpf, sqrt

from mathcore import proof, tails

TABLE = json.loads((Path(__file__).parents[1] / "data" / "tails.json").read_text())
TAILS = {"chi2": tails.chi_squared, "t": tails.student_t, "F": tails.fisher_f}


def _dofs(entry):
    return entry["df"] if isinstance(entry["df"], list) else [entry["df"]]


@pytest.mark.parametrize("entry", TABLE, ids=lambda e: f"{e['dist']} {e['df']}")
def test_a_tail_agrees_with_the_table(entry):
    tail = TAILS[entry["dist"]](float(entry["x"]), *_dofs(entry))
    true = Fraction(entry["sf"])

    assert abs(Fraction(float(tail)) - true) <= true * Fraction(2, 10**16)


@pytest.mark.parametrize("dof", [1, 2, 3, 6, 7])
@pytest.mark.parametrize("x", [0.0, 0.03, 2.5, 60.0, 400.0])
def test_the_finite_formula_of_chi_squared_is_its_tail(dof, x):
    tail = tails.chi_squared(x, dof)

    assert proof.close(tail, tail.meaning, 1e-15).proved
    with mp.workdps(50):
        assert tail == pytest.approx(
            float(gammainc(mpf(dof) / 2, x / 2, regularized=True)), rel=1e-14
        )


@pytest.mark.parametrize("dof", [1, 2, 5, 8])
@pytest.mark.parametrize("t", [-30.0, -1.5, 0.7, 3.0, 900.0])
def test_the_finite_formula_of_t_is_its_tail(dof, t):
    tail = tails.student_t(t, dof)

    assert proof.close(tail, tail.meaning, 1e-15).proved
    assert float(tail) + float(tails.student_t(-t, dof)) == pytest.approx(1, rel=1e-15)


@pytest.mark.parametrize("dof", [1, 2, 3, 5])
@pytest.mark.parametrize("below", [1, 2, 3, 4, 9])
def test_the_finite_formula_of_f_is_its_tail(dof, below):
    for f in (0.2, 1.0, 35.0):
        tail = tails.fisher_f(f, dof, below)
        v = below / (below + dof * mpf(f))

        assert proof.close(tail, tail.meaning, 1e-15).proved
        assert tail == pytest.approx(
            float(betainc(mpf(below) / 2, mpf(dof) / 2, 0, v, True)), rel=1e-12
        )


def test_the_square_of_t_is_f():
    both = 2 * float(tails.student_t(2.5, 7))

    assert tails.fisher_f(6.25, 1, 7) == pytest.approx(both, rel=1e-15)


@pytest.mark.parametrize("z", [-9.0, 0.0, 1.96, 8.0, 37.5])
def test_the_normal_tail_is_good_however_far_out(z):
    with mp.workdps(40):
        true = float(erfc(z / sqrt(mpf(2))) / 2)

    assert tails.normal(z) == pytest.approx(true, rel=2e-16)
    assert proof.close(tails.normal(z), tails.normal(z).meaning, 1e-15).proved


def test_a_million_degrees_of_freedom_are_as_good_as_few():
    """Chi^2 is a sum of so many squares that Wilson and Hilferty's cube root is normal."""
    tail = tails.chi_squared(1e6 + 1500.0, 10**6)
    spread = 2 / (9 * 10**6)
    z = ((1 + 1.5e-3) ** (1 / 3) - 1 + spread) / spread**0.5

    assert tail == pytest.approx(tails.normal(z), rel=1e-4)


@pytest.mark.parametrize("dof", [1, 10**6])
def test_the_smallest_and_the_greatest_numbers_have_tails_too(dof):
    assert tails.fisher_f(1e-308, dof, 10**6) == 1
    assert tails.fisher_f(1e308, dof, 10**6) == 0
    assert (tails.normal(1e308), tails.normal(-1e308)) == (0, 1)
    assert tails.student_t(1e308, 1) == pytest.approx(1e-308 / pi, rel=1e-9)


def test_a_tail_beyond_all_doubles_is_zero():
    assert tails.chi_squared(5000.0, 1) == 0


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: tails.normal(float("nan")), "must be finite, got nan"),
        (lambda: tails.chi_squared(-1.0, 3), r"a finite value >= 0, got -1\.0"),
        (lambda: tails.student_t(float("inf"), 3), "a finite value >= 0, got inf"),
        (lambda: tails.fisher_f(1.0, 0, 3), "whole number >= 1, got 0"),
        (lambda: tails.fisher_f(1.0, 2, 2.5), r"whole number >= 1, got 2\.5"),
    ],
)
def test_a_meaningless_tail_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
